"""Lines: a text cut at its line breaks, each line with what stood around it.

In goes a text with ``\\n`` as its only break, out come its lines that are not blank. Only outer white space is trimmed; inside
a line nothing is changed, ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.text.folding import ZERO_WIDTH

BLANKS = (
    " \t\u00a0\u3000\u2002\u2003\u2009\u202f\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u205f\u1680" + ZERO_WIDTH
)

ENDS = "。！？!?…"
CLOSING = '”’』」〉》）)】］]"'  # may stand after the end mark, and never begin a line
NEVER_FIRST = tuple("，。、；：！？,;:!?%％" + CLOSING.replace('"', ""))
NEVER_LAST = tuple("，、,《〈“‘「『（(【[·的")
TYPED_BLANKS = ("&nbsp;", "&emsp;", "&ensp;", "&#160;", "&#12288;")  # markup that a converter left, at a line's ends
_WITHOUT_BLANKS = dict.fromkeys(map(ord, BLANKS))
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
        lead, bare, trail = _trim(raw)
        if bare:
            lines.append(Line(bare, gap, lead, trail))
            gap = 0
        else:
            gap += not raw or not set(raw) <= set(ZERO_WIDTH)
    return lines


def _trim(raw: str) -> tuple[str, str, str]:
    """A line's outer blanks, typed ones among them, and what stands between."""
    start, end = len(raw) - len(raw.lstrip(BLANKS)), len(raw.rstrip(BLANKS))
    while start < end and (step := _blank_at(raw, start)):
        start += step
    while end > start and (step := _blank_before(raw, start, end)):
        end -= step
    return raw[:start], raw[start:end], raw[end:]


def _blank_at(raw: str, at: int) -> int:
    """How many characters the blank at ``at`` takes, 0 where there is none."""
    if raw[at] in BLANKS:
        return 1
    return next((len(typed) for typed in TYPED_BLANKS if raw.startswith(typed, at)), 0)


def _blank_before(raw: str, start: int, end: int) -> int:
    if raw[end - 1] in BLANKS:
        return 1
    return next((len(typed) for typed in TYPED_BLANKS if raw.endswith(typed, start, end)), 0)


def squeeze(text: str) -> str:
    """``text`` without any white space: for comparing, never for keeping.

    >>> squeeze("政 府　工 作\xa0报 告")
    '政府工作报告'
    """
    return text.translate(_WITHOUT_BLANKS)


def han_count(text: str) -> int:
    """How many Chinese characters stand in ``text``."""
    return len(_HAN.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends in 。！？ or …, closing marks after it included."""
    return _FULL_END.search(text[-12:]) is not None


def ends_clause(text: str) -> bool:
    """Whether ``text`` ends a sentence or in ；or ：, after which a line break is a real one."""
    return _END.search(text[-12:]) is not None


def breaks_sentence(first: str, second: str) -> bool:
    """Whether a line break between the two stands in mid sentence for certain."""
    return second.startswith(NEVER_FIRST) or first.endswith(NEVER_LAST)


def is_prose(text: str) -> bool:
    """Whether a line is running Chinese text, not furniture: whole sentences, or long even though cut.

    >>> [is_prose(t) for t in ("地区生产总值同比增长6.6%，固定资产投资增长10.2%。", "设为首页收藏本站", "阅读：229")]
    [True, False, False]
    """
    han = han_count(text[:2000])
    mostly = han * 2 >= len(squeeze(text[:2000]))
    return mostly and (han >= 60 or (han >= 12 and ends_clause(text)))
