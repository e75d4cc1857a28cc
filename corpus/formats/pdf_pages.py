"""Pages: what on the printed pages of a PDF is not the text. Lines of each page in, lines of the text and footnotes out.

Running titles and page numbers stand first or last on most pages, footnotes below the text; all of them may interrupt a
sentence that goes on overleaf, so they go while pages are still known. What is merely probable stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

RUNNING = 0.3  # of the pages begin or end with a running title: right and left pages may have one each
FEWEST_PAGES = 2  # before a line that comes again is a running title
LONGEST_RUNNING = 40  # characters of a running title
NUMBERED = 0.6  # of the pages end (or begin) with a number that counts on
EDGES = 3  # lines deep that titles and numbers may stand
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[\s—–―－\-·]*(\d{1,4})[\s—–―－\-·]*")
_END = "。！？!?；;：:…”"
_TERM = r"[“\"《‘「]?[^“”\"《》：:。]{1,30}[”\"》’」]?\s*(?:[：:]|是指|即|指)"
_NOTE = re.compile(rf"\s*(?:(?P<marked>[\[［〔【(（]\s*\d{{1,3}}\s*[\]］〕】)）]|[①-⑳])|(?P<bare>\d{{1,3}}))\s*(?:{_TERM})")
_QUOTED = re.compile(r"\s*(?:[\[［〔【(（]?\s*\d{1,3}\s*[\]］〕】)）]?|[①-⑳])\s*[“\"《‘「]")


def text_and_notes(pages: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """The lines of the text, and the footnotes, each in one piece.

    >>> text_and_notes([["增长6.5%，新", "①“一网通办”：指网上", "办理。", "1"], ["增就业。", "2"], ["完。", "3"]])
    (['增长6.5%，新', '增就业。', '完。'], ['①“一网通办”：指网上办理。'])
    """
    filled = [[line for line in page if line.strip()] for page in pages]
    for _ in range(EDGES):
        filled = _without_numbers(_without_titles(filled))
    lines: list[str] = []
    notes: list[str] = []
    for page in filled:
        at = _first_note(page)
        lines += page[:at]
        for line in page[at:]:
            if _NOTE.match(line):
                notes.append(line.strip())
            else:
                notes[-1] += line.strip()
    return lines, notes


def _without_titles(pages: list[list[str]]) -> list[list[str]]:
    """Without the lines that stand first or last on many pages; their digits, which may be page numbers, do not count."""
    counts = Counter(edge for page in pages for edge in {_bare(line) for line in (*page[:1], *page[-1:])})
    often = {edge for edge, n in counts.items() if _is_title(edge) and n >= max(FEWEST_PAGES, RUNNING * len(pages))}
    return [[line for i, line in enumerate(page) if i not in (0, len(page) - 1) or _bare(line) not in often] for page in pages]


def _is_title(edge: str) -> bool:
    return 0 < len(edge) <= LONGEST_RUNNING and not any(mark in edge for mark in "，。；：！")


def _without_numbers(pages: list[list[str]]) -> list[list[str]]:
    """Without the numbers that stand alone at the edge of most pages and count on from page to page."""
    for edge in (-1, 0):
        found = [(i, _NUMBER.fullmatch(page[edge])) for i, page in enumerate(pages) if page]
        offsets = Counter(int(number[1]) - i for i, number in found if number)
        offset, n = offsets.most_common(1)[0] if offsets else (0, 0)
        if n >= max(FEWEST_PAGES, NUMBERED * len(pages)):
            numbered = {i for i, number in found if number and int(number[1]) - i == offset}
            pages = [(page[:-1] if edge else page[1:]) if i in numbered else page for i, page in enumerate(pages)]
    return pages


def _first_note(page: Sequence[str]) -> int:
    """Index of the first footnote; the number of lines where there is none.

    A number right before a quoted term and its colon opens one, before another term only in brackets and in mid sentence.
    """
    for i in range(max(1, len(page) // 2), len(page)):
        found = _NOTE.match(page[i])
        if found is None:
            continue
        interrupts = not page[i - 1].rstrip().endswith(tuple(_END))
        if _QUOTED.match(page[i]) or (found["marked"] and interrupts):
            return i
    return len(page)


def _bare(line: str) -> str:
    return _DIGITS.sub("", "".join(line.split()))
