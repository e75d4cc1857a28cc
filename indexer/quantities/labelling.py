"""Labelling: what each figure of a passage measures, for when, and whether it was reached or is aimed at.

In go a passage's text, the quantities read from it and what is known of its place in the report; out comes one figure a quantity,
in the same order. The quantities themselves are not judged here. Time grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import Part, Span, search_form
from indexer.model.quantity import Change, Figure, Kind, Quantity
from indexer.quantities.clauses import Clause, clauses
from indexer.quantities.indicators import can_measure, indicator_id
from indexer.quantities.kinds import kind_of
from indexer.quantities.noun_phrases import REACH, words_of
from indexer.quantities.periods import Time, own_time, times, topic_times
from indexer.quantities.stretches import begins_a_rise, compared_with, is_average, rise_began
from indexer.quantities.subjects import Reading, readings


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands: the report's year, the part, the headings above it (outermost first), its run-in labels. ``lead`` is
    the paragraph that opens the list in which it is an item (——…), empty elsewhere.
    """

    report_year: int | None = None
    part: Part | None = None
    section: tuple[str, ...] = ()
    labels: tuple[Span, ...] = ()
    lead: str = ""


def label(text: str, quantities: Sequence[Quantity], context: Context) -> list[Figure]:
    """One figure for each of ``quantities``, in their order.

    >>> from decimal import Decimal
    >>> text = "PM2.5、PM10年均浓度同比分别下降6.6%、4.6%"
    >>> two = [Quantity(Decimal(text[a:b]), "%", "percent", None, None, Span(a, b + 1)) for a, b in ((20, 23), (25, 28))]
    >>> [(f.indicator, f.indicator_id, f.change, f.period, f.kind) for f in label(text, two, Context(2020, "review"))]
    [('PM2.5年均浓度', 'pm25', 'fall', '2019', 'result'), ('PM10年均浓度', 'pm10', 'fall', '2019', 'result')]
    """
    if not quantities:
        return []
    order = sorted(range(len(quantities)), key=lambda i: quantities[i].span)
    page = _Page(text, [quantities[i] for i in order], context)
    found = page.figures()
    figures = dict(zip(order, found, strict=True))
    return [figures[i] for i in range(len(quantities))]


