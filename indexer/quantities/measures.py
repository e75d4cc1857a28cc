"""What is measured of an indicator: its level, its growth, an increase, a share; and which of these a typed name asks for.

In go names as typed and labelled figures, out come ids and measures. GDP and its growth are one indicator and two series.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from corpus import search_form
from indexer.model.indicator import IndicatorName, Measure
from indexer.model.quantity import Figure, Kind
from indexer.quantities.indicators import id_of_name, indicator_id, indicators, level_of, name_of, nature_of

_MEASURE_WORDS: tuple[tuple[re.Pattern[str], tuple[Measure, ...]], ...] = (
    (
        re.compile("(?:实际|名义|同比|年均|平均)*(?:增长速度|增长率|增长幅度|增速|增幅|涨幅|降幅|升幅|跌幅|增长|上涨|下降|降低|回落|减少|减排)$"),
        ("growth", "increase", "multiple", "points"),
    ),
    (re.compile("(?:增加额|增量|增加值?|新增额|减少额)$"), ("increase", "growth")),
    (re.compile("(?:占比|比重|所占比例|份额)$"), ("share",)),
    (re.compile("(?:位次|排名|名次)$"), ("rank",)),
    (re.compile("(?:总量|规模|水平|套数|户数|数量|总数|绝对额|绝对值|数额|数值)$"), ("level",)),
)  # fmt: skip
_KIND_WORDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile("的?(?:主要)?(?:预期|预定|计划|年度)?目标(?:值)?$"), "target"),
    (re.compile("的?(?:实绩|实际值|完成情况|完成数|完成值)$"), "result"),
)
_FRAME = re.compile(r"^(?:全国|我国|全年|历年|各年)?(?:的)?|的$")
_BRACKETS = re.compile(r"\([^()]*\)")
_SHORTEST = 2  # characters that suggest anything
_ALIKE = 55.0  # rapidfuzz ratio: two of three characters in common, 社零 and 社会消费品零售总额 are not
MOST_SUGGESTED = 8


def read_name(typed: str) -> IndicatorName:
    """The indicator, the measures and the kinds that a typed name asks for.

    >>> name = read_name("国内生产总值增速目标")
    >>> name.key, name.measures[0], set(name.kinds)
    ('gdp', 'growth', {'target'})
    >>> read_name("全国粮食产量").key, read_name("居民消费价格涨幅").key, read_name("新建公厕").key
    ('grain_output', 'cpi', '新建公厕')
    """
    words = _FRAME.sub("", _BRACKETS.sub("", search_form(typed).replace(" ", "")).strip("\"'"))
    kinds: frozenset[Kind] = frozenset()
    for pattern, kind in _KIND_WORDS:
        if (left := pattern.sub("", words)) and left != words:
            words, kinds = left, frozenset({kind})
    if exact := id_of_name(words):  # 工业增加值 and 居民消费价格涨幅 are names, not 工业 and what became of it
        return IndicatorName(exact, name_of(exact), True, (), kinds)
    for pattern, measures in _MEASURE_WORDS:
        left = pattern.sub("", words).removesuffix("的")
        if left and left != words and (key := indicator_id(left) or indicator_id(words)):
            return IndicatorName(key, name_of(key), True, measures, kinds)
    if key := indicator_id(words):
        return IndicatorName(key, name_of(key), True, (), kinds)
    for pattern, measures in _MEASURE_WORDS:  # in no table: the noun as reports print it
        left = pattern.sub("", words).removesuffix("的")
        if left and left != words:
            return IndicatorName(left, left, False, measures, kinds, words)
    return IndicatorName(words, words, False, (), kinds, words)


def measure_of(figure: Figure) -> Measure:
    """What a figure says of its indicator. A percentage of what is not itself one is its growth or a share.

    >>> from indexer.quantities.extraction import extract
    >>> from indexer.quantities.labelling import Context, label
    >>> text = "居民消费价格涨幅控制在3%左右,财政收入增加5232亿元,城镇登记失业率4.6%,进出口总额增长2.5倍"
    >>> [measure_of(f) for f in label(text, extract(text), Context(2020, "goals"))]
    ['growth', 'increase', 'level', 'multiple']
    """
    dimension, change = figure.quantity.dimension, figure.change
    if change == "share" and nature_of(figure.indicator_id or "") == "ratio":
        return "level"
    if change in ("share", "rank"):
        return change
    if dimension == "percentage point":
        return "points"
    if dimension in ("multiple", "doubling"):
        return "multiple"
    if change in ("growth", "fall"):
        return "growth" if dimension == "ratio" else "increase"
    key, noun = figure.indicator_id or "", figure.indicator or ""
    nature, level = nature_of(key), level_of(key)
    if nature == "growth" or (nature == "increase" and _REDUCED.search(noun)):
        return nature
    if dimension == "ratio" and level not in ("", "ratio"):
        return "growth" if "增长" in noun else "share"  # no amount of money is a percentage
    return "level"


_REDUCED = re.compile("减|脱")


def chosen_measure(asked: Iterable[Measure], key: str, counts: Mapping[Measure, int]) -> Measure:
    """The measure to show: the first asked for that any figure has, else that of the indicator's nature, else the commonest."""
    nature = nature_of(key)
    usual: Measure = nature if nature in ("growth", "increase") else "level"
    wanted = tuple(asked)
    for measure in (*wanted, usual):
        if counts.get(measure):
            return measure
    return max(counts, key=lambda m: counts[m], default=wanted[0] if wanted else usual)


def similar_names(typed: str) -> list[str]:
    """Names of the table that may have been meant: those that hold what was typed, then those most alike.

    >>> similar_names("人均生产")[:1], similar_names("城镇失业率")[:2]
    (['人均地区生产总值'], ['城镇调查失业率', '城镇登记失业率'])
    """
    words = search_form(typed).replace(" ", "")
    if len(words) < _SHORTEST:
        return []
    names = {name: row.names[0] for row in indicators() for name in row.names}
    holding = sorted(
        (n for n in names if words in search_form(n)), key=lambda n: (not search_form(n).startswith(words), len(n))
    )
    alike = process.extract(words, list(names), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=MOST_SUGGESTED)
    found = [names[n] for n in (*holding, *(match[0] for match in alike))]
    return list(dict.fromkeys(found))[:MOST_SUGGESTED]
