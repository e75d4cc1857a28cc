"""From the clauses found to answers, each with its label, or to the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus import Span
from indexer.answers.clauses import Material
from indexer.answers.dates import dates
from indexer.answers.definitions import definitions
from indexer.answers.lists import enumerations
from indexer.answers.names import names
from indexer.answers.numbers import Base, Candidate, candidates, equal, is_end, partner
from indexer.answers.spans import Segment, Spot, best
from indexer.answers.verdicts import verdicts
from indexer.answers.weighing import Weighed, coverage, opened
from indexer.model.answer import Answer, Evidence, Question
from indexer.model.hit import Hit
from indexer.model.quantity import Figure, Kind

# How much of a question (by idf) must stand where the answer stands. Set on general grounds: a figure needs about two
# thirds, for its own words and its label tell; a name is less certain than a figure, since nothing marks it as one.
NUMBER, DATE, NAME, LIST, VERDICT = 0.6, 0.6, 0.6, 0.58, 0.55
UNDATED = 0.93  # a date without its year, where the question names none
EXPLAINED, OWN_NOTE = 0.5, 1.0  # how sure an explanation must be
ENDS = 0.4  # for both ends of 从…到…, which nothing else looks like
CORE = 0.5  # a term stands in a sentence if so much of it does
WEIGHTY = 0.5  # of the heaviest term's weight makes a term one of the core
MISSING = 0.34  # of the core's weight may be missing from the sentence and its headings
SHOWN = 200  # characters of a sentence that a card shows
CLOSE = 0.85  # another reading is offered if it is this near to the best
_DIFFERENCE = re.compile(
    r"比(?P<than>(?![上去前今同往]|\d|[一二][九零]|.{0,3}年)[^,。]{2,14}?)"
    r"(?:要|还|又|更)?(?:多|高|少|低|快|慢|大|小)(?:了|出)?(?:多少|几|百分)"
)
# What a number is the measure of, and so must be said where it stands: no 容量 is told by how many were begun.
_MEASURED = re.compile(r"(?:容量|面积|人口|长度|里程|票价|门票|造价|预算|人数|价格|工资|利润|税率|寿命|营业收入|营收|销量)$")
_SPENT = re.compile("[,]?(?:新建|改建|建成|建设|改造|修建|实施|扩建|用于|完成|购置)")
WORDS = {"result": "实绩", "target": "目标", "other": ""}


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with all that is needed to answer it."""

    question: Question
    terms: tuple[Weighed, ...]
    materials: tuple[Material, ...]
    segment: Segment
    base: Base


@dataclass(frozen=True, slots=True)
class Composed:
    """Answers and other readings; ``near`` are places that bear on the question where there is no answer."""

    answers: tuple[Answer, ...] = ()
    also: tuple[Answer, ...] = ()
    near: tuple[Evidence, ...] = ()


def composed(inquiry: Inquiry) -> Composed:
    """Answer by the kind of the question."""
    return _BY_KIND[inquiry.question.kind](inquiry)


# numbers ---------------------------------------------------------------------------------------


def _number(inquiry: Inquiry) -> Composed:
    found = candidates(inquiry.question, inquiry.terms, inquiry.materials, inquiry.base)
    sure = [c for c in found if c.score >= NUMBER and core_stands(inquiry, c.material, c.figure.quantity.span) and _compares(inquiry.question, c)]
    if inquiry.question.both_ends:
        sure = [c for c in found if c.score >= ENDS and is_end(c) and core_stands(inquiry, c.material, c.figure.quantity.span)]
    if not sure:
        return Composed(near=tuple(_evidence(c.material, None, c.figure.quantity.span) for c in found[:3]))
    first = sure[0]
    answers = [_figure_answer(first.material, first.figure)]
    other = partner(first) if inquiry.question.both_ends else None
    if other:
        answers.append(_figure_answer(first.material, other))
        answers.sort(key=lambda a: a.evidence.answer_span or Span(0, 1))
    return Composed(tuple(answers), tuple(_figure_answer(c.material, c.figure) for c in _others(first, sure)))


