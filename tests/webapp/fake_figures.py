"""A library in memory, its figures and indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from indexer import (
    FigureFilter,
    FigureGroup,
    FigureHit,
    FigureResult,
    FigureTable,
    Hit,
    IndicatorCount,
    IndicatorRequest,
    IndicatorResult,
    Library,
    PassageRecord,
    Scope,
    Span,
)
from indexer.figuring.indicating import point_of
from indexer.quantities.labelling import Context, label
from indexer.quantities.measures import read_name
from indexer.queries.parser import check
from indexer.series.choosing import sort_out
from indexer.series.comparing import compared
from tests.webapp.fake_holdings import FakeHoldings
from tests.webapp.records import (
    passages_of,
)


class FakeFigures(FakeHoldings):
    """Every figure of its reports, looked up by amount, and by indicator."""

    extract = staticmethod(Library.extract)

    def figure(
        self, query: str, scope: Scope, *, limit: int = 10, offset: int = 0, only: FigureFilter | None = None,
        as_words: frozenset[str] = frozenset(),
    ) -> FigureResult:  # fmt: skip
        check(query)
        asked = self.extract(query)
        if not asked:
            return FigureResult(query, None, False, 0, (), ())
        every = list(self.figure_rows(scope, only or FigureFilter(), "order", 1000))
        found = [h for h in every if (h.figure.quantity.value, h.figure.quantity.unit) == (asked[0].value, asked[0].unit)]
        near = () if found else tuple(replace(h, difference="多 1个") for h in every[:2])
        counts = Counter((h.figure.indicator_id or h.figure.indicator or "", h.figure.change) for h in found)
        groups = tuple(FigureGroup(key, key, change, n) for (key, change), n in counts.items())
        return FigureResult(
            query, asked[0], bool(found), len(found), tuple(found[offset : offset + limit]), near, asked[0].value,
            asked[0].value, (), groups, {"kind": [("result", 1), ("target", 1)]},
        )  # fmt: skip

    def figures(
        self, scope: Scope, only: FigureFilter, *, sort: str = "order", limit: int = 10, offset: int = 0
    ) -> FigureTable:
        rows = tuple(self.figure_rows(scope, only, sort, 1000))
        return FigureTable(len(rows), rows[offset : offset + limit], {"kind": [("result", 1), ("target", 1)]}, {})

    def figure_rows(self, scope: Scope, only: FigureFilter, sort: str, most: int) -> Iterator[FigureHit]:
        rank = 0
        for passage in (p for r in self._in(scope) for p in passages_of(r)):
            for figure in label(passage.text, self.extract(passage.text), Context(passage.document.year, passage.part)):
                if not only.kinds or figure.kind in only.kinds:
                    rank += 1
                    span = figure.quantity.span
                    yield FigureHit(Hit(rank, passage, "exact", (span,), Span(0, len(passage.text))), figure)

    def figures_in(self, passage: PassageRecord) -> tuple[FigureHit, ...]:
        figures = label(passage.text, self.extract(passage.text), Context(passage.document.year, passage.part))
        return tuple(FigureHit(Hit(1, passage, "exact", (), Span(0, len(passage.text))), f) for f in figures)

    def counterpart(self, hit: FigureHit) -> FigureHit | None:
        return None

    def indicator(self, asked: IndicatorRequest) -> IndicatorResult:
        check(asked.query)
        name = read_name(asked.query)
        hits = list(self.figure_rows(asked.scope, FigureFilter(), "order", 1000))
        points = [point_of(h) for h in hits if (h.figure.indicator_id or h.figure.indicator) == name.key]
        if not points:
            return IndicatorResult(asked.query, name.name, None, False, "level", suggestions=("地区生产总值",))
        told = sort_out(p for p in points if not asked.kinds or p.kind in asked.kinds)
        places = {r.place.code: r.place.name for r in self.records if r.place}
        return IndicatorResult(
            asked.query, name.name, name.key, True, points[0].measure, told.series, told.repeats, told.apart,
            compared(told.series), {points[0].measure: len(points)}, places,
        )  # fmt: skip

    def names_indicator(self, query: str) -> bool:
        return read_name(query).known

    def indicator_places(self, asked: IndicatorRequest) -> tuple[IndicatorCount, ...]:
        return tuple(IndicatorCount(r.place.code, r.place.name, 1) for r in self.records if r.place)

    def indicators(self, scope: Scope) -> tuple[IndicatorCount, ...]:
        hits = [h.figure.indicator_id for h in self.figure_rows(scope, FigureFilter(), "order", 1000)]
        return tuple(IndicatorCount(key, key, n) for key, n in Counter(filter(None, hits)).items())