class _Page:
    """One text with its figures in text order, cut into clauses once."""

    def __init__(self, text: str, quantities: Sequence[Quantity], context: Context) -> None:
        self.text, self.form = text, search_form(text)
        self.quantities, self.context = quantities, context
        self.clauses = clauses(self.form, [(q.span.start, q.span.end) for q in quantities])
        self.default = _default_time(context)
        usual = self.default.last if self.default else context.report_year
        self.times = times(self.form, context.report_year, usual)
        self.sentences = _sentence_starts(self.clauses)
        self.ends = {clause.sentence: clause.end for clause in self.clauses}
        self.topics = topic_times(self.times, list(self.sentences.values()))

    def figures(self) -> list[Figure]:
        """The figures, in text order."""
        read = iter(readings(self.form, self.quantities, self.clauses))
        found, topic = [], None
        telling = {clause.sentence for clause in self.clauses if clause.figures}
        for clause in self.clauses:
            leads_up = clause.sentence - 1 in self.topics and clause.sentence - 1 not in telling
            topic = self._topic(self.topics.get(clause.sentence), topic, leads_up or self._tells_on(clause))
            found += [self._figure(i, clause, next(read), topic) for i in clause.figures]
        return found

    def _tells_on(self, clause: Clause) -> bool:
        """Whether a sentence goes on telling what became of a year: it compares with the year before and aims at nothing."""
        begin = self.sentences[clause.sentence]
        whole = self.form[begin : min(self.ends[clause.sentence], begin + 3 * REACH)]
        return bool(_COMPARES.search(whole)) and not _AIMS.search(whole)

    def _topic(self, new: Time | None, old: Time | None, goes_on: bool) -> Time | None:
        """What the sentences that follow speak of; a look back (去年… in a plan, another year in a review) ends with its sentence,
        unless it only leads up to the figures of the next, or that plainly goes on.
        """
        year, part = self.context.report_year, self.context.part
        if new is not None or old is None or year is None or part is None or goes_on:
            return new or old
        if old.first != old.last < year:
            return old  # 五年来… is what the paragraph is about
        aside = old.last > year or old.first == old.last < year - 1 if part == "review" else old.last < year
        return None if aside else old

    def _figure(self, index: int, clause: Clause, reading: Reading, topic: Time | None) -> Figure:
        quantity = self.quantities[index]
        noun = _within_marks(words_of(self.text, reading.phrase).strip()) or None
        time = own_time(self.times, quantity.span.start, clause.start, self.sentences[clause.sentence]) or topic
        words = self.form[max(clause.start, quantity.span.start - REACH) : min(clause.end, quantity.span.end + REACH)]
        sentence = self.sentences[clause.sentence]
        opening = (
            self.form[sentence : min(sentence + REACH, clause.start)] if self.context.part in (None, "review") else ""
        )
        kind = self._kind(opening + words, time, reading)
        change = change_of(quantity.unit, quantity.span.of(self.form), noun or "", reading)
        return Figure(
            quantity,
            noun,
            _indicator(noun, quantity, change, reading),
            change,
            self._period(quantity, clause, time, kind, change, words, reading),
            kind,
        )

    def _kind(self, words: str, time: Time | None, reading: Reading) -> Kind:
        if reading.threshold:
            return "other"
        if _PLANNED.search(reading.before.predicate):
            return "target"  # 1981年计划为3.7%,实际达到4.6%
        first, last = (time.first, time.last) if time else (None, None)
        kind = kind_of(words, self.context.part, first, last, self.context.report_year)
        told = kind == "other" and self.context.part is None and self.default is not None
        return "result" if told else kind

    def _period(
        self, quantity: Quantity, clause: Clause, time: Time | None, kind: Kind, change: Change, words: str, reading: Reading
    ) -> str | None:  # fmt: skip
        """The figure's own time, else the heading's, else the part's usual year; 累计 is kept. What something rose from is from
        before the stretch of years in which it rose.
        """
        known = time or self.default or _usual(kind, self.context.report_year)
        if known is None:
            return None
        if not known.origin and begins_a_rise(self.form, clause.start, quantity.span.start, quantity.span.end):
            began = rise_began(self.times, self.sentences[clause.sentence], quantity.span.start)
            return began or (str(known.first - 1) if time or known.first != known.last else None)  # when it began may not be said
        if not known.origin:
            known = self._stretched(quantity, clause, known, time is None, change, reading)
        total = kind == "result" and "累计" in words and known.period == str(known.first)
        return known.period + ("累计" if total else "")

    def _stretched(
        self, quantity: Quantity, clause: Clause, known: Time, assumed: bool, change: Change, reading: Reading
    ) -> Time:  # fmt: skip
        """The years a figure is of, where its words make them other than those that govern it.

        An average or a growth over an earlier year is of all the years between. Of a stretch of years a level reached (达到)
        is that of the last one, and only a total is of them all.
        """
        start, average = quantity.span.start, is_average(self.form, clause.start, quantity.span.start)
        if average or change in ("growth", "fall"):
            sentence = self.sentences[clause.sentence]
            begin = max(sentence, self.form.rfind(";", sentence, start))
            base = compared_with(self.times, begin, start, origins=average)
            if base is not None and base < known.last - 1:
                return replace(known, first=base + 1, part="")
        predicate, noun = reading.before.predicate, words_of(self.form, reading.phrase)
        total = quantity.unit != "%" and (_TOTAL.search(noun) or _SUM.search(predicate))
        reached = _REACHED.search(predicate) and not total
        if known.part and "全年" in self.form[clause.start : start]:
            return _year(known.last)
        if known.first != known.last and reached and not average and (assumed or change == "level"):
            return _year(known.last)
        return known


def _indicator(noun: str | None, quantity: Quantity, change: Change, reading: Reading) -> str | None:
    """The id of what is measured. 经济 is no indicator, 经济增长 is; of two things of which one number holds the first."""
    if noun and reading.half:
        noun = noun.replace("城乡", reading.half, 1)
    key = indicator_id(noun) if noun else None
    if noun and key is None and change in ("growth", "fall"):
        key = indicator_id(noun + "增长")
    if noun and key is None and len(parts := _AND.split(noun)) == 2:
        first, second = map(indicator_id, parts)
        key = first if second or _BOTH.search(reading.before.predicate) else None
    return key if key and can_measure(key, quantity.dimension) else None


_BOTH = re.compile("均|都")
_AND = re.compile("和|与|及|、")


def _role(unit: str, reading: Reading) -> str:
    """The role of the predicate. In 失业率低于4.6% nothing falls, the word only bounds the number; 增长目标为17% is a growth."""
    predicate = reading.before.predicate
    if unit == "%" and (aim := _AIMED.match(predicate)):
        return _ROLES[aim[1]]
    bounded = unit == "%" and predicate.endswith(("低于", "高于")) and not reading.before.share
    return _ROLES.get(predicate[:2], "") if bounded else reading.before.role


