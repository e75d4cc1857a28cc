"""Agreeing: whether two printed amounts can be the same fact, one of them rounded or said with 超过 or 近.

In go amounts with their quantities, out comes yes or no. 超过30万亿元 and 31.4万亿元 agree, 9% and 9.6% do not.
"""

from __future__ import annotations

from decimal import Decimal

from indexer.model.indicator import IndicatorPoint

LEEWAY = Decimal("0.1")  # how much 超过 and 近 may leave open, as a share of the amount


def agree(one: IndicatorPoint, other: IndicatorPoint) -> bool:
    """Whether both may state one fact: equal, equal when rounded to the coarser, or within what 超过 or 近 leave open."""
    a, b = one.amount, other.amount
    if a.unit != b.unit:
        return True  # 亿美元 beside 亿元: nothing can be said
    if (a.low, a.high) == (b.low, b.high):
        return True
    step = max(_step(a.low), _step(b.low))
    if abs(a.low - b.low) * 2 <= step and abs(a.high - b.high) * 2 <= step:
        return True
    return _left_open(one, b.low) or _left_open(other, a.low)


def _left_open(point: IndicatorPoint, amount: Decimal) -> bool:
    low, room = point.amount.low, abs(point.amount.low) * LEEWAY
    if point.sense in ("ge", "gt"):
        return low <= amount <= low + room
    return point.sense in ("le", "lt") and low - room <= amount <= low


def digits(amount: Decimal) -> int:
    """How many digits of an amount were printed, as far as it shows: 5 of 11377亿, 1 of 1万亿."""
    return len(amount.normalize().as_tuple().digits)


def _step(amount: Decimal) -> Decimal:
    """The unit of the last digit that was printed, as far as the amount shows it: 13.65万亿 was printed to 100亿."""
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
