"""Which figure a question for a number means: what it measures, its unit, its time, and whether it was reached or is aimed at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus import Span, search_form
from indexer.answers.clauses import Material
from indexer.answers.shares import shared
from indexer.answers.weighing import WEAK_WORDS, Weighed, coverage, opened
from indexer.model.answer import Question
from indexer.model.quantity import Figure

Base = Callable[[Figure], str]
"""From a figure to the base unit it is compared in."""

PERCENT = ("ratio", "percentage point")  # what 百分之几 may be answered with
OWN, CLAUSE, SENTENCE, HEADING, BEFORE = 1.0, 0.9, 0.72, 0.7, 0.4  # what a term is worth by where it stands
THRESHOLD = 0.8  # a figure that only bounds something: 投资超10亿元的项目
COUNTED = 1.2  # a figure of the very noun that is counted
NAMED = 1.08  # a figure whose noun phrase holds the question's own, word for word
UNNAMED = 0.75  # a figure whose own words have nothing of the question
RIVAL = 0.6  # a term stands in what another figure measures if at least so much of it does
WORTH_A_LOOK = 0.35  # what all the text up to the end of the sentence must cover at least, fit included; no answer scores so little
POINTS = 0.7  # a difference of rates where a rate is asked for: 增速高于全国2.3个百分点
OF_A_PART = 0.6  # a figure of 金岱科创板块, where that of the whole district is asked for
OTHER_KIND, OTHER_PERIOD, LOOSE_PERIOD, WITHIN = 0.8, 0.85, 0.75, 0.7
_WEAK_END = re.compile(f"(?:{'|'.join(sorted((w for w in WEAK_WORDS if len(w) > 1), key=len, reverse=True))})+$")
_WHOLE = re.compile("全[国省市区县州盟旗]")
_PART = re.compile("(?:板块|片区|园区|组团|新城|开发区|高新区|街道|[镇乡村])$")
_NEW = re.compile("新增|累计|新建")
_BREAK = re.compile(r"[,;。!?:、]")
_REACHED = re.compile(r"(?:增加|提高|下降|降低|上升|减少|扩大|发展|压缩|降|增|升)?(?:到|至|达到?)[了约近]*$")
_STEP = re.compile(r"增产|增收|增加(?!值)|增发|减产|减收|减少|压减|新增|净增|提高|降低|下降|提升|多收")
_STEPS = {"新增": "增加", "净增": "增加", "压减": "减少", "降低": "下降", "提升": "提高"}
_FROM = re.compile(r"(?:从|由)(?:[^,。;]{0,12})$")
_RATES = re.compile(r"增长速度|增速|增幅|(?:上|下)?[涨降](?:价)?幅(?:度)?|增长率")
_RATE = re.compile(r"增长速度|增速|增幅|涨幅|降幅|增长率|(?:增长|上涨|下降)(?:了)?(?:多少|几|百分)")
_PER = re.compile(r"率|比重|占比|比例|率$|几成|百分")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be meant, with the share of the question that it answers to (0 to 1)."""

    material: Material
    figure: Figure
    score: float
    covered: float


def candidates(question: Question, terms: Sequence[Weighed], materials: Sequence[Material], base: Base) -> list[Candidate]:
    """Every figure of a fitting unit and time, the best first."""
    found = []
    for material in materials:
        most: dict[Span, float] = {}
        for index, figure in enumerate(material.figures):
            fitting = _fits_unit(question, figure, base) * _fits_time(question, material, figure) * _fits(question, material, figure)
            if not fitting:
                continue
            sentence = material.sentence_at(figure.quantity.span.start)
            if sentence not in most:
                most[sentence] = coverage(terms, [(opened(f"{material.form[: sentence.end]} {material.heading}"), 1.0)])
            covered, exact = most[sentence], 1.0
            if covered * fitting >= WORTH_A_LOOK:
                covered = coverage(terms, _zones(material, index), _rivals(question, terms, material, index))
                exact = shared(terms, material, index) * _narrowness(terms, material, index) * _anchored(question, terms, material, index)
            found.append(Candidate(material, figure, covered * fitting * exact, covered))
    return sorted(found, key=lambda c: (-c.score, c.material.passage.key, c.figure.quantity.span))


