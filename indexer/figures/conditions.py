"""Filters as SQL over the figure table. Values are always bound, never written into the statement."""

from __future__ import annotations

from collections.abc import Collection

from corpus import NATION, Scope, prefix_of
from indexer.model.figure_query import FigureFilter

Condition = tuple[str, list[object]]
KEY = "coalesce(indicator_id, indicator, '')"  # what a figure is grouped by


def in_scope(scope: Scope) -> Condition:
    """In which reports."""
    clauses: list[str] = []
    values: list[object] = []
    for column, wanted in (
        ("year", scope.years), ("level", scope.levels), ("part", scope.parts), ("state", scope.states),
        ("document_id", scope.documents),
    ):  # fmt: skip
        if wanted:
            clauses.append(_among(column, wanted, values))
    for condition, bound in (("year >= ?", scope.year_from), ("year <= ?", scope.year_to)):
        if bound is not None:
            clauses.append(condition)
            values.append(bound)
    if scope.places:
        clauses.append("(" + " OR ".join(["places GLOB ?"] * len(scope.places)) + ")")
        values += [f"*/{code}/*" if code == NATION else f"*/{prefix_of(code)}*" for code in sorted(scope.places)]
    return " AND ".join(clauses) or "1", values


def beneath(code: str) -> list[Condition]:
    """Ranges of ``places`` that hold a place and all below it, for the index of indicators; the nation is itself alone.

    A county may stand under its city or right under its province, so it has two.
    """
    province, city = f"/{code[:2]}0000/", f"/{code[:4]}00/"
    if code == NATION or code.endswith("0000"):
        starts = [f"/{code}/"]
    elif code.endswith("00"):
        starts = [province + city[1:]]
    else:
        starts = [f"{province}{code}/", f"{province}{city[1:]}{code}/"]
    return [("places >= ? AND places < ?", [start, start[:-1] + "0"]) for start in starts]  # 0 follows / in ASCII


def among_figures(only: FigureFilter) -> Condition:
    """Which figures of them. A period of several years speaks of its first and its last."""
    clauses: list[str] = []
    values: list[object] = []
    for column, wanted in (
        ("kind", only.kinds), ("change", only.changes), (KEY, only.indicators), ("dimension", only.dimensions),
        ("unit", only.units), ("period", only.periods),
    ):  # fmt: skip
        if wanted:
            clauses.append(_among(column, wanted, values))
    if only.speaking_of:
        years = {str(year) for year in only.speaking_of}
        spoken = [_among("year", only.speaking_of, values), _among("substr(period, 1, 4)", years, values)]
        spoken.append(f"(substr(period, 5, 1) = '-' AND {_among('substr(period, 6, 4)', years, values)})")
        clauses.append("(" + " OR ".join(spoken) + ")")
    return " AND ".join(clauses) or "1", values


def _among(column: str, wanted: Collection[object], values: list[object]) -> str:
    values += sorted(wanted, key=str)
    return f"{column} IN ({','.join('?' * len(wanted))})"
