"""Markdown (CommonMark): the quotation as a block quote, its source as a link below. Rendered, the words are the exact ones."""

from __future__ import annotations

import re

from corpus.citations import naming
from corpus.citations.cited import Cited

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$]")
_OPENING = re.compile(r"([#+=\-])|(\d{1,9})([.)])")  # what makes a heading, a rule or a list of a line's beginning
_EDGE = re.compile(r"^[ \t]+|[ \t]+$")  # white space that a renderer would drop


def write(cited: Cited) -> str:
    """``> …``, and ``> —— [《题名》第8段](permalink)``"""
    source = escape(f"{naming.title(cited.document)}{naming.locator(cited.passage)}")
    link = f"[{source}](<{cited.permalink}>)" if re.search(r"[()\s]", cited.permalink) else f"[{source}]({cited.permalink})"
    return f"> {escape(cited.quote)}\n>\n> —— {link if cited.permalink else source}"


def escape(text: str) -> str:
    r"""``text`` so that Markdown shows just these characters.

    >>> escape("1. 完成*号_下划线_[链接](x)")
    '1\\. 完成\\*号\\_下划线\\_\\[链接\\](x)'
    """
    edges = _EDGE.search(text)
    if edges and text.strip(" \t"):
        inner = text.strip(" \t")
        at = text.index(inner)
        return _spaces(text[:at]) + escape(inner) + _spaces(text[at + len(inner) :])
    text = _SPECIAL.sub(lambda found: "\\" + found[0], text)
    opening = _OPENING.match(text)
    if opening is None:
        return text
    return f"\\{text}" if opening[1] else f"{opening[2]}\\{opening[3]}{text[opening.end() :]}"


def _spaces(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)
