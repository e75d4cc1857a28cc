"""Trend 分布: how often words stand in the reports of each year and of each place, one beside the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus import Level, Scope

MOST_TERMS = 6
PER = 10_000  # characters to which frequencies are scaled
Measure = Literal["occurrences", "passages", "documents", "rate"]
TREND_MEASURES: tuple[Measure, ...] = ("occurrences", "passages", "documents", "rate")


@dataclass(frozen=True, slots=True)
class TrendRequest:
    """``query`` holds words or quoted strings, each a series of its own, looked for letter by letter.

    ``measure`` ``rate`` asks for occurrences per 10,000 characters. ``fold`` leaves out copies of reports that are counted.
    """

    query: str
    scope: Scope = field(default_factory=Scope)
    measure: Measure = "occurrences"
    fold: bool = False


@dataclass(frozen=True, slots=True)
class TrendCount:
    """Where a word stands: how often, in how many passages, in how many documents."""

    occurrences: int = 0
    passages: int = 0
    documents: int = 0

    def __add__(self, other: TrendCount) -> TrendCount:
        return TrendCount(
            self.occurrences + other.occurrences, self.passages + other.passages, self.documents + other.documents
        )


@dataclass(frozen=True, slots=True)
class Held:
    """The documents of a year or a place in which was looked: how many, how many of them are reports, how long they are.

    ``characters`` are those of all their passages, of the parts in scope if some are chosen; None if nobody asked.
    """

    documents: int = 0
    reports: int = 0
    characters: int | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A place whose documents are counted together with those of all places in it; ``own`` only those of the place itself.

    Its code is the latest that it has had, empty for documents of development zones, which have none, and for those whose place is unknown.
    """

    code: str
    name: str
    level: Level | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One word: in all, by year (None: the year is unknown), by region, and by both. What has no entry is zero."""

    term: str
    total: TrendCount
    years: Mapping[int | None, TrendCount]
    regions: Mapping[Region, TrendCount]
    cells: Mapping[tuple[Region, int | None], TrendCount]


@dataclass(frozen=True, slots=True)
class Trend:
    """The words side by side. A year, a region, or a year of a region without an entry has no document in scope.

    ``copies`` counts the documents in scope that are copies of others in scope: counted too, or left out if ``folded``.
    """

    query: str
    series: tuple[Series, ...]
    held: Held
    years: Mapping[int | None, Held]
    regions: Mapping[Region, Held]
    cells: Mapping[tuple[Region, int | None], Held]
    copies: int
    folded: bool
    scope: Scope = field(default_factory=Scope)
    notices: tuple[str, ...] = ()
    took_ms: float = 0.0


def value_of(count: TrendCount, held: Held, measure: Measure) -> float | int | None:
    """A count in a measure; None for a rate of nothing.

    >>> value_of(TrendCount(3, 2, 1), Held(1, 1, 12_000), "rate")
    2.5
    """
    if measure == "rate":
        return round(count.occurrences * PER / held.characters, 4) if held.characters else None
    return int(getattr(count, measure))