def _rivals(question: Question, terms: Sequence[Weighed], material: Material, index: int) -> frozenset[str]:
    """Terms that another figure of the sentence measures and this one does not: PM10 for the figure of PM2.5.

    A word is not missed that stands before one which only this figure has: 淘汰落后 in 淘汰落后的炼钢产能1691万吨、炼铁产能2113万吨.
    """
    own = opened(search_form(material.figures[index].indicator or ""))
    sentence = material.sentence_at(material.figures[index].quantity.span.start)
    same = material.figures[index].quantity.dimension  # 300兆瓦 is no rival to 29亿元
    others = [
        search_form(f.indicator or "")
        for i, f in enumerate(material.figures)
        if i != index and (f.quantity.dimension == same or not question.units) and sentence.covers(f.quantity.span)
    ]
    if not own.strip():
        return frozenset()
    taken, stands = set[str](), [t.within(own) for t in terms]
    for other in set(others):
        here = [t.within(other) for t in terms]
        mine = [i for i, said in enumerate(stands) if said >= RIVAL > here[i]]
        theirs = [i for i, said in enumerate(stands) if here[i] >= RIVAL > said]
        told = max((terms[i].weight for i in mine), default=0.0)
        taken |= {terms[i].whole for i in theirs if not mine or i > max(mine) or terms[i].weight > told}
    return frozenset(taken)


def _narrowness(terms: Sequence[Weighed], material: Material, index: int) -> float:
    """How much of what the figure measures the question names: 新增绿化面积 is not the 面积 that was asked for."""
    measured = _NEUTRAL.sub("", re.sub(r"\([^()]*\)", "", search_form(material.figures[index].indicator or "")))
    if len(measured) < 3:
        return 1.0
    named = [s for t in terms for s in (t.whole, *t.parts, *t.loose, *t.synonyms)]
    covered = [False] * len(measured)
    for string in named:
        at = measured.find(string)
        if at >= 0:
            covered[at : at + len(string)] = [True] * len(string)
    share = sum(covered) / len(measured)
    only_one = len([t for t in terms if t.weight > 1]) <= 1 and max((len(t.whole) for t in terms), default=0) <= 2
    return (0.3 + 0.7 * share) if only_one else (0.88 + 0.12 * share)


_NEUTRAL = re.compile(r"全[国省市区县年州旗]|我[国省市区县]|预计|累计|实现|完成|达到|地方|本级|其中|人口|人数|的|约|共|已")


def _anchored(question: Question, terms: Sequence[Weighed], material: Material, index: int) -> float:
    """Less for a figure whose own words name nothing of the question, though its sentence does."""
    own = _own(material, index)
    last = next((w[-2:] for w in map(_without_weak_end, reversed(question.before.split(" "))) if w and w[-2:] not in WEAK_WORDS), "")
    named = any(t.within(own) >= RIVAL for t in terms if t.weight > 1) or (len(last) == 2 and last in own)
    return 1.0 if named else UNNAMED


def _without_weak_end(words: str) -> str:
    """一般公共预算收入 of 一般公共预算收入完成."""
    return _WEAK_END.sub("", words)


def _own(material: Material, index: int) -> str:
    """What a figure measures, the words before it since the figure before, and those that belong to it behind."""
    form, span = material.form, material.figures[index].quantity.span
    clause = material.clause_at(span.start)
    before = [f.quantity.span.end for f in material.figures[:index] if f.quantity.span.end <= span.start]
    after = [f.quantity.span.start for f in material.figures[index + 1 :] if f.quantity.span.start >= span.end]
    start = _behind_tail(form, max([clause.start, *before]), span.start)
    named = search_form(material.figures[index].indicator or "")
    return opened(f"{named} {form[start : span.start]}{_tail(form, span.end, clause.end, after)}")


def _behind_tail(form: str, start: int, end: int) -> int:
    """Where the words of a figure begin behind what belongs to the figure before it: 20亿元|的啤酒项目和|投资65亿元的产业园."""
    if not form.startswith("的", start):
        return start
    joints = [match.end() for match in re.finditer("[、和及与]", form[start:end])]
    return start + joints[-1] if joints else start


