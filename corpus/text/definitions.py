"""Definitions: what the notes of a report's glossary explain. Note passages in, terms and explanations as spans of them out.

A note is ``[18]“专精特新”：即专业化…``, ``49.六大优势产业：…`` or ``9.[双随机、一公开]即…``; without a number its term must be quoted or in
brackets. Other lines belong to the note above. In the body a term is followed by its number in brackets (``“专精特新”[18]``,
``揭榜挂帅”^[3]``), which tells which of several places explains it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model.span import Span
from corpus.text.folding import search_form
from corpus.text.numerals import parse_number

LONGEST_TERM = 40  # characters
_NUMBER = re.compile(
    r"\s*(?:注?[\[［〔【(（]\s*(?:注\s*)?(\d{1,3})\s*[\]］〕】)）]|注?\s*(\d{1,3})\s*(?:[.．、:：]|(?=[\[［【“「])|(?<=\d)\s+(?=[\u4e00-\u9fff]))"
    r"|([①-⑳])|(?:[(（]([一二三四五六七八九十]{1,3})[)）]|([一二三四五六七八九十]{1,3})、))\s*"
)
_BRACKETED = re.compile(r"[\[［【〔](?P<term>[^\[\]［］【】〔〕]{1,60})[\]］】〕]\s*(?:[：:]|——)?\s*")
_TERM_END = re.compile(
    r"\s*(?:[：:]|——|\u3000+(?=\S)|(?<=[”’》」])[，,]?\s*(?=(?:是|即|指|也称|又称|为))|[，,](?=(?:是指|指的?是?|即))|(?=(?:是指|即指|指的是|系指|主要是指)))\s*"
)
_EXPLAINS = re.compile("主?要?是?(?:指|即|是|系)")
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
    opening = number.end() if number else len(text) - len(text.lstrip())
    found = _bracketed(text, opening) or _marked_off(text, opening)
    if found is None or found[1] >= len(text) or (number is None and text[opening] not in _OPENING + "[［【"):
        return None
    span, explanation = found
    if number and (number[4] or number[5]) and not _EXPLAINS.match(text, explanation):
        return None  # a heading: 一、工作回顾
    return Definition(_value(number), span.of(text), at, span, Span(explanation, len(text)), at)


def _value(number: re.Match[str] | None) -> int:
    if number is None:
        return 0
    if han := number[4] or number[5]:
        return int(parse_number(han) or 0)
    return ord(number[3]) - ord("①") + 1 if number[3] else int(number[1] or number[2])


def _bracketed(text: str, start: int) -> tuple[Span, int] | None:
    """The term of ``[双随机、一公开]即…`` and where its explanation begins."""
    match = _BRACKETED.match(text, start)
    return None if match is None else (_bare(text, match.start("term"), match.end("term")), match.end())


def _marked_off(text: str, start: int) -> tuple[Span, int] | None:
    """The term that ends at a colon or before 是指, and where its explanation begins."""
    end = next((m for m in _TERM_END.finditer(text, start) if _balanced(text[start : m.start()])), None)
    if end is None or not 0 < end.start() - start <= LONGEST_TERM:
        return None
    return _bare(text, start, end.start()), end.end()


def _bare(text: str, start: int, stop: int) -> Span:
    """A term without the quotation marks around all of it."""
    quoted = stop - start > 2 and text[start] in _OPENING and text[stop - 1] in _CLOSING
    whole = quoted and not any(mark in _OPENING + _CLOSING and mark not in "‘’'" for mark in text[start + 1 : stop - 1])
    return Span(start + 1, stop - 1) if whole else Span(start, stop)


def _balanced(text: str) -> bool:
    """Whether no quotation is open at the end of ``text``: a colon inside one ends no term."""
    return all(text.count(a) == text.count(b) for a, b in ("“”", "《》", "‘’", "「」"))

