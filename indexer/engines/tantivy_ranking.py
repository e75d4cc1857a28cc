"""Hits of a tantivy index in their order, as many as are asked for: by score, ties in document order.

tantivy breaks ties by segment, so that more hits are looked at than are wanted, to where a tie ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tantivy import DocAddress, FieldType, Order, Query, Schema, Searcher

from indexer.engines.fact_terms import SORTED_BY
from indexer.engines.tantivy_counting import Counting, Overview
from indexer.engines.tantivy_query import Queries
from indexer.engines.tantivy_schema import BODY, REPORT
from indexer.engines.ties import Scored, tied, ties
from indexer.model.matching import Ask, Band, ScoreTerm

MARGIN = 20  # hits looked at beyond those wanted
GROWTH = 4  # times as many are looked at next
FIRST_KEYS = 20_000  # keys asked for before their number is known: so many seldom match, and then all are asked for
CHUNK = 1000  # hits of a long tie looked at together


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hits of a band between which only score and document order decide; ``query`` finds those of other kinds too."""

    band: int
    query: Query
    of_kind: Query
    body: bool | None
    report: bool

    def holds(self, kind: int) -> bool:
        """Whether a passage of a kind belongs here."""
        return self.body in (None, bool(kind & BODY)) and bool(kind & REPORT) == self.report


