"""What the library holds by place and year: decades for the nation, a table of places, and gaps shown as gaps.

A gap is a year without a report between two years with one; it says nothing about whether there was a report. A year with
only a resolution, an excerpt or a stub is shown as that: no report is no report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import webapp.wording as wording
from indexer import STATES, DocumentFacts, Level, State
from webapp.links import Address

NATION = "100000"
REPORTS = ("report", "truncated")  # what counts as having the report of a year
AS_LIST = 12  # up to so many reports a list says more than a table
LEVEL_ORDER: tuple[Level, ...] = ("country", "province", "city", "county", "zone")


@dataclass(frozen=True, slots=True)
class Holding:
    """A document, as far as the overviews need it."""

    document_id: str
    year: int | None
    level: str | None
    code: str
    names: tuple[str, ...]
    state: State = "report"

    @classmethod
    def of(cls, document: DocumentFacts) -> Holding:
        """From the catalog's facts; a place that is unknown has no code and no name."""
        place = document.place
        names = (place.path or (place.name,)) if place else ()
        return cls(document.document_id, document.year, document.level, place.code if place else "", names, document.state)


@dataclass(frozen=True, slots=True)
class Cell:
    """A year: with the address of its report or list, else a ``gap``, else nothing to be shown.

    ``other`` names what the year has in place of a report: 决议, 节选 …; empty where there is a report.
    """

    year: int
    href: str | None = None
    gap: bool = False
    count: int = 0
    other: str = ""

    @property
    def name(self) -> str:
        """What is behind the cell, for those who do not see it."""
        more = f"，{self.count} 份" if self.count > 1 else ""
        return f"{self.year}年" + (f"，没有报告，有{self.other}" if self.other else "") + more


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years of the nation's reports; cells outside the library's years are None."""

    start: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A place and its years; a place that only leads to those below it has no cells."""

    name: str
    depth: int
    href: str
    cells: tuple[Cell, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A level's years as a picture: offsets from the first year of the library; ``count`` counts reports only."""

    label: str
    offsets: tuple[int, ...]
    count: int


def by_level(held: Iterable[Holding]) -> tuple[tuple[str, str, int], ...]:
    """(level, its name, number of documents), for the levels that occur."""
    counts: dict[str, int] = {}
    for h in held:
        counts[h.level or ""] = counts.get(h.level or "", 0) + 1
    return tuple((level, wording.LEVELS[level], counts[level]) for level in LEVEL_ORDER if level in counts)


def span_of_years(held: Iterable[Holding]) -> tuple[int, int] | None:
    """The first and last year held."""
    years = [h.year for h in held if h.year is not None]
    return (min(years), max(years)) if years else None


def strips(held: Sequence[Holding]) -> tuple[Strip, ...]:
    """One strip for each level that occurs."""
    years = span_of_years(held)
    if years is None:
        return ()
    out = []
    reports = [h for h in held if h.state in REPORTS]
    for level, label, count in by_level(reports):
        offsets = {h.year - years[0] for h in reports if h.level == level and h.year is not None}
        out.append(Strip(label, tuple(sorted(offsets)), count))
    return tuple(out)


def axis(low: int, high: int) -> tuple[int, ...]:
    """A few years to write below the strips, ends included."""
    steps = min(3, high - low)
    return tuple(low + round((high - low) * i / steps) for i in range(steps + 1)) if steps else (low,)


def decades(held: Sequence[Holding]) -> tuple[Decade, ...]:
    """The years of one place, decade by decade, from its first to its last year."""
    years = span_of_years(held)
    if years is None:
        return ()
    low, high = years
    cells = {cell.year: cell for cell in _cells(held, range(low, high + 1))}
    starts = range(low // 10 * 10, high + 1, 10)
    return tuple(Decade(start, tuple(cells.get(year) for year in range(start, start + 10))) for start in starts)


def missing(held: Sequence[Holding]) -> int:
    """Years without a report from the first to the last; a resolution does not stand in for one."""
    years = span_of_years(held)
    reported = {h.year for h in held if h.year is not None and h.state in REPORTS}
    return years[1] - years[0] + 1 - len(reported) if years else 0


def rows(held: Iterable[Holding], years: range, *, limit: int, offset: int) -> tuple[int, tuple[Row, ...]]:
    """(number of known places, the rows of one page of them). Places above those of the page are put in before them."""
    held = [h for h in held if h.code]
    places = [(code, list(group)) for code, group in groupby(sorted(held, key=lambda h: h.code), key=lambda h: h.code)]
    out: list[Row] = []
    put: set[tuple[str, ...]] = set()
    for code, group in places[offset : offset + limit]:
        names = group[0].names
        for depth, step in enumerate(names[:-1]):
            if names[: depth + 1] not in put:
                put.add(names[: depth + 1])
                out.append(Row(step, depth, _listing(above(code, depth)), (), 0))
        put.add(names)
        out.append(Row(names[-1], len(names) - 1, _listing(code), tuple(_cells(group, years)), len(group)))
    return len(places), tuple(out)


def by_state(held: Iterable[Holding]) -> tuple[tuple[State, str, int], ...]:
    """(state, its name, number of documents), for the states that occur."""
    counts = Counter(h.state for h in held)
    return tuple((state, wording.STATES[state], counts[state]) for state in STATES if counts[state])


def _cells(held: Sequence[Holding], years: Iterable[int]) -> list[Cell]:
    known: dict[int, list[Holding]] = {}
    for h in held:
        if h.year is not None:
            known.setdefault(h.year, []).append(h)
    ends = (min(known), max(known)) if known else (0, -1)
    return [_cell(year, known, ends) for year in years]


def _cell(year: int, known: Mapping[int, list[Holding]], ends: tuple[int, int]) -> Cell:
    here = known.get(year, [])
    if not here:
        return Cell(year, gap=ends[0] < year < ends[1])
    href = f"/reports/{here[0].document_id}"
    if len(here) > 1:
        href = Address("/reports", (("place", here[0].code), ("year", str(year)))).href
    return Cell(year, href, count=len(here), other=_in_place_of_a_report(here))


def _in_place_of_a_report(here: Sequence[Holding]) -> str:
    """The kinds of text of a year that has no report, in words; empty where it has one."""
    states = [] if any(h.state in REPORTS for h in here) else [h.state for h in here]
    return "、".join(wording.STATES[state] for state in dict.fromkeys(states))


def with_other_texts(held: Iterable[Holding]) -> bool:
    """Whether anything held is no report, so that the legend has to explain its sign."""
    return any(h.state not in REPORTS for h in held)


def above(code: str, depth: int) -> str:
    """The code of the place that covers this one, ``depth`` steps below the nation: 410104 at 0 is 410000."""
    return code[: 2 * (depth + 1)].ljust(6, "0")


def _listing(code: str) -> str:
    return Address("/reports", (("place", code),)).href
