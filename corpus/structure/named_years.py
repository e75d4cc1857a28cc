"""The year a report speaks of as its own, where no date and no title tells: its headings. Paragraphs in, a year out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.dates import years_in
from corpus.structure.markers import marker_of
from corpus.text.folding import search_form

LONGEST_HEADING = 40
_BACK = re.compile(r"回顾|总结|完成情况|主要工作|工作情况|过去")
_AHEAD = re.compile(r"安排|任务|目标|重点|部署|打算|要求|建议|思路")
FROM_HEADINGS = "报告没有写明日期，按标题“{}”判断为{}年。"


def year_of_headings(paragraphs: Sequence[str]) -> tuple[int, str] | None:
    """The year planned for and the heading that says so; a review of one year is given in the next.

    >>> year_of_headings(["一、2020年工作回顾", "成绩来之不易。", "二、2021年工作安排"]), year_of_headings(["一、2020年工作回顾"])
    ((2021, '二、2021年工作安排'), (2021, '一、2020年工作回顾'))
    >>> year_of_headings(["一、过去五年工作回顾", "二、今后五年的目标任务"])
    """
    back: tuple[int, str] | None = None
    for text in paragraphs:
        if len(text) > LONGEST_HEADING or marker_of(text) is None:
            continue
        form, years = search_form(text), years_in(text)
        if len(years) != 1:
            continue
        if _AHEAD.search(form) and not _BACK.search(form):
            return years[0], text
        if _BACK.search(form) and back is None:
            back = (years[0] + 1, text)
    return back