class Hits:
    """Looks hits up in one snapshot."""

    def __init__(self, searcher: Searcher, schema: Schema, queries: Queries, counting: Counting) -> None:
        self._searcher, self._schema, self._queries, self._counting = searcher, schema, queries, counting

    def kept(self, ask: Ask, seen: Overview) -> list[tuple[int, Scored]]:
        """The hits to keep, each with its band; by document, the first of each."""
        found: list[tuple[int, Scored]] = []
        documents: set[int] = set()
        for stretch in self._stretches(ask, seen) if ask.keep else ():
            for hit in self._of_kind(stretch, ask.score, ask.keep - len(found)):
                if ask.by_document and hit.document_key in documents:
                    continue
                documents.add(hit.document_key)
                found.append((stretch.band, hit))
                if len(found) == ask.keep or (ask.by_document and len(documents) == seen.documents):
                    return found
        return found

    def _stretches(self, ask: Ask, seen: Overview) -> Iterator[Stretch]:
        """What comes before what: values of the fact that sorts, then bands, then reports before other texts."""
        inside = self._queries.scope(ask.scope)
        for value in self._sorting_values(ask, inside):
            for index, band in enumerate(ask.bands):
                query = self._queries.every([self._queries.match(band.match), *value, *inside], self._before(ask.bands, index))
                for report in (True, False) if seen.counts[index] else ():
                    kinds = [self._queries.term("report", str(int(report)))]
                    kinds += [] if band.body is None else [self._queries.term("body", str(int(band.body)))]
                    yield Stretch(index, query, self._queries.every([query, *kinds]), band.body, report)

    def _before(self, bands: Sequence[Band], index: int) -> list[Query]:
        """What belongs to a band before this one, of the kind of passage this one holds."""
        body = bands[index].body
        earlier = [b for b in bands[:index] if None in (b.body, body) or b.body == body]
        return [self._queries.match(b.match) if b.body in (None, body) else self._queries.band(b) for b in earlier]

    def _sorting_values(self, ask: Ask, inside: Sequence[Query]) -> Iterator[list[Query]]:
        if ask.sort == "relevance":
            yield []
            return
        field = SORTED_BY[ask.sort]
        found = self._queries.some([self._queries.band(band) for band in ask.bands])
        for value in self._counting.values(self._queries.every([found, *inside]), [field], order="asc")[field]:
            yield [self._queries.term(field, value)]

    def _of_kind(self, stretch: Stretch, score: Sequence[ScoreTerm], wanted: int) -> Iterator[Scored]:
        """The hits of a stretch. Nearly all passages are body text of reports: of these the others are passed over one by one,
        which costs less than to ask for the kind, as long as they are few.
        """
        given = others = 0
        if stretch.body is not False and stretch.report:
            for hit in self._ranked(stretch.query, score, wanted):
                if stretch.holds(hit.kind):
                    given += 1
                    yield hit
                else:
                    others += 1
                if others > wanted + MARGIN:
                    break
            else:
                return
        yield from islice(self._ranked(stretch.of_kind, score, given + wanted), given, None)

    def first_keys(self, query: Query, most: int | None) -> list[int]:
        """Keys in document order: the first so many, or all."""
        limit = FIRST_KEYS if most is None else most
        if not limit:
            return []
        found: Any = self._searcher.search(query, limit, order_by_field="key", order=Order.Asc)
        if most is None and found.count > limit:
            found = self._searcher.search(query, found.count, count=False, order_by_field="key", order=Order.Asc)
        return [key for key, _ in found.hits]

    def _ranked(self, query: Query, score: Sequence[ScoreTerm], wanted: int) -> Iterator[Scored]:
        """The hits of a query, best first; ``wanted`` is a guess at how many of them will be taken."""
        if not score:
            yield from self._in_document_order(query, wanted)
            return
        given, limit = 0, wanted + MARGIN
        while True:
            hits, count = self._best(self._queries.scored(query, score), limit)
            *whole, last = ties(hits) or [[]]
            settled = [hit for tie in (whole if len(hits) < count else [*whole, last]) for hit in tie]
            yield from settled[given:]
            given = max(given, len(settled))
            if given == count:
                return
            if len(last) > CHUNK // 2:
                for hit in self._tied_with(last[0].score, query, score, count):
                    given += 1
                    yield hit
            limit = max(limit, given + MARGIN) * GROWTH

    def _tied_with(self, tie: float, query: Query, score: Sequence[ScoreTerm], count: int) -> Iterator[Scored]:
        """The hits whose score is this, in document order: looked for in one stretch of keys after another.

        Thousands of reports hold the same line; their passages are equal to the last digit.
        """
        low, most = 0, self._last_key()
        width = most * CHUNK // count + 1
        while low <= most:
            stretch = Query.range_query(self._schema, "key", FieldType.Unsigned, low, low + width - 1)
            hits, here = self._best(self._queries.scored(self._queries.every([query, stretch]), score), CHUNK)
            if here > CHUNK:
                width = width // 2
                continue
            yield from sorted((hit for hit in hits if tied(tie, hit.score)), key=lambda h: h.key)
            low += width

    def _last_key(self) -> int:
        result = self._searcher.search(Query.all_query(), 1, count=False, order_by_field="key", order=Order.Desc)
        return int(result.hits[0][0]) if result.hits else 0

    def _best(self, query: Query, limit: int) -> tuple[list[Scored], int]:
        """The best hits, ties in no order, and how many hits there are."""
        result: Any = self._searcher.search(query, limit)
        hits = result.hits
        addresses = [address for _, address in hits]
        columns = (self._column(field, addresses) for field in ("key", "document_key", "kind"))
        return [Scored(score, *facts) for (score, _), *facts in zip(hits, *columns, strict=True)], result.count

    def _column(self, field: str, addresses: list[DocAddress]) -> list[Any]:
        return self._searcher.fast_field_values(field, addresses)

    def _in_document_order(self, query: Query, wanted: int) -> Iterator[Scored]:
        given, limit = 0, wanted
        while True:
            hits = self._searcher.search(query, limit, count=False, order_by_field="key", order=Order.Asc).hits
            columns = (self._column(field, [address for _, address in hits[given:]]) for field in ("document_key", "kind"))
            yield from (Scored(0.0, key, *facts) for (key, _), *facts in zip(hits[given:], *columns, strict=True))
            if len(hits) < limit:
                return
            given, limit = limit, limit * GROWTH
