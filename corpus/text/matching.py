"""Ctrl+F: where a string stands in a text, after folding and with white space ignored on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.model.span import Span
from corpus.text.folding import compact, search_form

_NUMBER = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?")
REACH = 40  # characters looked at on either side: more than any number printed in a report


@lru_cache(maxsize=4096)
def needle_of(quote: str) -> str:
    """What is looked for: the search form of ``quote`` without white space."""
    return compact(search_form(quote))[0]


def occurrences(text: str, quote: str) -> Iterator[Span]:
    """Every place of ``quote`` in ``text``, from left to right, counted without overlap as Ctrl+F does.

    >>> [s.of("老旧 小区改造、老旧小区整治") for s in occurrences("老旧 小区改造、老旧小区整治", "老旧小区")]
    ['老旧 小区', '老旧小区']
    """
    needle = needle_of(quote)
    if not needle:
        return
    squeezed, offsets = compact(search_form(text))
    at = squeezed.find(needle)
    while at >= 0:
        last = at + len(needle)
        yield Span(offsets[at], offsets[last - 1] + 1)
        at = squeezed.find(needle, last)


def inside_longer_number(text: str, span: Span) -> bool:
    """Whether the place begins or ends in the middle of a number: 10亿 in 110亿, 6.6 in 6.65.

    A comma belongs to a number only as a thousands mark, with exactly three digits after it; reports use it between
    clauses too.

    >>> inside_longer_number("完成110亿元", Span(3, 6)), inside_longer_number("完成10亿元", Span(2, 5))
    (True, False)
    """
    near = Span(max(0, span.start - REACH), min(len(text), span.end + REACH))
    numbers = [Span(near.start + m.start(), near.start + m.end()) for m in _NUMBER.finditer(search_form(near.of(text)))]
    return any(n.start < edge < n.end for n in numbers for edge in (span.start, span.end))
