"""Columns: which column of a table holds what. Headings and sample rows in, roles and positions out.

Names are looked up in ``columns.tsv``, unless the caller names them; a table without a known name for its text has the column in
which long Chinese text stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from corpus.model.errors import NoTextColumn

LONG = 300  # Chinese characters that make a cell the text of a report
_NOT_NAME = re.compile(r"[\W_]+")
_HAN = re.compile("[\u3400-\u9fff]")


@lru_cache(maxsize=1)
def names() -> dict[str, tuple[str, ...]]:
    """Role → names, from ``columns.tsv``."""
    text = resources.files("corpus.formats").joinpath("columns.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {role: tuple(listed.split()) for role, listed in rows}


def roles_of(headings: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Role → index of its column, for the headings we know. ``chosen`` is role → heading, as the caller said.

    >>> roles_of(["序号", "地区", "年份", "报告全文"])
    {'text': 3, 'place': 1, 'year': 2, 'id': 0}
    >>> roles_of(["甲", "乙"], {"text": "乙"})
    {'text': 1}
    """
    bare = [_bare(heading) for heading in headings]
    found: dict[str, int] = {}
    for role, heading in (chosen or {}).items():
        if _bare(heading) in bare:
            found[role] = bare.index(_bare(heading))
    for role, listed in names().items():
        if role not in found and (at := _position(bare, listed, set(found.values()))) is not None:
            found[role] = at
    return found


def text_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The column with the longest Chinese text, if it is long enough to be a report's."""
    longest: dict[int, int] = {}
    for row in rows:
        for i, cell in enumerate(row):
            longest[i] = max(longest.get(i, 0), len(_HAN.findall(cell[: 10 * LONG])))
    best = max(longest, key=lambda i: longest[i], default=None)
    return best if best is not None and longest[best] >= LONG else None


def is_long(rows: Sequence[Sequence[str]], column: int | None) -> bool:
    """Whether a column holds text as long as a report's in any of the rows."""
    cells = [row[column] for row in rows if column is not None and column < len(row)]
    return any(len(_HAN.findall(cell[: 10 * LONG])) >= LONG for cell in cells)


def no_text_column(name: str, headings: Sequence[str], chosen: Mapping[str, str] | None) -> NoTextColumn:
    """The refusal of a table without a text column: what was looked for, what is there, what to do."""
    there = "、".join(heading[:12] for heading in headings[:8] if heading) or "没有表头"
    wanted = (chosen or {}).get("text")
    missing = f"没有“{wanted}”这一列" if wanted else "没有存放报告正文的列"
    return NoTextColumn(f"“{name}”里{missing}（现有：{there}），请把正文所在列的表头改为“正文”，或用 --column text=列名 指定。")


def _position(bare: Sequence[str], listed: Sequence[str], taken: set[int]) -> int | None:
    free = [i for i in range(len(bare)) if i not in taken and bare[i]]
    for name in listed:
        if (same := next((i for i in free if bare[i] == name), None)) is not None:
            return same
    longer = [name for name in listed if len(name) > 1]
    return next((i for name in longer for i in free if bare[i].endswith(name) and len(bare[i]) <= len(name) + 8), None)


def _bare(heading: str) -> str:
    return _NOT_NAME.sub("", heading).lower()
