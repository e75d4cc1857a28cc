"""Asking a tantivy index: one query for each band, aggregations for the facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import tantivy
from tantivy import FieldType, Order, Query

from corpus import Scope
from indexer.engines.facts import FACETS, Facets, filtered, in_facet_order
from indexer.engines.tantivy_query import Queries, every, some
from indexer.engines.term_text import PRESENT, ranking_term, unescaped
from indexer.engines.ties import Scored, groups, tied
from indexer.model.matching import EVERYTHING, Ask, Match, Ranking, ScoreTerm, WordField

FIELD_OF = {facet: facet for facet in FACETS} | {"place": "places"}
GROUPED_BY = {"year": "by_year", "place": "by_place"}
MARGIN = 20  # hits asked for beyond those wanted, to see whether a tie ends
CHUNK = 1000  # hits of a long tie looked at together
MOST_VALUES = 65_000  # of a facet: tantivy gives no more
CACHED = 10_000  # counts kept for the next requests


class TantivyReader:
    """One snapshot; see :class:`indexer.engines.base.Reader`. Safe to use from several threads."""

    def __init__(self, index: tantivy.Index) -> None:
        self._searcher, self._schema = index.searcher(), index.schema
        self._size = self._searcher.num_docs
        self._untouched = self._searcher.doc_freq("words", PRESENT) == self._size  # nothing was taken out since the last merge
        years = [int(text) for text, _ in self._terms("year")]
        self._queries = Queries(self._schema, self._endings, years)
        self._counts: dict[object, int] = {}

    # the contract ---------------------------------------------------------------------------

    def ask(self, ask: Ask) -> Ranking:
        """Rank the passages that match."""
        inside = self._queries.scope(ask.scope)
        matching = [self._queries.band(band) for band in ask.bands]
        bands = self._queries.apart(ask, matching)
        if ask.sort == "relevance":
            ids, of_band, counts = self._ranked(ask, bands, inside, ask.keep)
        else:
            ids, of_band, counts = self._sorted(ask, bands, inside)
        found = some(matching)
        return Ranking(
            tuple(ids), tuple(of_band), tuple(counts), self._documents(every([found, *inside])),
            self._facets(found, ask.scope) if ask.facets else {},
        )  # fmt: skip

    def count(self, match: Match, scope: Scope) -> int:
        """Number of passages in scope that match."""
        known = self._counts.get((match, scope))
        if known is None:
            known = self._count(every([self._queries.match(match), *self._queries.scope(scope)]))
            if len(self._counts) >= CACHED:
                self._counts = {}
            self._counts[match, scope] = known
        return known

    def matching(self, match: Match, scope: Scope) -> list[int]:
        """Keys of the passages in scope that match, in document order."""
        return self._keys(every([self._queries.match(match), *self._queries.scope(scope)]), self._size)

    def holds(self, scope: Scope) -> bool:
        """Whether any passage is in scope."""
        return self.count(EVERYTHING, scope) > 0

    def frequency(self, field: WordField, text: str) -> int:
        """Number of passages with this term."""
        term = ranking_term(text)
        return self._searcher.doc_freq(field, term) if self._untouched else self._count(self._queries.term(field, term))

    def terms(self, field: WordField) -> Iterator[tuple[str, int]]:
        """Every term of a field with its frequency, in order."""
        return iter(sorted((unescaped(text), n) for text, n in self._terms(field) if text != PRESENT))

    def size(self) -> int:
        """Number of passages."""
        return self._size

    def documents(self) -> Iterable[int]:
        """Keys of the documents held."""
        return {int(text) for text, _ in self._terms("document")}

    # order ----------------------------------------------------------------------------------

    def _ranked(
        self, ask: Ask, bands: Sequence[Query], inside: Sequence[Query], keep: int
    ) -> tuple[list[int], list[int], list[int]]:
        """The best keys, the band of each, and the number of passages in each band."""
        ids: list[int] = []
        of_band: list[int] = []
        counts = []
        for index, band in enumerate(bands):
            best, count = self._best([band, *inside], ask.score, keep - len(ids))
            ids += best
            of_band += [index] * len(best)
            counts.append(count)
        return ids, of_band, counts

    def _sorted(self, ask: Ask, bands: Sequence[Query], inside: Sequence[Query]) -> tuple[list[int], list[int], list[int]]:
        """The same with the values of a fact in order, and ranked within each value."""
        ids: list[int] = []
        of_band: list[int] = []
        field = GROUPED_BY[ask.sort]
        terms = {"field": field, "size": ask.keep, "segment_size": MOST_VALUES, "order": {"_key": "asc"}}
        for value, _ in self._values(every([some(bands), *inside]), {field: terms})[field]:
            here = [*inside, self._queries.term(field, str(value))]
            more, bands_of_more, _ = self._ranked(ask, bands, here, ask.keep - len(ids))
            ids += more
            of_band += bands_of_more
            if len(ids) == ask.keep:
                break
        return ids, of_band, [self._count(every([band, *inside])) for band in bands]

    def _best(self, conditions: Sequence[Query], score: Sequence[ScoreTerm], wanted: int) -> tuple[list[int], int]:
        """So many keys, best first, and how many there are."""
        query = every(conditions)
        if not (wanted and score):
            return (self._keys(query, wanted) if wanted else []), self._count(query)
        hits, count = self._hits(self._queries.scored(query, score), wanted + MARGIN)
        *whole, last = groups(hits) or [[]]
        best = [key for group in whole for _, key in group]
        if len(hits) == count:
            best += [key for _, key in last]
        elif len(best) < wanted:
            best += self._tied_with(last[-1][0], conditions, score, wanted - len(best), count)
        return best[:wanted], count

    def _tied_with(
        self, tie: float, conditions: Sequence[Query], score: Sequence[ScoreTerm], wanted: int, count: int
    ) -> list[int]:
        """The first so many keys in document order whose score is this: looked for in one stretch of keys after another.

        Thousands of reports hold the same line; their passages are equal to the last digit.
        """
        found: list[int] = []
        low, most = 0, self._last_key()
        width = most * CHUNK // count + 1
        while len(found) < wanted and low <= most:
            stretch = Query.range_query(self._schema, "key", FieldType.Unsigned, low, low + width - 1)
            hits, here = self._hits(self._queries.scored(every([*conditions, stretch]), score), CHUNK)
            if here > CHUNK:
                width = width // 2
                continue
            found += sorted(key for other, key in hits if tied(tie, other))
            low += width
        return found[:wanted]

    def _last_key(self) -> int:
        result = self._searcher.search(Query.all_query(), 1, count=False, order_by_field="key", order=Order.Desc)
        return int(result.hits[0][0]) if result.hits else 0

    def _hits(self, query: Query, limit: int) -> tuple[list[Scored], int]:
        """The best hits, ties in no order, and how many hits there are."""
        result: Any = self._searcher.search(query, limit)
        hits = result.hits
        keys: list[Any] = self._searcher.fast_field_values("key", [address for _, address in hits])
        return list(zip((score for score, _ in hits), keys, strict=True)), result.count

    def _keys(self, query: Query, wanted: int) -> list[int]:
        """The first so many keys in document order."""
        result = self._searcher.search(query, max(1, wanted), count=False, order_by_field="key", order=Order.Asc)
        return [key for key, _ in result.hits]

    def _count(self, query: Query) -> int:
        result: Any = self._searcher.search(query, 1, order_by_field="key")
        return int(result.count)

    # facts ----------------------------------------------------------------------------------

    def _documents(self, query: Query) -> int:
        """Number of documents with a hit: counted, since tantivy's own count of values is an estimate."""
        terms = {"field": "document_key", "size": MOST_VALUES, "segment_size": MOST_VALUES}
        return len(self._values(query, {"document_key": terms})["document_key"])

    def _facets(self, found: Query, scope: Scope) -> Facets:
        """Counts by field, each under all filters but its own."""
        out: Facets = {}
        own = filtered(scope)
        for fields, but in [([f for f in FACETS if f not in own], ""), *(([f], f) for f in FACETS if f in own)]:
            query = every([found, *self._queries.scope(scope, but)])
            wanted = {f: {"field": FIELD_OF[f], "size": MOST_VALUES, "segment_size": MOST_VALUES} for f in fields}
            for field, values in (self._values(query, wanted) if wanted else {}).items():
                out[field] = in_facet_order(field, {int(v) if field == "year" else v: n for v, n in values})
        return {field: out[field] for field in FACETS}

    def _values(self, query: Query, wanted: dict[str, dict[str, Any]]) -> dict[str, list[tuple[str, int]]]:
        """The values of facts among the passages of a query, each with their number."""
        result = self._searcher.aggregate(query, {name: {"terms": terms} for name, terms in wanted.items()})
        return {name: [(b["key"], b["doc_count"]) for b in result[name]["buckets"]] for name in wanted}

    def _terms(self, field: str) -> list[tuple[str, int]]:
        """The terms of a field with the number of passages that hold them."""
        only = None if self._untouched else Query.all_query()
        return [(text, n) for text, n in self._searcher.terms_with_prefix(field, "", only) if n]

    def _endings(self, field: str, beginning: str) -> frozenset[str]:
        """What follows a text in the terms of a field."""
        return frozenset(text[len(beginning) :] for text, _ in self._searcher.terms_with_prefix(field, beginning))
