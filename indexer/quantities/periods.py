"""Periods: for which year or years a figure speaks.

In go the search form, the place of a figure and what is known of the report, out comes ``2019``, ``2020上半年``, ``2016-2020`` or
``2019累计``. A year after 比 or 较 is what the figure is compared with, not its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")}
_COUNT = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_YEAR = r"(?:1 ?[89] ?\d ?\d|2 ?0 ?\d ?\d|一[八九][零一二三四五六七八九]{2}|二零[零一二三四五六七八九]{2})"
_SEASON = (
    r"(?:上半年|下半年|前三季度|[一二三四]季度|第[一二三四]季度|(?:1|一)[-至到](?:\d{1,2}|十?[一二三四五六七八九十])月)"
)
_PLAN = r"(?:十[一二三四五]|[一二三四五六七八九])"
_TIME = re.compile(
    rf"(?P<from>{_YEAR})年?(?:-|至|到|~)+(?P<to>{_YEAR}|\d\d(?=年))年?"
    rf"|(?P<since>{_YEAR})年以来"
    rf"|(?P<year>{_YEAR}) ?年(?P<season>{_SEASON})?"
    rf"|(?P<relative>去年|上年|过去的?一年|上一年|今年|本年|明年|前年|进入新的一年|新的一年|新年伊始|今年以来)(?P<part>{_SEASON})?"
    rf"|\"?(?P<plan>{_PLAN})五\"?(?:时期|期间|以来|五年|头\w年|后\w年|末|规划期|计划期|计划期间|计划末)"
    rf"|第(?P<nth>[一二三四五六七八九]|十[一二三四五]?)个五年(?:计划|规划)(?:期间|内|时期|期内|期末|末|(?=概要|纲要|草案|的若干|的基本|的主要|$))"
    rf"|(?P<past>(?:过去的?|近|这|最近|前)(?P<n1>[两二三四五六七八九十])年|(?<![零一二三四五六七八九十百第])(?P<n2>[两二三四五六七八九十])年(?:来|间|中|累计|多来|共|新增|(?=年均|平均|增长|增加)))"
    rf"|(?:^|(?<=[,。;:]))(?P<whole>[两三四五十])年(?=全|城|农|国|新增|共|累计|总)"
    rf"|(?P<future>(?:今后|未来)的?(?P<n3>[两二三四五六七八九十])年)"
    rf"|(?P<bare>{_SEASON})"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_RELATIVE = {"去年": -1, "过去一年": -1, "过去的一年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}
_COMPARING = re.compile(r"(?:比|较|同|与|于|按|以|超过|相当于|占|为|是|和|恢复到|达到|跟)$")
_MULTIPLE = r"的(?=[\d.]+(?:倍|%|成)|[一二三四五六七八九十百点几]+(?:倍|成)|百分之)"
_BASELINE = re.compile(rf"年?(?:的?(?:同期|水平|不变价|基数|可比|价格)|末?(?:相比|比较)|{_MULTIPLE})")
_AMOUNT = re.compile(rf"(?!{_MULTIPLE})的?(?=[\d一二三四五六七八九十百])")
_RISEN_TO = re.compile("(?:提高|增加|上升|增长|扩大|下降|降低|减少|回落|升|降|增|减)[到至]$")
_GROUND = re.compile("[^,。;]{0,16}基础上")
_GOES_ON = re.compile(r"起|开始|以来|至|到|以后|-")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at ``[start, end)``. ``first`` and ``last`` year; ``part`` as 上半年; ``base`` if only compared with.

    ``origin`` if something rose or fell from there (由1952年的…), ``amount`` if what is compared with is an amount (比1957年的1241亿元):
    the time of the very next figure alone.
    """

    start: int
    end: int
    first: int
    last: int
    part: str
    base: bool
    origin: bool = False
    amount: bool = False

    @property
    def period(self) -> str:
        """As figures give it: ``2019``, ``2016-2020``, ``2020上半年``."""
        return f"{self.first}-{self.last}" if self.first != self.last else f"{self.first}{self.part}"


def times(form: str, report_year: int | None, usual: int | None) -> list[Time]:
    """Time expressions of ``form`` in order. ``usual`` is the year a bare 上半年 belongs to.

    >>> [t.period for t in times("过去五年,比2012年翻番;2017年上半年", 2018, 2017)]
    ['2013-2017', '2012', '2017上半年']
    """
    found = []
    for match in _TIME.finditer(form):
        for first, last, part in _years(match, report_year, usual):
            origin = _is_origin(form, match)
            base = origin or _is_base(form, match)
            amount = base and _AMOUNT.match(form, match.end()) is not None
            found.append(Time(match.start(), match.end(), first, last, part, base, origin, amount))
    return found


