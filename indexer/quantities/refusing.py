"""Why what was typed cannot be read as a figure, in one sentence that names the culprit and the remedy.

In goes a query, out comes a sentence, or ``None`` where nothing is wrong with its numbers. What a figure is, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus import parse_number, search_form
from indexer.quantities.units import units

MOST_DIGITS = 40  # of one number; longer ones have no value here
SHOWN = 24  # characters of the culprit that are repeated

_DIGITS = re.compile(r"\d(?:[\d,. ]*\d)?", re.ASCII)
_EXPONENT = re.compile(r"(?<![a-z0-9.])\d+(?:\.\d+)?e[+-]?\d+(?![a-z0-9])", re.ASCII)
_BY_ZERO = re.compile(r"(?<![\d./])\d+/0+(?![\d./])|(?<![\d零一二三四五六七八九十百千万亿])[0零]分之", re.ASCII)
_RANGE = re.compile(
    r"(?<![\d.由从])(\d{1,40}(?:\.\d{1,40})?)(?P<unit>[^\d\s,.~～至到-]{0,6}?) ?(?P<to>[~～〜至到-]) ?(\d{1,40}(?:\.\d{1,40})?)(?![\d.-])"
)


def fault_of(query: str) -> str | None:
    """What is wrong with the numbers of a query; time grows linearly with it.

    >>> for query in ("6" * 41, "1e9元", "10/0", "亿元", "10到3个", "494.8亿元"): print(fault_of(query))
    数字“666666666666666666666666…”有 41 位，最多 40 位，请检查是否多粘贴了内容。
    不读科学记数法“1e9”，请写成普通数字，例如 10亿、0.5%。
    “10/0”的除数是零，没有数值，请改写，例如 3/4、四分之三。
    只有单位“亿元”，没有数值，请补上数值，例如 494.8亿元。
    范围“10到3”从大到小，请写成从小到大，例如 3到10。
    None
    """
    form = search_form(query).strip(" \"'")
    return next(filter(None, (check(form) for check in _CHECKS)), None)


def _too_long(form: str) -> str | None:
    for match in _DIGITS.finditer(form):
        size = sum(c.isdigit() for c in match[0])
        if size > MOST_DIGITS and (longest := max(re.findall(r"[\d.,]+", match[0]), key=len)) and len(longest) > MOST_DIGITS:
            return f"数字“{_cut(longest)}”有 {size} 位，最多 {MOST_DIGITS} 位，请检查是否多粘贴了内容。"
    return None


def _exponent(form: str) -> str | None:
    match = _EXPONENT.search(form)
    return match and f"不读科学记数法“{_cut(match[0])}”，请写成普通数字，例如 10亿、0.5%。"


def _by_zero(form: str) -> str | None:
    match = _BY_ZERO.search(form)
    return match and f"“{_cut(match[0])}”的除数是零，没有数值，请改写，例如 3/4、四分之三。"


def _only_a_unit(form: str) -> str | None:
    unit = form.lstrip("万亿千百十")
    if form and (unit in units() or (not unit and parse_number(form) is None)):
        return f"只有单位“{_cut(form)}”，没有数值，请补上数值，例如 494.8亿元。"
    return None


def _backwards(form: str) -> str | None:
    for match in _RANGE.finditer(form):
        low, high = parse_number(match[1]), parse_number(match[4])
        same_unit = form.startswith(match["unit"], match.end())
        month = match["to"] == "-" and len(match[1]) == 4  # 2020-5 is no range
        if same_unit and not month and low is not None and high is not None and low > high:
            return f"范围“{_cut(match[0])}”从大到小，请写成从小到大，例如 {match[4]}到{match[1]}。"
    return None


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


_CHECKS: tuple[Callable[[str], str | None], ...] = (_too_long, _exponent, _by_zero, _only_a_unit, _backwards)
