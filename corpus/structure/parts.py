"""Parts of a report: review, goals, plan, government (回顾 / 目标 / 部署 / 自身建设), told by the words of headings.

In go headings and paragraphs, out comes a part or None; nothing is guessed where the wording says nothing.
"""

from __future__ import annotations

import re

from corpus.model.passage import Part

# Asked in this order: "总体要求和重点任务" is about goals, "2020年工作回顾及2021年任务" opens with the review.
WORDING: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("government", re.compile(
        r"自身(?:改革和)?建设|建设.{0,12}政府$|服务型政府|政府效能|行政能力建设|施政|勤政|廉政建设"
    )),
    ("review", re.compile(
        r"回顾|回眸|总结|执行情况|(?:过去|去年|五年来|一年来|上届|本届).{0,14}(?:工作|成就|成绩|情况)|20\d\d年以来|"
        r"(?:发展|主要|取得|重大|辉煌|历史性).{0,6}(?:成就|成绩|成效|进展)"
    )),
    ("goals", re.compile(
        r"总体(?:要求|思路|目标|设想|部署)|目标|预期|指导思想|奋斗|发展思路|工作总体|政策取向|基本思路|形势"
    )),
    ("plan", re.compile(
        r"安排|任务|重点工作|部署|举措|重点抓|做好|措施|建议|(?:今年|今后|20\d\d年).{0,10}工作|"
        r"全力|着力|推进|加快|加强|深化"
    )),
)  # fmt: skip
_FIRST = r"^\s*(?:[（(]?一[)）]?[、.．]?)?\s*"
_BARE_YEAR = re.compile(_FIRST + r"(?:关于)?20\d\d年的?(?:政府|主要)?工作(?:情况)?[。：:]?$")
_BARE_SITUATION = re.compile(_FIRST + r"(?:关于)?(?:当前)?(?:国内|国际|我国|经济)*形势[。：:]?$")
_NEITHER = re.compile(r"外交|国际|对外政策|结束语|结语|统一")  # never a part, wherever they stand
_GOALS_PASSAGE = re.compile(
    r"(?:主要)?预期目标|总体要求(?:是|为|：|:)|(?:主要|发展|奋斗)目标(?:是|为|：|:)|总体思路(?:是|为|：|:)|建议.{0,12}目标"
)
_PERIOD = re.compile(r"十[一二三四五六]五|20\d\d(?=年)")
_AHEAD = re.compile("目标|任务|安排|部署|要求|思路|打算")
_GOALS_WITHIN = 50  # characters: a passage that states the goals says so at its beginning


def part_of_heading(text: str, before: Part | None) -> Part | None:
    """The part a heading of the first level opens; ``before`` is the part of the one above it.

    A report never looks back again once it has come to its goals: there, words such as 成效 name what is hoped for, and
    headings that say nothing of themselves (三、千方百计促进经济增长) are plans. The first heading of all that names a year's work and
    no more (一、关于2014年政府工作) is about the year that is over; one that only names the situation (关于经济形势) says nothing.

    >>> [part_of_heading(t, None) for t in ("一、2019年以来工作回顾", "二、2020年工作总体要求和主要目标", "四、加强政府自身建设", "关于外交工作")]
    ['review', 'goals', 'government', None]
    >>> [part_of_heading(t, None) for t in ("一、关于2014年政府工作", "二、2015年政府工作", "（一）关于经济形势")]
    ['review', 'plan', None]
    """
    if before is None and _BARE_YEAR.search(text):
        return "review"
    if before is None and _BARE_SITUATION.search(text):
        return None
    for part, wording in WORDING:
        if part == "review" and before in ("plan", "goals", "government"):
            continue
        if wording.search(text):
            return part
    return "plan" if before in ("plan", "goals") and not _NEITHER.search(text) else None


def turning_point(heading: str) -> str:
    """The time from which on a heading that announces a look back and what is to come speaks of what is to come; else nothing.

    >>> turning_point("二、“十三五”时期发展成就和“十四五”时期主要目标任务"), turning_point("一、2025年工作回顾和“十四五”时期发展成就")
    ('十四五', '')
    """
    named = list(_PERIOD.finditer(heading))
    if len({match[0] for match in named}) < 2 or not WORDING[1][1].search(heading[: named[-1].start()]):
        return ""
    rest = heading[named[-1].end() :]
    return named[-1][0] if _AHEAD.search(rest) and not WORDING[1][1].search(rest) else ""


def part_of_subheading(text: str, above: Part | None) -> Part | None:
    """The part of a heading of the second level: that of its section, unless it turns to the government itself."""
    turns = above in ("plan", "goals", None) and re.search(r"政府自身|自身建设|服务型政府|法治政府|廉洁政府", text)
    return "government" if turns else above


def part_of_passage(text: str, above: Part | None) -> Part | None:
    """The part of one paragraph: plans often open with the year's goals in a paragraph of their own.

    >>> part_of_passage("今年经济社会发展的主要预期目标是：国内生产总值增长5%左右。", "plan")
    'goals'
    """
    stated = above in ("plan", None) and _GOALS_PASSAGE.search(text[:_GOALS_WITHIN])
    return "goals" if stated else above
