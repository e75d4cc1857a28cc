"""Definitions: what the notes of a report's glossary explain. Note passages in, terms and explanations as spans of them out.

A note is ``[18]“专精特新”：即专业化…`` or ``49.六大优势产业：…``; lines without a number belong to the note above. In the body a term is
followed by its number in brackets (``“专精特新”[18]``, ``揭榜挂帅”^[3]``), which tells which of several places explains it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model.span import Span
from corpus.text.folding import search_form

LONGEST_TERM = 40  # characters
_NUMBER = re.compile(r"\s*(?:[\[［〔【(（]\s*(\d{1,3})\s*[\]］〕】)）]|(\d{1,3})\s*[.．、:：]|([①-⑳]))\s*")
_TERM_END = re.compile(r"\s*(?:[：:]|——|(?<=[”’》」])(?=(?:是|即|指))|(?=(?:是指|即指|指的是|系指)))\s*")
_OPENING, _CLOSING = "“‘《「\"'", "”’》」\"'"
_MARK = r"[”’》」\"']?\s*\^?\s*[\[［〔【]\s*{}\s*[\]］〕】]"


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and where it is explained.

    ``note`` is the index of the note passage; ``term_span`` and ``explanation`` are spans of its text; ``last`` is the index of
    the last passage the explanation runs on to, the note itself as a rule.
    """

    number: int
    term: str
    note: int
    term_span: Span
    explanation: Span
    last: int


def definitions(notes: Sequence[str]) -> list[Definition]:
    """The definitions in the note passages of a report, in order.

    >>> found = definitions(["名词解释", "[1]“一网通办”：指网上办理。", "再行推广。"])
    >>> [(d.number, d.term, d.explanation, d.last) for d in found]
    [(1, '一网通办', Span(start=10, end=16), 2)]
    """
    found: list[Definition] = []
    for i, text in enumerate(notes):
        definition = _definition(text, i)
        if definition is not None:
            found.append(definition)
    following = [each.note for each in found[1:]] + [len(notes)]
    return [replace(each, last=after - 1) for each, after in zip(found, following, strict=False)]


def mentions(definition: Definition, text: str) -> list[Span]:
    """Where ``text`` speaks of the term: the places that carry the note's number where there are any, else every one."""
    form, term = search_form(text), search_form(definition.term)
    spans = [Span(at.start(), at.end()) for at in re.finditer(re.escape(term), form)]
    mark = re.compile(_MARK.format(definition.number))
    marked = [span for span in spans if mark.match(form, span.end)]
    return marked or spans


def _definition(text: str, at: int) -> Definition | None:
    number = _NUMBER.match(text)
    if number is None:
        return None
    end = next((m for m in _TERM_END.finditer(text, number.end()) if _balanced(text[number.end() : m.start()])), None)
    if end is None or not 0 < end.start() - number.end() <= LONGEST_TERM or end.end() >= len(text):
        return None
    start, stop = number.end(), end.start()
    if text[start] in _OPENING and text[stop - 1] in _CLOSING and stop - start > 2:
        start, stop = start + 1, stop - 1
    value = ord(number[3]) - ord("①") + 1 if number[3] else int(number[1] or number[2])
    return Definition(value, text[start:stop], at, Span(start, stop), Span(end.end(), len(text)), at)


def _balanced(text: str) -> bool:
    """Whether no quotation is open at the end of ``text``: a colon inside one ends no term."""
    return all(text.count(a) == text.count(b) for a, b in ("“”", "《》", "‘’", "「」"))

