"""Finding place names in a text: longest match from left to right, in time linear in the text.

In goes a search form; out come the stretches that name places, with every row of the table that bears the name. Which
of them is meant is decided elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import NamedTuple

from corpus.places.short_names import GENERIC, full_forms, stem_of
from corpus.places.table import Row, Table, level_of

# A bare name that goes on like this is a street, a town or a village: 北京路, 和平街道; but 河南乡村 and 郑州路网 are not.
_STREET = re.compile("路(?![网径况段面])|大[街道]|街(?!区)|巷|镇(?!域)|乡(?![村镇土情])|村(?![镇庄级民居])|社区")
# 贺兰山, 嘉陵江, 唐河: older and larger than the counties called after them.
_LANDSCAPE = re.compile("[山江湖峡洋岭堡门]|河(?![道长流])")
# Between two names of which the first says where the second lies: nothing, blanks, brackets, a hyphen.
NEXT_TO = re.compile(r"[\s\-—·/>\[\]【】()（）的]{0,3}")
# What a bare county name may stand behind, besides white space, punctuation and another name: 2020年管城, not 创[新和]服务.
_OPENERS = frozenset("年在对为由从到与和及向至的是")
_YEAR = re.compile(r"(?:^|\D)(?:19|20)\d\d$")
_HAN = re.compile("[\u4e00-\u9fff]")
# In use, but by no rule: 莫旗 is 莫力达瓦达斡尔族自治旗.
NICKNAMES: dict[str, str] = dict(
    line.split("\t") for line in files("corpus.places").joinpath("nicknames.tsv").read_text("utf-8").splitlines() if line[0] != "#"
)
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
        words = frozenset(ordinary)
        self._careful = frozenset(word[1:] for word in words if word[0] == "^")
        self.ordinary = frozenset(word for word in words if word[0] != "^")
        lines: dict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(table.lines):
            lines[line.split("\t", 2)[1]].append(at)
        self._lines = {name: tuple(ats) for name, ats in lines.items()}
        shorter: dict[str, list[str]] = defaultdict(list)
        suffixed = {form for form in NICKNAMES if form.endswith(("县", "旗", "州", "共和国"))}
        for name in self._lines:
            stem = stem_of(name)
            if len(stem) > 1 and stem != name:
                shorter[stem].append(name)
            for form in full_forms(name)[1:]:
                shorter[form].append(name)
                suffixed.add(form)
        self._shorter = {form: tuple(names) for form, names in shorter.items()}
        self._suffixed = frozenset(suffixed)
        self._lengths = _lengths([*self._lines, *self._shorter, *NICKNAMES, *self.ordinary])

    def rows(self, form: str) -> list[Row]:
        """Every row that bears ``form`` as its official, short or former name."""
        names = [form, *self._shorter.get(form, ())]
        rows = [self.table.row(at) for name in names for at in self._lines.get(name, ())]
        return rows + self.table.rows_of(NICKNAMES[form]) if form in NICKNAMES else rows

    def is_bare(self, form: str) -> bool:
        """Whether ``form`` lacks the word that says what kind of place it is; 沙县 does not, it once was a full name."""
        return form == "全国" or (form not in self._lines and form not in self._suffixed)

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
            end = at + length
            region = text[end - 1 : end + 1] == "区域"  # 西安区域 speaks of 西安, not of 西安区
            if end <= len(text) and not region and self._known(text[at:end]):
                return end
        return 0

    def _known(self, form: str) -> bool:
        return form in self._lines or form in self._shorter or form in NICKNAMES or form in self.ordinary

    def _hit(self, text: str, start: int, end: int, before: list[Found]) -> Found | None:
        """The name at ``[start, end)``, unless it is an ordinary word here."""
        form = text[start:end]
        if form in self.ordinary:
            return None
        rows, bare = self.rows(form), self.is_bare(form)
        if bare and not self._stands_alone(text, start, end, rows, before):
            return None
        if len(form) == 2 and not bare and not self._begins(text, start, before):  # 示[范县], 完[成县]城
            return None
        if form in GENERIC:
            rows = self.table.inside(rows, before[-1].rows) if before and before[-1].end == start else []
        elif text[end - 1 : end + 2] in _SPLIT and self.table.inside(self.rows(text[end - 1 : end + 2]), rows):
            end, bare = end - 1, True
        return Found(start, end, tuple(rows), bare) if rows else None

    def _stands_alone(self, text: str, start: int, end: int, rows: Iterable[Row], before: list[Found]) -> bool:
        """Whether a bare name is neither part of a street's name nor, being little known, of other words."""
        if _STREET.match(text, end):
            return False
        small = all(level_of(row.code) == "county" for row in rows)
        if small and _LANDSCAPE.match(text, end):
            return False
        return not (small or text[start:end] in self._careful) or self._begins(text, start, before)

    def _begins(self, text: str, start: int, before: list[Found]) -> bool:
        """Whether a word can begin here for certain."""
        left = text[start - 1 : start]
        if left.isdigit():
            return _YEAR.search(text, max(0, start - 5), start) is not None  # 2020管城, but not 1.6万山洪
        return not _HAN.match(left) or left in _OPENERS or bool(before and before[-1].end == start)


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For the first two characters of any form, the lengths of the forms that begin so, longest first."""
    bits: dict[str, int] = defaultdict(int)
    for form in forms:
        bits[form[:2]] |= 1 << len(form)
    # A few dozen different answers serve thousands of heads.
    tuples = {b: tuple(n for n in range(b.bit_length() - 1, 0, -1) if b >> n & 1) for b in set(bits.values())}
    return {head: tuples[b] for head, b in bits.items()}


def words_of(text: str) -> Iterator[str]:
    """The words of a data file with ``#`` comments, several to a line."""
    for line in text.splitlines():
        yield from line.partition("#")[0].split()
