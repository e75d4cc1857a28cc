"""The words that surround figures: what stands between a noun and its number, before the noun, and after it.

In goes ``wording.tsv``, out come sets of words in the search form. Which word means what is all this file knows; where a noun
phrase begins and ends is decided in :mod:`indexer.quantities.trimming` and :mod:`indexer.quantities.noun_phrases`.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files


def _lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in files("indexer.quantities").joinpath("wording.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            name, words = line.split("\t")
            found[name] = (*found.get(name, ()), *words.split())
    return found


_LISTS = _lists()
_STEPS = _LISTS["growth"] + _LISTS["fall"]
_REACHED = tuple(verb + to for verb in _STEPS for to in _LISTS["reached"] if len(verb) > 1 or to in "到至")

# A word of the predicate → what it says: growth, fall, level, rank, or nothing of its own.
TAIL: dict[str, str] = (
    dict.fromkeys(_LISTS["adverbs"], "")
    | dict.fromkeys(_LISTS["growth"] + _LISTS["grown"], "growth")
    | dict.fromkeys(_LISTS["fall"] + _LISTS["fallen"], "fall")
    | dict.fromkeys(_LISTS["levels"] + _REACHED, "level")
    | dict.fromkeys(_LISTS["ranks"], "rank")
)
LEAD = frozenset(_LISTS["light"])
NAMES = frozenset(_LISTS["names"])
KEPT_VERBS = _LISTS["kept"]
BARE_VERBS = frozenset(_LISTS["bare"])
ENDS = frozenset(_LISTS["ends"])
NOT_ENDS = frozenset(_LISTS["not_ends"])
WORD_ENDS = frozenset(_LISTS["word_ends"])
GENERAL = frozenset(_LISTS["general"])
ATTRIBUTES = frozenset(_LISTS["attributes"])
SHARED_MEASURES = frozenset(_LISTS["shared_measures"])
SHARED_THINGS = frozenset(_LISTS["shared_things"])
COPULAS = _LISTS["copulas"]
THRESHOLDS = frozenset(_LISTS["thresholds"])
_MEASURES = frozenset(_LISTS["measures"])
_MEASURE_ENDS = ("元", "米", "吨", "里", "瓦", "瓦时", "煤")
_LONGEST = 8


def is_measure(unit: str) -> bool:
    """Whether ``unit`` measures, rather than counts things that may be named behind it (个 家 条).

    >>> is_measure("元"), is_measure("微克/立方米"), is_measure("条"), is_measure("")
    (True, True, False, False)
    """
    return unit in _MEASURES or "/" in unit or unit.endswith(_MEASURE_ENDS)


def longest_prefix(words: str, among: Collection[str], longest: int = _LONGEST) -> str:
    """The longest word of ``among`` that ``words`` begins with, or nothing. (A loop: this is the hot spot of labelling.)

    >>> longest_prefix("完成了绿化", LEAD)
    '完成了'
    """
    for n in range(min(longest, len(words)), 0, -1):
        if words[:n] in among:
            return words[:n]
    return ""


def longest_suffix(words: str, among: Collection[str], longest: int = _LONGEST) -> str:
    """The longest word of ``among`` that ``words`` ends with, or nothing.

    >>> longest_suffix("失业率控制在", TAIL)
    '控制在'
    """
    for n in range(min(longest, len(words)), 0, -1):
        if words[-n:] in among:
            return words[-n:]
    return ""
