"""A figure as a user types it: 494.8亿元, 百分之六点六, 4,948,000万元, >=5亿元, 6%到7%, 494亿左右.

In goes a query, out comes what is sought, or ``None`` where the query is anything else than one figure. Words beside the figure
(老旧小区 47个) are for whoever takes the query apart.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from corpus import Span, search_form, times
from indexer.model.quantity import Quantity, Sought
from indexer.quantities import approximators
from indexer.quantities.extraction import read_whole
from indexer.quantities.units import RATIO, in_base

LONGEST = 120  # characters; no figure is longer

_SIGNS = {
    ">=": "ge",
    "≥": "ge",
    "⩾": "ge",
    "<=": "le",
    "≤": "le",
    "⩽": "le",
    ">": "gt",
    "<": "lt",
    "=": "eq",
    "≈": "approx",
}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))", re.ASCII)
# How far from its number a loose word may lead: 494亿左右 finds 494.8亿, 近13万 what is a little less.
_NEAR, _BEYOND = Decimal("0.05"), Decimal("0.1")
_JUST_BELOW = frozenset({"近", "将近", "接近", "逼近", "不足", "不到", "未到"})
_JUST_ABOVE = frozenset("余多来上数")


def read_quantity(query: str) -> Quantity | None:
    """The one figure that a query is; ``None`` for anything else (words, a date, PM2.5, a range from high to low).

    The span covers the query. A bare number is a quantity without a unit, a year written without 年 included.

    >>> [str(read_quantity(q).value) for q in ("494.8亿元", "四百九十四点八亿元", "4,948,000万元", "49480000000元")]
    ['49480000000', '49480000000', '49480000000', '49480000000']
    >>> read_quantity("2020年"), read_quantity("管城区"), read_quantity("10到3个")
    (None, None, None)
    """
    sought = read_sought(query)
    return None if sought is None or _SIGN.match(search_form(query).strip(" \"'")) else sought.quantity


def read_sought(query: str) -> Sought | None:
    """What amounts a query asks for: one, a comparison or a range.

    >>> at_least = read_sought(">=5亿元")
    >>> str(at_least.low), at_least.high, at_least.low_included
    ('500000000', None, True)
    >>> near = read_sought("494亿左右")
    >>> near.low < 49_480_000_000 < near.high
    True
    """
    if len(query) > LONGEST:
        return None
    form = search_form(query).strip(" \"'")
    sign = _SIGN.match(form)
    rest = _GROUPS.sub("", form[sign.end() :] if sign else form).strip()
    read = read_whole(rest)
    if read is None:
        return None
    quantity = replace(read, span=Span(0, len(query)))
    if quantity.range is not None:
        return None if sign else Sought(quantity, *quantity.range)
    return _bounded(quantity, _SIGNS[sign[0]] if sign else approximators.sense(quantity.approximator))


def _bounded(quantity: Quantity, means: str | None) -> Sought:
    value, word = quantity.value, quantity.approximator
    if word in _JUST_BELOW:
        return Sought(quantity, times(value, 1 - _BEYOND), value)
    if word in _JUST_ABOVE:
        return Sought(quantity, value, times(value, 1 + _BEYOND))
    if means == "approx":
        ends = times(value, 1 - _NEAR), times(value, 1 + _NEAR)
        return Sought(quantity, min(ends), max(ends))
    if means in ("ge", "gt"):
        return Sought(quantity, value, None, low_included=means == "ge")
    if means in ("le", "lt"):
        return Sought(quantity, None, value, high_included=means == "le")
    return Sought(quantity, value, value)


def answers(sought: Sought, quantity: Quantity) -> bool:
    """Whether a figure of a text is among what is sought. A number typed without a unit is met by that number of anything; a
    range of a text is met if an end is.

    >>> from indexer.quantities.extraction import extract
    >>> [answers(read_sought("494.8亿"), q) for q in extract("增加值494.8亿元,贷款494.8亿美元,49.48亿元")]
    [True, True, False]
    """
    return any(_within(sought, value, quantity) for value in quantity.range or (quantity.value,))


def _within(sought: Sought, value: Decimal, quantity: Quantity) -> bool:
    asked = sought.quantity
    if not asked.unit and asked.dimension != RATIO:
        unit, dimension = "", ""
    else:
        unit, dimension = quantity.unit, quantity.dimension
        if in_base(Decimal(1), unit, dimension)[1] != in_base(Decimal(1), asked.unit, asked.dimension)[1]:
            return False
    amount = in_base(value, unit, dimension)[0]
    low, high = (
        None if bound is None else in_base(bound, asked.unit, asked.dimension)[0] for bound in (sought.low, sought.high)
    )
    above = low is None or low < amount or (sought.low_included and low == amount)
    return above and (high is None or amount < high or (sought.high_included and amount == high))
