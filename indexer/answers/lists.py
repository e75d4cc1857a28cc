"""Which items answer 有哪些 and 哪四个方面: an enumeration in a sentence, or the headings below one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus import DocumentRecord, Section, Span, search_form
from indexer.answers.clauses import Material
from indexer.answers.spans import BOUNDARIES, Segment, Spot, unquoted
from indexer.answers.weighing import UNSAID, Weighed, coverage, opened
from indexer.model.answer import Question

HEADLESS = 0.75  # a row of items beside which what is asked for is not named
HEADED = 1.1  # a row of items that ends with what is asked for
_ITEM = "[^,。;:!?、]"
_ROW = re.compile(
    rf"{_ITEM}{{1,40}}(?:、{_ITEM}{{1,40}})*(?:、|和|及|以及|与){_ITEM}{{1,40}}|(?:\"[^\"]{{1,30}}\"){{2,}}|{_ITEM}{{2,30}}和{_ITEM}{{2,30}}"
)
_APART = re.compile(r"(?<=[\u4e00-\u9fff])(?:分别|先后|相继|共同|双双)")
_AMOUNT = re.compile(r"(?:总?投资|占地|总面积|建筑面积)[^的]{1,14}的")
_DATED = re.compile(r"(?:\d{4}年|今年|去年|年内|目前|其中)[,]?")
_CUT = re.compile(r"、|(?<=[\u4e00-\u9fff\"])(?:和|以及|及|与)(?=[\u4e00-\u9fff\"])|(?<=\")(?=\")")
_TAIL = re.compile(r"(?:等|[两二三四五六七八九十\d]+[个项条家座所大种类名位处件])(?![\u4e00-\u9fff]?[、和]).*$")
_NUMBERING = re.compile(r"^(?:第?[一二三四五六七八九十百]+(?:是|要|[、.,:]|个方面)|[(][一二三四五六七八九十\d]{1,3}[)][、.]?|\d{1,2}[、.])\s*")


def enumerations(question: Question, terms: Sequence[Weighed], material: Material, segment: Segment) -> Iterator[tuple[Spot, list[Span]]]:
    """Rows of items in a passage, each with a :class:`Spot` that covers it and says how well it fits."""
    form = material.form
    for sentence in material.sentences:
        zones = [(opened(sentence.of(form)), 1.0), (opened(material.heading), 0.6), (opened(form[: sentence.start]), 0.35)]
        covered = coverage(terms, zones)
        for row, sure in _rows(question, form, sentence):
            items = _items(question, form, row, segment)
            if question.count and len(items) > question.count > 1:
                items = _last(form, items, question.count)
            if len(items) < 2 or _beside(question.head, row.of(form)):
                continue
            clause = material.clause_at(row.start)
            around = form[max(sentence.start, clause.start - 30) : min(sentence.end, max(clause.end, row.end) + 12)]
            near = coverage(terms, [(opened(around), 1.0)])
            fits = sure if question.count in (None, len(items)) else 0.75
            fits *= 1.0 if question.head in UNSAID or not question.head or question.head[-1] in around else HEADLESS
            span = Span(items[0].start, items[-1].end)
            yield Spot(material, sentence, span, covered * (0.6 + 0.4 * near) * fits), items


def _beside(head: str, row: str) -> bool:
    """Whether what is asked for is itself an item of the row: 人格、良心和荣誉 does not tell which 荣誉."""
    return bool(head) and any(piece.startswith(head) and len(piece) <= len(head) + 1 for piece in _CUT.split(row))


def _rows(question: Question, form: str, sentence: Span) -> Iterator[tuple[Span, float]]:
    """Rows of items with what speaks for them; one that ends where the noun asked for stands is surer: 新火车站和南曹小湖|片区整体绿化."""
    head = question.head
    for match in (m for part in _parts(form, sentence) for m in _ROW.finditer(form, part.start, part.end)):
        yield Span(match.start(), match.end()), 1.0
        at = form.find(head, match.start() + 2, match.end()) if len(head) > 1 else -1
        joint = _CUT.search(form, match.start(), at) if at >= 0 and form[at - 1] not in "、和与及" else None
        if joint and form[joint.start() - 1] not in (head[0], head[-1]):  # 十七里河、十八里河 each say it
            yield Span(match.start(), at), HEADED


def _parts(form: str, sentence: Span) -> Iterator[Span]:
    """The sentence cut before 分别 and the like, which close one row and may open another: A和B|分别在C和D上市."""
    at = sentence.start
    for match in _APART.finditer(form, sentence.start, sentence.end):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, sentence.end)


def _last(form: str, items: Sequence[Span], count: int) -> list[Span]:
    """The last items of a row, as many as are asked for; the first of them cut at 的: 两省的|深圳."""
    kept = list(items[-count:])
    at = form.rfind("的", kept[0].start, kept[0].end - 1)
    return [Span(at + 1, kept[0].end) if at >= 0 else kept[0], *kept[1:]]


def _items(question: Question, form: str, row: Span, segment: Segment) -> list[Span]:
    items, at = [], row.start
    for joint in [*_CUT.finditer(form, row.start, row.end), None]:
        end = joint.start() if joint else row.end
        if end > at:
            items.append(Span(at, end))
        at = joint.end() if joint else end
    if len(items) < 2:
        return []
    items[0] = Span(_governed(form, items, segment), items[0].end)
    last = items[-1]
    tail = _TAIL.search(form, last.start, last.end)
    closed = form.rfind('"', last.start, last.end) + 1 if form[last.start] == '"' else 0
    cut = tail.start() if tail and tail.start() > last.start else 0
    items[-1] = Span(last.start, closed or cut or _last_end(question, form, last, items[:-1], segment))
    first = items[0]
    start = _first_start(form, first, items[1:], segment) if form[first.start] != '"' else first.start
    quote = form.find('"', first.start, first.end)
    if quote > 0 and form[first.end - 1] == '"':
        start = quote
    items[0] = Span(start, first.end) if start < first.end else first
    return [unquoted(form, _without_amount(form, item)) for item in items]


def _without_amount(form: str, item: Span) -> Span:
    """投资2.8亿元的|洲际酒店: how much goes into an item is no part of its name."""
    amount = _AMOUNT.match(form, item.start, item.end)
    return Span(amount.end(), item.end) if amount and amount.end() < item.end else item


def _first_start(form: str, first: Span, others: Sequence[Span], segment: Segment) -> int:
    """Where the first item begins: behind a governing word, and so that it is about as long as the others."""
    usual = sum(len(o) for o in others) / len(others)
    starts, before = [first.start], ""
    for piece in segment(first.of(form)):
        if before in BOUNDARIES:
            starts.append(first.start + piece.start)
        before = piece.of(first.of(form))
    return min(starts, key=lambda start: (abs(first.end - start - usual), start))


def _governed(form: str, items: Sequence[Span], segment: Segment) -> int:
    """Where the first item begins if verbs govern the row, which then stand before that item alone: 加快推进|北京、上海."""
    dated = _DATED.match(form, items[0].start, items[0].end - 2)
    first = Span(dated.end(), items[0].end) if dated else items[0]
    if any(_verbs(form, other, segment) for other in items[1:]):
        return first.start
    verbs = _verbs(form, first, segment)
    return first.start + verbs if len(first) - verbs > 1 else first.start


def _verbs(form: str, item: Span, segment: Segment) -> int:
    """How many characters of governing words open an item: 推进依法行政."""
    length, words = 0, item.of(form)
    for piece in segment(words):
        if piece.of(words) not in BOUNDARIES:
            break
        length = piece.end
    return length


def _last_end(question: Question, form: str, last: Span, others: Sequence[Span], segment: Segment) -> int:
    """Where the last item ends: before a governing word or one that the question asks with (泉州|人工智能产业园), and so that it is
    about as long as the others.
    """
    usual = sum(len(o) for o in others[1:] or others) / len(others[1:] or others)
    pieces = segment(last.of(form))
    quoted = form.find('"', last.start + 2, last.end)  # 电动汽车、锂电池、光伏产品"新三样"
    asked, before = f"{question.before} {question.after}", others[-1].of(form)
    words = [(last.start + p.start, p.of(last.of(form))) for p in pieces[1:]]
    own = [at for at, word in words if word in BOUNDARIES or (len(word) > 1 and word in asked and not before.endswith(word))]
    ends = [last.end, *own, *([quoted] if quoted > 0 else [])]
    return min(ends, key=lambda end: (abs(end - last.start - usual), -end))


def headings(
    question: Question, terms: Sequence[Weighed], documents: Sequence[DocumentRecord]
) -> Iterator[tuple[float, DocumentRecord, list[Section]]]:
    """Headings whose parts are as many as the question says, with how well the heading above them fits."""
    for document in documents:
        for section in _all(document.outline):
            children = [c for c in section.children if len(c.text) <= 60]
            if question.count is None or len(children) != question.count:
                continue
            zones = [(search_form(section.text), 1.0), (search_form("".join(c.text for c in children)), 0.5)]
            yield coverage(terms, zones) + _opened_alike(question, children), document, children


def _opened_alike(question: Question, children: Sequence[Section]) -> float:
    """着力抓哪六个方面: a bonus for headings that all begin with a word of the question."""
    heads = {form[bare_heading(form).start :][:2] for form in (search_form(c.text) for c in children)}
    return 0.5 if len(heads) == 1 and heads.pop() in question.text else 0.0


def _all(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.children)


def bare_heading(form: str) -> Span:
    """A heading without its number and its full stop."""
    match = _NUMBERING.match(form)
    start = match.end() if match else 0
    return Span(start, max(start + 1, len(form.rstrip("。.;；:： "))))
