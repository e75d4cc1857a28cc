"""A point of a series as pages show it: the words of the report that state it, where they stand, how its amount is written.

In go points, out come strings and addresses. Which points make a series is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from indexer import FLAG_WORDS, KIND_WORDS, IndicatorPoint, Span, locator, period_words
from webapp.links import permalink
from webapp.marking import marked
from webapp.views.chart import Mark, plain
from webapp.views.figure_cards import CLAUSE_ENDS

FURTHEST = 60  # characters before a figure in which its noun is looked for
OPEN = {"ge": "up", "gt": "up", "le": "down", "lt": "down"}
_ALSO = {  # units in which large amounts are written, other than 万, 亿 and 万亿 of the unit itself
    "公斤": (("亿吨", 11), ("万吨", 7), ("吨", 3)), "米": (("亿公里", 11), ("万公里", 7), ("公里", 3)), "%": (("%", 0),),
    "个百分点": (("个百分点", 0),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """How amounts of one unit are written in one series: the unit in words, and how many of the base unit it is, as a power of ten."""

    unit: str
    zeros: int

    def of(self, amount: Decimal) -> Decimal:
        """An amount in this unit."""
        return amount.scaleb(-self.zeros)

    def written(self, amount: Decimal) -> str:
        """An amount in this unit as text, to four digits where more would say nothing on a chart."""
        value = self.of(amount)
        places = max(0, 3 - value.adjusted()) if value else 0
        return plain(round(value, places) if self.zeros else value)


def scale_of(points: Iterable[IndicatorPoint]) -> Scale:
    """The largest unit in which the largest amount is at least one.

    >>> scale_of(()).unit
    ''
    """
    points = list(points)
    unit = points[0].amount.unit if points else ""
    most = max((abs(end) for p in points for end in (p.amount.low, p.amount.high)), default=Decimal(0))
    usual = ((f"万亿{unit}", 12), (f"亿{unit}", 8), (f"万{unit}", 4), (unit, 0))
    return next((Scale(name, zeros) for name, zeros in _ALSO.get(unit, usual) if most.scaleb(-zeros) >= 1), Scale(unit, 0))


@dataclass(frozen=True, slots=True)
class PointView:
    """A point in a table."""

    when: str
    place: str
    kind: str
    tag: str
    text: Markup
    where: str
    href: str
    flags: tuple[str, ...]


def point_view(point: IndicatorPoint) -> PointView:
    """A point in a table: the report's words with the figure ringed."""
    passage, figure = point.hit.hit.passage, point.hit.figure
    return PointView(
        when=when(point),
        place=passage.document.place_name or "",
        kind=point.kind,
        tag=KIND_WORDS[point.kind],
        text=marked(passage.text, (figure.quantity.span,), within=clause(point), kind="fig"),
        where=where(point),
        href=permalink(passage),
        flags=tuple(FLAG_WORDS[flag] for flag in point.flags),
    )


def when(point: IndicatorPoint) -> str:
    """What a point speaks of."""
    period = point.hit.figure.period
    return period_words(period) if period else "年份不明"


def where(point: IndicatorPoint) -> str:
    """Where a point stands: 2019年报告第26段."""
    return f"{point.year}年报告{locator(point.hit.hit.passage)}" if point.year else locator(point.hit.hit.passage)


def clause(point: IndicatorPoint) -> Span:
    """The words that state a figure: from what it measures, if that is named near by, else from where its clause begins."""
    text, span, noun = point.hit.hit.passage.text, point.hit.figure.quantity.span, point.hit.figure.indicator or ""
    begins = max(point.sentence.start, *(text.rfind(c, point.sentence.start, span.start) + 1 for c in CLAUSE_ENDS))
    named = text.rfind(noun, max(point.sentence.start, span.start - FURTHEST), span.start) if noun else -1
    start = named if named >= 0 else begins
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, span.end)


def mark_of(point: IndicatorPoint, scale: Scale) -> Mark:
    """A point in a chart."""
    passage = point.hit.hit.passage
    said = clause(point).of(passage.text).replace("\n", " ")
    flags = "".join(f"（{FLAG_WORDS[flag]}）" for flag in point.flags)
    return Mark(
        year=point.refers_to or 0,
        low=scale.of(point.amount.low),
        high=scale.of(point.amount.high),
        target=point.kind == "target",
        text=scale.written(point.amount.low),
        label=f"{when(point)}{KIND_WORDS[point.kind]}：{said}。{where(point)}{flags}",
        href=permalink(passage),
        open=OPEN.get(point.sense or "", ""),
        about=point.sense == "approx",
        aside="look_back" in point.flags or "restated" in point.flags,
    )
