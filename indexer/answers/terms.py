"""Which term a question asks the meaning of: 何谓“三创四建”, 中介超市是什么, “五率”包括哪些.

In goes a question in its search form, out comes the term as it was typed. Whether a report explains it is not decided here.
"""

from __future__ import annotations

import re

LONGEST = 40  # characters

_HOW = "(?:到底|究竟|具体|主要|分别|都|又)*"
_MEANS = f"{_HOW}(?:是指的?|指的?是?|说的是|系指|所指)"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"^(?:请|麻烦)?(?:解释|说明)(?:一下|下)?(?:什么是|什么叫做?)?(?P<term>.+?)(?:的(?:含义|意思))?$",
        r"^(?:到底|究竟|那么)?(?:什么是|什么叫做?|何谓|何为|啥是|啥叫|所谓)(?P<term>.+?)(?:是什么|是啥|呢)?$",
        rf"^(?P<term>.+?){_HOW}(?:是|指|是指|指的是|说的是)(?:个)?(?:什么意思|啥意思|什么概念|什么说法|怎么回事|咋回事)$",
        r"^(?P<term>.+?)(?:有)?(?:什么|啥)(?:意思|含义)$",
        rf"^(?P<term>.+?){_MEANS}(?:什么|哪|啥|几).*$",
        r"^(?P<term>.+?(?P<noun>[\u4e00-\u9fff]{1,4}))是(?:一?[种个条类]|个)?(?:什么样?的?|啥|怎样的)(?P=noun)$",
        r"^(?P<term>.+?)(?:应该?|要|该)?(?:怎么|如何|怎样)(?:理解|解释|定义)$",
        r"^(?P<term>.+?)的?(?:具体|基本|主要)?(?:含义|意思|定义|概念|内涵|释义)(?:是什么|是啥|有哪些|为何)?$",
        rf"^(?P<term>.+?)(?:的?(?:具体|基本|主要)?内容)?{_HOW}(?:是|有|包括|包含)(?:什么|啥|哪些|哪[几二两三四五六七八九十\d]+).{{0,8}}$",
    )
)
_LED = re.compile(r"^(?:(?:这份|本|该|政府工作)*报告(?:里面?|中|上)?|里面?|文中)?(?:所?(?:说|讲|提到?|提出|出现)过?)?的?(?=.{2})")
_CALLED = re.compile(r"(?:这个?|这一)?(?:词|词语|名词|术语|说法|提法|概念)$|(?<=\")[这]?个?(?:词|提法|说法|概念)$|一词$|的$")
_NOT_WORD = re.compile(r"[^\w+&%]")


def asked_term(text: str) -> str:
    """The term whose meaning a question asks, or may ask, in its search form; empty if it has not the shape of such a question.

    >>> asked_term('报告里说的"双随机、一公开"指的是什么'), asked_term("何谓小升规"), asked_term("中介超市是什么")
    ('双随机、一公开', '小升规', '中介超市')
    >>> asked_term("2019年新建公厕多少座")
    ''
    """
    match = next((m for m in (shape.match(text) for shape in _SHAPES) if m), None)
    if match is None:
        return ""
    term = _CALLED.sub("", _LED.sub("", match["term"]).strip(" ,:、")).strip(" ,:、")
    if term.startswith('"') and term.endswith('"') and term.count('"') == 2:
        term = term[1:-1]
    return term if 1 < len(term) <= LONGEST else ""


def term_key(form: str) -> str:
    """What of a term must be equal for two to be the same: letters and digits, no marks.

    >>> term_key('专精特新"小巨人"企业'), term_key("双随机、一公开")
    ('专精特新小巨人企业', '双随机一公开')
    """
    return _NOT_WORD.sub("", form)
