"""Which figures are meant, by what they say; in which reports, says :class:`corpus.Scope`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

FigureSort = Literal["order", "value_desc", "value_asc", "indicator", "period"]
FIGURE_SORTS: tuple[FigureSort, ...] = get_args(FigureSort)


NOTHING = "-"  # in an address: figures without a unit, or whose indicator was not recognised


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Filters on figures; within one field any value will do, between fields all must hold. An empty field does not filter.

    ``indicators`` are ids, or for what has none the words as printed (empty for none). ``units`` are as printed.
    ``speaking_of`` are years in a query's own words: a figure fits if its period or its report is of such a year, for a result
    of 2019 stands in the report of 2020.
    """

    kinds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    dimensions: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    speaking_of: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self != FigureFilter()
