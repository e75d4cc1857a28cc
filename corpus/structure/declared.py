"""Declared: what a page says about the report in its own head (标题：, 发文时间：, 来源URL：, 发表于 …). Lines in, a table out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.dates import posting_time

# What the page calls it, and what we call it.
KEYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("title", re.compile(r"(?:文章|文件)?标题\s*[:：]")),
    ("unit", re.compile(r"发[布文](?:机构|单位|机关)\s*[:：]")),
    ("posted", re.compile(r"(?:发布|发表|发文|更新|录入|成文|公布|上传)?(?:时间|日期)\s*[:：]|发[表布]于\s*[:：]?")),
    ("speaker", re.compile(r"报告人\s*[:：]")),
    ("url", re.compile(r"(?:原文|来源)?(?:URL|链接|网址)\s*[:：]", re.IGNORECASE)),
    ("remark", re.compile(r"备注\s*[:：]")),
)
_BARE_DATE = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:时]\d{1,2}(?:[:分]\d{0,2}秒?)?)?"
)


def declared(texts: Sequence[str], below_title: Sequence[str]) -> dict[str, str]:
    """What the furniture ``texts`` declare; the first of each counts. ``posted`` is ISO.

    A date that stands alone is taken for the posting's only below the title, where pages print it: elsewhere it may be
    anything, such as the day of a forum user's mood.

    >>> declared(["2023-3-1 17:41", "发表于 2020-9-3 16:12:37 | 显示全部楼层", "发文单位：", "保定市人民政府"], [])
    {'posted': '2020-09-03T16:12:37', 'unit': '保定市人民政府'}
    """
    found: dict[str, str] = {}
    for i, text in enumerate(texts):
        for key, pattern in KEYS:
            match = pattern.match(text)
            if match is None or key in found:
                continue
            value = text[match.end() :].strip() or (texts[i + 1].strip() if i + 1 < len(texts) else "")
            value = posting_time(value) or "" if key == "posted" else value
            if value:
                found[key] = value
    bare = next((text for text in below_title if _BARE_DATE.fullmatch(text)), "")
    if bare and "posted" not in found:
        posted = posting_time(bare)
        found |= {"posted": posted} if posted else {}
    return found
