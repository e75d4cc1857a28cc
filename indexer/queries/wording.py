"""A typed word as terms: segmented, function words dropped, synonyms looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from corpus import Span, search_form
from indexer.model.query import Term

LONGEST_RUN = 6  # segments tried together against the table of synonyms

# Single characters that belong to the word before them (覆盖|率, 城|区); any other belongs to the word after it (老|城区).
SUFFIXES = frozenset("率区局化性费站路车难制度量额数值所院校厂园村镇乡县市省街带网线者员业权物品类型版户人")

PARTICLES = frozenset("的了吗呢吧")  # never part of a word that is looked for


class Segmenter(Protocol):
    """What is needed of the analyzer."""

    def segment(self, form: str) -> list[Span]:
        """The parts of a word, in order."""

    def inner(self, form: str) -> list[Span]:
        """The words inside a word, in order; none if it has no parts."""

    def is_stopword(self, word: str) -> bool:
        """Whether a word carries no meaning for a search."""


def terms_of(word: str, segmenter: Segmenter, synonyms: Mapping[str, Sequence[str]]) -> list[Term]:
    """The terms of one typed word, in order; empty if it is punctuation or function words only.

    A run of segments that the table of synonyms knows becomes one term, the longest run first. Of the rest each segment is a
    term, and a single character is taken together with its neighbour: 路|长|制 is looked for as 路长制, 元|宇宙 as 元宇宙.
    """
    form = search_form(word)
    segments = segmenter.segment(form)
    terms: list[Term] = []
    unknown: list[Span] = []
    at = 0
    while at < len(segments):
        size = _known_run(form, segments, at, synonyms)
        if not size:
            unknown.append(segments[at])
            at += 1
            continue
        terms += _plain(word, form, unknown, segmenter, alone=False)
        unknown = []
        run = segments[at : at + size]
        whole = Span(run[0].start, run[-1].end)
        pieces, looser = tuple(s.of(form) for s in run), _looser(form, run, segmenter)
        terms.append(Term(whole.of(word), pieces, tuple(synonyms[whole.of(form)]), looser=looser))
        at += size
    return terms + _plain(word, form, unknown, segmenter, alone=not terms)


def _known_run(form: str, segments: Sequence[Span], at: int, synonyms: Mapping[str, Sequence[str]]) -> int:
    """Number of segments from ``at`` on that together stand in the table; 0 if none do."""
    for size in range(min(LONGEST_RUN, len(segments) - at), 0, -1):
        run = segments[at : at + size]
        touching = all(a.end == b.start for a, b in zip(run, run[1:], strict=False))
        if touching and form[run[0].start : run[-1].end] in synonyms:
            return size
    return 0


def _plain(word: str, form: str, segments: Sequence[Span], segmenter: Segmenter, *, alone: bool) -> list[Term]:
    """Terms of segments no table knows. A single character is a term only if there is nothing else (``alone``)."""
    groups = list(_groups(form, _meaningful(form, segments, segmenter)))
    terms = []
    for group in groups:
        whole = Span(group[0].start, group[-1].end)
        if len(whole) > 1 or (alone and len(groups) == 1):
            terms.append(Term(whole.of(word), (whole.of(form),), looser=_looser(form, group, segmenter)))
    return terms or ([Term(g[0].of(word), (g[0].of(form),)) for g in groups] if alone else [])


def _meaningful(form: str, segments: Sequence[Span], segmenter: Segmenter) -> list[Span]:
    """Segments without function words. Beside another single character one may be part of a word: 还 in 还境 stays."""

    def is_function_word(at: int) -> bool:
        segment = segments[at]
        if not segmenter.is_stopword(segment.of(form)):
            return False
        near = [segments[i] for i in (at - 1, at + 1) if 0 <= i < len(segments)]
        beside = [s for s in near if len(s) == 1 and (s.end == segment.start or segment.end == s.start)]
        in_a_word = len(segment) == 1 and any(not segmenter.is_stopword(s.of(form)) for s in beside)
        return segment.of(form) in PARTICLES or not in_a_word

    return [segment for at, segment in enumerate(segments) if not is_function_word(at)]


def _looser(form: str, segments: Sequence[Span], segmenter: Segmenter) -> tuple[str, ...]:
    """The words that the loosest tier may do with: those of a group, or those inside a single word."""
    if len(segments) > 1:
        return tuple(s.of(form) for s in segments if len(s) > 1)
    word = segments[0].of(form)
    return tuple(s.of(word) for s in segmenter.inner(word))


def _groups(form: str, segments: Sequence[Span]) -> Iterator[list[Span]]:
    """Segments that are looked for as one string: single characters with one another and with a neighbour."""
    group: list[Span] = []
    for segment in segments:
        if group and not _belongs(form, group, segment):
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def _belongs(form: str, group: Sequence[Span], segment: Span) -> bool:
    if group[-1].end != segment.start:
        return False
    if len(segment) == 1:
        return len(group[-1]) == 1 or segment.of(form) in SUFFIXES
    return all(len(s) == 1 for s in group)