def _zones(material: Material, index: int) -> list[tuple[str, float]]:
    form, span = material.form, material.figures[index].quantity.span
    sentence, clause = material.sentence_at(span.start), material.clause_at(span.start)
    return [
        (_own(material, index), OWN),
        (opened(clause.of(form)), CLAUSE),
        (opened(form[max(sentence.start, clause.start - 60) : clause.end]), SENTENCE + 0.08),
        (opened(sentence.of(form)), SENTENCE),
        (opened(material.heading), HEADING),
        (opened(form[: sentence.start]), BEFORE),
    ]


def _tail(form: str, start: int, end: int, after: Sequence[int]) -> str:
    """What follows a figure and belongs to it: 53座|商务楼宇."""
    stop = min([end, *after[:1]])
    mark = _BREAK.search(form, start, stop)
    return form[start : mark.start() if mark else stop]


def _fits_unit(question: Question, figure: Figure, base: Base) -> float:
    quantity = figure.quantity
    if question.units:
        fitting = "*" + quantity.dimension in question.units or base(figure) in question.units
        if not fitting and "*percent" in question.units and quantity.dimension in PERCENT:
            fitting = True
        return 1.0 if fitting else 0.0
    percent = quantity.dimension in PERCENT
    if question.change in ("growth", "fall") and quantity.dimension == "percentage point" and _RATE.search(question.text):
        return POINTS
    if question.change in ("growth", "fall"):
        return 1.0 if percent or figure.change in ("growth", "fall") else 0.7
    if percent and figure.change in ("growth", "fall"):
        return 0.8 if _PER.search(question.text) else 0.35
    if percent and figure.change == "share":
        return 1.0 if _PER.search(question.text) else 0.6
    return 1.0 if quantity.unit else 0.8


