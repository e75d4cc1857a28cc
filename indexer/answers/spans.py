"""Spans that may answer, and the noun phrases they are cut from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import Span
from indexer.answers.clauses import Material
from indexer.answers.weighing import words_of

Segment = Callable[[str], list[Span]]

BOUNDARIES = words_of("boundaries.txt")
_PUNCTUATION = re.compile(r"[,。;:!?、()]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of a passage that may answer, in its sentence, and how much speaks for it (0 to 1)."""

    material: Material
    sentence: Span
    span: Span
    score: float


def noun_phrase_before(form: str, end: int, start: int, segment: Segment, also: str = "") -> int:
    """Where the noun phrase begins that ends at ``end``; not before ``start``, nor across punctuation, a governing word or one
    of the words of ``also``, the question's own.
    """
    low = start
    for mark in _PUNCTUATION.finditer(form, start, end):
        low = mark.end()
    at = end
    for piece in reversed(segment(form[low:end])):
        word = piece.of(form[low:end])
        if word in BOUNDARIES or (len(word) > 1 and word in also):
            break
        at = low + piece.start
    return at


def noun_phrase_after(form: str, start: int, end: int, segment: Segment) -> int:
    """Where the noun phrase ends that begins at ``start``."""
    mark = _PUNCTUATION.search(form, start, end)
    high = mark.start() if mark else end
    at = start
    for piece in segment(form[start:high]):
        if piece.of(form[start:high]) in BOUNDARIES and at > start:
            break
        at = start + piece.end
    return at


def unquoted(form: str, span: Span) -> Span:
    """The span without quotation marks around it."""
    start, end = span.start, span.end
    while end - start > 2 and form[start] == '"' and form[end - 1] == '"':
        start, end = start + 1, end - 1
    return Span(start, end)


def best(spots: Sequence[Spot]) -> list[Spot]:
    """Best first; ties by document order."""
    return sorted(spots, key=lambda s: (-s.score, s.material.passage.key, s.span))
