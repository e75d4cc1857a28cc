"""The search form: a text folded character by character, so that its length, and thereby every offset, stays the same.

In goes any text; out comes a text of equal length in which width, case, quotation marks, dashes, 〇/零 and
traditional/simplified no longer matter. Each character is folded by itself, never by its neighbours: the fold of a piece is
the piece of the fold, and so a string copied from a report is found wherever it was cut. (Phrase tables such as 反覆→反复
would break that, which is why only single characters are converted.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

QUOTES = dict.fromkeys("“”„‟〝〞「」『』＂", '"') | dict.fromkeys("‘’‚‛＇", "'")
DASHES = dict.fromkeys("—–‒―‐‑−－﹣﹘", "-")
SPACES = dict.fromkeys("\u00a0\u3000\u2002\u2003\u2009\u202f\t\n\r\x0b\x0c\x85\u2028\u2029", " ")
ZEROS = {"〇": "零", "○": "零"}

# Printed variants which the conversion table lacks; each was met in the national reports of 1954-1957.
VARIANTS = dict(zip("衞擧汚淸刼覚啣鶏倣砲", "卫举污清劫觉衔鸡仿炮", strict=True))

# In GB 2312, yet in no simplified text but as the traditional form of another character: 關於 must meet 关于.
TRADITIONAL = dict(zip("於後麽", "于后么", strict=True))

# One character each under NFKC, but figures would be misread: ① is not 1, ² is not 2, Ⅰ is not the letter I.
KEPT_BLOCKS = (("\u2150", "\u218f"), ("\u2460", "\u24ff"), ("\u2776", "\u2793"), ("\u2070", "\u209f"))
KEPT = frozenset("²³¹½¼¾")

# White space for matching: what Ctrl+F over a re-flowed text must not trip over (checked against str.isspace in a test).
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_BLANK = re.compile(rf"[\s{ZERO_WIDTH}]")


def search_form(text: str) -> str:
    """Fold ``text`` into its search form, of exactly the same length.

    >>> search_form("地区生产总值增长６．６％")
    '地区生产总值增长6.6%'
    >>> search_form("社會主義建設“一五”")
    '社会主义建设"一五"'
    """
    return text.translate(_TABLE)


def is_blank(char: str) -> bool:
    """Whether literal matching skips this character: white space and zero-width marks."""
    return char.isspace() or char in ZERO_WIDTH


def compact(form: str) -> tuple[str, Sequence[int]]:
    """``form`` without blanks, and for each remaining character its offset in ``form``.

    >>> compact("张 艳敏")
    ('张艳敏', [0, 2, 3])
    """
    if not _BLANK.search(form):
        return form, range(len(form))
    kept = [i for i, char in enumerate(form) if not is_blank(char)]
    return "".join(form[i] for i in kept), kept


@lru_cache(maxsize=1)
def _converter() -> Any:
    """The traditional-to-simplified table; loaded only when a text has a character outside GB 2312."""
    from opencc import OpenCC  # type: ignore[import-untyped,unused-ignore]

    return OpenCC("t2s")


def _simplified(char: str) -> str:
    """The simplified form of one Han character.

    A character of GB 2312 is a simplified one already and stays: 著 in 显著 or 乾 in 乾县 must not become 着 or 干.
    The few of :data:`TRADITIONAL` are the exception.
    """
    if char in TRADITIONAL:
        return TRADITIONAL[char]
    if not ("\u3400" <= char <= "\u9fff" or char > "\uffff"):
        return char
    try:
        char.encode("gb2312")
        return char
    except UnicodeEncodeError:
        pass
    if char in VARIANTS:
        return VARIANTS[char]
    converted: str = _converter().convert(char)
    return converted if len(converted) == 1 else char


def _fold(char: str) -> str:
    for table in (QUOTES, DASHES, SPACES, ZEROS):
        if char in table:
            return table[char]
    if char in KEPT or any(low <= char <= high for low, high in KEPT_BLOCKS):
        return char
    folded = unicodedata.normalize("NFKC", char)
    lowered = folded.lower()
    folded = lowered if len(lowered) == 1 else folded
    if len(folded) != 1:  # … Ⅲ ㎡ ℃ İ: longer when taken apart
        return char
    return _simplified(QUOTES.get(folded, DASHES.get(folded, folded)))


class _Table(dict[int, str]):
    """A translation table that folds each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = " " if 0xD800 <= code <= 0xDFFF else _fold(chr(code))
        return folded


_TABLE = _Table()
