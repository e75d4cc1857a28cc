"""Which of several rows of one name are meant, by rules that hold for every reader; what they leave open stays open."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.places.table import Row, Table


def settle(table: Table, rows: Sequence[Row], year: int | None, *, bare: bool) -> list[Row]:
    """The rows that remain when time and usage have spoken; more than one where the name is ambiguous.

    Those in force in ``year`` stand before all others, without a year today's before former ones, and one place under
    several codes counts once. A bare name means the province if there is one (海南), else the place in which all the others
    lie (长沙: the city, not 长沙县).
    """
    left = _of_the_time(rows, year)
    left = _once_each(table, sorted(left, key=lambda row: row.rank(year)))
    if bare and len(left) > 1:
        left = [r for r in left if r.code.endswith("0000")][:1] or _container(table, left) or left
    return left


def _of_the_time(rows: Sequence[Row], year: int | None) -> list[Row]:
    if year is not None and (then := [row for row in rows if row.in_force(year)]):
        return then
    latest = max((row.last for row in rows), default=0)
    return [row for row in rows if row.last == latest]


def _once_each(table: Table, rows: Sequence[Row]) -> list[Row]:
    """The best row of each place, ``rows`` being sorted by rank."""
    left: list[Row] = []
    for row in rows:
        if not any(row in table.lineage(other) for other in left):
            left.append(row)
    return left


def _container(table: Table, rows: Sequence[Row]) -> list[Row]:
    return [outer for outer in rows if all(table.lies_in(row, outer) for row in rows)][:1]
