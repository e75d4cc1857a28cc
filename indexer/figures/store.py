"""The figure table in SQLite: filled in one transaction with an engine commit, asked by amount, size or indicator.

Equality is decided on exact decimals kept as text; the REAL columns only narrow what has to be looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import cast
from urllib.parse import quote

from corpus import Scope, Span
from indexer.figures.conditions import KEY, Condition, among_figures, beneath, in_scope
from indexer.model.errors import EngineError
from indexer.model.figure_query import FigureFilter, FigureSort
from indexer.model.quantity import Amount, Change, Figure, Kind, Quantity

SLACK = 1e-9  # REAL columns only narrow: wider than they could ever be wrong
CHUNK = 900  # bound values of one statement
MOST = 5000  # figures looked at for one comparison
ALL = FigureFilter()
TALLIED = {  # facets, and what is counted for them
    "year": "year", "document": "document_id", "kind": "kind", "change": "change", "indicator": KEY, "dimension": "dimension",
    "unit": "unit", "period": "period",
}  # fmt: skip
ORDERS: dict[FigureSort, str] = {
    "order": "passage_key, start", "value_desc": "real_low DESC, passage_key, start", "value_asc": "real_low, passage_key, start",
    "indicator": f"{KEY} = '', {KEY}, period, passage_key, start", "period": "period IS NULL, period, passage_key, start",
}  # fmt: skip
COLUMNS = (
    "passage_key", "document_key", "start", "end", "value", "unit", "dimension", "approximator", "low", "high",
    "base_unit", "base_low", "base_high", "real_low", "real_high", "indicator", "indicator_id", "change", "period", "kind",
    "year", "document_id", "places", "level", "part", "state",
)  # fmt: skip
INSERT = f"INSERT INTO figures ({','.join(COLUMNS)}) VALUES ({','.join('?' * len(COLUMNS))})"
FigureRow = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a figure stands, with the facts that filters need."""

    passage_key: int
    document_key: int
    document_id: str
    year: int | None
    places: tuple[str, ...]
    level: str | None
    part: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of the table and where it stands; ``amount`` is in base units."""

    passage_key: int
    figure: Figure
    amount: Amount
    placed: Placed

    @property
    def key(self) -> str:
        """What figures of the same thing have in common: the indicator's id, else its words, empty if it was not recognised."""
        return self.figure.indicator_id or self.figure.indicator or ""


