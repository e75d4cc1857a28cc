"""Which name answers 哪条路, 什么理念, 谁: a noun phrase that ends in what is asked for, a quoted name, or what fills the gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus import Span
from indexer.answers.clauses import Material
from indexer.answers.spans import BOUNDARIES, Segment, Spot, noun_phrase_after, noun_phrase_before, unquoted
from indexer.answers.weighing import Weighed, coverage, opened
from indexer.model.answer import Question

# What a noun of the question may be called in a name: 园区 → …园, 公司 → …集团.
ENDINGS: dict[str, tuple[str, ...]] = {
    "园区": ("产业园", "园区", "园"), "公司": ("公司", "集团"), "企业": ("公司", "集团", "企业"), "路": ("路", "街", "大道"), "街": ("街", "路"),
    "道路": ("路", "街", "大道", "公路"), "街道": ("街", "路", "街道"), "河": ("河",), "河流": ("河", "江"), "城市": ("市",), "地方": ("市", "县", "区", "省", "镇", "乡", "村"),
    "地区": ("地区", "市", "省", "区", "县"), "国家": ("国",), "电视台": ("电视台",), "机构": ("局", "委", "院", "办", "部", "银行", "中心"), "部门": ("局", "委", "部", "办"),
    "银行": ("银行",), "学校": ("学校", "大学", "学院", "中学", "小学"), "山": ("山",), "湖": ("湖",), "机场": ("机场",), "港口": ("港",),
}  # fmt: skip
_QUOTED = re.compile(r'"[^"]{1,30}"|《[^》]{1,30}》')
_TITLES = re.compile(r"总书记|书记|主席|总理|部长|省长|市长|区长|县长|主任|院长|校长|董事长|总经理|同志|院士|教授|先生|女士")
_PLACE = re.compile(r"(?<=[在到往])[\u4e00-\u9fff]{2,12}")


def names(question: Question, terms: Sequence[Weighed], material: Material, segment: Segment) -> list[Spot]:
    """Spans of a passage that may be the name asked for."""
    found = []
    for sentence in material.sentences:
        zones = [(opened(sentence.of(material.form)), 1.0), (opened(material.heading), 0.6), (opened(material.form[: sentence.start]), 0.35)]
        covered = coverage(terms, zones)
        for span, sure in _spans(question, terms, material, sentence, segment):
            clean = unquoted(material.form, span)
            text = clean.of(material.form)
            if len(text) > 1 and not _asked(text, question) and clean.end <= sentence.end:
                near = coverage(terms, [(opened(material.clause_at(clean.start).of(material.form)), 1.0)])
                found.append(Spot(material, sentence, clean, covered * (0.55 + 0.25 * sure + 0.2 * near)))
    return found


def _asked(text: str, question: Question) -> bool:
    """Whether a span only repeats the question."""
    return text in question.text or text in BOUNDARIES


def _spans(
    question: Question, terms: Sequence[Weighed], material: Material, sentence: Span, segment: Segment
) -> Iterator[tuple[Span, float]]:
    form = material.form
    if question.kind == "person":
        yield from _persons(form, sentence, segment)
    for ending in ENDINGS.get(question.head, (question.head,)) if question.head else ():
        for match in re.finditer(re.escape(ending), form[sentence.start : sentence.end]):
            end = sentence.start + match.end()
            start = noun_phrase_before(form, end, sentence.start, segment, question.topic)
            if end - start > len(ending):
                yield Span(start, end), 1.0
    for match in _QUOTED.finditer(form, sentence.start, sentence.end):
        yield Span(match.start(), match.end()), 0.6 if question.head else 0.7
    yield from _gap(question, form, sentence, segment)


def _persons(form: str, sentence: Span, segment: Segment) -> Iterator[tuple[Span, float]]:
    for match in _TITLES.finditer(form, sentence.start, sentence.end):
        start = noun_phrase_before(form, match.end(), sentence.start, segment)
        if match.end() - start > len(match[0]) + 1:
            yield Span(start, match.end()), 1.0


def _gap(question: Question, form: str, sentence: Span, segment: Segment) -> Iterator[tuple[Span, float]]:
    """What stands where the question has its asking words: behind the words before them, before the words after them."""
    last = _edge(question.before, segment, last=True)
    if last:
        for match in re.finditer(re.escape(last), form[sentence.start : sentence.end]):
            start = sentence.start + match.end()
            while start < sentence.end and form[start] in "了为成在是以:的把将":
                start += 1
            end = noun_phrase_after(form, start, sentence.end, segment)
            if end > start:
                yield Span(start, end), 0.5
    first = _opening(question.after, form[sentence.start : sentence.end])
    if first:
        for match in re.finditer(re.escape(first), form[sentence.start : sentence.end]):
            end = sentence.start + match.start()
            while end > sentence.start and form[end - 1] in "被在是把将给对为":
                end -= 1
            start = noun_phrase_before(form, end, sentence.start, segment, question.topic)
            if end > start:
                yield Span(start, end), 0.5


def _opening(after: str, stretch: str) -> str:
    """The longest beginning of what follows the asking words that stands in a stretch; two characters at least."""
    text = after.split(" ")[0]
    return next((text[:n] for n in range(len(text), 1, -1) if text[:n] in stretch), "")


def _edge(text: str, segment: Segment, *, last: bool) -> str:
    pieces = [p.of(text) for p in segment(text)]
    pieces = [p for p in pieces if len(p) > 1]
    return (pieces[-1] if last else pieces[0]) if pieces else ""
