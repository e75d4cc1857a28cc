"""Publishers: whose page a report stood on, by the page's own words. Lines that were left out in, names out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

LONGEST = 120  # characters of a line that may name a publisher
# 主办：栾川县人民政府办公室; 信息来源：栾川县政府办; 栾川县人民政府门户网站
_LABELLED = re.compile(
    r"(?:主办|承办|来源|作者|发[布文](?:机构|单位|机关)|版权所有|公开机构|责任部门|编辑单位)[^:：]{0,4}[:：]?\s*([\u4e00-\u9fff]{2,16}?)(?:人民)?政府"
)
_SIGNED = re.compile(r"([\u4e00-\u9fff]{2,16}?)(?:人民)?政府(?:办公[室厅])?$")  # below the last words of a text
_NAMED = re.compile(r"([\u4e00-\u9fff]{2,16}?)(?:人民)?政府")
_SITE = re.compile(r"(?:^|[\s>|·_-])([\u4e00-\u9fff]{2,16}?)(?:人民)?政府(?:门户|公众|信息|官方)?(?:网站|网)")


def signatures(lines: Iterable[str]) -> list[str]:
    """The name of the place whose government signs a text; nothing where lines name several, as links to neighbours do.

    >>> signatures(["为建设美丽栾川而努力奋斗！", "栾川县人民政府办公室", "2021年1月25日"])
    ['栾川县']
    """
    names = {found[1] for line in lines if (found := _SIGNED.match(line.strip()))}
    return list(names) if len(names) == 1 else []


def publishers(lines: Iterable[str], site: str = "") -> list[str]:
    """Names of places whose governments the page names as its own, the commonest first; ``site`` is what it calls itself.

    >>> publishers(["信息来源：栾川县政府办 发布时间：2021-02-20", "栾川县人民政府门户网站", "开封市2021年政府工作报告"])
    ['栾川县']
    """
    own = _NAMED.match(site)
    counted = Counter(
        name
        for line in lines
        if len(line) <= LONGEST
        for pattern in (_LABELLED, _SITE)
        for name in pattern.findall(line)
    )
    return list(dict.fromkeys([*([own[1]] if own else []), *(name for name, _ in counted.most_common())]))
