"""Result, target or other: whether a figure was reached, is aimed at, or neither can be told.

In go the words around the figure, the part of the report and the years, out comes the kind. The part weighs most: in a review
"年度目标" does not make a target, and in a plan only an earlier year or 已 makes a result.
"""

from __future__ import annotations

import re

from indexer.model.quantity import Kind

_AIM = re.compile(
    r"力争|确保|计划|预期|目标|争取|拟|将|要|努力|预计|安排|应当|必须|年内|年底前|月底前|准备|打算|规划|可望|有望|打造|到\d{4}年|指标"
)
_STRONG_AIM = re.compile(r"拟|力争|确保|争取|预期目标|努力实现|力保")
_DONE = re.compile(
    r"完成了|达到了|增长了|增加了|实现了|提高了|下降了|减少了|超额|已经|已(?!经)|目前|现有|截至|截止|去年|上年|累计|建成了|取得了|突破|同比|了|比[^,。]{0,10}(?:增长|增加|提高|下降|减少)"
)
_COMPARED = re.compile("同比|比(?:上年|去年|上一年)(?:实际)?(?:增长|增加|提高|下降|减少)")  # also of what is 预计完成
_STILL_DONE = re.compile(r"目前|现有|已(?:经|有|建|完|达|实|开|签|到)|截至|完成了|达到了|实现了")


def kind_of(words: str, part: str | None, first: int | None, last: int | None, report_year: int | None) -> Kind:
    """The kind of a figure. ``words`` run from the start of its clause or sentence to its end; the years are those it names.

    >>> kind_of("确保年度完成投资约555亿元", "plan", None, None, 2020), kind_of("均完成市定目标", "review", None, None, 2020)
    ('target', 'result')
    >>> kind_of("今年力争减排3%", "review", 2020, 2020, 2020), kind_of("今年以来惠及企业2.4万余家", "review", 2020, 2020, 2020)
    ('target', 'result')
    """
    if report_year is not None and last is not None and last > report_year:
        return "target"
    if part == "review":
        aimed = last is not None and last == report_year and (_STRONG_AIM.search(words) or "预期" in words)
        return "target" if aimed else "result"
    past = report_year is not None and last is not None and last < report_year
    if part is not None:
        return _in_plan(words, past)
    return _anywhere(words, past)


def _in_plan(words: str, past: bool) -> Kind:
    if _STRONG_AIM.search(words):
        return "target"
    return "result" if past or _STILL_DONE.search(words) else "target"


def _anywhere(words: str, past: bool) -> Kind:
    """Without headings only the words tell; an earlier year is a result even if it was a plan's."""
    if past or (_COMPARED.search(words) and not _STRONG_AIM.search(words) and "今年" not in words):
        return "result"
    if _AIM.search(words):
        return "target"
    return "result" if _DONE.search(words) else "other"
