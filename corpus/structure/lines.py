"""Lines: a text cut at its line breaks, each line with what stood around it.

In goes a text with ``\\n`` as its only break, out come its lines that are not blank. Only outer white space is trimmed; inside
a line nothing is changed, ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.text.folding import ZERO_WIDTH

BLANKS = " \t\u00a0\u3000\u2002\u2003\u2009\u202f\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u205f\u1680" + ZERO_WIDTH
TYPED_BREAK = re.compile(r"(?:\\r\\n)+|(?:\\n)+")  # the characters \, r, \, n where a converter should have broken the line
TYPED_BREAKS_AT_LEAST = 3  # fewer may be a path or a formula

ENDS = "。！？!?…"
CLOSING = "”’』」〉》）)】］]\""  # may stand after the end mark, and never begin a line
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_END = re.compile(f"[{ENDS}；;：:][{re.escape(CLOSING)}]*$")
_FULL_END = re.compile(f"[{ENDS}][{re.escape(CLOSING)}]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer white space. ``gap`` counts the blank lines above it, ``indent`` the blanks at its head.

    ``lead`` and ``trail`` are those outer blanks: where a sentence was broken they are put back.
    """

    text: str
    gap: int = 0
    lead: str = ""
    trail: str = ""

    @property
    def indent(self) -> int:
        """Width of the indent; an ideographic space or tab counts two."""
        return sum(2 if char in "\u3000\t" else 1 for char in self.lead if char not in ZERO_WIDTH)


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that hold anything.

    A line of nothing but zero-width marks is no blank line: old hyperlinks and page marks leave such lines in mid sentence.

    >>> lines_of("一、回顾\\n\\n　　过去一年")
    [Line(text='一、回顾', gap=0, lead='', trail=''), Line(text='过去一年', gap=1, lead='\u3000\u3000', trail='')]
    """
    lines, gap = [], 0
    for raw in text.split("\n"):
        bare = raw.strip(BLANKS)
        if not bare:
            gap += not raw or not set(raw) <= set(ZERO_WIDTH)
            continue
        start = raw.index(bare[0])
        lines.append(Line(bare, gap, raw[:start], raw[start + len(bare) :]))
        gap = 0
    return lines


def break_typed(text: str) -> tuple[str, bool]:
    """``text`` with ``\\r\\n`` typed out in four characters turned into line breaks, and whether there were such.

    >>> break_typed(r"各位代表：\\r\\n现在\\r\\n一、回顾\\r\\n")
    ('各位代表：\\n现在\\n一、回顾\\n', True)
    """
    if len(TYPED_BREAK.findall(text)) < TYPED_BREAKS_AT_LEAST:
        return text, False
    return TYPED_BREAK.sub("\n", text), True


def squeeze(text: str) -> str:
    """``text`` without any white space: for comparing, never for keeping.

    >>> squeeze("政 府　工 作\xa0报 告")
    '政府工作报告'
    """
    return "".join(char for char in text if char not in BLANKS)


def han_count(text: str) -> int:
    """How many Chinese characters stand in ``text``."""
    return len(_HAN.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends in 。！？ or …, closing marks after it included."""
    return _FULL_END.search(text[-12:]) is not None


def ends_clause(text: str) -> bool:
    """Whether ``text`` ends a sentence or in ；or ：, after which a line break is a real one."""
    return _END.search(text[-12:]) is not None


def is_prose(text: str) -> bool:
    """Whether a line is running Chinese text, not furniture: whole sentences, or long even though cut.

    >>> [is_prose(t) for t in ("地区生产总值同比增长6.6%，固定资产投资增长10.2%。", "设为首页收藏本站", "阅读：229")]
    [True, False, False]
    """
    han = han_count(text[:2000])
    mostly = han * 2 >= len(squeeze(text[:2000]))
    return mostly and (han >= 60 or (han >= 12 and ends_clause(text)))
