"""Clauses: a passage cut where a figure's subject may change, with the figures that stand in each.

In go the search form and the spans of its figures, out come clauses in order. Commas inside a figure cut nothing, and a pair of
brackets cuts only where a figure stands inside it: 新(改)建公厕60座 is one clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BREAK = re.compile(r"[。!?;,:\n()]")
_CLOSED = re.compile(r"\([^()。]{0,80}\)")
_SENTENCE_ENDS = "。!?\n"


@dataclass(frozen=True, slots=True)
class Clause:
    """``[start, end)`` of the form; ``figures`` index the quantities in it; ``sentence`` numbers the sentences."""

    start: int
    end: int
    sentence: int
    figures: tuple[int, ...]


def clauses(form: str, spans: Sequence[tuple[int, int]]) -> list[Clause]:
    """Cut ``form`` into clauses. ``spans`` are the figures, sorted by start.

    >>> form = "第三产业增加值完成494.8亿元,同比增长8.1%。"
    >>> [form[c.start:c.end] for c in clauses(form, [(9, 16), (21, 25)])]
    ['第三产业增加值完成494.8亿元', '同比增长8.1%']
    """
    found: list[Clause] = []
    start, sentence, figure = 0, 0, 0
    for at, char in [*_breaks(form, spans), (len(form), "")]:
        first = figure
        while figure < len(spans) and spans[figure][0] < at:
            figure += 1
        if at > start:
            found.append(Clause(start, at, sentence, tuple(range(first, figure))))
        start = at + 1
        sentence += char != "" and char in _SENTENCE_ENDS
    return found


def _breaks(form: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """Break marks outside figures and outside bracketed remarks that hold no figure: (不含定州,下同)."""
    marks: list[tuple[int, str]] = []
    figure, resume = 0, 0
    for match in _BREAK.finditer(form):
        at, char = match.start(), match[0]
        while figure < len(spans) and spans[figure][1] <= at:
            figure += 1
        following = spans[figure][0] if figure < len(spans) else len(form)
        if at < resume or following <= at:
            continue
        if char == "(" and (remark := _CLOSED.match(form, at)) and following >= remark.end():
            resume = remark.end()
            continue
        marks.append((at, char))
    return marks
