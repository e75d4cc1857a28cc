"""What engines that filter and count by themselves share: the facts of a passage, tests of a scope, facets, order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from corpus import NATION, Scope
from indexer.model.matching import Entry, Tally
from indexer.model.query import Sort

FACETS = ("year", "place", "level", "part", "state")
REPORTS = ("report", "truncated", "excerpt")  # states of a text that is the report itself, be parts of it missing

Facets: TypeAlias = "dict[str, Sequence[tuple[str | int, int]]]"


@dataclass(frozen=True, slots=True)
class Facts:
    """What filters and facets know of a passage; equal for many passages, and then one object."""

    document_key: int
    document_id: str
    body: bool
    year: int | None
    places: tuple[str, ...]
    level: str | None
    part: str | None
    state: str


def facts_of(entry: Entry) -> Facts:
    """The facts of a passage as it is taken in."""
    return Facts(
        entry.document_key, entry.document_id, entry.body, entry.year, entry.places, entry.level, entry.part, entry.state
    )


def in_scope(scope: Scope) -> Callable[[Facts], bool]:
    """Whether a passage is in a scope."""
    tests = [test for _, test in _tests(scope)]
    return lambda facts: all(test(facts) for test in tests)


def filtered(scope: Scope) -> frozenset[str]:
    """The facets of which a scope has a filter."""
    return frozenset(name for name, _ in _tests(scope)) & frozenset(FACETS)


def facets(matching: Iterable[Facts], scope: Scope) -> Facets:
    """Counts by field over the matches in and out of scope, each under all filters but its own."""
    tests, counted = _tests(scope), Counter(matching)
    out: Facets = {}
    for field in FACETS:
        others = [test for name, test in tests if name != field]
        values: Counter[str | int] = Counter()
        for fact, count in counted.items():
            if all(test(fact) for test in others):
                for value in values_of(fact, field):
                    values[value] += count
        out[field] = in_facet_order(field, values)
    return out


def sort_key(sort: Sort, facts: Facts, band: int, score: float, key: int) -> tuple[Any, ...]:
    """Years newest first, places by code; the rest is decided by band, reports before other texts, score, document order."""
    relevance = (band, facts.state not in REPORTS, -score, key)
    if sort == "year":
        return (-(facts.year or 0), *relevance)
    if sort == "place":
        return (facts.places[-1:] or ("~",), -(facts.year or 0), *relevance)
    return relevance


def by_document(ranked: Iterable[int], document_of: Callable[[int], int]) -> list[tuple[int, int]]:
    """Of each document the passage ranked first, in order, with the number of its passages.

    >>> by_document([5, 3, 4, 9], lambda passage: passage % 2)
    [(5, 3), (4, 1)]
    """
    found: dict[int, tuple[int, int]] = {}
    for passage in ranked:
        document = document_of(passage)
        best, size = found.get(document, (passage, 0))
        found[document] = (best, size + 1)
    return list(found.values())


def apart(starts: Collection[int], reach: int) -> int:
    """How many of these places do not overlap one before them: from left to right, ``reach`` positions at least apart.

    >>> apart({0, 1, 2, 3, 4}, 2)
    3
    """
    count = free = 0
    for start in sorted(starts):
        if not count or start >= free:
            count, free = count + 1, start + reach
    return count


def tallied(found: Iterable[tuple[int, Collection[int]]], reach: int) -> dict[int, Tally]:
    """From (document key, places in one of its passages) to the tally of each document."""
    passages: Counter[int] = Counter()
    occurrences: Counter[int] = Counter()
    for document, starts in found:
        passages[document] += 1
        occurrences[document] += apart(starts, reach) if len(starts) > 1 else 1
    return {document: Tally(count, occurrences[document]) for document, count in passages.items()}


def together(groups: Sequence[set[int]], window: int) -> bool:
    """Whether some window holds a position of every group; it is enough to try windows that begin at a position."""
    positions = sorted((p, i) for i, group in enumerate(groups) for p in group)
    inside = [0] * len(groups)
    first = 0
    for position, group in positions:
        inside[group] += 1
        while position - positions[first][0] >= window:
            inside[positions[first][1]] -= 1
            first += 1
        if all(inside):
            return True
    return False


def _tests(scope: Scope) -> list[tuple[str, Callable[[Facts], bool]]]:
    """One test for each filter that is set, under the name of its facet (documents have none)."""
    low, high = scope.year_from, scope.year_to
    tests: list[tuple[bool, str, Callable[[Facts], bool]]] = [
        (bool(scope.years), "year", lambda f: f.year in scope.years),
        (low is not None, "year", lambda f: f.year is not None and low is not None and f.year >= low),
        (high is not None, "year", lambda f: f.year is not None and high is not None and f.year <= high),
        (bool(scope.places), "place", lambda f: any(p in scope.places for p in f.places)),
        (bool(scope.levels), "level", lambda f: f.level in scope.levels),
        (bool(scope.parts), "part", lambda f: f.part in scope.parts),
        (bool(scope.states), "state", lambda f: f.state in scope.states),
        (bool(scope.documents), "document", lambda f: f.document_id in scope.documents),
    ]
    return [(name, test) for is_set, name, test in tests if is_set]


def values_of(fact: Facts, field: str) -> tuple[str | int, ...]:
    """The values a passage has of a facet."""
    if field == "place":
        return fact.places
    value: str | int | None = getattr(fact, field)
    return () if value is None else (value,)


def in_facet_order(field: str, values: Mapping[str | int, int]) -> list[tuple[str | int, int]]:
    """Years newest first, the nation and then places by code, the rest by count."""
    if field == "year":
        return sorted(values.items(), key=lambda item: -int(item[0]))
    if field == "place":
        return sorted(values.items(), key=lambda item: (item[0] != NATION, str(item[0])))
    return sorted(values.items(), key=lambda item: (-item[1], str(item[0])))
