"""Concordance 语境: every place of a string with what stands to its left and right (key word in context)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus import PassageRecord, Scope, Span
from indexer.model.hit import Exactness, Facets
from indexer.model.query import DEFAULT_LIMIT

ContextSort = Literal["order", "left", "right"]
CONTEXT_SORTS: tuple[ContextSort, ...] = ("order", "left", "right")
DEFAULT_WIDTH = 20  # characters shown on either side
MAX_WIDTH = 100


@dataclass(frozen=True, slots=True)
class ConcordanceRequest:
    """What is looked for, letter by letter. ``sort``: document order, or by what stands to the left (read backwards from the
    key) or to the right; ``width``: characters shown on either side. ``fold`` leaves out passages that are copies of others.
    """

    query: str
    scope: Scope = field(default_factory=Scope)
    sort: ContextSort = "order"
    width: int = DEFAULT_WIDTH
    fold: bool = False
    limit: int = DEFAULT_LIMIT
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One place: ``span`` of the passage's exact text, and the exact text on either side, of the same passage."""

    number: int
    passage: PassageRecord
    span: Span
    left: str
    right: str

    @property
    def key(self) -> str:
        """What stands there, as printed."""
        return self.span.of(self.passage.text)


@dataclass(frozen=True, slots=True)
class Concordance:
    """A page of lines. ``total`` counts places as Ctrl+F would; ``at_least`` where more passages match than were looked through.

    ``keys`` are the strings that were looked for. ``passages`` and ``documents`` count those that match; ``facets`` count passages.
    ``copies`` of the passages are copies of others that match too: listed like them, or left out if ``folded``.
    """

    query: str
    keys: tuple[str, ...]
    total: int
    total_is: Exactness
    passages: int
    documents: int
    lines: tuple[ConcordanceLine, ...]
    facets: Facets
    places: Mapping[str, str]
    copies: int = 0
    folded: bool = False
    scope: Scope = field(default_factory=Scope)
    notices: tuple[str, ...] = ()
    took_ms: float = 0.0
