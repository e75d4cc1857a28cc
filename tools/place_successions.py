"""What became of each place of the table: part of ``build_places``, which reads the sources and writes the result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from corpus.places.short_names import stem_of
from corpus.places.table import KIN

Key = tuple[str, str]
NATION: Key = ("100000", "全国")


@dataclass(frozen=True)
class Event:
    """One change: what was, what is, either of them possibly None."""

    year: int
    old: Key | None
    new: Key | None


@dataclass
class Row:
    """One name under one code, with the years of the changes that brought and ended it."""

    code: str
    name: str
    first: int | None
    last: int | None

    @property
    def level(self) -> int:
        """0 province, 1 prefecture, 2 county; 419001 and the like, directly under a province, count as counties."""
        return 0 if self.code.endswith("0000") else 1 if self.code.endswith("00") else 2


class Successors:
    """What became of a row: the code under which the same place went on, or the places that took it in."""

    def __init__(self, rows: dict[Key, Row], changes: Iterable[Event]) -> None:
        self.by_code: dict[str, list[Row]] = defaultdict(list)
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        self.by_stem: dict[str, list[Row]] = defaultdict(list)
        for row in rows.values():
            self.by_code[row.code].append(row)
            self.by_name[row.name].append(row)
            self.by_stem[stem_of(row.name)].append(row)
        self.told: dict[Key, list[Row]] = defaultdict(list)
        self.heirs: dict[Key, list[Key]] = defaultdict(list)
        for event in changes:
            old, new = rows.get(event.old or NATION), rows.get(event.new or NATION)
            if old and new and old is not new and _near(event.year, old.last) and self._believable(old, new):
                self.told[event.old or NATION].append(new)
                self.heirs[event.new or NATION].append(event.old or NATION)

    def of(self, row: Row) -> tuple[str, list[str]]:
        """The code of the same place after ``row`` ended, or ``""``; and the codes it was merged into."""
        if row.last is None:
            return "", []
        told = self.told[row.code, row.name]
        kin = [r for r in self.by_stem[stem_of(row.name)] if _outlives(r, row) and self._believable(row, r)]
        after = [r for r in kin if _near(r.first, row.last)]
        alike = [r for r in told if stem_of(r.name).startswith(stem_of(row.name))]
        choices = (
            [r for r in (*alike, *after) if r.level == row.level and r.name == row.name],
            [r for r in alike if r.level == row.level and not self._continues_another(r, row)],
            [r for r in after if r.level == row.level and not self._continues_another(r, row)],
            [r for r in told if r.code == row.code],
            [] if told else self._silently_renamed(row),
            [r for r in kin if r.name == row.name and r.level == row.level],
            [r for r in told if r.level == row.level and self._sole_heir(r, row)],
        )
        same = next((min(c, key=lambda r: (r.name != row.name, r.code)).code for c in choices if c), "")
        return same, [] if same else sorted({r.code for r in (*told, *after)})

    def _silently_renamed(self, row: Row) -> list[Row]:
        """The next name of the code; not for codes of counties directly under a province, which were dealt out anew."""
        later = (r for r in self.by_code[row.code] if _outlives(r, row) and _near(r.first, row.last))
        return [] if row.code[2:4] == "90" else list(later)

    def _continues_another(self, later: Row, row: Row) -> bool:
        """Whether ``later`` had its very name before, under another code: 邯郸县 does not continue 邯郸市."""
        others = (r for r in self.by_name[later.name] if r not in (later, row) and r.level == later.level)
        return stem_of(later.name) == stem_of(row.name) and any(
            _same_province(r, row) and _near(r.last, later.first) for r in others
        )

    def _sole_heir(self, later: Row, row: Row) -> bool:
        """Whether ``later`` came into being from this one place, as 曹妃甸区 from 唐海县."""
        return _near(later.first, row.last) and set(self.heirs[later.code, later.name]) == {(row.code, row.name)}

    def _believable(self, old: Row, new: Row) -> bool:
        """The events were in part matched by name alone, but every second city has a 新华区: those share a prefecture."""
        district = old.name == new.name and old.name.endswith("区") and not old.name.endswith("地区")
        if not _same_province(old, new) or not district or old.code[:4] == new.code[:4]:
            return _same_province(old, new)
        namesakes = [r for r in self.by_name[old.name] if _same_province(r, old)]
        repeated = any(a.code[:4] != b.code[:4] and _together(a, b) for a, b in combinations(namesakes, 2))
        return not repeated or bool(self._prefecture(old) & self._prefecture(new))

    def _prefecture(self, row: Row) -> set[str]:
        return {stem_of(r.name) for r in self.by_code[row.code[:4] + "00"]}


def _near(year: int | None, other: int | None) -> bool:
    return year is not None and other is not None and abs(year - other) <= 1


def _together(one: Row, other: Row) -> bool:
    """Whether both were in force at a time, beyond the years of change."""
    return max(one.first or 0, other.first or 0) < min(one.last or 9999, other.last or 9999)


def _outlives(later: Row, row: Row) -> bool:
    return _same_province(later, row) and later is not row and (later.last or 9999) > (row.last or 9999)


def _same_province(one: Row, other: Row) -> bool:
    provinces = {one.code[:2], other.code[:2]}
    return len(provinces) == 1 or provinces in KIN
