"""Which name answers 哪条路, 什么理念, 谁: a noun phrase that ends in what is asked for, a quoted name, or what fills the gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from corpus import Span
from indexer.answers.clauses import Material
from indexer.answers.gaps import edge, gaps
from indexer.answers.spans import BOUNDARIES, Segment, Spot, noun_phrase_after, noun_phrase_before, unquoted
from indexer.answers.weighing import Weighed, coverage, opened
from indexer.model.answer import Question

_QUOTED = re.compile(r'"[^"]{1,30}"|《[^》]{1,30}》')
_EXAMPLE = re.compile(r"等(?=[\d一二三四五六七八九十两]+[个项条家座所位处件])")
_MADE_INTO = re.compile(
    r"(?:打造成?|建设成?为?|建成|成为|争创|创建)(?P<what>(?![和与及])[^,。;!?]{4,40}?)(?=为目标|目标|[,。;!?])"
)
_TITLES = re.compile(
    r"总书记|书记|主席|总理|部长|省长|市长|区长|县长|主任|院长|校长|局长|厅长|会长|理事长|委员长|总裁|董事长|总经理|同志|院士|教授|先生|女士"
)
# 市委书记张三、市长李四|率…: the name, and further titles with theirs, up to what the person does
_CALLED = re.compile(
    r"[\u4e00-\u9fff]{2,3}?(?:、[\u4e00-\u9fff]{0,8}?(?:书记|主席|主任|部长|省长|市长|区长|县长|局长)[\u4e00-\u9fff]{2,3}?)*"
    r"(?=[,。;、]|率|到|在|作|出席|亲临|莅临|主持|一行|带领|参加|先后|来|对|同|与|和|等)"
)
_SOMEBODY = re.compile(f"(?:{_TITLES.pattern}|[部委局厅院署办处会市省县区国队团军]|公司|集团|政府|银行|企业)$")
LONGEST_NAME = 5  # characters: a longer phrase is somebody only by its last word
_LEADING = re.compile("获批|获评|荣获|获得|作为|成为|当选|入选|打造|建设|率先|成功")
_WHERE = re.compile("哪里|哪儿|何处|什么地方|什么地点")
_LOCALITIES = "省市县区旗州盟乡镇村街路道巷园站港湾岛山河湖江海洋滩城楼馆场院校厂桥库坝地国"
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百]+[个家项条座所位名种处类]")
_ALWAYS_CALLED = frozenset(["道路", "街道", "河流", "电视台", "银行", "机场", "港口"])
_WITHIN = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4}?)[省市县区]")
NOWHERE = 0.5  # of what a span is worth where a place is asked for and none is named


@cache
def endings() -> Mapping[str, tuple[str, ...]]:
    """What a noun of the question may be called in a name (``endings.tsv``).

    >>> endings()["公司"]
    ('公司', '集团')
    """
    lines = files("indexer.answers").joinpath("endings.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {noun: tuple(found.split("、")) for noun, found in rows}


def names(question: Question, terms: Sequence[Weighed], material: Material, segment: Segment) -> list[Spot]:
    """Spans of a passage that may be the name asked for."""
    found = []
    for sentence in material.sentences:
        above = [(opened(material.subject), 1.0), (opened(material.heading), 0.8)]
        zones = [(opened(sentence.of(material.form)), 1.0), *above, (opened(material.form[: sentence.start]), 0.4)]
        covered = coverage(terms, zones)
        for span, sure in _spans(question, terms, material, sentence, segment):
            clean = unquoted(material.form, _without_and_so_on(material.form, span))
            clean = _without_asked(material.form, _bare_name(material.form, clean), question)
            text = clean.of(material.form)
            if len(text) > 1 and not _asked(text, question) and clean.end <= sentence.end:
                likely = NOWHERE if _WHERE.search(question.text) and not _is_place(material.form, clean) else 1.0
                clause = opened(material.clause_at(clean.start).of(material.form))
                near = coverage(terms, [(clause, 1.0), (opened(material.subject), 1.0), (opened(material.heading), 0.7)])
                found.append(Spot(material, sentence, clean, covered * likely * (0.45 + 0.25 * sure + 0.3 * near)))
    return found


def _without_and_so_on(form: str, span: Span) -> Span:
    return Span(span.start, span.end - 1) if len(span) > 2 and form[span.end - 1] == "等" else span


def _bare_name(form: str, span: Span) -> Span:
    """The span without a verb that leads to it (获批|北京中医药大学) and within a quotation mark that only opens or closes in it."""
    lead = _LEADING.match(form, span.start, span.end)
    start = lead.end() if lead and lead.end() < span.end - 1 else span.start
    at = form.find('"', start, span.end)
    if at < 0 or form.count('"', start, span.end) != 1:
        return Span(start, span.end)
    return Span(at + 1, span.end) if at + 2 < span.end else Span(start, at) if at > start else span


def _without_asked(form: str, span: Span, question: Question) -> Span:
    """The span without the place that the question itself names: 涿州市|桃园街道 for 涿州的哪个街道."""
    if form[span.start] in "省市县区" and form[max(0, span.start - 2) : span.start] in question.before:
        return Span(span.start + 1, span.end)  # 平川|县双井街道, already parted
    place = _WITHIN.match(form, span.start, span.end)
    if place is None or place["name"] not in question.before or place.end() + len(question.head) >= span.end:
        return span
    return Span(place.end(), span.end)


def _asked(text: str, question: Question) -> bool:
    """Whether a span only repeats the question, or only counts what it asks for: 4个单位."""
    counted = _COUNTED.match(text)
    return (
        text in question.text
        or text in BOUNDARIES
        or bool(counted and question.head and text[counted.end() :] in question.head)
    )


def _is_place(form: str, span: Span) -> bool:
    if form[span.start - 1 : span.start] == '"':
        return False  # "一带一路" is no road
    return form[span.start - 1 : span.start] in tuple("在到于往至赴") or form[span.end - 1] in _LOCALITIES


def _spans(
    question: Question, terms: Sequence[Weighed], material: Material, sentence: Span, segment: Segment
) -> Iterator[tuple[Span, float]]:
    form = material.form
    if question.head == "" and question.count:
        for match in _QUOTED.finditer(form, sentence.start, sentence.end):
            if match.end() - match.start() == question.count + 2:
                yield Span(match.start(), match.end()), 1.0
        return
    if "第几" in question.text:
        yield from _ordinals(question, form, sentence)
        return
    if question.kind == "person":
        yield from _persons(question, form, sentence, segment)
        return
    known = endings().get(question.head, (question.head,)) if question.head else ()
    for ending in known:
        longer = [other for other in known if other != ending and other.startswith(ending)]
        for match in re.finditer(re.escape(ending), form[sentence.start : sentence.end]):
            end = sentence.start + match.end()
            if any(form.startswith(other, sentence.start + match.start()) for other in longer):
                continue  # 桃园街道 is no 街
            start = noun_phrase_before(form, end, sentence.start, segment, question.before, len(ending))
            if end - start > len(ending) + (len(ending) == 1):
                yield Span(start, end), 1.0
    for match in re.finditer(re.escape(question.head), form[sentence.start : sentence.end]) if len(question.head) > 2 else ():
        start = sentence.start + match.start()  # 市郊铁路|璧铜线: what is asked for may open the name
        end = noun_phrase_after(form, start, sentence.end, segment)
        if end - start > len(question.head) + 1 and form[start + len(question.head)] not in '"《':
            yield Span(start, end), 0.8
    core = re.sub("(?:项目|工程|企业|产业)$", "", question.head)
    for match in re.finditer(re.escape(core), form[sentence.start : sentence.end]) if 2 < len(core) < len(question.head) else ():
        start = noun_phrase_before(form, sentence.start + match.end(), sentence.start, segment, question.before, len(core))
        end = noun_phrase_after(form, sentence.start + match.start(), sentence.end, segment)
        if end - start > len(core) + 1:
            yield Span(start, end), 0.9
    if question.head in _ALWAYS_CALLED or len(question.head) == 1:
        return  # a road is called one: nothing else can be meant
    for match in _QUOTED.finditer(form, sentence.start, sentence.end):
        head = question.head[-2:]
        beside = head and (form.startswith(head, match.end()) or form.endswith(head, 0, match.start()))  # 电视剧《西北岁月》
        yield Span(match.start(), match.end()), 1.05 if beside else 0.6 if question.head else 0.7
    for match in _EXAMPLE.finditer(form, sentence.start, sentence.end):
        start = noun_phrase_before(
            form, match.start(), sentence.start, segment, edge(question.before, segment, last=True)
        )
        if match.start() - start > 1:
            yield Span(start, match.start()), 0.6
    for match in _MADE_INTO.finditer(form, sentence.start, sentence.end) if not question.after else ():
        headed = question.head and match["what"].endswith(question.head)
        yield Span(match.start("what"), match.end("what")), 1.1 if headed else 0.9
    yield from gaps(question, form, sentence, segment)


def _ordinals(question: Question, form: str, sentence: Span) -> Iterator[tuple[Span, float]]:
    """第十二届 for 第几届, surest where what follows does so in the question too: 第十二届|全国运动会."""
    following = question.after.replace(" ", "")[:2]
    for match in re.finditer(rf"第?[\d一二三四五六七八九十百]+{question.head}", form[sentence.start : sentence.end]):
        end = sentence.start + match.end()
        yield Span(sentence.start + match.start(), end), 1.0 if following and form.startswith(following, end) else 0.6


def _persons(question: Question, form: str, sentence: Span, segment: Segment) -> Iterator[tuple[Span, float]]:
    role = question.before.split(" ")[-1] if not question.after else ""
    if role and role not in sentence.of(form):  # 区委书记是谁: only a sentence that names the office can tell
        return
    for match in _TITLES.finditer(form, sentence.start, sentence.end):
        start = max(noun_phrase_before(form, match.end(), sentence.start, segment), form.rfind('"', sentence.start, match.start()) + 1)
        called = _CALLED.match(form, match.end(), sentence.end)
        if called or match.end() - start > len(match[0]) + 1:
            yield Span(start, called.end() if called else match.end()), 1.1 if called else 1.0
    for span, sure in gaps(question, form, sentence, segment):
        if len(span) < LONGEST_NAME or _SOMEBODY.search(span.of(form)):
            yield span, sure
