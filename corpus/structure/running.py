"""Running on: paragraphs that a copy set behind each other in one line, parted by wide blanks. Lines in, lines out.

Web pages and spreadsheets lose their breaks and keep the indents: ``…提出意见。　　一、工作回顾　　过去一年…``. Inside a paragraph
no report sets two wide blanks behind a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.lines import ENDS, Line

LONG = 300  # characters of a line that may be several paragraphs
FEWEST = 3  # blanks behind an end mark, before blanks are breaks
APART = "来源把多个段落连成一行，已按段间的空格分开。"
_GAP = re.compile("[\u3000\u00a0\u2003]{2,}|(?:[ \u00a0\u3000]*\t)+[ \u00a0\u3000]*|[ \u00a0\u3000]{3,}")
_BEHIND_END = re.compile(f"[{ENDS}；：:”）)]$")


def apart(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The lines, those that hold several paragraphs cut at the blanks between them, and remarks.

    >>> line = Line("　　".join(["各位代表：", "过去一年成绩很大。" * 20, "一、回顾", "增长6%。" * 20, "努力奋斗！"]))
    >>> [len(each.text) for each in apart([line])[0]]
    [5, 180, 4, 100, 5]
    """
    cut: list[Line] = []
    for line in lines:
        gaps = list(_GAP.finditer(line.text)) if len(line.text) >= LONG else []
        if sum(_BEHIND_END.search(line.text, 0, gap.start()) is not None for gap in gaps) < FEWEST:
            cut.append(line)
            continue
        starts, ends = [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(line.text)]
        leads = [line.lead, *(gap[0] for gap in gaps)]
        cut += [
            Line(line.text[start:end], line.gap if start == 0 else 0, lead)
            for start, end, lead in zip(starts, ends, leads, strict=True)
        ]
    return cut, (APART,) if len(cut) > len(lines) else ()
