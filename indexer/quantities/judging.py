"""What looks like a figure and is none: dates, ordinals, versions, policy names, places, road numbers, quoted names.

In goes a search form with an item read from it, out comes a verdict. The rules are contexts, not lists of reports; each
stands beside the example that made it necessary.
"""

from __future__ import annotations

import re
from typing import Literal

from indexer.quantities.numbers import Item
from indexer.quantities.units import RATIO

Verdict = Literal["figure", "date", "none"]

# A short quoted string is a name (“管城10条”, “六稳”, 《…2025年…》), unless it says money, per cent or a decimal.
_QUOTED = re.compile(r'"[^"\n,。;:!?]{1,15}"|《[^《》\n]{1,60}》')
_SAYS_AMOUNT = re.compile(r"\d\.\d|[%‰]|[万亿]元|百分[之点]")

# A unit that is only the beginning of a longer word: 3方面, 8部门, 20支付.
_WORD_BEGINS = {
    unit: re.compile(f"[{after}]")
    for unit, after in {
        "方": "面案式针法向位略便", "部": "门署委落位件长分", "处": "理级置长罚", "家": "庭长园乡电具", "户": "籍外口",
        "人": "民才均工类事大行", "名": "称牌单", "位": "置于居", "台": "阶账湾山州", "批": "准复发", "天": "然津河府",
        "年": "轻龄", "班": "子", "度": "假夏", "本": "级地年市省土", "对": "于接外口标", "起": "步草到来点", "只": "有要是",
        "把": "握", "首": "次位都", "口": "岸径", "节": "约能点假", "组": "织建成合", "队": "伍", "场": "所馆地景",
        "轮": "胎换", "根": "据本", "包": "括含", "排": "放名", "支": "付持出部", "分": "之类会子配散布离工支局", "角": "度",
        "斤": "斤", "里": "程面外边", "元": "化素里桥区村旦宵", "条": "例件约款", "升": "级至到为", "镇": "区", "村": "级", "校": "园",
        "个": "体人性", "件": "", "张": "家贴", "间": "隔接", "片": "面", "块": "状", "段": "落", "层": "级次面", "项": "",
        "例": "如外", "单": "位元一", "枪": "", "宗": "旨教", "吨": "", "株": "洲", "套": "餐用", "次": "年日序", "站": "点在", "两": "年个届次省市",
    }.items()
    if after
}  # fmt: skip

_PLAN = re.compile(r"年[\u4e00-\u9fff]{0,5}?(?:计划|规划|行动|攻坚|纲要|义务|一贯制|学制|大变样)")
_FRAME_BEFORE = re.compile("过去的?$")
_FRAME_AFTER = re.compile("多?以?来(?![自源])")
_SHORT_YEAR = re.compile(r"(?:比|较|到|从|自|至|在|于|、|和|-)$")
_LEVELS = re.compile(r"[省市县区乡镇村街]$")
_DISTRICTS = re.compile(r"(?:市内|主城|城区|中心城)$")
_NAMES = re.compile("四人帮|五家渠|三家[店村]|五年计划|[三四]人行|二人转|九三学社|两弹一星")
_STATES = re.compile(r"(?:达到|达|为|至|到|约|近|超过|超|突破|过|增加|减少|下降|上升)$")
_ENDS = re.compile(r"左右|以[上下内]|[,。;)!?\n]|[、和与或]\d+(?:\.\d+)?[^\d.,、]|$")


def quoted_names(form: str) -> list[tuple[int, int]]:
    """Where names stand in quotation marks, in order.

    >>> form = '落实"1+7"政策,推出"管城10条"'
    >>> [form[s:e] for s, e in quoted_names(form)]
    ['"1+7"', '"管城10条"']
    """
    return [m.span() for m in _QUOTED.finditer(form) if m[0][0] == "《" or not _SAYS_AMOUNT.search(m[0])]


def judge(form: str, item: Item, vague: str | None = None, *, in_range: bool = False, upper: bool = False) -> Verdict:
    """Whether the item is a figure; ``vague`` is the approximator before it, ``upper`` says it is the upper end of a range.

    >>> from indexer.quantities.numbers import ITEM, item_from
    >>> def verdict(form, at): return judge(form, item_from(form, ITEM.match(form, at)))
    >>> verdict("完成30条", 2), verdict("2020年", 0), verdict("第16届", 1), verdict("pm2.5下降", 2), verdict("五里堡", 0)
    ('figure', 'date', 'none', 'none', 'none')
    """
    if (not upper and _glued_before(form, item)) or _glued_after(form, item) or _ordinal(form, item):
        return "none"
    if _date(form, item):
        return "date"
    if item.unit.dimension == "ordinal" or _named(form, item):
        return "none"
    sound = _chinese_counts(form, item, vague, in_range) if item.chinese else _arabic_counts(form, item, vague)
    return "figure" if sound else "none"