def _counts(question: Question, material: Material, figure: Figure) -> bool:
    """Whether the noun that the question counts stands right behind the figure: 多少城市居民, 2235万城市居民."""
    noun = question.after.split(" ")[0]
    stretch = material.form[figure.quantity.span.end :][: len(noun) + 1].removeprefix("的")
    return len(noun) > 2 and stretch.startswith(noun[: max(3, len(noun) // 2)])


def _fits(question: Question, material: Material, figure: Figure) -> float:
    """Change and kind, and for 增加到多少 the end that was reached."""
    factor = 1.0
    wanted, change = question.change, figure.change
    last = _without_weak_end(question.before.split(" ")[-1])
    if len(last) > 3 and last in search_form(figure.indicator or ""):
        factor *= NAMED
    if figure.quantity.dimension == "time" and not question.units:
        factor *= 0.4
    if figure.kind == "other" and material.passage.part is not None:
        factor *= THRESHOLD
    if _counts(question, material, figure):
        factor *= COUNTED
    if wanted == "share" and change != "share":
        factor *= 0.6
    if wanted == "level" and change in ("growth", "fall"):
        factor *= 0.7
    if wanted in ("growth", "fall") and change == "level" and not _said_alike(question, material, figure):
        factor *= 0.7
    elif wanted in ("growth", "fall") and change in ("growth", "fall") and wanted != change:
        factor *= 0.75
    if question.wanted and figure.kind != "other" and question.wanted != figure.kind:
        factor *= 0.3
    elif not question.wanted and figure.kind == "target" and material.passage.document.year not in question.years:
        factor *= OTHER_KIND
    if _WHOLE.search(question.text) and _PART.search(material.subject):
        factor *= OF_A_PART
    before = material.form[max(0, figure.quantity.span.start - 14) : figure.quantity.span.start]
    if re.search(r"(?:到|至|达到?)(?:了)?(?:每[^,]{1,6})?(?:多少|几|百分)", question.text) and not question.both_ends:
        factor *= 0.5 if _FROM.search(before) and not _REACHED.search(before) else 1.0 if _REACHED.search(before) else 0.9
    return factor


def _said_alike(question: Question, material: Material, figure: Figure) -> bool:
    """Whether question and figure say the step alike: 增产多少吨钢, 每年增产钢250万吨; 增加了几家, 新增7家."""
    at = figure.quantity.span.start
    if _RATE.search(question.text) and _RATES.search(material.form, max(material.sentence_at(at).start, at - 30), at):
        return True  # 增长速度的目标,定为百分之八
    asked = {_STEPS.get(step, step) for step in _STEP.findall(question.text)}
    own = f"{search_form(figure.indicator or '')}{material.form[max(0, figure.quantity.span.start - 8) : figure.quantity.span.start]}"
    return not asked.isdisjoint(_STEPS.get(step, step) for step in _STEP.findall(own))


def _fits_time(question: Question, material: Material, figure: Figure) -> float:
    if question.period:
        return _in_plan(question, material, figure)
    if not question.years:
        return _usual(material, figure)
    return max(_in_year(year, material, figure) for year in question.years)


def _in_plan(question: Question, material: Material, figure: Figure) -> float:
    """A figure of the whole plan, or one in a passage that speaks of it; else of its last year, else of a year within."""
    plan, period = question.period or "", figure.period or ""
    if plan == "*":
        return 1.0 if "-" in period else 0.8
    named = re.search(r"[一二三四五六七八九十]{1,3}五(?=期间|时期|规划|\"|末|$)", question.text)
    if named and named[0] in material.heading + material.form[: figure.quantity.span.start]:
        return 1.0
    if period.startswith(plan):
        return 1.0
    years = [int(y) for y in re.findall(r"\d{4}", period)]
    first, last = (int(y) for y in plan.split("-"))
    if not years or not first <= years[-1] <= last:
        return 0.4
    return 0.85 if years[-1] == last else 0.7


def _usual(material: Material, figure: Figure) -> float:
    """Without a year: what the report itself is about comes before a look back or ahead."""
    year, period = material.passage.document.year, figure.period
    if year is None or period is None:
        return 0.95
    usual = {str(year), str(year - 1)}
    return 1.0 if period[:4] in usual and "-" not in period else OTHER_PERIOD


def _in_year(year: int, material: Material, figure: Figure) -> float:
    period = figure.period
    if period is None:
        return LOOSE_PERIOD if material.passage.document.year in (year, year + 1) else 0.0
    first, _, last = period.partition("-")
    if period[:4] == str(year) and not last:
        return 1.0
    if last and first[:4].isdigit() and last[:4].isdigit() and int(first[:4]) <= year <= int(last[:4]):
        return WITHIN if last[:4] == str(year) and not _NEW.search(figure.indicator or "") else WITHIN - 0.15
    return LOOSE_PERIOD if _says(year, material, figure.quantity.span) else 0.0


def _says(year: int, material: Material, span: Span) -> bool:
    """Whether the clause itself names the year."""
    clause = material.clause_at(span.start).of(material.form)
    chinese = "".join("零一二三四五六七八九"[int(d)] for d in str(year))
    return f"{year}年" in clause or f"{chinese}年" in clause


def is_end(candidate: Candidate) -> bool:
    """Whether a figure is one end of 从…到…, and not the growth between them."""
    before = candidate.material.form[max(0, candidate.figure.quantity.span.start - 16) : candidate.figure.quantity.span.start]
    return bool(_FROM.search(before)) and partner(candidate) is not None


def partner(candidate: Candidate) -> Figure | None:
    """The other end of 从…到…: the figure that follows or precedes in the same clause."""
    material, figure = candidate.material, candidate.figure
    clause = material.clause_at(figure.quantity.span.start)
    same = [f for f in material.figures if clause.covers(f.quantity.span) and f.quantity.dimension == figure.quantity.dimension]
    at = same.index(figure)
    before = material.form[max(0, figure.quantity.span.start - 10) : figure.quantity.span.start]
    other = same[at - 1 : at] if _REACHED.search(before) else same[at + 1 : at + 2]
    return other[0] if other else None


def equal(one: Figure, other: Figure) -> bool:
    """Whether two figures state the same amount in the same unit."""
    a, b = one.quantity, other.quantity
    values: tuple[Decimal, Decimal] = (a.value, b.value)
    return values[0] == values[1] and a.unit == b.unit and a.range == b.range
