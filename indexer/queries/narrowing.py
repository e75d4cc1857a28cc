"""Scopes put together: both must hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from corpus import NATION, Scope, prefix_of

NOWHERE = Scope(documents=frozenset({""}))  # no document has that id
Value = TypeVar("Value", int, str)


class _Contradiction(Exception):
    """The two scopes have nothing in common."""


def narrow(first: Scope, second: Scope) -> Scope:
    """The scope of what lies in both; :data:`NOWHERE` where they contradict each other.

    >>> narrow(Scope(places=frozenset({"410000"})), Scope(places=frozenset({"410104"}))).places
    frozenset({'410104'})
    >>> narrow(Scope(years=frozenset({2019})), Scope(years=frozenset({2020}))) == NOWHERE
    True
    """
    try:
        return Scope(
            years=_both(first.years, second.years),
            year_from=_bound(max, first.year_from, second.year_from),
            year_to=_bound(min, first.year_to, second.year_to),
            places=_places(first.places, second.places),
            levels=_both(first.levels, second.levels),
            parts=_both(first.parts, second.parts),
            states=_both(first.states, second.states),
            documents=_both(first.documents, second.documents),
        )
    except _Contradiction:
        return NOWHERE


def _both(first: frozenset[Value], second: frozenset[Value]) -> frozenset[Value]:
    if not (first and second):
        return first or second
    if not first & second:
        raise _Contradiction
    return first & second


def _places(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """Of two places one of which covers the other, the smaller one."""
    if not (first and second):
        return first or second
    found = {b for a in first for b in second if _covers(a, b)} | {a for a in first for b in second if _covers(b, a)}
    if not found:
        raise _Contradiction
    return frozenset(found)


def _covers(whole: str, part: str) -> bool:
    return whole == part or (whole != NATION and part.startswith(prefix_of(whole)))


def _bound(pick: Callable[[int, int], int], first: int | None, second: int | None) -> int | None:
    if first is None or second is None:
        return first if second is None else second
    return pick(first, second)
