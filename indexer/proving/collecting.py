"""Where collected excerpts stand now: in their passage, moved with the text, changed, or gone. Texts come from the catalog only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from corpus import NotFound, PassageRecord, Span
from indexer.model.excerpt import Collected, Excerpt

Follow = Callable[[str, str], tuple[PassageRecord, Literal["unchanged", "moved", "changed"]]]
Passages = Callable[[str], list[PassageRecord]]

# Fewer characters may stand for something else: 6.6% of one paragraph is not the 6.6% of another.
SURE = 8


def collect(excerpts: Sequence[Excerpt], follow: Follow, passages: Passages) -> list[Collected]:
    """How each excerpt stands. ``follow`` and ``passages`` are the shelf's own; each report is read once at most."""
    held = lru_cache(maxsize=None)(lambda document_id: _held(passages, document_id))
    return [_stand(excerpt, follow, held) for excerpt in excerpts]


def _stand(excerpt: Excerpt, follow: Follow, held: Passages) -> Collected:
    passage: PassageRecord | None
    try:
        passage, verdict = follow(excerpt.passage_id, excerpt.digest)
    except NotFound:
        passage, verdict = None, "changed"
    if passage and (verdict != "changed" or not excerpt.digest):
        span = excerpt.span or Span(0, len(passage.text))
        if span.end <= len(passage.text):
            return Collected(excerpt, "moved" if verdict == "moved" else "unchanged", passage, span)
        return Collected(excerpt, "missing")
    return _found(excerpt, passage, held) or Collected(excerpt, "changed" if passage else "missing", passage)


def _found(excerpt: Excerpt, passage: PassageRecord | None, held: Passages) -> Collected | None:
    """The very words, in the passage as it reads now or else in another of its report."""
    if len(excerpt.quote) < SURE:
        return None
    home = excerpt.passage_id.rpartition("-")[0]
    for candidate in ([passage] if passage else []) + held(home):
        at = _nearest(candidate.text, excerpt.quote, excerpt.span.start if excerpt.span else 0)
        if at is not None:
            return Collected(excerpt, "moved", candidate, Span(at, at + len(excerpt.quote)))
    return None


def _nearest(text: str, quote: str, to: int) -> int | None:
    """Where the words stand that are nearest to where they were."""
    places, at = [], text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return min(places, key=lambda place: abs(place - to), default=None)


def _held(passages: Passages, document_id: str) -> list[PassageRecord]:
    try:
        return passages(document_id)
    except NotFound:
        return []
