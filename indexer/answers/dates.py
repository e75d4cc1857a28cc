"""Which date a clause gives: 11月底前, 年内, 一九五三年十一月二十三日."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Span
from indexer.answers.clauses import Material
from indexer.answers.spans import Spot
from indexer.answers.weighing import Weighed, coverage, opened

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_Y = r"(?:\d{4}|[一二][九零][零一二三四五六七八九]{2})年"
DATE = re.compile(
    rf"(?:{_Y}(?:{_N}月(?:{_N}[日号])?)?|{_N}月{_N}[日号]|{_N}月(?:份|[上中下]旬)?|[上下]半年|年[底末初中]|第?[一二三四]季度|年内|月底|本届政府任期内?"
    r"|[\"“]?(?:五一|十一|七一|八一|元旦|春节|清明节?|端午节?|中秋节?|国庆节?)[\"”]?(?=之?前|期间|前后|以前)(?:期间|前后)?"
    r"|[\"“]?[十一二三四五六]{2,3}五[\"”]?(?:期间|时期|末))(?:[底末初中](?![小央学])|[上下]半年)?(?:之?前|以前|以来|左右)?"
)
_MARK = re.compile(r"[;。!?]")


def dates(material: Material, terms: Sequence[Weighed]) -> list[Spot]:
    """Every date of a passage, with how far what it dates answers to the question."""
    found = []
    for sentence in material.sentences:
        spans = [Span(m.start(), m.end()) for m in DATE.finditer(material.form, sentence.start, sentence.end)]
        for at, span in enumerate(spans):
            stop = spans[at + 1].start if at + 1 < len(spans) else sentence.end
            start = max(material.clause_at(span.start).start, spans[at - 1].end if at else sentence.start)
            mark = _MARK.search(material.form, span.end, stop)
            zones = [
                (opened(material.form[start : mark.start() if mark else stop]), 1.0),
                (opened(sentence.of(material.form)), 0.6),
                (opened(material.heading), 0.6),
            ]
            found.append(Spot(material, sentence, span, coverage(terms, zones)))
    return found
