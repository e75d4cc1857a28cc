"""A typed word as terms: segmented, function words dropped, synonyms looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from corpus import Span, search_form
from indexer.model.query import Term

LONGEST_RUN = 6  # segments tried together against the table of synonyms


class Segmenter(Protocol):
    """What is needed of the analyzer."""

    def segment(self, form: str) -> list[Span]:
        """The parts of a word, in order."""

    def is_stopword(self, word: str) -> bool:
        """Whether a word carries no meaning for a search."""


def terms_of(word: str, segmenter: Segmenter, synonyms: Mapping[str, Sequence[str]]) -> list[Term]:
    """The terms of one typed word, in order; empty if it is punctuation or function words only.

    A run of segments that the table of synonyms knows becomes one term, the longest run first; any other segment is a term of
    its own. Single characters that stand together are taken as one segment: 路|长|制 is looked for as 路长制.
    """
    form = search_form(word)
    kept = _joined([p for p in segmenter.segment(form) if not segmenter.is_stopword(p.of(form))])
    terms: list[Term] = []
    at = 0
    while at < len(kept):
        size = _known_run(form, kept, at, synonyms)
        run = kept[at : at + size]
        whole = Span(run[0].start, run[-1].end)
        expansions = tuple(synonyms.get(whole.of(form), ()))
        terms.append(Term(whole.of(word), tuple(p.of(form) for p in run), expansions))
        at += size
    return terms


def _known_run(form: str, parts: Sequence[Span], at: int, synonyms: Mapping[str, Sequence[str]]) -> int:
    for size in range(min(LONGEST_RUN, len(parts) - at), 1, -1):
        run = parts[at : at + size]
        if all(a.end == b.start for a, b in zip(run, run[1:], strict=False)) and form[run[0].start : run[-1].end] in synonyms:
            return size
    return 1


def _joined(parts: Sequence[Span]) -> list[Span]:
    """Neighbouring single characters as one part."""
    out: list[Span] = []
    singles = False  # whether the last part is made of single characters
    for part in parts:
        if len(part) == 1 and singles and out[-1].end == part.start:
            out[-1] = Span(out[-1].start, part.end)
        else:
            out.append(part)
            singles = len(part) == 1
    return out
