"""The table of codes: which place bore which name under which code in which years, what it lies in and what became of it.

In goes the text of ``places.tsv``; out come rows and places. It knows nothing of short names or of texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from corpus.model.place import NATION, Level, Place, prefix_of
from corpus.places.short_names import stem_of

FOREVER = 9999


class Row(NamedTuple):
    """A name under a code. ``first`` and ``last`` are the years of the changes that brought and ended it (0: before 1981)."""

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
        self._kin: dict[Row, frozenset[str]] = {}

    def row(self, at: int) -> Row:
        """The row of one line."""
        code, name, first, last, same, into = (self.lines[at] + "\t\t\t\t").split("\t")[:6]
        return Row(code, name, int(first or 0), int(last or FOREVER), same, into)

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

    def lineage(self, row: Row) -> list[Row]:
        """The same place through renumbering, renaming and a change of rank, oldest first: 清苑县, 清苑县, 清苑区."""
        line, queue = {row}, [row]
        while queue:
            at = queue.pop()
            later = self._successor(at)
            earlier = [r for r in self._predecessors[at.code] if self._successor(r) == at]
            new = {*earlier, *([later] if later else [])} - line
            line |= new
            queue += new
        return sorted(line, key=lambda r: (r.last, r.first))

    def lies_in(self, row: Row, outer: Row) -> bool:
        """Whether ``row`` lies in ``outer`` or is it, under any of the codes either has had."""
        prefixes = tuple(prefix_of(code) for code in self._codes(outer))
        return any(code.startswith(prefixes) for code in self._codes(row))

    def inside(self, rows: Iterable[Row], outers: Iterable[Row]) -> list[Row]:
        """Those of ``rows`` which lie in one of ``outers``."""
        around = list(outers)
        return [row for row in rows if any(self.lies_in(row, outer) for outer in around)]

    def _codes(self, row: Row) -> frozenset[str]:
        if row not in self._kin:
            self._kin[row] = frozenset(r.code for r in self.lineage(row))
        return self._kin[row]

    def _successor(self, row: Row) -> Row | None:
        later = [r for r in self.rows_of(row.same) if r.last > row.last] if row.same else []
        stem = stem_of(row.name)
        return min(later, key=lambda r: (abs(r.first - row.last) > 1, stem_of(r.name) != stem, r.first), default=None)

    @cached_property
    def _predecessors(self) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = defaultdict(list)
        for at, line in enumerate(self.lines):
            if line.count("\t") >= 4 and (row := self.row(at)).same:
                rows[row.same].append(row)
        rows.default_factory = None
        return _Empty(rows)


class _Empty(dict[str, list[Row]]):
    """Reading a missing key stores nothing, so that threads may share it."""

    def __missing__(self, code: str) -> list[Row]:
        return []


def level_of(code: str) -> Level:
    """The level a code tells by its zeros; counties directly under a province (419001) are counties.

    >>> level_of("410000"), level_of("410100"), level_of("410104"), level_of("419001")
    ('province', 'city', 'county', 'county')
    """
    if code == NATION:
        return "country"
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