def _compares(question: Question, candidate: Candidate) -> bool:
    """Whether a question for a difference (教育支出比国防支出多多少) is answered by a sentence that compares the two; no sums are done."""
    match = _DIFFERENCE.search(question.text)
    if match is None:
        return True
    said = candidate.material.sentence_at(candidate.figure.quantity.span.start).of(candidate.material.form)
    return any(f"{word}{match['than'][:2]}" in said for word in ("比", "高于", "低于", "高出", "快于", "慢于", "超过", "较", "超出"))


def _others(first: Candidate, sure: Sequence[Candidate]) -> list[Candidate]:
    """The best figure of the other kind or of another period, if it measures the same."""
    for c in sure[1:]:
        same_unit = c.figure.quantity.unit == first.figure.quantity.unit
        differs = (c.figure.kind, c.figure.period) != (first.figure.kind, first.figure.period)
        if same_unit and differs and c.covered >= CLOSE * first.covered and not equal(c.figure, first.figure):
            return [c]
    return []


def _figure_answer(material: Material, figure: Figure) -> Answer:
    span = figure.quantity.span
    return Answer(span.of(material.passage.text), label_of(figure), figure.kind, _evidence(material, span, span))


def label_of(figure: Figure) -> str | None:
    """What a figure is, in Chinese: 2019年实绩, 2020年目标."""
    if not figure.period:
        return WORDS[figure.kind] or None
    year = figure.period if not figure.period[-1].isdigit() else f"{figure.period}年"
    return f"{year}{WORDS[figure.kind]}"


def core_stands(inquiry: Inquiry, material: Material, span: Span) -> bool:
    """Whether what the question is about stands in the sentence or in what heads it: 出口总额 is not 签约总额."""
    sentence = material.sentence_at(span.start)
    before = material.form[max(0, sentence.start - 80) : sentence.start]
    zones = [(opened(sentence.of(material.form)), 1.0), (opened(material.heading), 1.0), (opened(before), 0.8)]
    if inquiry.question.kind == "number":
        zones = [(opened(_up_to(material, span)), 1.0), *zones[1:]]
    own_words = inquiry.question.kind not in ("number", "date")  # the asker's: 跑赢 for 高于
    terms = [t for t in inquiry.terms if not (own_words and t.absent)]
    heaviest = max((t.weight for t in terms), default=0.0)
    core = [t for t in terms if t.weight >= WEIGHTY * heaviest]
    if inquiry.question.kind == "number" and any(_MEASURED.search(t.whole) and coverage((t,), zones) < CORE for t in terms):
        return False
    missing = sum(t.weight for t in core if coverage((t,), zones) < CORE)
    return bool(core) and missing <= MISSING * sum(t.weight for t in core)


def _up_to(material: Material, span: Span) -> str:
    """The sentence up to the end of a figure's clause: what is spoken of only behind it is not what it measures. Of a sum with
    what it was spent on (投资3.6亿元新建农村公路) the clause alone.
    """
    clause = material.clause_at(span.start)
    start = clause.start if _SPENT.match(material.form, span.end) else material.sentence_at(span.start).start
    return material.form[start : clause.end]


# everything else --------------------------------------------------------------------------------


def _date(inquiry: Inquiry) -> Composed:
    found = [s for m in inquiry.materials for s in dates(m, inquiry.terms)]
    if not inquiry.question.years and inquiry.question.report_year is None:  # of several reports 1997年7月1日 tells more than 今年7月1日
        found = [s if "年" in s.span.of(s.material.form) else replace(s, score=s.score * UNDATED) for s in found]
    return _spots(inquiry, found, DATE)


def _name(inquiry: Inquiry) -> Composed:
    found = [s for m in inquiry.materials for s in names(inquiry.question, inquiry.terms, m, inquiry.segment)]
    return _spots(inquiry, found, NAME)


def _spots(inquiry: Inquiry, found: Sequence[Spot], threshold: float) -> Composed:
    ranked = best([_weighed_by_time(inquiry.question, s) for s in found])
    sure = [s for s in ranked if s.score >= threshold and core_stands(inquiry, s.material, s.span)]
    if not sure:
        return Composed(near=tuple(_evidence(s.material, None, s.span) for s in ranked[:3]))
    return Composed((spot_answer(sure[0]),))


