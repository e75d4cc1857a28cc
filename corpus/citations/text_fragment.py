"""Text fragment: an address that makes the browser scroll to the words and mark them.

Source: https://wicg.github.io/scroll-to-text-fragment/. Browsers accept a match only where it begins and ends at the
boundary of a word, which for Chinese depends on their dictionary; cut at punctuation it always does. So the words before
and after are given up to the next mark, and a long quotation by its first and last clause.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent

from corpus.citations.cited import Cited
from corpus.model.span import Span

LONGEST = 60  # characters given in full
_MARK = re.compile(r"[^\w%％.·“”‘’〔〕+\-/]+")  # what parts clauses; not what stands inside a figure or a name


def write(cited: Cited) -> str:
    """``permalink#:~:text=before-,words,-after``; empty where there is no address."""
    if not cited.permalink:
        return ""
    before, after = _around(cited.passage.text, cited.span)
    pieces = [*([f"{_encoded(before)}-"] if before else []), *map(_encoded, _words(cited.passage.text, cited.span))]
    return f"{cited.permalink}#:~:text=" + ",".join([*pieces, *([f"-{_encoded(after)}"] if after else [])])


def remarks(cited: Cited) -> tuple[str, ...]:
    """Why there is none."""
    return () if cited.permalink else ("没有网址，写不出文本片段链接。",)


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands between the quotation and the nearest marks around it; empty where it begins or ends at one."""
    ends = [found.end() for found in _MARK.finditer(text, 0, span.start)]
    following = _MARK.search(text, span.end)
    return text[ends[-1] if ends else 0 : span.start], text[span.end : following.start() if following else len(text)]


def _words(text: str, span: Span) -> list[str]:
    """The quotation, or its first and last clause if it is long and the last stands only at its end."""
    whole = span.of(text).strip()
    if len(whole) <= LONGEST:
        return [whole]
    marks = list(_MARK.finditer(text, span.start, span.end))
    inner = [m for m in marks if span.start < m.start() and m.end() < span.end]
    if len(inner) < 2:
        return [whole]
    first, last = text[span.start : inner[0].start()], text[inner[-1].end() : span.end]
    unique = text.find(last, inner[0].start()) == inner[-1].end()
    return [first.strip(), last.strip()] if first.strip() and last.strip() and unique else [whole]


def _encoded(text: str) -> str:
    """Percent-encoded, with the marks that part the pieces (comma, dash, ampersand) too."""
    return percent(text, safe="").replace("-", "%2D")
