"""Year and place in a query's own words, read as filters; what is read can be seen and undone.

A year is read where it is followed by 年 (not by a month or a part of the year) or stands alone. A place is read where its
name carries its suffix (管城区), or stands alone (管城), or is the start of a word that nowhere stands in a report as it is
typed (北京冬奥会 stays a word, 北京老旧小区 does not). Either becomes a filter only if the library holds such reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus import Mention, Scope, Span, search_form
from indexer.model.query import ReadAs
from indexer.queries.narrowing import narrow

_CHINESE_DIGITS = str.maketrans("零一二三四五六七八九", "0123456789")
_ONE = r"(?:(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2})"
_PART_OF_A_YEAR = r"度?[底初末中来间]|前|后|以|[上下]半|\d{1,2}月|[一二三四五六七八九十]{1,2}月"
_YEAR = re.compile(
    rf"(?<![\d零一二三四五六七八九.])(?P<from>{_ONE})(?:年?[-~至到](?P<to>{_ONE}))?年(?!{_PART_OF_A_YEAR})度?"
)
_BARE_YEAR = re.compile(r"(?P<from>(?:19|20)\d\d)(?:[-~至到](?P<to>(?:19|20)\d\d))?")
LONGEST_RANGE = 100  # years that a range in the words may span
_JOINTS = "的、，, "
_BETWEEN = _JOINTS + "和与及至到-~"


class Places(Protocol):
    """What is needed of the gazetteer."""

    def mentions(self, text: str) -> list[Mention]:
        """Place names in a text, from left to right, without overlap."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know of the library: ``holds`` any passage in a scope; ``stands`` a string in the reports."""

    places: Places
    holds: Callable[[Scope], bool]
    stands: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A filter found in a word: the scope, the words it was read from, and for display a year or a place code."""

    scope: Scope
    span: Span
    years: tuple[tuple[int, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()


def read_scope_words(
    words: Sequence[str], scope: Scope, reader: Reader, as_words: frozenset[str], alone: bool
) -> tuple[list[list[str]], Scope, ReadAs]:
    """What remains of each word, the scope narrowed by what was read, and what was read.

    Several years, or several places, are alternatives. ``alone`` says that nothing else is asked: then a year or a place is
    only read if a word remains, or if both a year and a place are there.
    """
    found = [_in_word(word, reader, as_words) for word in words]
    narrowed, kept = scope, set[Found]()
    for kind in ("years", "places"):
        items = [f for in_word in found for f in in_word if getattr(f, kind) and reader.holds(narrow(narrowed, f.scope))]
        if items:
            narrowed = narrow(narrowed, _either(items))
            kept |= set(items)
    left = [_without(w, [f.span for f in in_word if f in kept]) for w, in_word in zip(words, found, strict=True)]
    years = tuple(y for in_word in found for f in in_word if f in kept for y in f.years)
    places = tuple(p for in_word in found for f in in_word if f in kept for p in f.places)
    if alone and not any(left) and not (years and places):
        return [[word] for word in words], scope, ReadAs()
    return left, narrowed, ReadAs(tuple(dict.fromkeys(years)), tuple(dict.fromkeys(places)))


def _either(items: Sequence[Found]) -> Scope:
    return Scope(
        years=frozenset(y for item in items for y in item.scope.years),
        places=frozenset(p for item in items for p in item.scope.places),
    )


def _in_word(word: str, reader: Reader, as_words: frozenset[str]) -> list[Found]:
    form = search_form(word)
    found = [] if "year" in as_words else list(_years(word, form))
    if "place" not in as_words:
        taken = [f.span for f in found]
        found += [p for p in _places(word, form, taken, reader) if not any(p.span.overlaps(t) for t in taken)]
    return sorted(found, key=lambda f: f.span)


def _years(word: str, form: str) -> list[Found]:
    matches = [m for m in [_BARE_YEAR.fullmatch(form)] if m] or list(_YEAR.finditer(form))
    return [found for m in matches if len((found := _year(word, m)).years) <= LONGEST_RANGE]


def _year(word: str, match: re.Match[str]) -> Found:
    first = int(match["from"].translate(_CHINESE_DIGITS))
    last = int(match["to"].translate(_CHINESE_DIGITS)) if match["to"] else first
    span = Span(match.start(), match.end())
    years = range(min(first, last), max(first, last) + 1)
    return Found(Scope(years=frozenset(years)), span, years=tuple((y, span.of(word)) for y in years))


def _places(word: str, form: str, taken: Sequence[Span], reader: Reader) -> list[Found]:
    found = []
    for mention in reader.places.mentions(form):
        alone = all(any(t.covers(Span(i, i + 1)) for t in (mention.span, *taken)) for i in range(len(form)))
        quoted = form.count('"', 0, mention.span.start) % 2 == 1  # “六个现代化河北” is a term
        if mention.bare and not alone and (quoted or reader.stands(word)):
            continue
        codes = frozenset(p.code for p in mention.places)
        text = mention.span.of(word)
        found.append(Found(Scope(places=codes), mention.span, places=tuple((c, text) for c in sorted(codes))))
    return _paths(word, form, found)


def _paths(word: str, form: str, places: Sequence[Found]) -> list[Found]:
    """保定市清苑区 is one place: a name right behind that of the place it lies in takes it in."""
    paths: list[Found] = []
    for place in places:
        before = paths[-1] if paths and not form[paths[-1].span.end : place.span.start].strip("的") else None
        inner = frozenset(c for c in place.scope.places if before and any(_lies_in(c, outer) for outer in before.scope.places))
        if before and inner:
            span = Span(before.span.start, place.span.end)
            paths[-1] = Found(Scope(places=inner), span, places=tuple((c, span.of(word)) for c in sorted(inner)))
        else:
            paths.append(place)
    return paths


def _lies_in(code: str, outer: str) -> bool:
    """Whether GB/T 2260 puts one code below another: 130608 and 130600 below 130000."""
    stem = outer[:2] if outer.endswith("0000") else outer[:4] if outer.endswith("00") else outer
    return code != outer and code.startswith(stem)


def _without(word: str, spans: Sequence[Span]) -> list[str]:
    """What is left of a word: with 的 or punctuation that only joined it to what was taken out gone, and 和 between two."""
    if not spans:
        return [word]
    pieces, at = [], 0
    for span in [*spans, Span(len(word), len(word) + 1)]:
        piece = word[at : span.start]
        pieces.append(piece.strip(_JOINTS) if piece.strip(_BETWEEN) else "")
        at = span.end
    return [p for p in pieces if p]
