"""Terms as engines with a whitespace tokenizer take them: joined by one space, nothing in them that such a tokenizer cuts.

tantivy cuts at ASCII blanks, Lucene also at U+000B, U+001C to U+001F and U+3000, the ideographic space that fills these
reports; so every blank and control character inside a term is written as an escape. Escapes are a prefix code: a term that
begins with a character begins with its escape, and two terms never become one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 200  # characters of a term that ranks; Lucene cuts a token at 255
PRESENT = "\ue001"  # stands in both ranked fields of every passage, so that all engines count passages and lengths alike
ESCAPE = "\ue000"
_ODD = re.compile(r"[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff\ue000\ue001]")
_ESCAPED = re.compile(f"{ESCAPE}([0-9a-f]{{4}})")
_FIRST_DIGIT, _BASE = 0xE100, 0x1000


def escaped(term: str) -> str:
    """A term without blanks and control characters.

    >>> escaped("第 1")
    '第\\ue00000201'
    """
    return _ODD.sub(lambda match: f"{ESCAPE}{ord(match[0]):04x}", term)


def unescaped(text: str) -> str:
    """The term that was escaped.

    >>> unescaped(escaped("第 1"))
    '第 1'
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def joined(terms: Sequence[str]) -> str:
    """Terms as one string."""
    return " ".join(map(escaped, terms) if is_odd(terms) else terms)


def is_odd(terms: Sequence[str]) -> bool:
    """Whether any of these terms has something to escape."""
    return _ODD.search("".join(terms)) is not None


def ranked(terms: Sequence[str]) -> str:
    """The terms of a field that ranks, as one string that is never empty."""
    return " ".join((PRESENT, *(escaped(t[:LONGEST]) for t in terms)))


def ranking_term(term: str) -> str:
    """A term of a field that ranks, as it is looked for."""
    return escaped(term[:LONGEST])


def sentence_mark(ordinal: int) -> str:
    """The number of a sentence in its passage, as it follows the bigrams and characters that stand in that sentence.

    A bigram is two characters or their escapes, so what follows them can only be the number.
    """
    digits = chr(_FIRST_DIGIT + ordinal % _BASE)
    while ordinal := ordinal // _BASE:
        digits += chr(_FIRST_DIGIT + ordinal % _BASE)
    return digits


def sentence_marks(positions: Sequence[int]) -> list[str]:
    """The mark of each position's sentence; positions grow by one inside a sentence and jump between two.

    >>> sentence_marks([0, 1, 4098]) == [sentence_mark(0), sentence_mark(0), sentence_mark(1)]
    True
    """
    marks, ordinal, mark, last = [], 0, sentence_mark(0), -1
    for position in positions:
        if position != last + 1:
            ordinal += 1
            mark = sentence_mark(ordinal)
        marks.append(mark)
        last = position
    return marks
