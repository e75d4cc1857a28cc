"""Scope: which reports, and which parts of them, are meant. The filters of every search, look-up and list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Filters; within one field any value will do, between fields all must hold. An empty field does not filter.

    ``places`` are GB/T 2260 codes, each covering all below it. ``years`` and the range are of the report, not of what
    it speaks of.
    """

    years: frozenset[int] = frozenset()
    year_from: int | None = None
    year_to: int | None = None
    places: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self != Scope()
