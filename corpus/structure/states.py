"""States: what a document is. Its title and text in, one of :data:`corpus.model.document.STATES` out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model.document import State
from corpus.structure.lines import han_count
from corpus.structure.markers import marker_of
from corpus.text.folding import search_form

SHORTEST_REPORT = 500  # characters; less is a stub, whatever its title says
LONGEST_HEADING = 60
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
# What a speech may close with though the mark is left out, and what may stand behind it.
_CLOSE = re.compile(r"谢谢.{0,4}$|(?:奋斗|努力|篇章|局面|贡献|前进|胜利|辉煌|华章|答卷|成绩|完毕?)[)）]?$")
_APPENDIX = re.compile(r"(?:附[件录注表:：]|注[:：]|表\d|图\d|来源|备注)|.* \| ")
_WHOLE = "。！？!?；;：:….”’）)】》〉」』"
_OPEN = "，、,“‘《（(·"
LONG_LINE = 12  # Chinese characters; shorter lines without an end mark are signatures and dates
_EXCERPT = re.compile(r"[（(](?:摘要|节选|摘录)[)）]|节选$")


def state_of(title: str, printed: Sequence[str], text: str, aside: str, last: str = "") -> State:
    """The state of a document.

    ``printed`` are the titles on the page, ``text`` is the cleaned text, ``aside`` what the page says about itself, ``last`` the
    last line of the body.

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
    return "truncated" if is_cut(last) else "report"


def is_cut(last: str) -> bool:
    """Whether a text that ends in the line ``last`` breaks off in mid sentence, or right behind a heading.

    >>> [is_cut(t) for t in ("为建设美丽墨岭而努力奋斗！", "全年实施重点项目86个，完成投", "三、今年工作安排", "谢谢大家", "二〇二一年一月")]
    [False, True, True, False, False]
    """
    bare = last.rstrip()
    if not bare or bare.endswith(tuple(_WHOLE)):
        return False
    if bare.endswith(tuple(_OPEN)) or (marker_of(bare) is not None and len(bare) <= LONGEST_HEADING):
        return True
    form = search_form(bare)
    return han_count(bare) >= LONG_LINE and not _CLOSE.search(form[-20:]) and not _APPENDIX.match(form)
