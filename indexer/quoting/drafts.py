"""The quotations of a draft: what stands between quotation marks, the outermost pair where they are nested."""

from __future__ import annotations

from corpus import Span

PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’"}
STRAIGHT = '"'
LEAST = 4  # characters that make a quotation; “双减” is a name
LONGEST = 2_000  # characters after which an opened mark is taken for a stray one


def quotations(text: str) -> list[Span]:
    """The quotations of a text, in order, marks not included. A mark without a partner is a character like others.

    >>> [s.of("报告说“增长6.6%”，又说「改造47个小区」。") for s in quotations("报告说“增长6.6%”，又说「改造47个小区」。")]
    ['增长6.6%', '改造47个小区']
    """
    found, at = [], 0
    while at < len(text):
        end = _closing(text, at)
        if end is None:
            at += 1
            continue
        if end - at - 1 >= LEAST:
            found.append(Span(at + 1, end))
        at = end + 1
    return found


def _closing(text: str, at: int) -> int | None:
    """Where the quotation opened at ``at`` ends, None if none is opened there or nothing closes it."""
    opened = text[at]
    if opened == STRAIGHT:
        end = text.find(STRAIGHT, at + 1, at + LONGEST)
        return end if end > 0 and "\n" not in text[at:end] else None
    if opened not in PAIRS:
        return None
    depth = 0
    for index in range(at, min(len(text), at + LONGEST)):
        depth += (text[index] == opened) - (text[index] == PAIRS[opened])
        if depth == 0:
            return index
    return None
