"""Labelling: what each figure of a passage measures, for when, and whether it was reached or is aimed at.

In go a passage's text, the quantities read from it and what is known of its place in the report; out comes one figure a quantity,
in the same order. The quantities themselves are not judged here. Time grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Part, Span, search_form
from indexer.model.quantity import Change, Figure, Kind, Quantity
from indexer.quantities.clauses import Clause, clauses
from indexer.quantities.indicators import indicator_id
from indexer.quantities.kinds import kind_of
from indexer.quantities.noun_phrases import REACH, words_of
from indexer.quantities.periods import Time, own_time, times, topic_times
from indexer.quantities.subjects import Reading, readings


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands: the report's year, the part, the headings above it (outermost first), its run-in labels."""

    report_year: int | None = None
    part: Part | None = None
    section: tuple[str, ...] = ()
    labels: tuple[Span, ...] = ()


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
        self.topics = topic_times(self.times, list(self.sentences.values()))

    def figures(self) -> list[Figure]:
        """The figures, in text order."""
        read = iter(readings(self.form, self.quantities, self.clauses))
        found, topic = [], None
        for clause in self.clauses:
            topic = self._topic(self.topics.get(clause.sentence), topic)
            found += [self._figure(i, clause, next(read), topic) for i in clause.figures]
        return found

    def _topic(self, new: Time | None, old: Time | None) -> Time | None:
        """What the sentences that follow speak of; a look back (去年… in a plan, another year in a review) ends with its sentence."""
        year, part = self.context.report_year, self.context.part
        if new is not None or old is None or year is None or part is None:
            return new or old
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
        return Figure(
            quantity,
            noun,
            indicator_id(noun) if noun else None,
            change_of(quantity.unit, quantity.span.of(self.form), noun or "", reading),
            self._period(time, kind, words, reading),
            kind,
        )

    def _kind(self, words: str, time: Time | None, reading: Reading) -> Kind:
        if reading.threshold:
            return "other"
        first, last = (time.first, time.last) if time else (None, None)
        return kind_of(words, self.context.part, first, last, self.context.report_year)

    def _period(self, time: Time | None, kind: Kind, words: str, reading: Reading) -> str | None:
        """The figure's own time, else the heading's, else the part's usual year; 累计 is kept.

        Under a heading of several years a level reached (达到) is that of the last one, and only a total is of them all.
        """
        known = time or self.default or _usual(kind, self.context.report_year)
        if known is None:
            return None
        noun = words_of(self.form, reading.phrase)
        if time is None and _REACHED.search(reading.before.predicate) and not _TOTAL.search(noun):
            known = _year(known.last)
        total = kind == "result" and "累计" in words and known.period == str(known.first)
        return known.period + ("累计" if total else "")


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
    """What the headings say of time, else the year that the part speaks of."""
    year, past = context.report_year, context.part == "review"
    for heading in reversed(context.section):
        for time in times(search_form(heading), year, year):
            fits = year is None or (time.last < year if past else time.last >= year)
            if fits and not time.base and context.part is not None:
                return time
    if year is None or context.part is None:
        return None
    return _year(year - past)


def _usual(kind: Kind, report_year: int | None) -> Time | None:
    """Where not even the part is known: results are last year's, targets this year's."""
    if report_year is None or kind == "other":
        return None
    return _year(report_year - (kind == "result"))


def _year(year: int) -> Time:
    return Time(0, 0, year, year, "", False)


_REACHED = re.compile("达到|达$|突破|跃上|迈上|跨上|站上|[到至]$")
_TOTAL = re.compile("新增|新建|累计|竣工|投入|完成|减免|转移|引进|改造|投资|建成")
_BOUNDED = ("低于", "高于", "超出")  # 失业率低于4.6% is a level, 低于全国0.5个百分点 a step
_NEW = ("新增", "净增")
_GROWTH_NOUN = re.compile(r"(?:增速|增幅|涨幅|(?<!自然)增长率|增长速度|升幅)$")
_FALL_NOUN = re.compile(r"(?:降幅|跌幅|降低率|下降率)$|^(?:减少|压减|压缩|降低|削减|核减)")
_SHARE_NOUN = re.compile(r"(?:占比|比重|比例|份额)$")


def change_of(unit: str, printed: str, noun: str, reading: Reading) -> Change:
    """Level, growth, fall, share or rank, by the predicate first and the noun second.

    ``printed`` is the figure itself, which may hold a predicate: 约占四分之一.
    """
    role = reading.before.role
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
