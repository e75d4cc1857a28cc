"""Reading the figures of any text: value, unit, approximator, range and where they stand.

In goes the exact text, out come :class:`Quantity` objects whose spans count in it. What a figure measures, for which year, and
whether it is a result or a target is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus import Span, search_form, times
from indexer.model.quantity import Quantity
from indexer.quantities import approximators
from indexer.quantities.judging import Verdict, begins_a_word, judge, quoted_names
from indexer.quantities.numbers import ITEM, Item, hopeless, item_from
from indexer.quantities.units import NO_UNIT

_TO = re.compile(r" ?(?:-{1,2}|[~～〜]|至|到) ?")
_AND = frozenset("、和与或")
_CHANGE = frozenset("由从")
_SCALES = re.compile("[万亿千百]")
_ANNOUNCED = re.compile("[为是长降到达约(]-")
_LAST_WORDS = re.compile("多[种元边样次数方重渠样]|上下[游级]|以下简称")


@dataclass(frozen=True, slots=True)
class Found:
    """Something read from a form: a figure or a date; ``items`` are its numbers with their units, approximators aside."""

    kind: Verdict
    items: tuple[Item, ...]
    word: str | None
    start: int
    end: int


def extract(text: str) -> list[Quantity]:
    """Every figure of a text, from left to right, without overlap. Never raises; linear in the length of the text.

    >>> [(q.span.of("新增约350万平方米"), str(q.value), q.unit, q.approximator) for q in extract("新增约350万平方米")]
    [('约350万平方米', '3500000', '平方米', '约')]
    >>> [str(end) for end in extract("增长６％—７％")[0].range]
    ['6', '7']
    """
    form = search_form(text)
    return [_quantity(found) for found in _with_shared_units(form, list(scan(form))) if found.kind == "figure"]


def dates(text: str) -> list[Span]:
    """Dates and times of a text: they look like figures and are none.

    >>> [s.of("2020年5月27日完成30条") for s in dates("2020年5月27日完成30条")]
    ['2020年5月27日']
    """
    spans: list[Span] = []
    for found in scan(search_form(text)):
        if found.kind == "date":
            touches = bool(spans) and spans[-1].end == found.start
            spans.append(Span(spans.pop().start if touches else found.start, found.end))
    return spans


def figure_spans(form: str) -> list[Span]:
    """Numbers with their units and dates in a search form, so that no segmenter cuts them; both ends of a range apart.

    >>> form = "约350万平方米,增长5-6%,百分之三,2020年"
    >>> [span.of(form) for span in figure_spans(form)]
    ['350万平方米', '5', '6%', '百分之三', '2020年']
    """
    return [Span(item.start, item.end) for found in scan(form) for item in found.items]


def read_whole(form: str) -> Quantity | None:
    """The figure that a form is from end to end, approximators included; a bare number counts.

    >>> read_whole("约555亿").approximator, read_whole("555亿和"), read_whole("第三")
    ('约', None, None)
    """
    padded = "为" + form  # a word that announces a value, for bare and negative numbers
    match = ITEM.search(padded, 1)
    item = None if match is None else item_from(padded, match)
    found = None if item is None else _read(padded, _signed(padded, item))
    if found is None or found.kind != "figure" or found.end != len(padded):
        return None
    before = padded[1 : found.items[0].start]
    lead = found.word or ""
    return _quantity(found) if not before or (before.startswith(lead) and 0 < len(lead) >= len(before) - 2) else None


def scan(form: str) -> Iterator[Found]:
    """Figures and dates of a search form, from left to right."""
    names = iter(quoted_names(form))
    name = next(names, None)
    at = 0
    while match := ITEM.search(form, at):
        while name is not None and name[1] <= match.start():
            name = next(names, None)
        if name is not None and name[0] <= match.start():
            at = name[1]
            continue
        if match.end() - match.start() == 1 and hopeless(form, match.start()):
            at = match.end()
            continue
        item = item_from(form, match)
        found = None if item is None else _read(form, _signed(form, item))
        if found is not None and found.kind != "none":
            yield found
        at = match.end() if item is None else max(item.end, found.end if found else 0)


def _read(form: str, item: Item) -> Found:
    if begins_a_word(form, item) and _SCALES.search(item.numeral):  # 六亿多|人民: the number stands, of nothing that is counted
        item = replace(item, unit=NO_UNIT, end=item.numeral_end + (item.inside is not None and form[item.numeral_end] == item.inside))
    lead = approximators.before(form, item.start)
    if lead is not None and _misread(lead[0], item):
        lead = None
    second = _second(form, item)
    items = (item,) if second is None else (_with_scale(item, second), second)
    tail = None if lead else approximators.after(form, items[-1].end)
    kinds = _kinds(form, items, lead[0] if lead else tail[0] if tail else None)
    if kinds != {"figure"}:
        return Found("date" if "date" in kinds else "none", items, None, item.start, items[-1].end)
    return _with_words(form, items, lead)


def _signed(form: str, item: Item) -> Item:
    """A minus counts only after a word that announces a value: 增长-3.2%, never in 2019-2020 or 京-津."""
    if item.start >= 2 and _ANNOUNCED.match(form, item.start - 2):
        return replace(item, start=item.start - 1, low=-item.low)
    return item


def _misread(word: str, item: Item) -> bool:
    """近三年 is "the last three years", 上五年 the five before; 上 and 数 qualify only a bare scale (上万, 数千)."""
    if word in ("上", "数"):
        return item.numeral[0] not in "十百千万亿"
    return word == "近" and item.unit.dimension == "time"


def _kinds(form: str, items: tuple[Item, ...], word: str | None) -> set[Verdict]:
    """The verdicts on one number or on both ends of a range: the lower end is judged with the unit that the upper one lends."""
    if len(items) == 1:
        return {judge(form, items[0], word)}
    lower = replace(items[0], unit=items[1].unit, end=items[1].end)
    return {judge(form, lower, word or "数", in_range=True), judge(form, items[1], in_range=True, upper=True)}


def _second(form: str, first: Item) -> Item | None:
    """The upper end of a range that begins with ``first``; 由8%到10% is a change, not a range."""
    joint = _TO.match(form, first.end)
    if joint is None or first.high is not None or first.inside or form[first.start - 1 : first.start] in _CHANGE:
        return None
    match = ITEM.match(form, joint.end())
    second = None if match is None else item_from(form, match)
    if second is None or second.high is not None:
        return None
    if second.bare and first.numeral.startswith("百分之"):
        second = replace(second, unit=first.unit)
    nothing_said = first.bare and second.bare and not _SCALES.search(second.numeral)
    if nothing_said or not (first.bare or first.unit == second.unit):
        return None
    return second if _with_scale(first, second).low < second.low else None


def _with_scale(first: Item, second: Item) -> Item:
    """3-5万吨 is 30,000 to 50,000: the scale of the second end holds for a first one that has neither scale nor unit."""
    scale = re.search("[十百千万亿]+$", second.numeral)
    if not first.bare or scale is None or _SCALES.search(first.numeral) or first.chinese != second.chinese:
        return replace(first, unit=second.unit)
    power = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
    factor = Decimal(10) ** sum(power[c] for c in scale[0] if scale[0] != "十" or not first.chinese)
    lent = times(first.low, factor)
    return replace(first, unit=second.unit, low=lent if lent < second.low else first.low)


def _with_words(form: str, items: tuple[Item, ...], lead: tuple[str, int] | None) -> Found:
    """The figure with its approximator: before, else after, else inside the number."""
    end = items[-1].end
    tail = approximators.after(form, end)
    if tail is not None and _LAST_WORDS.match(form, tail[1] - len(tail[0])):
        tail = None
    inside = next((item.inside for item in items if item.inside), None)
    word = lead[0] if lead else tail[0] if tail else inside
    return Found("figure", items, word, lead[1] if lead else items[0].start, tail[1] if tail else end)


def _with_shared_units(form: str, found: list[Found]) -> list[Found]:
    """In 分别高4.2和0.7个百分点 and 减少10.6万、3.8万平方公里 the last unit holds for all: 、 or 和 alone stands between them."""
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        lent = following.items[-1].unit
        lacks = one.kind == following.kind == "figure" and one.items[-1].bare and one.items[-1].inside is None
        if lacks and form[one.end : following.start] in _AND:
            found[at] = replace(one, items=tuple(replace(item, unit=lent) for item in one.items))
    return found


def _quantity(found: Found) -> Quantity:
    first, last = found.items[0], found.items[-1]
    high = last.low if last is not first else first.high
    return Quantity(
        value=first.low,
        unit=last.unit.name,
        dimension=last.unit.dimension,
        approximator=found.word,
        range=None if high is None else (first.low, high),
        span=Span(found.start, found.end),
    )
