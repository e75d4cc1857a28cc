"""Which of several rows of one name are meant, by rules that hold for every reader; what they leave open stays open."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.places.table import Row, Table

# 大同, 中山, 资阳, 西安: nobody calls the far-off districts of these names so. Of the other cities that share theirs with a
# place elsewhere (there are three) 朝阳, 兴安 and 甘南 stay open.
FAMOUS = frozenset({"140200", "442000", "512000", "610100"})


def settle(table: Table, rows: Sequence[Row], year: int | None, *, bare: bool) -> list[Row]:
    """The rows that remain when time and usage have spoken; more than one where the name is ambiguous.

    Those in force in ``year``, most of all as it began, stand before all others, without a year today's before former
    ones; one place under several codes counts once. A bare name means the province if there is one (海南), a well-known
    city (西安), or the place in which all the others lie (长沙: the city, not 长沙县).
    """
    if len(rows) == 1:
        return list(rows)
    left = _once_each(table, sorted(_of_the_time(rows, year), key=lambda row: row.rank(year)))
    if bare and len(left) > 1:
        known = [r for r in left if r.code.endswith("0000") or r.code in FAMOUS]
        left = known[:1] or _container(table, left) or left
    return left


def _of_the_time(rows: Sequence[Row], year: int | None) -> list[Row]:
    """Those in force as ``year`` began, else during it; without a year, or where none was, today's or the latest."""
    for then in (Row.opens, Row.in_force):
        if year is not None and (left := [row for row in rows if then(row, year)]):
            return left
    latest = max((row.last for row in rows), default=0)
    return [row for row in rows if row.last == latest]


def _once_each(table: Table, rows: Sequence[Row]) -> list[Row]:
    """The best row of each place, ``rows`` being sorted by rank."""
    best: dict[Row, Row] = {}
    for row in rows:
        best.setdefault(table.root(row), row)
    return list(best.values())


def _container(table: Table, rows: Sequence[Row]) -> list[Row]:
    return [outer for outer in rows if all(table.lies_in(row, outer) for row in rows)][:1]
