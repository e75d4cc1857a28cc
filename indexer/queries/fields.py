"""The fields of the query language that filter: 年份: 地区: 部分:, from their written value to a scope."""

from __future__ import annotations

import re
from typing import Protocol

from corpus import PARTS, Place, Scope, search_form
from indexer.model.errors import QueryError

FILTERS = ("年份", "地区", "部分")
PART_NAMES = {"回顾": "review", "目标": "goals", "部署": "plan", "自身建设": "government"}
_YEARS = re.compile(r"(\d{4})年?(?:(?:-+|~|至|到|\.\.)(\d{4})年?)?")


class FieldNames(Protocol):
    """What is needed of the gazetteer."""

    def named(self, name: str) -> tuple[Place, ...]:
        """All places that bear this name."""

    def place(self, code: str) -> Place | None:
        """The place of a code."""


def read_field(name: str, value: str, names: FieldNames) -> Scope:
    """The scope that ``name:value`` means. Raises :class:`QueryError` for a value that means nothing."""
    readers = {"年份": _years, "地区": lambda v: Scope(places=place_codes(v, names)), "部分": _parts}
    return readers[name](value)


def place_codes(value: str, names: FieldNames) -> frozenset[str]:
    """Codes of a place given by code or by name; of all places of that name, since a filter may be generous.

    Raises :class:`QueryError` for a name no place bears.
    """
    place = names.place(value)
    codes = frozenset([place.code]) if place else frozenset(p.code for p in names.named(search_form(value)))
    if not codes:
        raise QueryError(f"没有名为“{value[:20]}”的地区，请写全称或六位行政区划代码，例如 地区:郑州市、地区:410100。")
    return codes


def _years(value: str) -> Scope:
    years: set[int] = set()
    for item in re.split(r"[,、;]", search_form(value)):
        match = _YEARS.fullmatch(item)
        if not match:
            raise QueryError(f"“{value[:20]}”不是年份，请写成 年份:2020 或 年份:2018-2020。")
        first, last = int(match[1]), int(match[2] or match[1])
        years |= set(range(min(first, last), max(first, last) + 1))
    return Scope(years=frozenset(years))


def _parts(value: str) -> Scope:
    part = PART_NAMES.get(value, value)
    if part not in PARTS:
        raise QueryError(f"没有名为“{value[:20]}”的部分，可写 {'、'.join(PART_NAMES)}。")
    return Scope(parts=frozenset({part}))
