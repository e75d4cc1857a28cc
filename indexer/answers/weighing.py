"""How much of what a question is about stands in a stretch of text.

Every term of the question weighs what the library's idf says; how far it stands in a stretch is between 0 and 1: the whole
string, a synonym, its parts, at last its pairs of characters. Brackets are opened: 新(改、续)建 says 新建, 改建 and 续建.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from corpus import search_form
from indexer.model.query import Term


def words_of(name: str) -> frozenset[str]:
    """The words of a list beside this file; ``#`` opens a comment line."""
    lines = files("indexer.answers").joinpath(name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


SYNONYM, PARTS, AMOUNT, LOOSE, PAIRS = 0.95, 0.85, 0.82, 0.8, 0.55  # what a term is worth that stands there only so
_AMOUNTS = ("产量", "数量", "销量", "总量", "总数")
# What is asked for need not be called so where it stands: 北京 is a 城市, 被评为"示范医院" gives a 称号.
UNSAID = frozenset(
    ["城市", "地方", "地区", "国家", "省份", "公司", "企业", "单位", "机构", "部门", "行业", "领域", "国际组织", "组织", "学校", "大学",
     "称号", "荣誉", "荣誉称号", "奖项", "奖", "认证", "项目", "景区", "人", "国际", "名称"]
)  # fmt: skip
ABSENT = 0.5  # share of its weight that a word keeps which stands nowhere
TAKEN = 0.4  # what is left of a term that another figure measures
WEAK = 0.25  # share of its weight that a word of WEAK_WORDS keeps
WEAK_WORDS = words_of("weak_words.txt")
_BRACKET = re.compile(r"(?P<head>[\u4e00-\u9fff])\((?P<inner>[\u4e00-\u9fff、,]{1,8})\)(?P<tail>[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term of the question as strings to look for, with its weight; ``absent`` if it stands nowhere in the library."""

    whole: str
    parts: tuple[str, ...]
    loose: tuple[str, ...]
    synonyms: tuple[str, ...]
    weight: float
    absent: bool = False

    def within(self, stretch: str) -> float:
        """How far this term stands in a stretch of search form, from 0 to 1."""
        if self.whole in stretch:
            return 1.0
        if any(s in stretch for s in self.synonyms):
            return SYNONYM
        if len(self.whole) > 3 and self.whole.endswith(_AMOUNTS) and self.whole[:-2] in stretch:
            return AMOUNT  # 棉花产量, 棉花达到608万吨
        if _abbreviates(self.whole, stretch):
            return SYNONYM
        inner = _share(self.loose, stretch) if self.absent else _covered(self.whole, self.loose, stretch)
        parts = max(_share(self.parts, stretch) * PARTS, inner * LOOSE)
        return max(parts, _pairs(self.whole, stretch) * PAIRS)


@lru_cache(maxsize=1024)
def _spelt_out(word: str) -> re.Pattern[str] | None:
    """What a word of three or four characters may stand for: 进(口)博(览)会, 世(界)贸(易)组织."""
    if not 3 <= len(word) <= 4 or not re.fullmatch("[\u4e00-\u9fff]+", word):
        return None
    return re.compile("([\u4e00-\u9fff]{0,2}?)".join(word[:-1]) + "([\u4e00-\u9fff]{0,1}?)" + word[-1])


def _abbreviates(word: str, stretch: str) -> bool:
    """Whether a stretch spells a word out: at least two of its characters are followed by others (中医院 is no 中心医院)."""
    pattern = _spelt_out(word)
    found = pattern.search(stretch) if pattern else None
    return found is not None and sum(bool(gap) for gap in found.groups()) > 1


def weighed(term: Term, idf: float, absent: bool, *, kind: bool = False) -> Weighed:
    """A term with the weight that its rarity in the library gives it; a word of the asker's own, which stands nowhere, says less,
    and hardly anything if it only says what kind of thing is asked for: 哪个电视节目.
    """
    whole = search_form(term.text)
    weak = whole in WEAK_WORDS or (kind and (absent or whole in UNSAID))
    parts = term.pieces if len(term.pieces) > 1 else ()
    factor = WEAK if weak else ABSENT if absent else 1.0
    return Weighed(
        whole, parts, term.looser, tuple(search_form(e) for e in term.expansions), max(idf, 0.1) * factor, absent and not weak
    )


def coverage(terms: Sequence[Weighed], zones: Sequence[tuple[str, float]], taken: frozenset[str] = frozenset()) -> float:
    """The share of the question's weight that stands in ``zones``, (stretch, worth) pairs; each term where it is worth most.

    A term of ``taken`` belongs to something else that stands there, and is worth little.
    """
    whole = sum(t.weight for t in terms)
    if not whole:
        return 0.0
    best = {t.whole: max(t.within(stretch) * worth for stretch, worth in zones) for t in terms}
    return sum(t.weight * best[t.whole] * (TAKEN if t.whole in taken else 1.0) for t in terms) / whole


def opened(form: str) -> str:
    """A stretch with what its brackets stand for behind it.

    >>> opened("新(改、续)建公厕")
    '新(改、续)建公厕 新建 改建 续建'
    """
    if "(" not in form:
        return form
    said = [
        char + match["tail"] for match in _BRACKET.finditer(form) for char in (match["head"], *re.sub("[、,]", "", match["inner"]))
    ]
    return " ".join((form, *said))


def _share(strings: Sequence[str], stretch: str) -> float:
    """Of the length of several words those that stand; in 投资总额 the 总额 says little."""
    worth = {s: len(s) * (WEAK if s in WEAK_WORDS else 1.0) for s in strings}
    return sum(worth[s] for s in strings if s in stretch) / sum(worth.values()) if worth else 0.0


def _covered(word: str, inner: Sequence[str], stretch: str) -> float:
    """How much of a word those inside it that stand make up, squared: 产量 alone does not tell 钢产量 from 糖料产量."""
    worth, stands = [1.0] * len(word), set[int]()
    for string in inner:
        at = word.find(string)
        letters = range(at, at + len(string)) if at >= 0 else ()
        stands |= set(letters) if string in stretch else set()
        for i in letters if string in WEAK_WORDS else ():
            worth[i] = WEAK
    return float((sum(worth[i] for i in stands) / sum(worth)) ** 2)


def _pairs(word: str, stretch: str) -> float:
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(p in stretch for p in pairs) / len(pairs) if len(pairs) > 1 else 0.0
