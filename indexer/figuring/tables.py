"""Tables of figures: all figures of some reports, filtered, sorted and counted by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

from corpus import Catalog, NotFound, PassageRecord, Place, Scope
from indexer.figures.store import FigureStore, Found
from indexer.figuring.hits import hit_of, hits_of
from indexer.model.figure_query import FigureFilter, FigureSort
from indexer.model.hit import Facets, FigureHit, FigureTable
from indexer.model.query import ReadAs
from indexer.quantities.indicators import name_of

FACETS = ("year", "place", "document", "kind", "indicator", "dimension", "unit", "period")
FIELD_OF = {  # the field of a filter that each facet sets; the others are of the reports
    "kind": "kinds", "indicator": "indicators", "dimension": "dimensions", "unit": "units", "period": "periods",
}  # fmt: skip
MOST_VALUES = 40  # of one facet
MOST_COUNTED = 100_000  # figures up to which facets are counted: 50 ms for each facet
BATCH = 1000  # rows of an export read at once


class PlaceNames(Protocol):
    """What is needed of the gazetteer."""

    def place(self, code: str) -> Place | None:
        """The place of a code."""


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called: places, reports, indicators."""

    catalog: Catalog
    places: PlaceNames

    def of(self, facets: Facets, read_as: ReadAs) -> dict[str, str]:
        """A name for every code of these facets and of what was read from a query."""
        names = {str(key): name_of(str(key)) for key, _ in facets.get("indicator", [])}
        for code in (*(str(c) for c, _ in facets.get("place", [])), *(c for c, _ in read_as.places)):
            if place := self.places.place(code):
                names[code] = place.name
        for document_id, _ in facets.get("document", []):
            names[str(document_id)] = self._title(str(document_id))
        return names

    def _title(self, document_id: str) -> str:
        try:
            return self.catalog.title(document_id)
        except NotFound:
            return document_id


@dataclass(frozen=True, slots=True)
class FigureTables:
    """Reads tables of figures off the store."""

    store: FigureStore
    catalog: Catalog
    names: Names

    def page(self, scope: Scope, only: FigureFilter, sort: FigureSort, limit: int, offset: int) -> FigureTable:
        """One page, with the counts for its filters; of more than :data:`MOST_COUNTED` figures no facets are counted."""
        found = self.store.listed(scope, only, sort, limit, offset)
        total = self.store.counted(scope, only)
        facets: Facets = {name: self._tally(name, scope, only) if total <= MOST_COUNTED else [] for name in FACETS if name != "place"}
        return FigureTable(total, hits_of(found, self.catalog, offset), facets, self.names.of(facets, ReadAs()))

    def rows(self, scope: Scope, only: FigureFilter, sort: FigureSort, most: int) -> Iterator[FigureHit]:
        """The first ``most`` rows, read in batches."""
        for offset in range(0, most, BATCH):
            found = self.store.listed(scope, only, sort, min(BATCH, most - offset), offset)
            yield from hits_of(found, self.catalog, offset)
            if len(found) < BATCH:
                return

    def of_passage(self, passage: PassageRecord) -> tuple[FigureHit, ...]:
        """The figures of one passage, in order."""
        return tuple(hit_of(rank, found, passage) for rank, found in enumerate(self.store.of_passages([passage.key]), 1))

    def counterpart(self, hit: FigureHit) -> FigureHit | None:
        """For a result the target of the same indicator in the same report, for a target the result; the like of it first."""
        figure, other = hit.figure, {"result": "target", "target": "result"}.get(hit.figure.kind)
        if figure.indicator_id is None or other is None:
            return None
        scope = Scope(documents=frozenset({hit.hit.passage.document.document_id}))
        only = FigureFilter(kinds=frozenset({other}), indicators=frozenset({figure.indicator_id}))
        like = (figure.change, figure.quantity.dimension)
        found = self.store.listed(scope, only, "order", MOST_VALUES)
        found.sort(key=lambda f: (f.figure.change, f.figure.quantity.dimension) != like)
        return next(iter(hits_of(found[:1], self.catalog)), None)

    def _tally(self, name: str, scope: Scope, only: FigureFilter) -> list[tuple[str | int, int]]:
        return self.store.tallied(name, *_without(name, scope, only), MOST_VALUES)


def _without(name: str, scope: Scope, only: FigureFilter) -> tuple[Scope, FigureFilter]:
    """The filters without that of a facet, so that its other values can be counted."""
    if name == "year":
        return replace(scope, years=frozenset(), year_from=None, year_to=None), only
    if name == "document":
        return replace(scope, documents=frozenset()), only
    return scope, replace(only, **{FIELD_OF[name]: frozenset()})


def fits(found: Found, only: FigureFilter, without: str = "") -> bool:
    """Whether a figure meets the filters on what it says, that of one facet left aside."""
    values = _values(found)
    return all(
        not wanted or name == without or bool(wanted & set(values[name]))
        for name, field in FIELD_OF.items()
        if (wanted := getattr(only, field)) is not None
    )


def tallies(found: Sequence[Found], only: FigureFilter) -> Facets:
    """The facets of figures that are all at hand, each counted without its own filter."""
    values = [_values(figure) for figure in found]
    counts: Facets = {}
    for name in FACETS:
        narrowed = any(other != name and getattr(only, field) is not None for other, field in FIELD_OF.items())
        here = [v for f, v in zip(found, values, strict=True) if fits(f, only, without=name)] if narrowed else values
        counts[name] = Counter(chain.from_iterable(v[name] for v in here)).most_common(MOST_VALUES)
    return counts


def _values(found: Found) -> dict[str, tuple[str | int, ...]]:
    figure, placed = found.figure, found.placed
    return {
        "year": (placed.year,) if placed.year is not None else (), "place": placed.places, "document": (placed.document_id,),
        "kind": (figure.kind,), "indicator": (found.key,), "dimension": (figure.quantity.dimension,),
        "unit": (figure.quantity.unit,), "period": (figure.period,) if figure.period else (),
    }  # fmt: skip
