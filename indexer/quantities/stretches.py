"""Stretches: figures of more years than one, or of the year before a rise began.

In go the search form, the place of a figure and the times around it, out come years. 五年年均增长7% and 比2002年增长65% are of no
single year; of 从54万亿元增加到82.7万亿元 the first is from before the stretch, the second from its last year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.quantities.periods import Time

_AVERAGE = re.compile(
    "(?:年均(?!浓度|值|气温|降)|平均每年|每年平均|年平均|每年[要将应]?(?:递增|增长|增加)|平均递增)"
    "(?![^,。;]*(?:达到|总量|总额达))[^,。;]*$"
)
_FROM = re.compile("(?:从|由)(?!事|于|业)[^,。;从由]{0,24}$")
_RISES = re.compile(
    "[^,。;0-9]{0,4}(?:增加|增长|提高|上升|扩大|扩展|下降|降低|减少|回落|跃升|发展|上涨|压减|压缩|缩减|缩小|增|升|降|减|涨)了?[到至为]"
    "|(?:[、和][\\d.]{1,6}%){0,4},?(?:转|减|变|收窄|回落)为"
)


def is_average(form: str, clause: int, start: int) -> bool:
    """Whether the words of a clause before a figure make it a yearly average.

    >>> form = "国内生产总值达到39.8万亿元,年均增长11.2%"
    >>> is_average(form, 0, 8), is_average(form, 16, 20)
    (False, True)
    """
    return bool(_AVERAGE.search(form, clause, start))


def begins_a_rise(form: str, clause: int, start: int, end: int) -> bool:
    """Whether a figure is where something rose or fell from: 从54万亿元 of 从54万亿元增加到82.7万亿元.

    >>> form = "国内生产总值从54万亿元增加到82.7万亿元"
    >>> begins_a_rise(form, 0, 7, 12), begins_a_rise(form, 0, 15, 21)
    (True, False)
    """
    return bool(_FROM.search(form, clause, start) and _RISES.match(form, end))


def compared_with(times: Sequence[Time], begin: int, start: int, origins: bool = False) -> int | None:
    """The year that a figure at ``start`` is compared with, if it is named from ``begin`` on: 2002 of 比2002年增长65.5%.

    ``origins`` takes where a rise began too: 从1997年的7.4万亿元增加到2002年的10.2万亿元,平均每年增长7.7%.
    """
    for time in reversed(times):
        if begin <= time.start and time.end <= start and time.base and time.first == time.last and (origins or not time.origin):
            return time.last
    return None


def rise_began(times: Sequence[Time], begin: int, start: int) -> str | None:
    """The period that what rises is said to begin from: 1997 of 从1997年的7.4万亿元, 2004-2006 of 由前三年分别上升4.9%."""
    named = (t for t in reversed(times) if begin <= t.start and t.end <= start and t.base)
    return next((t.period for t in named), None)
