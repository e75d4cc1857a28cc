"""The last words of a speech, and what may follow them. Text in, yes or no out."""

from __future__ import annotations

import re

from corpus.text.folding import search_form

LONGEST_ANNEX = 60  # characters of an annex's title
REACH = 260  # characters before the end in which the house is called upon
_CRY = re.compile(
    r"(?:奋斗|努力|篇章|局面|贡献|前进|前行|胜利|辉煌|华章|答卷|佳绩|业绩|步伐|未来|明天|梦想|力量|征程|出发|跨越|崛起|腾飞|复兴|家园|新高|品牌|典范|标杆)"
    r"[^。!?]{0,10}!+$"
)
_THANKS = re.compile(r"(?:^|[。!?])谢谢[^。!?]{0,6}[!。]*$")
_SLOGAN = re.compile(r"万岁!+$|^谢谢.{0,6}[!。]*$")
_CALL = re.compile(r"让我们|各位代表|同志们|我们要?更加紧密|号召")
_ANNEX = re.compile(r"附\s*[件录表注图]|(?:名词|术语|用语)(?:解释|注释|说明)|注释?[:：]|表\s*[\d一二三]|图\s*[\d一二三]|.* \| .*\d")


def closes_speech(text: str) -> bool:
    """Whether ``text``, the last lines so far, ends in the cry with which speakers close.

    >>> closes_speech("各位代表！让我们同心同德，为建设美丽墨岭而努力奋斗！"), closes_speech("全市上下努力奋斗，增长6%。")
    (True, False)
    """
    form = search_form(text[-REACH:].rstrip("　 )）”"))
    return (_CRY.search(form) is not None and _CALL.search(form) is not None) or _THANKS.search(form) is not None


def is_slogan(text: str) -> bool:
    """Whether a line is a cry of its own below the last sentence.

    >>> is_slogan("伟大的中华人民共和国万岁！"), is_slogan("谢谢大家！"), is_slogan("沙发！楼主辛苦了！")
    (True, True, False)
    """
    return len(text) <= LONGEST_ANNEX and _SLOGAN.search(search_form(text)) is not None


def opens_annex(text: str) -> bool:
    """Whether a line is the title of an annex, or a row of its table."""
    return len(text) <= LONGEST_ANNEX and _ANNEX.match(search_form(text)) is not None
