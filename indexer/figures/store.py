"""The figure table in SQLite: filled in one transaction with an engine commit, asked by amount, size or indicator.

Equality is decided on exact decimals kept as text; the REAL columns only narrow what has to be looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import cast

from corpus import NATION, Scope, Span, prefix_of
from indexer.model.errors import EngineError
from indexer.model.quantity import Change, Figure, Kind, Quantity

SLACK = 1e-9  # REAL columns only narrow: wider than they could ever be wrong
MOST = 5000  # figures looked at for one comparison
COLUMNS = (
    "passage_key", "document_key", "start", "end", "value", "unit", "dimension", "approximator", "low", "high",
    "base_unit", "base_low", "base_high", "real_low", "real_high", "indicator", "indicator_id", "change", "period", "kind",
    "year", "document_id", "places", "level", "part", "state",
)  # fmt: skip


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
class Amount:
    """An exact amount in the base unit of its dimension; both ends are the same unless it is a range."""

    unit: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of the table and the passage it stands in; ``amount`` is in base units."""

    passage_key: int
    figure: Figure
    amount: Amount


class FigureWriter:
    """Changes to the table, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, placed: Placed, figures: Iterable[tuple[Figure, Amount]]) -> None:
        """The figures of one passage."""
        marks = ",".join("?" * len(COLUMNS))
        rows = [_row(placed, figure, amount) for figure, amount in figures]
        self._connection.executemany(f"INSERT INTO figures ({','.join(COLUMNS)}) VALUES ({marks})", rows)

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
    def writer(self) -> Iterator[FigureWriter]:
        """One transaction: committed at the end of the block, undone by an exception."""
        with self._speaking(), closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            connection.executescript(resources.files("indexer.figures").joinpath("schema.sql").read_text("utf-8"))
            connection.execute("PRAGMA cache_spill = OFF")  # readers are kept out during the commit only
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield FigureWriter(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def check(self) -> None:
        """Raise :class:`EngineError` unless the table can be read."""
        self._found("1", (), Scope(), "id", 1)

    def equal(self, amount: Amount, scope: Scope) -> list[Found]:
        """Figures that are exactly this amount, or a range one of whose ends it is; in document order."""
        text = format(amount.low, "f")
        clause = "(base_low = ? OR base_high = ?) AND base_unit = ?"
        return self._found(clause, [text, text, amount.unit], scope, "passage_key, start")

    def printed(self, value: Decimal, scope: Scope) -> list[Found]:
        """Figures of this value in whatever unit they are printed."""
        text = format(value, "f")
        return self._found("value = ? OR low = ? OR high = ?", [text, text, text], scope, "passage_key, start")

    def between(self, unit: str | None, low: Decimal | None, high: Decimal | None, scope: Scope) -> list[Found]:
        """Figures of a base unit (None: of any) that may lie between two amounts, smallest first: the caller decides."""
        clauses, values = ["? IS NULL OR base_unit = ?"], list[object]([unit, unit])
        if low is not None:
            clauses.append("real_high >= ?")
            values.append(float(low) - abs(float(low)) * SLACK)
        if high is not None:
            clauses.append("real_low <= ?")
            values.append(float(high) + abs(float(high)) * SLACK)
        return self._found(" AND ".join(f"({c})" for c in clauses), values, scope, "real_low, passage_key, start", MOST)

    def nearest(self, unit: str, amount: Decimal, scope: Scope, limit: int) -> list[Found]:
        """The figures of a unit nearest to an amount, other than it."""
        middle = float(amount)
        below = self._found("base_unit = ? AND real_low < ?", [unit, middle], scope, "real_low DESC, passage_key", limit)
        above = self._found("base_unit = ? AND real_low > ?", [unit, middle], scope, "real_low, passage_key", limit)
        others = [f for f in (*below, *above) if f.amount.low != amount != f.amount.high]
        return sorted(others, key=lambda f: (abs(f.amount.low - amount), f.passage_key))[:limit]

    def of_passages(self, keys: Sequence[int]) -> list[Found]:
        """All figures of these passages, in order."""
        marks = ",".join("?" * len(keys))
        return self._found(f"passage_key IN ({marks})", list(keys), Scope(), "passage_key, start")

    def _found(
        self, clause: str, values: Sequence[object], scope: Scope, order: str, limit: int = -1
    ) -> list[Found]:
        inside, more = _where(scope)
        sql = f"SELECT * FROM figures WHERE ({clause}) AND {inside} ORDER BY {order} LIMIT ?"
        with self._speaking(), closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [_from_row(row) for row in connection.execute(sql, (*values, *more, limit))]

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """SQLite's errors in words that name the file and what to do."""
        try:
            yield
        except sqlite3.Error as error:
            remedy = "请检查磁盘空间后重试" if "full" in str(error) else "请运行 yiju index --rebuild"
            raise EngineError(f"数字表 {self._path} 无法使用（{error}），{remedy}。") from error


def _row(placed: Placed, figure: Figure, amount: Amount) -> tuple[object, ...]:
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
    return Found(row["passage_key"], figure, Amount(row["base_unit"], Decimal(row["base_low"]), Decimal(row["base_high"])))


def _where(scope: Scope) -> tuple[str, list[object]]:
    """The filters as SQL, values always bound."""
    clauses: list[str] = ["1"]
    values: list[object] = []
    for column, wanted in (
        ("year", scope.years), ("level", scope.levels), ("part", scope.parts), ("state", scope.states),
        ("document_id", scope.documents),
    ):  # fmt: skip
        if wanted:
            clauses.append(f"{column} IN ({','.join('?' * len(wanted))})")
            values += sorted(wanted, key=str)
    for condition, bound in (("year >= ?", scope.year_from), ("year <= ?", scope.year_to)):
        if bound is not None:
            clauses.append(condition)
            values.append(bound)
    if scope.places:
        clauses.append("(" + " OR ".join(["places GLOB ?"] * len(scope.places)) + ")")
        values += [f"*/{code}/*" if code == NATION else f"*/{prefix_of(code)}*" for code in sorted(scope.places)]
    return " AND ".join(clauses), values