def _years(match: re.Match[str], report: int | None, usual: int | None) -> Iterator[tuple[int, int, str]]:
    """First year, last year, part of the year; nothing where the report's year is needed and unknown."""
    named = match.groupdict()
    if named["from"]:
        first, last = _number(named["from"]), _number(named["to"])
        yield first, max(first, last if last > 99 else first // 100 * 100 + last), ""
    elif named["year"]:
        yield (_number(named["year"]),) * 2 + (named["season"] or "",)
    elif plan := named["plan"] or named["nth"]:
        ends = _plan_years(plan)
        yield (ends[1], ends[1], "") if match[0].endswith("末") else (*ends, "")
    elif named["since"]:
        yield _number(named["since"]), max(_number(named["since"]), (report or 0) - 1), ""
    elif report is not None:
        yield from _relative(named, report, usual)


def _relative(named: dict[str, str | None], report: int, usual: int | None) -> Iterator[tuple[int, int, str]]:
    if word := named["relative"]:
        year = report + _RELATIVE.get(word, 0)
        yield year, year, named["part"] or ""
    elif named["n2"] and usual is not None and usual >= report and not (named["past"] or "").endswith("来"):
        yield report, report + _COUNT[named["n2"]] - 1, ""  # 五年累计投资85亿元 in a plan
    elif named["past"]:
        yield report - _COUNT[named["n1"] or named["n2"] or "一"], report - 1, ""
    elif named["whole"] and usual and usual < report:  # 五年全社会固定资产投资…, in a review
        yield report - _COUNT[named["whole"]], report - 1, ""
    elif named["future"]:
        yield report, report + _COUNT[named["n3"] or "一"] - 1, ""
    elif named["bare"]:
        yield usual or report, usual or report, named["bare"] or ""


def _number(year: str) -> int:
    return int("".join(_DIGITS.get(c, c) for c in year.replace(" ", "")))


def _plan_years(plan: str) -> tuple[int, int]:
    """First and last year of the n-th five-year plan; the plans of 1963-65 did not count.

    >>> _plan_years("一"), _plan_years("三"), _plan_years("十四")
    ((1953, 1957), (1966, 1970), (2021, 2025))
    """
    n = (10 + _COUNT.get(plan[1:], 0)) if plan[0] == "十" else _COUNT[plan]
    first = 1953 + 5 * (n - 1) + (3 if n > 2 else 0)
    return first, first + 4


def _is_origin(form: str, match: re.Match[str]) -> bool:
    return form[max(0, match.start() - 1) : match.start()] in ("由", "从") and not _GOES_ON.match(form, match.end())


def _is_base(form: str, match: re.Match[str]) -> bool:
    """Whether the time is what something is compared with: 比上年, 1952年的3倍."""
    if match["bare"] and _HAN.match(
        form, match.start() - 1, match.start()
    ):  # 188个项目上半年落地: of that one figure only
        return True
    if _RISEN_TO.search(form, max(0, match.start() - 4), match.start()):  # 提高到2012年的1.97%
        return False
    if form.startswith("在", match.start() - 1) and _GROUND.match(form, match.end()):  # 在1992年快速增长的基础上,1993年…
        return True
    return bool(_COMPARING.search(form, max(0, match.start() - 4), match.start()) or _BASELINE.match(form, match.end()))


def own_time(found: Sequence[Time], at: int, clause: int, sentence: int) -> Time | None:
    """The time that governs a figure at ``at``: the last before it in its clause, else in its sentence, comparisons apart.

    ``clause`` and ``sentence`` are where these begin.
    """
    index = bisect_left(found, at, key=lambda t: t.end - 1)
    before = found[index - 1] if index else None
    if before and (before.origin or before.amount) and at - before.end < 2:
        return before
    for time in reversed(found[max(0, index - 8) : index]):
        if time.start < sentence:
            break
        if not time.base:
            return time
    return next((t for t in found[index : index + 1] if t.start < at <= t.end), None)


def topic_times(found: Sequence[Time], starts: Sequence[int]) -> dict[int, Time]:
    """For each sentence begun with a time (进入新的一年,…) that time; it holds until the next one."""
    near = {s: s + 8 for s in starts}
    topics: dict[int, Time] = {}
    for time in found:
        index = bisect_left(starts, time.start + 1) - 1
        if index >= 0 and time.start <= near[starts[index]] and not time.base:
            topics.setdefault(index, time)
    return topics
