"""The table of codes: which place bore which name under which code and when, what it lies in and what became of it.

In goes the text of ``places.tsv``; out come rows and places. It knows nothing of short names or of texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from corpus.model.place import NATION, Level, Place, prefix_of
from corpus.places.short_names import stem_of

FOREVER = 9999
KIN = ({"50", "51"}, {"44", "46"})  # 重庆 left 四川 in 1997, 海南 left 广东 in 1988


class Row(NamedTuple):
    """A name under a code. ``first``, ``last``: years of the changes that brought and ended it; 0 is before 1981."""

    code: str
    name: str
    first: int
    last: int
    same: str
    into: str

    @property
    def current(self) -> bool:
        """Whether it is in force today."""
        return self.last == FOREVER

    def in_force(self, year: int) -> bool:
        """Whether it was in force on at least one day of ``year``."""
        return self.first <= year <= self.last

    def opens(self, year: int) -> bool:
        """Whether it was in force as ``year`` began, when reports are given: 徐水县 in 2015, not yet 徐水区."""
        return self.first < year <= self.last

    def rank(self, year: int | None) -> tuple[bool, bool, int, str]:
        """Order among rows of one name: those in force first (in ``year`` or today), then the latest."""
        if year is None:
            return not self.current, False, -self.last, self.code
        return not self.in_force(year), not self.opens(year), -self.last, self.code


class Table:
    """All rows, found by code; parsed only when asked for, which keeps loading fast and memory small."""

    def __init__(self, text: str) -> None:
        self.lines = [line for line in text.splitlines() if line and line[0] != "#"]
        self._rows: list[Row | None] = [None] * len(self.lines)
        self._kin: dict[Row, frozenset[str]] = {}

    def row(self, at: int) -> Row:
        """The row of one line."""
        row = self._rows[at]
        if row is None:
            code, name, first, last, same, into = (self.lines[at] + "\t\t\t\t").split("\t")[:6]
            row = self._rows[at] = Row(code, name, int(first or 0), int(last or FOREVER), same, into)
        return row

    def rows_of(self, code: str) -> list[Row]:
        """Every name a code has stood for, oldest first; the lines are sorted by code."""
        at, rows = bisect_left(self.lines, code + "\t"), []
        while at < len(self.lines) and self.lines[at].startswith(code + "\t"):
            rows.append(self.row(at))
            at += 1
        return rows

    def bearer(self, code: str, year: int | None = None) -> Row | None:
        """What a code stands for in ``year``, else today, else stood for last."""
        return min(self.rows_of(code), key=lambda row: row.rank(year), default=None)

    def parents(self, row: Row, year: int | None = None) -> list[Row]:
        """Province and prefecture which ``row`` lies in, under their names of ``year``, else of its own last year."""
        codes = dict.fromkeys((row.code[:2] + "0000", row.code[:4] + "00"))
        when = year if year is not None and row.in_force(year) else None if row.current else row.last
        found = (self.bearer(code, when) for code in codes if code not in (row.code, NATION))
        return [parent for parent in found if parent]

    def place(self, row: Row, year: int | None = None) -> Place:
        """``row`` as a place, its path spelled as in ``year``."""
        path = () if row.code == NATION else (*(p.name for p in self.parents(row, year)), row.name)
        return Place(row.code, row.name, level_of(row.code), path)

    def root(self, row: Row) -> Row:
        """What the place is called in the end; rows of one place, and only those, share it."""
        while later := self._successor(row):
            row = later
        return row

    def lineage(self, row: Row) -> list[Row]:
        """The same place through renumbering, renaming and a change of rank, oldest first: 清苑县, 清苑县, 清苑区."""
        line = queue = [self.root(row)]
        while queue:
            earlier = ((later, self.row(at)) for later in queue for at in self._predecessors.get(later.code, ()))
            queue = [row for later, row in earlier if self._successor(row) == later]
            line = [*queue, *line]
        return line

    def lies_in(self, row: Row, outer: Row) -> bool:
        """Whether ``row`` lies in ``outer`` or is it, under any of the codes either has had."""
        if row.code.startswith(prefix_of(outer.code)):
            return True
        if row.code[:2] != outer.code[:2] and {row.code[:2], outer.code[:2]} not in KIN:
            return False
        prefixes = tuple(prefix_of(code) for code in self._codes(outer))
        return any(code.startswith(prefixes) for code in self._codes(row))

    def is_own(self, row: Row) -> bool:
        """Whether the code of ``row`` still means the same place, not another that was given the number later."""
        bearer = self.bearer(row.code)
        return bearer is not None and self.root(bearer) == self.root(row)

    def inside(self, rows: Iterable[Row], outers: Iterable[Row]) -> list[Row]:
        """Those of ``rows`` which lie in one of ``outers``: by their own codes, or failing that by any they have had."""
        inner, around = list(rows), list(outers)
        prefixes = tuple(prefix_of(outer.code) for outer in around)
        direct = [row for row in inner if row.code.startswith(prefixes)]
        return direct or [row for row in inner if any(self.lies_in(row, outer) for outer in around)]

    def _codes(self, row: Row) -> frozenset[str]:
        if row not in self._kin:
            self._kin[row] = frozenset(r.code for r in self.lineage(row))
        return self._kin[row]

    def _successor(self, row: Row) -> Row | None:
        if not row.same:
            return None
        later = (r for r in self.rows_of(row.same) if r.last > row.last)
        stem = stem_of(row.name)
        return min(later, key=lambda r: (abs(r.first - row.last) > 1, stem_of(r.name) != stem, r.first), default=None)

    @cached_property
    def _predecessors(self) -> dict[str, list[int]]:
        """Lines by the code under which their place went on."""
        lines: dict[str, list[int]] = {}
        for at, line in enumerate(self.lines):
            if line.count("\t") >= 4 and (same := line.split("\t")[4]):
                lines.setdefault(same, []).append(at)
        return lines


def level_of(code: str) -> Level:
    """The level a code tells by its zeros; counties directly under a province (419001) are counties.

    >>> level_of("410000"), level_of("410100"), level_of("410104"), level_of("419001")
    ('province', 'city', 'county', 'county')
    """
    if code == NATION:
        return "country"
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