_AIMED = re.compile("(?:预期|计划|同比)*(增长|上涨|下降|降低)(?:的?(?:预期|预定|计划)?目标|预期|均|都)")
_ROLES = {"增长": "growth", "上涨": "growth", "提高": "growth", "下降": "fall", "降低": "fall"}


def _within_marks(noun: str) -> str:
    """A noun phrase without a quotation mark before it that closes behind the figure: “地区生产总值增长6.6%”."""
    return noun[1:] if noun[:1] in _CLOSED_BY and _CLOSED_BY[noun[:1]] not in noun[1:] else noun


_CLOSED_BY = {"“": "”", "「": "」", "『": "』", '"': '"'}


def _sentence_starts(found: Sequence[Clause]) -> dict[int, int]:
    starts: dict[int, int] = {}
    for clause in found:
        starts.setdefault(clause.sentence, clause.start)
    return starts


def _default_time(context: Context) -> Time | None:
    """What the paragraph before a list says of time, else the headings, else the year that the part speaks of."""
    year = context.report_year
    if year is None or context.part is None:
        return _told_by_heading(context)
    said = [_led_by(context), *(times(search_form(h), year, year) for h in reversed(context.section))]
    past = context.part == "review"
    for time in (t for found in said for t in found):
        if not time.base and (time.last < year if past else time.last >= year):
            return time
    return _year(year - past)


def _led_by(context: Context) -> list[Time]:
    """The time with which the paragraph before the list begins: 过去五年极不寻常."""
    year = context.report_year
    return [t for t in times(search_form(context.lead[:LEAD]), year, year) if t.start < 2]


def _told_by_heading(context: Context) -> Time | None:
    """Where the part is not known: the one past year that the heading right above names (首先报告2001年的工作)."""
    year, heading = context.report_year, search_form(context.section[-1]) if context.section else ""
    found = {(t.first, t.last): t for t in times(heading, year, year)}
    only = next(iter(found.values())) if len(found) == 1 and year is not None else None
    return only if only and year is not None and only.last < year else None


def _usual(kind: Kind, report_year: int | None) -> Time | None:
    """Where not even the part is known: results are last year's, targets this year's."""
    if report_year is None or kind == "other":
        return None
    return _year(report_year - (kind == "result"))


def _year(year: int) -> Time:
    return Time(0, 0, year, year, "", False)


_PLANNED = re.compile("(?:计划|预定|原定|目标)[为是]$")
_COMPARES = re.compile("比(?:上年|去年|上一年|前年)|同比|比19\\d\\d年|比20\\d\\d年")
_AIMS = re.compile("今年|明年|将|要|力争|计划|预期|目标|争取|预计|应当|必须|努力|确保|拟")
LEAD = 12  # characters of a paragraph in which the time it speaks of is named
_REACHED = re.compile("达到|达$|突破|跨越|跃上|迈上|跨上|站上|[到至]$")
_TOTAL = re.compile("新增|新建|累计|竣工|投入|完成|减免|转移|引进|改造|投资|建成")
_BOUNDED = ("低于", "高于", "超出")  # 失业率低于4.6% is a level, 低于全国0.5个百分点 a step
_SUM = re.compile("合计|累计|总计|共计")
_NEW = ("新增", "净增")
_GROWTH_NOUN = re.compile(
    r"(?:增速|增幅|涨幅|(?<!自然)增长率|增长速度|升幅|增长)"
    r"(?:的?(?:主要|宏观)?(?:预期|计划|调控)?目标|预期|的?(?:宏观)?调控)?$"
)
_FALL_NOUN = re.compile(r"(?:降幅|跌幅|降低率|下降率)$|^(?:减少|压减|压缩|降低|削减|核减)")
_SHARE_NOUN = re.compile(r"(?:占比|比重|比例|份额)$")


def change_of(unit: str, printed: str, noun: str, reading: Reading) -> Change:
    """Level, growth, fall, share or rank, by the predicate first and the noun second.

    ``printed`` is the figure itself, which may hold a predicate: 约占四分之一.
    """
    role = _role(unit, reading)
    if role == "rank":
        return "rank"
    if reading.behind and noun.startswith(_NEW):
        return "level"
    percent = unit in ("%", "‰", "成", "个百分点")
    if role in ("growth", "fall") and not (percent and unit != "个百分点" and reading.before.predicate.endswith(_BOUNDED)):
        return "growth" if role == "growth" else "fall"
    if percent and (reading.behind or "占" in printed or reading.before.share or _SHARE_NOUN.search(noun)):
        return "share"
    if percent and _GROWTH_NOUN.search(noun):
        return "growth"
    if noun.startswith("增加") and not noun.startswith("增加值"):
        return "growth"
    return "fall" if _FALL_NOUN.search(noun) else "level"
