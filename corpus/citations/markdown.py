"""Markdown (CommonMark): the quotation as a block quote, its source as a link below. Rendered, the words are the exact ones."""

from __future__ import annotations

import re

from corpus.citations import naming
from corpus.citations.cited import Cited

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$]")
_OPENING = re.compile(r"([#+=\-])|(\d{1,9})([.)])")  # what makes a heading, a rule or a list of a line's beginning


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
    inner = text.strip()
    before, _, after = text.partition(inner) if inner else (text, "", "")
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], inner)
    opening = _OPENING.match(escaped)
    if opening:
        at = opening.start(1) if opening[1] else opening.start(3)
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return _kept(before) + escaped + _kept(after)


def _kept(space: str) -> str:
    """White space at an edge as character references: a renderer would drop it."""
    return "".join(f"&#{ord(c)};" for c in space)
