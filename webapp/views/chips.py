"""The conditions of a search, each with the address without it: chosen filters, and those read from the words."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import webapp.wording as wording
from indexer import ReadAs, Scope, SearchRequest
from webapp.links import Address, scope_params, search_address

CODE_WORDS: dict[str, Mapping[str, str]] = {"level": wording.LEVELS, "part": wording.PARTS, "state": wording.STATES}
RANGE = ("year_from", "year_to")


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition: its kind and value, the words of the query it was read from, and the address without it."""

    kind: str
    label: str
    href: str
    read_from: str = ""


@dataclass(frozen=True, slots=True)
class AsWords:
    """Words that would have been read as a filter and were asked as words; the address reads them as a filter again."""

    kind: str
    href: str


def chips(asked: SearchRequest, read: ReadAs, names: Mapping[str, str]) -> tuple[Chip, ...]:
    """All conditions of a search; ``names`` gives places and documents their names."""
    base = search_address(replace(asked, offset=0))
    return (*read_chips(base, read, names), *scope_chips(base, asked.scope, names))


def named(*names: Mapping[str, str]) -> Mapping[str, str]:
    """Several mappings as one, of which none is gone through: the first that knows a name gives it."""
    return ChainMap(*names)  # type: ignore[arg-type]  # nothing is written


def scope_chips(base: Address, scope: Scope, names: Mapping[str, str]) -> tuple[Chip, ...]:
    """The chosen filters; a range of years is one condition."""
    out = [
        Chip(wording.FILTERS[key], _label(key, value, names), base.remove(key, value).href)
        for key, value in scope_params(scope)
        if key not in RANGE
    ]
    if scope.year_from is not None or scope.year_to is not None:
        out.insert(0, Chip("年份", _range(scope), base.remove(RANGE[0]).remove(RANGE[1]).href))
    return tuple(out)


def as_words(asked: SearchRequest) -> tuple[AsWords, ...]:
    """What was asked to stay words, with the way back."""
    base = search_address(replace(asked, offset=0))
    return tuple(AsWords(wording.FILTERS[w], base.remove("as_words", w).href) for w in sorted(asked.as_words))


def cleared(asked: SearchRequest) -> str:
    """The address of the same query without any chosen filter."""
    return search_address(replace(asked, scope=Scope(), offset=0)).href


def read_chips(base: Address, read: ReadAs, names: Mapping[str, str]) -> list[Chip]:
    """One chip for each stretch of the query: 2018–2020年 is several years, a name may be several places'."""
    years: dict[str, list[int]] = {}
    for year, words in read.years:
        years.setdefault(words, []).append(year)
    places: dict[str, list[str]] = {}
    for code, words in read.places:
        places.setdefault(words, []).append(names.get(code, code))
    by_year = [Chip("年份", _years(y), base.add("as_words", "year").href, words) for words, y in years.items()]
    return by_year + [
        Chip("地区", "、".join(p), base.add("as_words", "place").href, words) for words, p in places.items()
    ]


def _years(years: Sequence[int]) -> str:
    return f"{min(years)}–{max(years)}年" if len(years) > 1 else f"{years[0]}年"


def _label(key: str, value: str, names: Mapping[str, str]) -> str:
    if key == "year":
        return f"{value}年"
    return CODE_WORDS.get(key, names).get(value, value)


def _range(scope: Scope) -> str:
    """2018–2021年, 2018年起, or 2021年止."""
    low, high = scope.year_from, scope.year_to
    if low is not None and high is not None:
        return f"{low}–{high}年"
    return f"{low}年起" if low is not None else f"{high}年止"
