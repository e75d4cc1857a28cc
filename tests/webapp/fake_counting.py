"""A library in memory, its concordances and its words by year and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from indexer import (
    Concordance,
    ConcordanceLine,
    ConcordanceRequest,
    DocumentRecord,
    Held,
    NoIndex,
    Series,
    Trend,
    TrendCount,
    TrendRequest,
)
from indexer.queries.parser import check
from tests.webapp.fake_holdings import FakeHoldings
from tests.webapp.records import (
    TEXT,
    cell,
    codes_of,
    holds,
    passages_of,
    places_of_words,
    region,
)


class FakeCounting(FakeHoldings):
    """Counts words as they stand."""

    def concordance(self, request: ConcordanceRequest) -> Concordance:
        check(request.query)
        if not self.ready:
            raise NoIndex("库中还没有报告。请运行 yiju index。")
        keys = tuple(w.strip('"“”') for w in request.query.split())
        anywhere = [p for r in self.records for p in passages_of(r) if all(k in p.text for k in keys)]
        found = [p for p in anywhere if holds(request.scope, p.document)]
        places = [(p, span) for p in found for span in places_of_words(p.text, list(keys))]
        lines = tuple(
            ConcordanceLine(n, p, s, p.text[max(0, s.start - request.width) : s.start], p.text[s.end : s.end + request.width])
            for n, (p, s) in enumerate(places, 1)
        )
        result = Concordance(
            request.query, keys, len(places), "exact", len(found), len({p.document.key for p in found}),
            lines[request.offset : request.offset + request.limit], self._facets(anywhere),
            {c: n for r in self.records if r.place for c, n in codes_of(r.place)}, scope=request.scope, took_ms=1.5,
        )  # fmt: skip
        return replace(result, **self.override)  # type: ignore[arg-type]

    def concordance_rows(self, request: ConcordanceRequest, most: int) -> Iterator[ConcordanceLine]:
        yield from self.concordance(replace(request, offset=0, limit=most)).lines

    def trend(self, request: TrendRequest) -> Trend:
        check(request.query)
        if not self.ready:
            raise NoIndex("库中还没有报告。请运行 yiju index。")
        records = self._in(request.scope)
        held = {r.year: self._held([s for s in records if s.year == r.year]) for r in records}
        regions = {region(r): self._held([s for s in records if region(s) == region(r)]) for r in records}
        series = tuple(
            Series(
                word, self._counted(word, records),
                {r.year: self._counted(word, [s for s in records if s.year == r.year]) for r in records if word in TEXT},
                {region(r): self._counted(word, [s for s in records if region(s) == region(r)]) for r in records if word in TEXT},
                {(region(r), r.year): self._counted(word, [s for s in records if cell(s) == cell(r)]) for r in records if word in TEXT},
            )
            for word in dict.fromkeys(w.strip('"“”') for w in request.query.split())
        )  # fmt: skip
        cells = {cell(r): self._held([s for s in records if cell(s) == cell(r)]) for r in records}
        trend = Trend(request.query, series, self._held(records), held, regions, cells, 0, request.fold, request.scope, took_ms=1.5)
        return replace(trend, **self.override)  # type: ignore[arg-type]

    @staticmethod
    def _held(records: list[DocumentRecord]) -> Held:
        return Held(len(records), sum(r.state == "report" for r in records), sum(r.characters for r in records))

    @staticmethod
    def _counted(word: str, records: list[DocumentRecord]) -> TrendCount:
        found = [p for r in records for p in passages_of(r) if word in p.text]
        return TrendCount(sum(p.text.count(word) for p in found), len(found), len({p.document.key for p in found}))
