"""Canonical indicators: which of the known measures a noun phrase names, if any.

In goes a noun phrase as printed, out comes an id of ``indicators.tsv`` (id, canonical name, other names, look-alikes kept apart,
nature, dimension).
A phrase names an indicator only if nothing narrows it: 全市粮食产量 is grain output, 夏粮产量 and 高新区财政收入 are not the
same series and get no id. GDP and its growth share an id; the figure's change tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, get_args

from corpus import search_form

# What may stand before a name without narrowing it. A place's own name is one: 北京市地区生产总值 is the report's own.
_BEFORE = re.compile(
    r"(?:预计|全年|全[国省市区县州旗]|我[国省市区县州旗]年?|带动|拉动|安排|拟安排|辖区|区域|地方级|当年|年度|主要指标|[\u4e00-\u9fff]{2,4}[省市州县旗](?=.)|实现|完成|全社会|全口径)*"
)
_AFTER = re.compile(
    r"(?:增速|增幅|增长率|增长速度|增长|涨幅|降幅|总量|总额|年均|平均|同比|完成|实现|总体|总规模|规模|水平|(?:宏观)?(?:调控|预期|计划)?目标|调控|预期|预计|均值|平均值|人数|人员|任务|的)$"
)


_ANY = frozenset({"ratio", "percentage point", "multiple", "doubling", "level", "rate", "number"})  # 减少1240万 leaves the unit out
Nature = Literal["amount", "ratio", "growth", "increase"]
_NATURES: dict[str, Nature] = {nature: nature for nature in get_args(Nature)}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the table. ``names`` hold the canonical name first, in print form. ``nature`` says what it is a measure of:
    an amount (财政收入), a ratio (失业率), or nothing but a growth (居民消费价格) or an increase (减少贫困人口). ``dimension`` is
    that of its level, empty for any.
    """

    indicator_id: str
    names: tuple[str, ...]
    kept_apart: tuple[str, ...]
    nature: Nature
    dimension: str


@cache
def indicators() -> tuple[Indicator, ...]:
    """The table, in file order."""
    lines = files("indexer.quantities").joinpath("indicators.tsv").read_text("utf-8").splitlines()
    return tuple(_indicator(line) for line in lines if line and not line.startswith("#"))


def _indicator(line: str) -> Indicator:
    key, name, others, apart, nature, dimension = (line + "\t" * 5).split("\t")[:6]
    names, look_alikes = (name, *others.split("、")), apart.split("、")
    return Indicator(key, tuple(n for n in names if n), tuple(n for n in look_alikes if n), _NATURES.get(nature, "amount"), dimension)


@cache
def _names() -> Mapping[str, str | None]:
    """Search form of every name → id; look-alikes that are nobody's name → None."""
    apart: dict[str, str | None] = {search_form(n): None for row in indicators() for n in row.kept_apart}
    return apart | {search_form(n): row.indicator_id for row in indicators() for n in row.names}


@lru_cache(maxsize=8192)
def indicator_id(phrase: str) -> str | None:
    """The id of the indicator that ``phrase`` names, None where it is none of the known ones.

    >>> indicator_id("地区生产总值"), indicator_id("全市ＧＤＰ增速"), indicator_id("人均地区生产总值")
    ('gdp', 'gdp', 'gdp_per_capita')
    >>> indicator_id("单位工业增加值能耗"), indicator_id("政府性基金预算收入"), indicator_id("民生支出占一般公共预算支出")
    (None, None, None)
    """
    words = search_form(phrase).strip()
    while not (found := _named(words)):
        shorter = _AFTER.sub("", words)
        if shorter == words or words in _names():  # a look-alike is one with all its words
            return None
        words = shorter
    return found


def id_of_name(words: str) -> str | None:
    """The id of the indicator whose name, in the search form, this is to the letter."""
    return _names().get(words)


def _named(words: str) -> str | None:
    """The id of the longest name that ``words`` ends with, when only neutral words stand before it."""
    names = _names()
    if words in names:
        return names[words]
    for start in range(1, len(words)):
        if words[start:] in names:
            match = _BEFORE.match(words[:start] + "\0")
            return names[words[start:]] if match and match.end() == start else None
    return None


def holds_a_name(words: str) -> bool:
    """Whether any known name stands in these words: the cheap question before the dear ones."""
    form = search_form(words)
    return any(name in form for name, key in _names().items() if key)


@cache
def _rows() -> Mapping[str, Indicator]:
    return {row.indicator_id: row for row in indicators()}


def level_of(key: str) -> str:
    """The dimension of an indicator's level, empty for any."""
    return _rows()[key].dimension if key in _rows() else ""


def nature_of(key: str) -> Nature:
    """What an indicator measures; what is not in the table is taken for an amount."""
    return _rows()[key].nature if key in _rows() else "amount"


def can_measure(key: str, dimension: str) -> bool:
    """Whether a figure of this dimension can be of the indicator: no 13亿多人 is an unemployment rate. Any growth may be.

    >>> can_measure("unemployment_registered", "count"), can_measure("gdp", "money"), can_measure("gdp", "ratio")
    (False, True, True)
    """
    own = level_of(key)
    return not own or dimension == own or dimension in _ANY


@cache
def _canonical() -> Mapping[str, str]:
    return {row.indicator_id: row.names[0] for row in indicators()}


def name_of(key: str) -> str:
    """The canonical name of an indicator; what is no id is the words as printed, and stays as it is.

    >>> name_of("gdp"), name_of("夏粮产量")
    ('地区生产总值', '夏粮产量')
    """
    return _canonical().get(key, key)
