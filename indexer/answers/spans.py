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
_VERBAL_NOUNS = frozenset(["治理", "改造", "建设", "保护", "提升", "发展", "优化", "扩建", "修建", "续建", "完善", "保障", "支持", "扩大", "健全"])
_JOINTS = frozenset(["及", "与", "和", "暨"])
_PUNCTUATION = re.compile(r"[,。;:!?、()]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of a passage that may answer, in its sentence, and how much speaks for it (0 to 1)."""

    material: Material
    sentence: Span
    span: Span
    score: float


def noun_phrase_before(form: str, end: int, start: int, segment: Segment, also: str = "", kept: int = 0) -> int:
    """Where the noun phrase begins that ends at ``end``; not before ``start``, nor across punctuation, a governing word or one
    of the words of ``also``, the question's own; its last ``kept`` characters belong to it in any case.
    """
    low = start
    for mark in _PUNCTUATION.finditer(form, start, end):
        low = mark.end()
    at, head = end, form[end - kept : end]
    for piece in reversed(segment(form[low:end])):
        word = piece.of(form[low:end])
        own = low + piece.end > end - kept
        if not own and not _inside(form, low + piece.start, at, head, word) and (word in BOUNDARIES or (len(word) > 1 and word in also)):
            break
        at = low + piece.start
    return at


def _inside(form: str, start: int, after: int, head: str, word: str) -> bool:
    """Whether a governing word belongs to the name after all: 生态|治理|工程, and 及 in 截污及生态治理工程, whose parts share a head."""
    if not head:
        return False
    if word in _VERBAL_NOUNS:
        return form.startswith(head, after)
    return word in _JOINTS and not form.endswith(head, 0, start)


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
