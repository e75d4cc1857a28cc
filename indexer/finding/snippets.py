"""The best 200 characters of a passage: the sentence that rank-bm25 puts first for the query, with what fits around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus import Span, needle_of, sentences

WIDTH = 200  # characters a result card shows at most, as the public interface says
WORD = 2  # characters an average word is long: a sentence's length in words, for BM25
_CLAUSE = re.compile(r"[^,，;；、]+[,，;；、]*")


def best_snippet(text: str, highlights: Sequence[Span], weights: Mapping[str, float]) -> Span:
    """The stretch of ``text`` to show for these highlights; ``weights`` by marked string, in search form.

    Whole sentences where they fit, clauses where a sentence is longer than :data:`WIDTH`.
    """
    if len(text) <= WIDTH:
        return Span(0, max(1, len(text)))
    units = [unit for sentence in sentences(text) for unit in _fitting(text, sentence)]
    tokens = [_tokens(text, unit, highlights) for unit in units]
    scores = _scores(tokens, weights) if any(map(any, tokens)) else [0.0] * len(units)
    best = max(range(len(units)), key=lambda i: (scores[i], -i))
    return _grown(units, scores, best)


def _scores(tokens: Sequence[Sequence[str]], weights: Mapping[str, float]) -> Sequence[float]:
    from indexer.finding.sentence_ranking import SentenceRanker  # brings numpy, 0.2 s: not on the way to the first page

    scores: Sequence[float] = SentenceRanker(tokens, weights).get_scores(list(weights))
    return scores


def _tokens(text: str, unit: Span, highlights: Sequence[Span]) -> list[str]:
    found = [needle_of(h.of(text)) for h in highlights if unit.covers(h)]
    return found + [""] * max(0, len(unit) // WORD - len(found))


def _grown(units: Sequence[Span], scores: Sequence[float], best: int) -> Span:
    """The best unit with its neighbours, the better one first, as long as they fit."""
    first = last = best
    while True:
        before = scores[first - 1] if first > 0 and units[last].end - units[first - 1].start <= WIDTH else None
        after = (
            scores[last + 1] if last + 1 < len(units) and units[last + 1].end - units[first].start <= WIDTH else None
        )
        if before is None and after is None:
            return Span(units[first].start, units[last].end)
        if after is not None and (before is None or after >= before):
            last += 1
        else:
            first -= 1


def _fitting(text: str, sentence: Span) -> list[Span]:
    """A sentence in pieces of at most :data:`WIDTH` characters, cut after clause marks where there are any."""
    if len(sentence) <= WIDTH:
        return [sentence]
    clauses = [Span(m.start(), m.end()) for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    out: list[Span] = []
    for clause in clauses:
        for start in range(clause.start, clause.end, WIDTH):
            piece = Span(start, min(clause.end, start + WIDTH))
            if out and out[-1].end == piece.start and piece.end - out[-1].start <= WIDTH:
                out[-1] = Span(out[-1].start, piece.end)
            else:
                out.append(piece)
    return out