class FigureWriter:
    """Changes to the table, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, placed: Placed, figures: Iterable[tuple[Figure, Amount]]) -> None:
        """The figures of one passage."""
        self.add_rows(figure_rows(placed, figures))

    def add_rows(self, rows: Sequence[FigureRow]) -> None:
        """The figures of one passage, made ready with :func:`figure_rows`."""
        self._connection.executemany(INSERT, rows)

    def forget(self, document_key: int) -> None:
        """Take the figures of a document out, if there are any."""
        self._connection.execute("DELETE FROM figures WHERE document_key = ?", (document_key,))


class FigureStore:
    """The table of one generation; a connection is opened for each use, so threads do not share any.

    Every method raises :class:`EngineError` where the file is missing, damaged or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def writer(self, *, filling: bool = False) -> Iterator[FigureWriter]:
        """One transaction: committed at the end of the block, undone by an exception.

        While a new table is being filled (``filling``) its indexes are left for the first writer after that.
        """
        with self._speaking(), closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            for script in ("schema.sql",) if filling else ("schema.sql", "indexes.sql"):
                connection.executescript(resources.files("indexer.figures").joinpath(script).read_text("utf-8"))
            connection.execute("PRAGMA cache_spill = OFF")  # readers are kept out during the commit only
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield FigureWriter(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has undone it already
                    connection.execute("ROLLBACK")
                raise

    def check(self) -> None:
        """Raise :class:`EngineError` unless the table can be read."""
        self._found("1", (), Scope(), "id", limit=1)

    def equal(self, amount: Amount, scope: Scope, only: FigureFilter = ALL) -> list[Found]:
        """Figures that are exactly this amount, or a range one of whose ends it is; in document order."""
        text = format(amount.low, "f")
        clause = "(base_low = ? OR base_high = ?) AND +base_unit = ?"  # the plus: the index of the amount, not of the unit
        return self._found(clause, [text, text, amount.unit], scope, "passage_key, start", only)

    def printed(self, value: Decimal, scope: Scope, only: FigureFilter = ALL) -> list[Found]:
        """Figures of this value in whatever unit they are printed."""
        text = format(value, "f")
        return self._found("value = ? OR low = ? OR high = ?", [text, text, text], scope, "passage_key, start", only)

    def between(
        self, unit: str | None, low: Decimal | None, high: Decimal | None, scope: Scope, only: FigureFilter = ALL
    ) -> list[Found]:
        """Figures of a base unit (None: of any) that may lie between two amounts, smallest first: the caller decides."""
        clauses, values = ["? IS NULL OR base_unit = ?"], list[object]([unit, unit])
        if low is not None:
            clauses.append("real_high >= ?")
            values.append(float(low) - abs(float(low)) * SLACK)
        if high is not None:
            clauses.append("real_low <= ?")
            values.append(float(high) + abs(float(high)) * SLACK)
        clause = " AND ".join(f"({c})" for c in clauses)
        return self._found(clause, values, scope, "real_low, passage_key, start", only, MOST)

    def nearest(self, unit: str, amount: Decimal, scope: Scope, limit: int, only: FigureFilter = ALL) -> list[Found]:
        """The figures of a unit nearest to an amount, other than it."""
        middle = float(amount)
        below = self._found("base_unit = ? AND real_low < ?", [unit, middle], scope, "real_low DESC, passage_key", only, limit)
        above = self._found("base_unit = ? AND real_low > ?", [unit, middle], scope, "real_low, passage_key", only, limit)
        others = [f for f in (*below, *above) if f.amount.low != amount != f.amount.high]
        return sorted(others, key=lambda f: (abs(f.amount.low - amount), f.passage_key))[:limit]

    def amounts(self, unit: str, amounts: Sequence[Decimal], scope: Scope, only: FigureFilter = ALL) -> list[Found]:
        """Figures of a base unit that are exactly one of these amounts."""
        marks = ",".join("?" * len(amounts))
        texts = [format(a, "f") for a in amounts]
        return self._found(f"base_low IN ({marks}) AND +base_unit = ?", [*texts, unit], scope, "passage_key, start", only, MOST)

    def of_passages(self, keys: Sequence[int]) -> list[Found]:
        """All figures of these passages, in order."""
        found: list[Found] = []
        for at in range(0, len(keys), CHUNK):
            chunk = keys[at : at + CHUNK]
            marks = ",".join("?" * len(chunk))
            found += self._found(f"passage_key IN ({marks})", list(chunk), Scope(), "passage_key, start")
        return found

    # lists ----------------------------------------------------------------------------------

    def listed(self, scope: Scope, only: FigureFilter, sort: FigureSort, limit: int, offset: int = 0) -> list[Found]:
        """A page of all figures that fit."""
        return self._found("1", (), scope, ORDERS[sort], only, limit, offset)

    def counted(self, scope: Scope, only: FigureFilter = ALL) -> int:
        """How many figures fit."""
        clause, values = _both(scope, only)
        return int(self._rows(f"SELECT count(*) FROM figures WHERE {clause}", values)[0][0])

    def holds(self, scope: Scope, only: FigureFilter = ALL) -> bool:
        """Whether any figure fits."""
        return bool(self._found("1", (), scope, "rowid", only, 1))

    def tallied(self, facet: str, scope: Scope, only: FigureFilter, limit: int) -> list[tuple[str | int, int]]:
        """The values of a facet with their counts, the most frequent first."""
        clause, values = _both(scope, only)
        sql = f"SELECT {TALLIED[facet]} AS v, count(*) AS n FROM figures WHERE {clause} GROUP BY v ORDER BY n DESC, v LIMIT ?"
        return [(row["v"], row["n"]) for row in self._rows(sql, [*values, limit]) if row["v"] is not None]

    # indicators -----------------------------------------------------------------------------

    def of_indicator(self, key: str, scope: Scope, limit: int) -> list[Found]:
        """At most so many figures of one indicator, place by place; ``key`` is as :attr:`Found.key`."""
        elsewhere, found = replace(scope, places=frozenset()), dict[tuple[int, int], Found]()
        for where, values in _ranges(scope):
            rows = self._found(f"{KEY} = ? AND {where}", [key, *values], elsewhere, "places, year, passage_key, start", limit=limit)
            found |= {(f.passage_key, f.figure.quantity.span.start): f for f in rows}
        return list(found.values())[:limit]

    def places_of(self, key: str, scope: Scope) -> list[tuple[tuple[str, ...], int]]:
        """The places that state an indicator, each by its codes from the province down, with the number of figures."""
        inside, more = in_scope(replace(scope, places=frozenset()))
        counts: dict[tuple[str, ...], int] = {}
        for where, values in _ranges(scope):
            sql = f"SELECT places, count(*) AS n FROM figures WHERE {KEY} = ? AND {where} AND {inside} GROUP BY places"
            counts |= {_codes(row["places"]): row["n"] for row in self._rows(sql, [key, *values, *more])}
        return sorted(counts.items())

    def counts_of(self, keys: Sequence[str], scope: Scope) -> dict[str, int]:
        """How many figures there are of each of these indicators."""
        inside, more = in_scope(replace(scope, places=frozenset()))
        counts: dict[str, int] = {}
        for where, values in _ranges(scope):
            among = ",".join("?" * len(keys))
            sql = f"SELECT {KEY} AS k, count(*) AS n FROM figures WHERE {KEY} IN ({among}) AND {where} AND {inside} GROUP BY k"
            for row in self._rows(sql, [*keys, *values, *more]):
                counts[row["k"]] = counts.get(row["k"], 0) + row["n"]
        return counts

    def keys_like(self, start: str, limit: int) -> list[str]:
        """What figures measure, by how it begins, in order; for names that are in no table."""
        sql = f"SELECT DISTINCT {KEY} AS k FROM figures WHERE {KEY} >= ? AND {KEY} < ? ORDER BY k LIMIT ?"
        return [row["k"] for row in self._rows(sql, [start, start + "\U0010ffff", limit])]

    # asking ---------------------------------------------------------------------------------

    def _found(
        self, clause: str, values: Sequence[object], scope: Scope, order: str, only: FigureFilter = ALL, limit: int = -1,
        offset: int = 0,
    ) -> list[Found]:  # fmt: skip
        inside, more = _both(scope, only)
        sql = f"SELECT * FROM figures WHERE ({clause}) AND {inside} ORDER BY {order} LIMIT ? OFFSET ?"
        return [_from_row(row) for row in self._rows(sql, [*values, *more, limit, offset])]

    def _rows(self, sql: str, values: Sequence[object]) -> list[sqlite3.Row]:
        with self._speaking():
            try:
                return self._read("ro", sql, values)
            except sqlite3.OperationalError as error:
                if "readonly" not in str(error):
                    raise
                return self._read("rw", sql, values)  # a killed writer left half a commit; only who may write can take it back

    def _read(self, mode: str, sql: str, values: Sequence[object]) -> list[sqlite3.Row]:
        address = f"file:{quote(str(self._path))}?mode={mode}"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(sql, tuple(values)).fetchall()

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """SQLite's errors in words that name the file and what to do."""
        try:
            yield
        except sqlite3.Error as error:
            remedy = "请检查磁盘空间后重试" if "full" in str(error) else "请运行 yiju index --rebuild"
            raise EngineError(f"数字表 {self._path} 无法使用（{error}），{remedy}。") from error


def figure_rows(placed: Placed, figures: Iterable[tuple[Figure, Amount]]) -> list[FigureRow]:
    """The figures of a passage as rows of the table, in the order of :data:`COLUMNS`."""
    return [_row(placed, figure, amount) for figure, amount in figures]


def _row(placed: Placed, figure: Figure, amount: Amount) -> FigureRow:
    quantity = figure.quantity
    low, high = (format(end, "f") for end in quantity.range) if quantity.range else (None, None)
    return (
        placed.passage_key, placed.document_key, quantity.span.start, quantity.span.end, format(quantity.value, "f"),
        quantity.unit, quantity.dimension, quantity.approximator, low, high, amount.unit, format(amount.low, "f"),
        format(amount.high, "f"), float(amount.low), float(amount.high), figure.indicator, figure.indicator_id,
        figure.change, figure.period, figure.kind, placed.year, placed.document_id,
        "/" + "".join(code + "/" for code in placed.places), placed.level, placed.part, placed.state,
    )  # fmt: skip


def _from_row(row: sqlite3.Row) -> Found:
    ends = (Decimal(row["low"]), Decimal(row["high"])) if row["low"] is not None else None
    quantity = Quantity(
        Decimal(row["value"]), row["unit"], row["dimension"], row["approximator"], ends, Span(row["start"], row["end"])
    )
    figure = Figure(
        quantity, row["indicator"], row["indicator_id"], cast(Change, row["change"]), row["period"], cast(Kind, row["kind"])
    )
    amount = Amount(row["base_unit"], Decimal(row["base_low"]), Decimal(row["base_high"]))
    return Found(row["passage_key"], figure, amount, _placed(row))


def _placed(row: sqlite3.Row) -> Placed:
    return Placed(
        row["passage_key"], row["document_key"], row["document_id"], row["year"], _codes(row["places"]), row["level"],
        row["part"], row["state"],
    )  # fmt: skip


def _codes(places: str) -> tuple[str, ...]:
    return tuple(code for code in places.split("/") if code)


def _ranges(scope: Scope) -> list[Condition]:
    """Where the places of a scope lie in the index of indicators; asked one after another, each is a stretch of it."""
    return [condition for code in sorted(scope.places) for condition in beneath(code)] or [("1", [])]


def _both(scope: Scope, only: FigureFilter) -> tuple[str, list[object]]:
    (reports, values), (figures, more) = in_scope(scope), among_figures(only)
    return f"{reports} AND {figures}", [*values, *more]
