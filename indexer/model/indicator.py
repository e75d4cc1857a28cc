"""Indicator 指标: a measure over years and places, as the reports state it; every point is a sentence of one of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from corpus import Scope, Span
from indexer.model.hit import FigureHit
from indexer.model.quantity import Amount, Kind, Sense
from indexer.model.query import ReadAs

Measure = Literal["level", "growth", "increase", "points", "multiple", "share", "rank"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Flag = Literal[
    "restated", "differs", "look_back", "old_currency", "cumulative", "average", "multi_year", "part_year", "long_term", "undated",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndicatorRequest:
    """What is wanted: an indicator by any of its names, in which reports, which measure (None: what the name says), results or
    targets (empty: both), the years spoken of (empty: any). ``as_words`` are filters not to be read out of the name.
    """

    query: str
    scope: Scope = field(default_factory=Scope)
    measure: Measure | None = None
    kinds: frozenset[Kind] = frozenset()
    refers_to: frozenset[int] = frozenset()
    as_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """What a name as typed means: ``key`` is an indicator's id, or the words as reports print them, empty if it is unknown.

    ``measures`` are those the words ask for, best first, empty if they do not say; so are ``kinds``. ``words`` is the name of an
    unknown one with the words of its measure, which may be part of it (自然增长).
    """

    key: str
    name: str
    known: bool
    measures: tuple[Measure, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    words: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """One figure of an indicator. ``place`` is the code of its report's place, the latest of one that was renamed, the name of a
    development zone, which has none, and empty if it is unknown. ``amount`` is in base units, a fall negative; ``refers_to`` is the
    year spoken of, None for what is of no single year. ``sentence`` is where it stands, in the passage's text.

    ``sense`` is what its approximator means. Flags: ``restated`` another report gives another amount for that year; ``differs``
    the same report does; ``look_back`` told later than by the next year's report; ``old_currency`` money of before March 1955
    (10,000 to 1); ``cumulative`` 累计; ``average`` of several years; ``multi_year`` of several years together; ``part_year``
    上半年 and such; ``long_term`` a target further ahead than the next year; ``undated``.
    """

    hit: FigureHit
    place: str
    amount: Amount
    measure: Measure
    refers_to: int | None
    sentence: Span
    sense: Sense | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def year(self) -> int | None:
        """The year of the report."""
        return self.hit.hit.passage.document.year

    @property
    def kind(self) -> Kind:
        """Result, target or other."""
        return self.hit.figure.kind


@dataclass(frozen=True, slots=True)
class TargetMet:
    """The target of a year beside the result that the next report gives. ``difference`` is the result less the target, in the
    unit of both; within a range it is nothing, outside it is counted from the nearer end.

    ``bound`` says which way the target was open: ``least`` 以上, ``most`` 以内, ``range``, ``None`` for a plain amount or 左右.
    """

    place: str
    year: int
    target: IndicatorPoint
    result: IndicatorPoint
    difference: Decimal
    bound: Literal["least", "most", "range"] | None


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """An indicator over years and places. ``series`` holds one point for each place, year spoken of, kind and unit, and those of
    other reports that contradict it; ``repeats`` are further sentences that state a point; ``apart`` are figures of no single
    year, of years ahead, or neither result nor target.

    ``key`` is None for an unknown name; ``suggestions`` then are names to try. ``measure`` is the one shown, ``measures`` count
    the figures of each. ``places`` gives the codes their names.
    """

    query: str
    name: str
    key: str | None
    known: bool
    measure: Measure
    series: tuple[IndicatorPoint, ...] = ()
    repeats: tuple[IndicatorPoint, ...] = ()
    apart: tuple[IndicatorPoint, ...] = ()
    compared: tuple[TargetMet, ...] = ()
    measures: dict[Measure, int] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    read_as: ReadAs = field(default_factory=ReadAs)


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """An indicator of the table and how many figures of it the reports in scope state."""

    key: str
    name: str
    count: int
