"""Quotations checked against the reports: the verdict, where the words stand, and every difference with its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import Span
from indexer.model.hit import FigureHit, Hit
from indexer.model.quantity import Figure

QuoteVerdict = Literal["exact", "normalised", "altered", "not_found"]
FigureVerdict = Literal["stated", "differs", "not_found"]
DifferenceKind = Literal["digit", "unit", "negation", "word", "missing", "extra", "punctuation", "width", "script", "space"]
# The loudest first; those of FORM leave every word, digit and mark what it was.
KINDS: tuple[DifferenceKind, ...] = (
    "digit", "unit", "negation", "word", "missing", "extra", "punctuation", "width", "script", "space",
)  # fmt: skip
FORM = frozenset({"width", "script", "space"})
MAX_QUOTE = 20_000  # characters of a quotation or a draft


@dataclass(frozen=True, slots=True)
class Difference:
    """``quote`` counts in the quotation as pasted, ``source`` in the passage; half-open, empty where nothing stands.

    ``form`` says that only the form differs (``，`` for ``,``), so that the quotation is no other for it.
    """

    kind: DifferenceKind
    quote: tuple[int, int]
    source: tuple[int, int]
    form: bool = False


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A place in the reports that a quotation, or the part ``quote`` of it, comes from; ``span`` counts in the passage."""

    hit: Hit
    span: Span
    quote: tuple[int, int]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What a quotation is: the verdict, and where its words stand, one match a source."""

    quote: str
    verdict: QuoteVerdict
    matches: tuple[QuoteMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """A quotation of a draft; ``span`` counts in the draft, quotation marks not included."""

    span: Span
    verification: Verification


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure of a draft, and what the reports say: the same, another amount of the same indicator, or nothing."""

    figure: Figure
    verdict: FigureVerdict
    hits: tuple[FigureHit, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """A whole draft with every quotation and every figure of it."""

    text: str
    quotations: tuple[CheckedQuote, ...]
    figures: tuple[CheckedFigure, ...]
