"""States: what a document is. Its title and text in, one of :data:`corpus.model.document.STATES` out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model.document import State
from corpus.text.folding import search_form

SHORTEST_REPORT = 500  # characters; less is a stub, whatever its title says
HEAD = 600  # characters of the text that may say what it is
_RESOLUTION = re.compile(r"决议")
_PLACEHOLDER = re.compile(
    r"未能找到.{0,12}(?:原文|全文)|摘要版本|(?:待补充|暂无).{0,8}(?:原文|全文|内容)|仅供(?:测试|示例)"
)
_WORK_REPORT = re.compile(r"政府工作|工作报告")
_OTHER = re.compile(
    r"(?:规划|计划|纲要|预算|决算|宪法|草案|发展).{0,30}(?:的)?(?:报告|说明)$|(?:规划|纲要).{0,12}(?:报告|说明)"
)
_DIGEST = re.compile(r"摘登|摘编|要点|速览|一图读懂")
_EXCERPT = re.compile(r"[（(](?:摘要|节选|摘录)[)）]|节选$")


def state_of(title: str, printed: Sequence[str], text: str, aside: str) -> State:
    """The state of a document.

    ``printed`` are the titles on the page, ``text`` is the cleaned text, ``aside`` what the page says about itself.

    >>> state_of("第十四届全国人民代表大会第三次会议关于政府工作报告的决议", [], "会议认为…" * 200, "")
    'resolution'
    """
    titles = [search_form("".join(name.split())) for name in (title, *printed) if name]
    head = search_form(text[:HEAD])
    if any(_RESOLUTION.search(name) for name in titles):
        return "resolution"
    if _PLACEHOLDER.search(search_form(aside)) or _PLACEHOLDER.search(head):
        return "placeholder"
    if len(text) < SHORTEST_REPORT:
        return "stub"
    if any(_EXCERPT.search(name) for name in titles):
        return "excerpt"
    if any(_DIGEST.search(name) for name in titles):
        return "digest"
    if any(_OTHER.search(name) for name in titles) and not any(_WORK_REPORT.search(name) for name in titles):
        return "other_speech"
    return "report"
