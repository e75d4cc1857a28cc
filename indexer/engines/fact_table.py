"""The facts that passages of one snapshot have, as arrays: which of them a scope admits, and facets from their numbers.

Each value of a filter is looked at once, not each passage. Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, overload

import numpy as np
import numpy.typing as npt

from corpus import Scope
from indexer.engines.facts import FACETS, Facets, Facts, in_facet_order, values_of

Mask: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int64]

DOCUMENT = "document_id"
IN_ORDER_OF_VALUE = ("year", "place")  # whatever the numbers
KEPT = 64  # masks, one byte a fact


class FactTable:
    """Facts by number: those that differ, each once."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.facts = facts
        self._columns = {field: _Column.of(facts, field) for field in (*FACETS, DOCUMENT)}
        self._met: dict[tuple[Scope, str], Mask] = {}

    def meeting(self, scope: Scope, but: str = "") -> Mask:
        """By fact, whether it meets every filter but that of one facet."""
        filters = [(name, accepted) for name, accepted in self._filters(scope) if name != but]
        name = (scope, but if len(filters) < len(self._filters(scope)) else "")
        known = self._met.get(name)
        if known is not None:
            return known
        found = np.ones(len(self.facts), np.bool_)
        for field, accepted in filters:
            found &= self._having(field, accepted)
        found.flags.writeable = False
        if len(self._met) >= KEPT:
            self._met = {}
        self._met[name] = found
        return found

    def _filters(self, scope: Scope) -> list[tuple[str, Collection[Any]]]:
        """The accepted values of each filter that is set, under the name of its field."""
        low, high = scope.year_from, scope.year_to
        years: list[int] = self._columns["year"].values
        filters: list[tuple[bool, str, Collection[Any]]] = [
            (bool(scope.years), "year", scope.years),
            (low is not None, "year", [year for year in years if low is not None and year >= low]),
            (high is not None, "year", [year for year in years if high is not None and year <= high]),
            (bool(scope.places), "place", scope.places),
            (bool(scope.levels), "level", scope.levels),
            (bool(scope.parts), "part", scope.parts),
            (bool(scope.states), "state", scope.states),
            (bool(scope.documents), DOCUMENT, scope.documents),
        ]
        return [(name, accepted) for is_set, name, accepted in filters if is_set]

    def _having(self, field: str, accepted: Collection[Any]) -> Mask:
        """By fact, whether a value of a field is accepted."""
        column = self._columns[field]
        places = [column.places[value] for value in accepted if value in column.places]
        found, wanted = np.zeros(column.sets, np.bool_), np.zeros(len(column.values), np.bool_)
        wanted[places] = True
        found[column.holder[wanted[column.held]]] = True
        having: Mask = found[column.set_of]
        return having

    def facets(self, counts: Numbers, scope: Scope, fields: Iterable[str] = FACETS) -> Facets:
        """Facets from the numbers of matches by fact, in scope or not: each under all filters but its own."""
        out: Facets = {}
        held = (counts != 0).nonzero()[0]  # of truth values it is found faster
        numbers = counts[held].astype(np.float64)
        for field in fields:
            counted = self._columns[field].counted(held, numbers * self.meeting(scope, field)[held] if scope else numbers)
            out[field] = counted if field in IN_ORDER_OF_VALUE else in_facet_order(field, dict(counted))
        return out


class Counted(Sequence[tuple[Any, int]]):
    """Values of a facet with their numbers, put together when somebody looks at them: there may be thousands of places."""

    def __init__(self, values: npt.NDArray[np.object_], numbers: Numbers) -> None:
        self._values, self._numbers = values, numbers

    @cached_property
    def _pairs(self) -> list[tuple[Any, int]]:
        return list(zip(self._values.tolist(), self._numbers.tolist(), strict=True))

    @overload
    def __getitem__(self, index: int) -> tuple[Any, int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Any, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Any, int] | list[tuple[Any, int]]:
        return self._pairs[index]

    def __iter__(self) -> Iterator[tuple[Any, int]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._pairs == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._pairs)


@dataclass(frozen=True, slots=True)
class _Column:
    """A field of all facts: its ``values`` in their order, the ``places`` of these, and which of the different sets of values each fact has.

    Facts are many and sets few: a place has one, with all it lies in. ``holder`` and ``held`` are the pairs of set and value,
    ``names`` the values as an array.
    """

    values: list[Any]
    names: npt.NDArray[np.object_]
    places: dict[Any, int]
    set_of: npt.NDArray[Any]
    sets: int
    holder: Numbers
    held: Numbers

    @classmethod
    def of(cls, facts: Sequence[Facts], field: str) -> _Column:
        """The column of a facet."""
        order: dict[tuple[str | int, ...], int] = {}
        set_of = narrow(np.array([order.setdefault(values_of(f, field), len(order)) for f in facts], np.int64), len(order))
        values = [value for value, _ in in_facet_order(field, {v: 0 for held in order for v in held})]
        place = {value: at for at, value in enumerate(values)}
        pairs = [(at, place[value]) for held, at in order.items() for value in held]
        holder, held = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
        return cls(values, np.array(values, np.object_), place, set_of, len(order), holder, held)

    def counted(self, facts: Numbers, numbers: npt.NDArray[np.float64]) -> Counted:
        """The values that are held, in their order, each with its number, from those of these facts."""
        by_set = np.bincount(self.set_of[facts], weights=numbers, minlength=self.sets)
        totals = np.bincount(self.held, weights=by_set[self.holder], minlength=len(self.values)).astype(np.int64)
        found = totals.nonzero()[0]
        return Counted(self.names[found], totals[found])


def narrow(numbers: Numbers, size: int) -> npt.NDArray[Any]:
    """The numbers, none above ``size``, in as few bytes as they need: what is looked up by the hundred thousand has to be near."""
    return numbers.astype(np.min_scalar_type(size))
