"""Markers: the numerals that open a heading (一、 （一） 第一， 1． （1）). Text in, style and number out.

一是, 二要 and the like open sentences, not headings, and are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.dates import small_number

_HAN = "[一二三四五六七八九十]{1,3}"
_DIGITS = r"[0-9０-９]{1,2}"

# Name of the style and its form; the first that matches counts.
STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第({_HAN})(?:部分|篇|章)(?:[：:、，]|\s|(?=[\u4e00-\u9fff]))")),
    ("ordinal", re.compile(rf"第({_HAN})[、，,：:．.]")),
    ("paren_han", re.compile(rf"[（(]\s*({_HAN})\s*[)）]\s?[、．]?")),
    ("han", re.compile(rf"({_HAN})\s?[、．.]|({_HAN})$")),
    ("paren_arabic", re.compile(rf"[（(]({_DIGITS})[)）]")),
    ("arabic", re.compile(rf"({_DIGITS})(?:、|[．.](?![0-9０-９]))")),
)

_FIRST = frozenset("第（(一二三四五六七八九十0123456789０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Marker:
    """A heading's numeral: its style, its value, and how many characters it takes."""

    style: str
    number: int
    length: int


def marker_of(text: str) -> Marker | None:
    """The marker ``text`` begins with, or None.

    >>> marker_of("（十一）加强廉政建设"), marker_of("一是经济运行回升向好。"), marker_of("5.6亿元")
    (Marker(style='paren_han', number=11, length=4), None, None)
    """
    if text[:1] not in _FIRST:
        return None
    for style, pattern in STYLES:
        found = pattern.match(text)
        if found:
            number = small_number(next(group for group in found.groups() if group))
            return Marker(style, number, found.end()) if number else None
    return None
