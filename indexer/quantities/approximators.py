"""Words that say a number is not exact (``approximators.tsv``): 约 before it, 余 inside, 以上 after it.

In goes a search form and the place of a number, out comes the word that touches it. What it means stays in :func:`sense`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from indexer.model.quantity import Sense

_SENSES: dict[str, Sense] = {"approx": "approx", "ge": "ge", "le": "le", "gt": "gt", "lt": "lt"}

# What may stand between the word and the number: 超过了3%, 约占到30%, 约为 500亿.
GAP = "[了达到至为有占在 ]{0,2}"
LONGEST = 8  # characters looked back: the longest word with its gap

# 近三年 is "the last three years", 附近3个 and 最近5次 are places and times; 总数 and 户数 are no 数 of 数千; 超 in 赶超.
_NOT_BEFORE = {
    "近": re.compile("[附最远临邻新亲靠]$"),
    "多": re.compile(""),
    "数": re.compile("[总人户次个份次件基指系位倍参函变]$"),
    "上": re.compile("[以之网线路会地身早晚马向基岗跃迈站跨登]$"),
    "超": re.compile("[赶高反]$"),
    "不足": re.compile("[供应严投]$"),
}


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Sense, set[str]]]:
    table: dict[str, tuple[Sense, set[str]]] = {}
    for line in files(__package__).joinpath("approximators.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, means, place = line.split("\t")
            table.setdefault(word, (_SENSES[means], set()))[1].add(place)
    return table


def sense(word: str | None) -> Sense | None:
    """What an approximator means; ``None`` for none.

    >>> sense("余"), sense("不低于"), sense("左右"), sense(None)
    ('gt', 'ge', 'approx', None)
    """
    return None if word is None or word not in _table() else _table()[word][0]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def words(*places: str) -> str:
        chosen = [word for word, (_, where) in _table().items() if where & set(places)]
        return "|".join(sorted(map(re.escape, chosen), key=len, reverse=True))

    before = re.compile(f"(?:{words('before', 'apart')})(?={GAP}$)")
    return before, re.compile(f" ?({words('after')})")


@lru_cache(maxsize=1)
def _last_characters() -> frozenset[str]:
    """What can stand right before the number when an approximator does; most numbers are dismissed by it."""
    return frozenset(word[-1] for word in _table()) | frozenset("了达到至为有占在 ")


def before(form: str, start: int) -> tuple[str, int] | None:
    """The word before a number and where the mention then begins: 约 belongs to it, 突破 is a verb and does not.

    >>> before("新增约350万", 3), before("产量突破1300万", 4), before("近三年", 1)
    (('约', 2), ('突破', 4), ('近', 0))
    """
    if form[start - 1 : start] not in _last_characters():
        return None
    low = max(0, start - LONGEST)
    match = _patterns()[0].search(form[low:start])
    if match is None:
        return None
    word, at = match[0], low + match.start()
    trap = _NOT_BEFORE.get(word)
    if trap is not None and trap.search(form[max(0, at - 1) : at]):
        return None
    if word in ("数", "上") and low + match.end() != start:
        return None
    return word, start if "apart" in _table()[word][1] else at


def after(form: str, end: int) -> tuple[str, int] | None:
    """The word after a number with its unit, and where the mention then ends.

    >>> after("4%以内,", 2), after("4%,", 2)
    (('以内', 4), None)
    """
    match = _patterns()[1].match(form, end)
    return None if match is None else (match[1], match.end())
