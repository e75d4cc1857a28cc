"""Markup typed into a text: tags in a cell or a .txt file, the marks of Markdown. Text in, plain lines and Chinese remarks out.

Collectors keep the source of a page (``<p>　　各位代表：</p>``) or what a scraping service made of it (``## 一、工作回顾``). Only
marks go that certainly are such: a text with a tag or a number sign here and there stays as it is.
"""

from __future__ import annotations

import re

from lxml import etree, html

from corpus.formats.main_content import lines_of_fragment

FEWEST_TAGS = 3  # that part lines, before a text is taken for the source of a page
FEWEST_MARKS = 2  # headings or emphases, before one is taken for Markdown
TAGS_TOLD = "来源的正文带有网页标签（如 <p>、<br>），已按网页读取。"
MARKS_TOLD = "来源的正文带有 Markdown 标记（如 ##、**），已去掉。"

_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(?=\S)|[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])([^\n*_]{1,400}?)(?<=[^\s*_])\1")
_EMPHASIS = re.compile(r"^[ ]{0,3}\*(?=[^\s*])([^\n*]{1,200})(?<=\S)\*[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\s]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,200})\]\((?:https?:|/|\.|#|javascript:)[^)\n]{0,1000}\)")
_ITEM = re.compile(r"^[ ]{0,3}[*+-][ \t]{1,3}(?=\S)|^[ ]{0,3}>[ \t]?", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")


def plain_markup(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` without the markup it was kept in, and what was done.

    >>> plain_markup("<p>各位代表：</p><p>&nbsp;&nbsp;现在，我报告工作。</p><p>一、回顾</p>")[0].split("\\n")
    ['各位代表：', '\\xa0\\xa0现在，我报告工作。', '一、回顾']
    >>> plain_markup("# 政府工作报告\\n\\n## 一、回顾\\n\\n**县长　王平**")[0]
    '政府工作报告\\n\\n一、回顾\\n\\n县长　王平'
    >>> plain_markup("增长<6%，#1机组投产。")
    ('增长<6%，#1机组投产。', ())
    """
    if "<" in text and len(_BLOCK.findall(text)) >= FEWEST_TAGS:
        lines = _without_tags(text)
        if lines:
            return lines, (TAGS_TOLD,)
    marks = len(_HEADING.findall(text)) + len(_STRONG.findall(text)) if "#" in text or "**" in text else 0
    return (_without_marks(text), (MARKS_TOLD,)) if marks >= FEWEST_MARKS else (text, ())


def _without_tags(text: str) -> str:
    """Where tags alone part the lines, white space means nothing, as in a page; elsewhere the breaks of the text stay."""
    if text.count("\n") > len(_BLOCK.findall(text)):
        text = text.replace("\n", "<br>")
    try:
        page = html.document_fromstring(f"<html><body>{text}</body></html>")
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""
    body = page.find("body")
    return "" if body is None else "\n".join(lines_of_fragment(body))


def _without_marks(text: str) -> str:
    for pattern, kept in ((_PICTURE, ""), (_LINK, r"\1"), (_HEADING, ""), (_STRONG, r"\2"), (_EMPHASIS, r"\1"), (_ITEM, ""), (_ESCAPED, r"\1")):
        text = pattern.sub(kept, text)
    return text
