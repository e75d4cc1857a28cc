"""Printed pages: running titles and numbers that a copy of printed pages left between the lines. Lines in, their indices out.

They may stand in mid sentence, where nothing else is taken for furniture, so numbers are told by counting on, and titles by coming
again beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.structure.front import is_salutation
from corpus.structure.lines import Line, ends_clause, han_count, squeeze
from corpus.structure.markers import marker_of

FEWEST = 3  # times that a running title comes again
SHARE = 0.6  # of the numbers have it beside them
FEWEST_NUMBERS = 3  # numbers that count on
LONGEST = 40  # characters of a running title
_NUMBER = re.compile(r"[—–―－\-·\s]*(?:第\s*)?(\d{1,3})(?:\s*页.{0,12})?[—–―－\-·\s]*")
_DIGITS = re.compile(r"\d+")


def page_marks(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that belong to the pages a text was printed on: numbers, and titles that stand beside them.

    >>> texts = ["增长6%，新", "1", "增就业。", "工业", "2", "向好。", "努力", "3", "奋斗！"]
    >>> sorted(page_marks([Line(text) for text in texts]))
    [1, 4, 7]
    """
    numbers = _numbers(lines)
    beside = [i for at in numbers for i in (at - 1, at + 1) if 0 <= i < len(lines) and _may_run(lines[i].text)]
    titles = Counter(_bare(lines[i].text) for i in beside)
    often = {title for title, times in titles.items() if times >= max(FEWEST, SHARE * len(numbers))}
    return frozenset(numbers | {i for i in beside if _bare(lines[i].text) in often})


def _numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that are nothing but numbers each of which is one more than the one before."""
    run: list[int] = []
    best: list[int] = []
    last = 0
    for i, line in enumerate(lines):
        found = _NUMBER.fullmatch(line.text)
        if found is None:
            continue
        run = [*run, i] if int(found[1]) == last + 1 and run else [i]
        last = int(found[1])
        best = run if len(run) > len(best) else best
    return set(best) if len(best) >= FEWEST_NUMBERS else set()


def _may_run(text: str) -> bool:
    return 4 <= len(text) <= LONGEST and han_count(text) >= 4 and not ends_clause(text) and marker_of(text) is None and not is_salutation(text)


def _bare(text: str) -> str:
    return _DIGITS.sub("", squeeze(text))
