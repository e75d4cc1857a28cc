"""From a scope to SQL: the WHERE clause over the table ``documents``, values always bound, never written in."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model.place import NATION, prefix_of
from corpus.model.scope import Scope

ORDERS = {
    "relevance": "key",
    "year": "year IS NULL, year DESC, place_code, key",
    "place": "place_code IS NULL, place_code, year DESC, key",
}


def where(scope: Scope) -> tuple[str, tuple[object, ...]]:
    """A condition on ``documents`` and its values; parts are of passages and do not count here.

    >>> where(Scope(years=frozenset({2020}), places=frozenset({"410000"})))
    ('year IN (?) AND (place_code GLOB ?)', (2020, '41*'))
    """
    clauses: list[str] = []
    values: list[object] = []
    for column, wanted in (
        ("year", scope.years), ("level", scope.levels), ("state", scope.states), ("document_id", scope.documents),
    ):  # fmt: skip
        if wanted:
            clauses.append(f"{column} IN ({','.join('?' * len(wanted))})")
            values += sorted(wanted, key=str)
    for condition, bound in (("year >= ?", scope.year_from), ("year <= ?", scope.year_to)):
        if bound is not None:
            clauses.append(condition)
            values.append(bound)
    if scope.places:
        patterns = list(_patterns(scope.places))
        clauses.append("(" + " OR ".join(["place_code GLOB ?"] * len(patterns)) + ")")
        values += patterns
    return " AND ".join(clauses) or "1", tuple(values)


def _patterns(codes: Iterable[str]) -> Iterable[str]:
    for code in sorted(codes):
        yield NATION if code == NATION else prefix_of(code) + "*"