def _weighed_by_time(question: Question, spot: Spot) -> Spot:
    kind, factor = kind_of(spot.material), 1.0
    year = spot.material.passage.document.year
    if question.wanted and kind != "other" and question.wanted != kind:
        factor = 0.7
    if question.years and year is not None and kind != "other":
        spoken = year - 1 if kind == "result" else year
        factor *= 1.0 if spoken in question.years else 0.8
    return Spot(spot.material, spot.sentence, spot.span, spot.score * factor)


def kind_of(material: Material) -> Kind:
    """What a passage speaks of, by the part of the report it stands in."""
    part = material.passage.part
    return "result" if part == "review" else "target" if part in ("goals", "plan") else "other"


def spot_answer(spot: Spot) -> Answer:
    """A span as an answer, labelled by the part of the report it stands in."""
    kind, year = kind_of(spot.material), spot.material.passage.document.year
    label = None if year is None or kind == "other" else f"{year - 1}年工作" if kind == "result" else f"{year}年安排"
    return Answer(spot.span.of(spot.material.passage.text), label, kind, Evidence(_hit(spot.material, spot.span), spot.sentence, spot.span))


def _list(inquiry: Inquiry) -> Composed:
    rows = [pair for m in inquiry.materials for pair in enumerations(inquiry.question, inquiry.terms, m, inquiry.segment)]
    rows.sort(key=lambda pair: (-_weighed_by_time(inquiry.question, pair[0]).score, pair[0].material.passage.key, pair[0].span))
    for spot, items in rows:
        score = _weighed_by_time(inquiry.question, spot).score
        if score >= LIST and core_stands(inquiry, spot.material, spot.span):
            return Composed(tuple(spot_answer(Spot(spot.material, spot.sentence, item, score)) for item in items))
    return _name(inquiry)


def _yes_no(inquiry: Inquiry) -> Composed:
    found = verdicts(inquiry.question, inquiry.terms, inquiry.materials)
    sure = (v for v in found if v.score >= VERDICT and core_stands(inquiry, v.material, v.span))
    verdict = next(sure, None)
    if verdict is None:
        return Composed(near=tuple(_evidence(v.material, None, v.span) for v in found[:3]))
    kind, year = kind_of(verdict.material), verdict.material.passage.document.year
    when = "" if year is None or kind == "other" else f"，{year - 1}年工作" if kind == "result" else f"，{year}年安排"
    evidence = Evidence(_hit(verdict.material, verdict.span), verdict.sentence, verdict.span)
    text = verdict.span.of(verdict.material.passage.text)
    return Composed((Answer(text, ("是" if verdict.yes else "否") + when, kind, evidence),))


def explained(inquiry: Inquiry) -> Composed:
    """What the question's term means; a question that may also ask for something else is only answered by a note of the very term."""
    found = definitions(inquiry.question.term, inquiry.materials)
    if not found or found[0].score < (EXPLAINED if inquiry.question.kind == "definition" else OWN_NOTE):
        return Composed(near=tuple(_evidence(m, None, Span(0, 1)) for m in inquiry.materials[:3]))
    spot = found[0]
    evidence = Evidence(_hit(spot.material, spot.span), spot.sentence, spot.span)
    return Composed((Answer(spot.span.of(spot.material.passage.text), "释义", "other", evidence),))


def _nothing(inquiry: Inquiry) -> Composed:
    return Composed()


_BY_KIND: dict[str, Callable[[Inquiry], Composed]] = {
    "number": _number, "date": _date, "name": _name, "person": _name, "list": _list, "yes_no": _yes_no,
    "definition": explained, "front": _nothing,
}  # fmt: skip


def _evidence(material: Material, answer: Span | None, at: Span) -> Evidence:
    return Evidence(_hit(material, at), material.sentence_at(at.start), answer)


def _hit(material: Material, span: Span) -> Hit:
    sentence = material.sentence_at(span.start)
    start = max(sentence.start, span.start - SHOWN // 2)
    shown = sentence if len(sentence) <= SHOWN else Span(start, min(sentence.end, start + SHOWN))
    return Hit(1, material.passage, "some", (span,), shown)