def _glued_before(form: str, item: Item) -> bool:
    """Whether letters, signs or other numbers run into it: PM2.5, 1+7, 9.2:69.5, 7×24, 2026-02-11."""
    before = form[max(0, item.start - 3) : item.start]
    last, before_last = before[-1:], before[-2:-1]
    if not last:
        return False
    if last in "+×_#=&" or _letter(last) or before == "pm ":
        return True
    return last in ".:∶/-,·" and (before_last.isdigit() or _letter(before_last))


def _glued_after(form: str, item: Item) -> bool:
    """Whether it runs into letters, signs or other numbers: 5G, 1+N, 7×24小时, 6:1, V2.1.3."""
    first, second = form[item.end : item.end + 1], form[item.end + 1 : item.end + 2]
    if not first:
        return False
    if first in "+×*_&":
        return True
    if first in ".:∶·" and second.isdigit():
        return item.bare
    return _letter(first) and (item.bare or _letter(item.unit.name[-1:]))


def _letter(char: str) -> bool:
    return "a" <= char <= "z"  # the empty string is none


def _ordinal(form: str, item: Item) -> bool:
    before = form[max(0, item.start - 2) : item.start].rstrip()
    if before.endswith(("第", "几")) or form[item.numeral_end : item.numeral_end + 1] == "几":
        return True
    return before.endswith("前") and item.unit.name in ("名", "位", "强", "个月", "家")


def _date(form: str, item: Item) -> bool:
    name = item.unit.name
    if item.unit.dimension == "date":
        return True
    if name == "分" and form[item.start - 1 : item.start] in ("时", "点"):
        return True
    if item.unit.dimension == "time" and _frames(form, item):
        return True
    if name != "年" or item.inside or item.high is not None or item.low % 1:
        return False
    if 1000 <= item.low < 2200 and not re.search("[,百千万]", item.numeral):
        return True
    two_digits = len(item.numeral.replace(" ", "")) == 2 and not item.chinese and item.low >= 49
    return two_digits and bool(_SHORT_YEAR.search(form[max(0, item.start - 1) : item.start]))


def _frames(form: str, item: Item) -> bool:
    """Whether a number of years says of what time a sentence speaks (过去五年, 五年来), not how long something takes."""
    if item.unit.name != "年":
        return False
    return bool(_FRAME_BEFORE.search(form[max(0, item.start - 4) : item.start]) or _FRAME_AFTER.match(form, item.end))


def _named(form: str, item: Item) -> bool:
    if item.unit.name == "年" and (_PLAN.match(form, item.end - 1) or form.endswith("两个", 0, item.start)):
        return True
    if item.unit.name == "番" and "翻" not in form[max(0, item.start - 3) : item.start]:
        return True
    return begins_a_word(form, item) or bool(item.chinese and _NAMES.match(form, item.start))


def begins_a_word(form: str, item: Item) -> bool:
    """Whether what looks like the unit is only the beginning of a longer word: 3方|面, 六亿多人|民."""
    trap = _WORD_BEGINS.get(item.unit.name)
    return trap is not None and trap.match(form, item.end) is not None


def _chinese_counts(form: str, item: Item, vague: str | None, in_range: bool) -> bool:
    """Chinese numerals stand in countless words: they count with a big scale or with a unit that is safe for their size."""
    if item.unit.dimension in (RATIO, "level"):
        return True
    if item.numeral[0] == "零" and item.numeral[1:2] != "点":  # 一年零三个月
        return False
    if item.numeral[0] in "百千万亿":
        return _bare_scale(form, item, vague)
    if vague == "数" or any(scale in item.numeral for scale in "万亿"):
        return True
    if item.bare:
        return False
    if in_range or "点" in item.numeral:
        return True
    if item.unit.name == "级":
        joint = form.startswith(("全覆盖", "联动", "贯通", "书记"), item.end)
        return item.low > 1 and (joint or bool(_LEVELS.search(form[max(0, item.start - 1) : item.start])))
    if item.unit.name == "区":
        return bool(_DISTRICTS.search(form[max(0, item.start - 3) : item.start]))
    return item.unit.least is not None and item.low >= item.unit.least


def _bare_scale(form: str, item: Item, vague: str | None) -> bool:
    """百, 千万: a figure only as 数千家, 上万人, with a bound 万亿斤以上, or, of money, 突破千亿元; 万家 and 百年 are words."""
    if vague in ("以上", "左右", "以下", "以内") and len(item.numeral) > 1 and item.unit.name not in ("", "级", "区"):
        return True
    if vague in ("数", "上"):
        return form[max(0, item.start - 3) : item.start - 1] not in ("成百", "成千")
    return vague is not None and len(item.numeral) > 1 and item.unit.dimension == "money"


def _arabic_counts(form: str, item: Item, vague: str | None) -> bool:
    if not item.bare:
        return True
    if "·" in item.numeral:  # 9·18, 5·12: a day, unless a unit follows
        return False
    if re.search("[万亿,]", item.numeral):
        return True
    said = vague is not None or "." in item.numeral or _STATES.search(form[max(0, item.start - 2) : item.start])
    return bool(said) and bool(_ENDS.match(form, item.end))
