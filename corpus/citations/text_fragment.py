"""Text fragment: an address that makes the browser scroll to the words and mark them.

Source: https://wicg.github.io/scroll-to-text-fragment/. Browsers accept a match only where it begins and ends at the
boundary of a word, which for Chinese depends on their dictionary; cut at punctuation it always does. So the words before
and after are given up to a mark, as far as it takes to tell the place from others, and a long quotation by its first and
last clause.
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
    """What stands between the quotation and the nearest marks around it; empty where it begins or ends at one.

    Where the words stand there more than once, more goes before them, clause by clause.
    """
    following = _MARK.search(text, span.end)
    end = following.start() if following else len(text)
    starts = [0, *(found.end() for found in _MARK.finditer(text, 0, span.start))]
    start = next((s for s in reversed(starts) if text.find(text[s:end]) == s), 0)
    return text[start : span.start].strip(), text[span.end : end].strip()


def _words(text: str, span: Span) -> list[str]:
    """The quotation, or if it is long its beginning and end: as many clauses as it takes for each to stand there only."""
    whole = span.of(text).strip()
    start = text.index(whole, span.start) if whole else span.start
    end = start + len(whole)
    marks = [m for m in _MARK.finditer(text, start, end) if start < m.start() and m.end() < end]
    if len(whole) <= LONGEST or len(marks) < 2:
        return [whole]
    first = next((text[start : m.start()] for m in marks if text.find(text[start : m.start()]) == start), whole)
    after = start + len(first)
    last = next((text[m.end() : end] for m in reversed(marks) if text.find(text[m.end() : end], after) == m.end()), whole)
    return [first, last] if len(first) + len(last) < len(whole) else [whole]


def _encoded(text: str) -> str:
    """Percent-encoded, with the marks that part the pieces (comma, dash, ampersand) too."""
    return percent(text, safe="").replace("-", "%2D")
