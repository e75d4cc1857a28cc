"""Finding place names in a text: longest match from left to right, in time linear in the text.

In goes a search form; out come the stretches that name places, with every row of the table that bears the name. Which of
them is meant is decided elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.places.short_names import GENERIC, NICKNAMES, full_forms, stem_of
from corpus.places.table import Row, Table

KINDS = frozenset("省市区县旗盟州国")
# A bare name that goes on like this is a street, a town or a village: 北京路, 和平街道; but 河南乡村 and 郑州路网 are not.
_PART_OF_SOMETHING = re.compile("路(?![网径况段面])|大[街道]|街(?!区)|巷|镇(?!域)|乡(?![村镇土情])|村(?![镇庄级民居])|社区")
# Between two names of which the first says where the second lies: nothing, blanks, brackets, a hyphen.
NEXT_TO = re.compile(r"[\s\-—·/>\[\]【】()（）的]{0,3}")
_SPLIT = ("市中区", "市南区", "市北区")  # 青岛市南区 is 青岛 + 市南区


class Found(NamedTuple):
    """A stretch of text that names a place; ``bare`` when it lacks 省, 市, 区, 县 …"""

    start: int
    end: int
    rows: tuple[Row, ...]
    bare: bool


class Names:
    """Every form of every name, by its first two characters."""

    def __init__(self, table: Table, ordinary: Iterable[str]) -> None:
        self.table = table
        self.ordinary = frozenset(ordinary)
        lines: dict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(table.lines):
            lines[line.split("\t", 2)[1]].append(at)
        self._lines = {name: tuple(ats) for name, ats in lines.items()}
        shorter: dict[str, list[str]] = defaultdict(list)
        for name in self._lines:
            for form in (*full_forms(name)[1:], stem_of(name)):
                if len(form) > 1 and form != name:
                    shorter[form].append(name)
        self._shorter = {form: tuple(names) for form, names in shorter.items()}
        self._lengths = _lengths([*self._lines, *self._shorter, *NICKNAMES, *self.ordinary])

    def rows(self, form: str) -> list[Row]:
        """Every row that bears ``form`` as its official, short or former name."""
        names = [form, *self._shorter.get(form, ())]
        rows = [self.table.row(at) for name in names for at in self._lines.get(name, ())]
        return rows + self.table.rows_of(NICKNAMES[form]) if form in NICKNAMES else rows

    def is_bare(self, form: str) -> bool:
        """Whether ``form`` lacks the word that says what kind of place it is (沙县 is bare for 沙县区, but a name of its own)."""
        return form not in self._lines and form[-1] not in KINDS or form in ("全国", "中国")

    def scan(self, text: str) -> list[Found]:
        """The names standing in ``text``, from left to right, without overlap."""
        found: list[Found] = []
        at = 0
        while at < len(text) - 1:
            end = self._longest(text, at)
            if end and (hit := self._hit(text, at, end, found)):
                found.append(hit)
                end = hit.end
            at = end or at + 1
        return found

    def _longest(self, text: str, at: int) -> int:
        """The end of the longest form or ordinary word beginning at ``at``, or 0."""
        for length in self._lengths.get(text[at : at + 2], ()):
            if self._known(text[at : at + length]):
                return at + length
        return 0

    def _known(self, form: str) -> bool:
        return form in self._lines or form in self._shorter or form in NICKNAMES or form in self.ordinary

    def _hit(self, text: str, start: int, end: int, before: list[Found]) -> Found | None:
        """The name at ``[start, end)``, unless it is an ordinary word here."""
        form = text[start:end]
        bare = self.is_bare(form)
        if form in self.ordinary or (bare and _PART_OF_SOMETHING.match(text, end)):
            return None
        rows = self.rows(form)
        if form in GENERIC:
            rows = self.table.inside(rows, before[-1].rows) if before and before[-1].end == start else []
        elif text[end - 1 : end + 2] in _SPLIT and self.table.inside(self.rows(text[end - 1 : end + 2]), rows):
            end, bare = end - 1, True
        return Found(start, end, tuple(rows), bare) if rows else None


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For the first two characters of any form, the lengths of the forms that begin so, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        lengths[form[:2]].add(len(form))
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}  # a few dozen tuples serve thousands of keys
    ordered = ((head, tuple(sorted(ns, reverse=True))) for head, ns in lengths.items())
    return {head: shared.setdefault(ns, ns) for head, ns in ordered}


def words_of(text: str) -> Iterator[str]:
    """The words of a data file with ``#`` comments, several to a line."""
    for line in text.splitlines():
        yield from line.partition("#")[0].split()
