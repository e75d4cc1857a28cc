"""Hit, and the result of a search: everything a page, the JSON or the terminal shows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from corpus import PassageRecord, Scope, Span
from indexer.model.quantity import Change, Figure, Quantity
from indexer.model.query import ReadAs, Tier

Exactness = Literal["exact", "at_least"]
Facets = dict[str, Sequence[tuple[str | int, int]]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage in the list. ``highlights`` and ``snippet`` are spans of the passage's exact text.

    ``answers`` says that an answer to the query, which is a question, stands in it. Where it does in other words than the query's, ``match``
    is "some" and ``highlights`` are the answer.
    ``inside_number`` says that the quoted string stands there only inside a longer number (10亿 in 110亿).
    ``others`` counts the other matching passages of the report, where hits are grouped by report. ``copies`` are the matching
    passages of the same text in copies of the report (grouped: the best of each copy), which have no place of their own.
    """

    rank: int
    passage: PassageRecord
    match: Tier
    highlights: tuple[Span, ...]
    snippet: Span
    inside_number: bool = False
    answers: bool = False
    others: int = 0
    copies: tuple[PassageRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class TermCount:
    """A word or phrase of the query and the number of passages in scope that hold it or an expansion of it."""

    text: str
    passages: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits and what was counted over all of them.

    ``total`` is the sum of ``totals`` by tier, copies and passages that answer in other words included; ``facets`` do not count the
    latter. ``listed`` are the places in the list: passages, or reports where hits are grouped, each with its copies folded into one.
    ``occurrences`` counts the quoted phrases as Ctrl+F would, None when nothing was quoted. ``facets`` maps year, place, level, part and
    state to (value, count), each counted without its own filter.
    ``suggestion`` is what may have been meant; where the query itself has no hit, the hits of tier ``some`` are the suggestion's
    and ``suggestion_shown`` says so. ``terms`` says which word has no hit; filled when no passage holds all of them.
    """

    query: str
    total: int
    total_is: Exactness
    totals: dict[Tier, int]
    occurrences: int | None
    occurrences_is: Exactness
    took_ms: float
    hits: tuple[Hit, ...]
    documents: int
    listed: int
    facets: Facets
    places: Mapping[str, str]
    suggestion: str | None = None
    suggestion_shown: bool = False
    expansions: tuple[str, ...] = ()
    read_as: ReadAs = field(default_factory=ReadAs)
    scope: Scope = field(default_factory=Scope)
    notices: tuple[str, ...] = ()
    terms: tuple[TermCount, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureHit:
    """A figure and the passage that states it; ``difference`` says in words how a neighbour differs from what was asked."""

    hit: Hit
    figure: Figure
    difference: str | None = None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one indicator and change among the hits; ``key`` is its id, else its words as printed, empty if none was read."""

    key: str
    name: str
    change: Change
    count: int


@dataclass(frozen=True, slots=True)
class FigureResult:
    """What was found for a figure. ``quantity`` is None if the query holds no figure; ``exact`` only if the very amount occurs.

    ``near`` are neighbours, filled only when there is no hit, and never hits themselves. ``low`` and ``high`` bound what was
    sought, in the unit of ``quantity``. ``words`` had to stand with the figure. Hits are in the order of ``groups``. ``facets``
    count all hits, each without its own filter; ``names`` are what their places, reports and indicators are called.
    """

    query: str
    quantity: Quantity | None
    exact: bool
    total: int
    hits: tuple[FigureHit, ...]
    near: tuple[FigureHit, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    words: tuple[str, ...] = ()
    groups: tuple[FigureGroup, ...] = ()
    facets: Facets = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    read_as: ReadAs = field(default_factory=ReadAs)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A page of the figures of some reports. ``facets`` and ``names`` are as in :class:`FigureResult`."""

    total: int
    rows: tuple[FigureHit, ...]
    facets: Facets
    names: dict[str, str]
