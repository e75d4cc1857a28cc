"""An indicator from end to end: a typed name in, its series over years and places out. No engine is asked.

A report that is in the library twice counts once: of one place and year the whole report is taken before digests and pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus import STATES, Catalog, Place, Scope, search_form
from indexer.figures.store import FigureStore, Found
from indexer.figuring.hits import amount_of, hits_of, sentence_of
from indexer.model.errors import QueryError
from indexer.model.hit import FigureHit
from indexer.model.indicator import IndicatorCount, IndicatorName, IndicatorPoint, IndicatorRequest, IndicatorResult
from indexer.model.quantity import Amount, Figure
from indexer.model.query import ReadAs
from indexer.quantities.approximators import sense
from indexer.quantities.indicators import holds_a_name, indicators
from indexer.quantities.measures import chosen_measure, measure_of, read_name, similar_names
from indexer.quantities.stretches import is_average
from indexer.queries.narrowing import narrow
from indexer.series.choosing import sort_out
from indexer.series.comparing import compared
from indexer.series.dating import dated

MOST_FIGURES = 20_000  # of one answer: some 200 places over 50 years
MOST_SUGGESTED = 8
REACH = 60  # characters before a figure in which 年均 is looked for
ReadWords = Callable[[Sequence[str], frozenset[str]], tuple[list[list[str]], Scope, ReadAs]]


class Places(Protocol):
    """What is needed of the gazetteer."""

    def place(self, code: str) -> Place | None:
        """The place of a code."""

    def lineage(self, code: str) -> tuple[Place, ...]:
        """The same place under each code it has had, oldest first."""


@dataclass(frozen=True, slots=True)
class IndicatorSearch:
    """Reads series off the table of figures; ``read_words`` reads years and places out of what was typed."""

    store: FigureStore
    catalog: Catalog
    places: Places
    read_words: ReadWords

    def run(self, asked: IndicatorRequest) -> IndicatorResult:
        """The series. Raises :class:`QueryError` where the reports in scope state it more than :data:`MOST_FIGURES` times."""
        name, read, read_as = self._read(asked)
        found = self._found(name, narrow(asked.scope, Scope(places=read.places)))
        if not found:
            return self._nothing(asked.query, name, read_as)
        measures = Counter(measure_of(f.figure) for f in found)
        measure = asked.measure or chosen_measure(name.measures, name.key, measures)
        kinds, years = asked.kinds or name.kinds, asked.refers_to or read.years
        told = sort_out(
            point
            for hit in hits_of([f for f in found if measure_of(f.figure) == measure], self.catalog)
            for point in (point_of(hit, self._latest),)
            if (not kinds or point.kind in kinds) and (not years or point.refers_to in years)
        )
        return IndicatorResult(
            asked.query, name.name, name.key, name.known, measure, told.series, told.repeats, told.apart, compared(told.series),
            dict(measures), self._named(self._latest(f.placed.places[-1]) for f in found if f.placed.places), (), read_as,
        )  # fmt: skip

    def _read(self, asked: IndicatorRequest) -> tuple[IndicatorName, Scope, ReadAs]:
        """The name without the years and places in it, and these."""
        left, read, read_as = self.read_words(asked.query.split(), asked.as_words)
        name = read_name("".join(word for words in left for word in words))
        if not name.known and name.words != name.key and not self._stated(name.key) and self._stated(name.words):
            name = IndicatorName(name.words, name.words, False, (), name.kinds, name.words)
        return name, read, read_as

    def _stated(self, key: str) -> bool:
        return bool(self.store.of_indicator(key, Scope(), 1))

    def _latest(self, code: str) -> str:
        lineage = self.places.lineage(code)
        return lineage[-1].code if lineage else code

    def _named(self, codes: Iterable[str]) -> dict[str, str]:
        return {code: place.name for code in dict.fromkeys(codes) if (place := self.places.place(code))}

    def _found(self, name: IndicatorName, scope: Scope) -> list[Found]:
        found = self.store.of_indicator(name.key, scope, MOST_FIGURES + 1) if name.key else []
        if len(found) > MOST_FIGURES:
            raise QueryError(f"“{name.name}”在这些报告中有 {MOST_FIGURES} 个以上的数，请用地区或年份缩小范围。")
        return _without_copies([f for f in found if f.placed.year is not None or f.figure.period])

    def _nothing(self, query: str, name: IndicatorName, read_as: ReadAs) -> IndicatorResult:
        """No series: for a name that is in no table with names to try, those of the table and those that reports print."""
        measure = chosen_measure(name.measures, name.key, {})
        if name.known:
            return IndicatorResult(query, name.name, name.key, True, measure, read_as=read_as)
        printed = self.store.keys_like(name.key, MOST_SUGGESTED) if len(name.key) > 1 else []
        known = {row.indicator_id for row in indicators()}
        names = dict.fromkeys((*similar_names(name.key), *(key for key in printed if key not in known)))
        return IndicatorResult(
            query, name.name, None, False, measure, suggestions=tuple(names)[:MOST_SUGGESTED], read_as=read_as
        )

    def knows(self, query: str) -> bool:
        """Whether a query is the name of a known indicator, alone or with years and places."""
        return holds_a_name(query) and self._read(IndicatorRequest(query))[0].known

    def places_of(self, asked: IndicatorRequest) -> tuple[IndicatorCount, ...]:
        """The places whose reports in scope state it, whatever places were asked for; those that state it most often first."""
        name, _, _ = self._read(asked)
        anywhere = replace(asked.scope, places=frozenset())
        counts = Counter[str]()
        for places, n in self.store.places_of(name.key, anywhere) if name.key else ():
            counts.update({self._latest(places[-1]): n} if places else {})
        known = self._named(counts)
        return tuple(IndicatorCount(code, known[code], n) for code, n in counts.most_common() if code in known)

    def counts(self, scope: Scope) -> tuple[IndicatorCount, ...]:
        """The indicators of the table that reports in scope state, in its order, with the number of their figures."""
        stated = self.store.counts_of([row.indicator_id for row in indicators()], scope)
        rows = ((row, stated.get(row.indicator_id, 0)) for row in indicators())
        return tuple(IndicatorCount(row.indicator_id, row.names[0], count) for row, count in rows if count)


def point_of(hit: FigureHit, latest: Callable[[str], str] = str) -> IndicatorPoint:
    """A figure as a point: dated, measured, a fall with its sign. ``latest`` gives the latest code of a place."""
    figure = hit.figure
    passage, span = hit.hit.passage, figure.quantity.span
    year, flags = dated(figure, passage.document.year)
    if is_average(search_form(passage.text[max(0, span.start - REACH) : span.start]), 0, REACH):
        flags += ("average",)
    sentence = sentence_of(passage.text, span)
    place, zone = passage.document.place, passage.document.zone or ""
    return IndicatorPoint(
        hit, latest(place.code) if place else zone, _signed(figure), measure_of(figure), year, sentence, sense(figure.quantity.approximator), flags
    )


def _signed(figure: Figure) -> Amount:
    amount = amount_of(figure.quantity)
    return replace(amount, low=-amount.high, high=-amount.low) if figure.change == "fall" else amount


def _without_copies(found: Sequence[Found]) -> list[Found]:
    """Of each place and year the figures of one document: a whole report before pieces, then the one that states it most often."""
    stated = Counter(f.placed.document_id for f in found)
    best: dict[tuple[str, int | None], str] = {}

    def rank(f: Found) -> tuple[int, int, int, str]:
        document = f.placed.document_id
        return STATES.index(f.placed.state), -stated[document], len(document), document

    for f in sorted(found, key=rank):
        best.setdefault(_report_of(f), f.placed.document_id)
    return [f for f in found if best[_report_of(f)] == f.placed.document_id]


def _report_of(found: Found) -> tuple[str, int | None]:
    placed = found.placed
    return (placed.places[-1] if placed.places else placed.document_id), placed.year
