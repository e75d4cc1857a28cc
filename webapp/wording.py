"""The Chinese words of the interface for codes, numbers and dates. Words only: no markup, no addresses."""

from __future__ import annotations

import re

from indexer import FORMAT_WORDS, PART_WORDS, STATE_WORDS, TIER_WORDS, DocumentRecord

TIERS, PARTS, STATES = TIER_WORDS, PART_WORDS, STATE_WORDS
LEVELS = {"country": "全国", "province": "省级", "city": "市级", "county": "县区", "zone": "开发区"}
VERDICTS = {"exact": "逐字相符", "normalised": "形式有别", "altered": "与原文有出入", "not_found": "未找到"}
FIGURE_VERDICTS = {"stated": "报告中有", "differs": "与报告不同", "not_found": "未找到"}
DIFFERENCES = {
    "digit": "数字", "unit": "单位", "negation": "否定词", "word": "字词", "missing": "缺字", "extra": "多字", "punctuation": "标点",
    "width": "全半角", "script": "繁简", "space": "空白",
}  # fmt: skip
ANSWERING = "回答所在"
WAYS = {"passage": "逐段", "document": "每份报告一段", "concordance": "逐处语境", "trends": "年份与地区"}
TREND_MEASURES = {"occurrences": "处数", "passages": "段数", "documents": "份数", "rate": "每万字处数"}
MEASURE_UNITS = {"occurrences": "处", "passages": "段", "documents": "份", "rate": "处/万字"}
CONTEXT_SORTS = {"order": "原文顺序", "left": "按左文", "right": "按右文"}
SORTS = {"relevance": "相符程度", "year": "年份由新到旧", "place": "地区"}
FILTERS = {
    "year": "年份", "place": "地区", "level": "级别", "part": "报告部分", "state": "文本类型", "document": "报告",
}  # fmt: skip
FIGURE_FILTERS = {
    "year": "报告年份", "place": "地区", "document": "报告", "level": "级别", "part": "报告部分", "state": "文本类型",
    "kind": "性质", "indicator": "指标", "dimension": "量纲", "unit": "单位", "period": "时期",
}  # fmt: skip
FIGURE_SORTS = {
    "order": "原文顺序", "value_desc": "数值由大到小", "value_asc": "数值由小到大", "indicator": "指标", "period": "时期",
}  # fmt: skip
CHANGES = {"level": "", "growth": "增长", "fall": "下降", "share": "占比", "rank": "位次"}
DIMENSIONS = {
    "money": "金额", "ratio": "比例", "percentage point": "百分点", "count": "个数", "area": "面积", "length": "长度", "mass": "重量",
    "volume": "体积", "time": "时长", "energy": "能量", "power": "功率", "rate": "单位量", "multiple": "倍数", "doubling": "翻番",
    "data": "数据量", "age": "年龄", "level": "等级", "temperature": "温度", "voltage": "电压", "physical": "其他物理量",
    "number": "无单位",
}  # fmt: skip
NO_INDICATOR = "未认出所指"
FORMATS = FORMAT_WORDS
UNKNOWN_PLACE = "地区不明"
UNKNOWN_YEAR = "年份不明"


def grouped(number: int) -> str:
    """With thousands marks: ``12,305``."""
    return f"{number:,}"


def day(iso: str | None) -> str:
    """An ISO date, or date-time, as Chinese writes it; what is no date stays as it is.

    >>> day("2020-05-27"), day("2020-09-03T16:12:37")
    ('2020年5月27日', '2020年9月3日 16:12:37')
    """
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?).*)?", iso or "")
    if not found:
        return iso or ""
    year, month, date, time = found.groups()
    return f"{year}年{int(month)}月{int(date)}日" + (f" {time}" if time else "")


def place_name(document: DocumentRecord) -> str:
    """The report's place, or that it is unknown."""
    return document.place_name or UNKNOWN_PLACE


def year_name(year: int | None) -> str:
    """``2020年``, or that it is unknown."""
    return f"{year}年" if year is not None else UNKNOWN_YEAR


def place_path(document: DocumentRecord) -> str:
    """From the province down to the place, with its code: 河南省 › 郑州市 › 管城回族区（410104）."""
    if document.place is None:
        return document.zone or UNKNOWN_PLACE
    names = document.place.path or (document.place.name,)
    return f"{' › '.join(names)}（{document.place.code}）"
