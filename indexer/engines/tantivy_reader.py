"""Asking a tantivy index: one query for each band, aggregations for the facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Order, Query

from corpus import Scope
from indexer.engines.facts import FACETS, Facets, filtered, in_facet_order
from indexer.engines.tantivy_query import Queries, every, some
from indexer.engines.tantivy_ranking import Hits
from indexer.engines.tantivy_tally import Frequencies
from indexer.engines.term_text import PRESENT, ranking_term, unescaped
from indexer.engines.ties import Scored
from indexer.model.matching import EVERYTHING, Ask, GramPhrase, GramPrefix, Match, Ranking, Tally, WordField

FIELD_OF = {facet: facet for facet in FACETS} | {"place": "places"}
SORTED_BY = {"year": "by_year", "place": "by_place"}
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
        self._hits = Hits(self._searcher, self._schema, self._queries)
        self._frequencies = Frequencies(self._searcher, self._queries)
        self._counts: dict[object, int] = {}

    # the contract ---------------------------------------------------------------------------

    def ask(self, ask: Ask) -> Ranking:
        """Rank the passages that match."""
        inside = self._queries.scope(ask.scope)
        matching = [self._queries.band(band) for band in ask.bands]
        bands, found = self._queries.apart(ask, matching), some(matching)
        sizes = self._by_document(every([found, *inside]))
        kept = self._in_order(ask, self._stretches(ask, bands, inside), sizes)
        return Ranking(
            ids=tuple(hit.key for _, hit in kept),
            bands=tuple(band for band, _ in kept),
            counts=tuple(self._count(every([band, *inside])) for band in bands),
            documents=len(sizes),
            facets=self._facets(found, ask.scope) if ask.facets else {},
            document_keys=tuple(hit.document_key for _, hit in kept),
            sizes=tuple(sizes[hit.document_key] if ask.by_document else 1 for _, hit in kept),
        )

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

    def tally(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> dict[int, Tally]:
        """By document, where a string stands in scope."""
        inside = self._queries.scope(scope)
        passages = self._by_document(every([self._queries.match(string), *inside]))
        return self._frequencies.tally(string, inside, passages)

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

    def _in_order(self, ask: Ask, stretches: Iterable[tuple[int, Query]], sizes: Mapping[int, int]) -> list[tuple[int, Scored]]:
        """The hits to keep, each with its band; by document, the first of each."""
        found: list[tuple[int, Scored]] = []
        seen: set[int] = set()
        for band, query in stretches:
            for hit in self._hits.ranked(query, ask.score, ask.keep - len(found)):
                if ask.by_document and hit.document_key in seen:
                    continue
                seen.add(hit.document_key)
                found.append((band, hit))
                if len(found) == ask.keep or (ask.by_document and len(seen) == len(sizes)):
                    return found
        return found

    def _stretches(self, ask: Ask, bands: Sequence[Query], inside: Sequence[Query]) -> Iterator[tuple[int, Query]]:
        """What comes before what: values of the fact that sorts, then bands, then reports before other texts."""
        for value in self._sorting_values(ask, every([some(bands), *inside])):
            for index, band in enumerate(bands):
                for report in ("1", "0"):
                    yield index, every([band, *value, *inside, self._queries.term("report", report)])

    def _sorting_values(self, ask: Ask, query: Query) -> Iterator[list[Query]]:
        if ask.sort == "relevance":
            yield []
            return
        field = SORTED_BY[ask.sort]
        terms = {"field": field, "size": MOST_VALUES, "segment_size": MOST_VALUES, "order": {"_key": "asc"}}
        for value, _ in self._values(query, {field: terms})[field]:
            yield [self._queries.term(field, value)]

    def _keys(self, query: Query, wanted: int) -> list[int]:
        """The first so many keys in document order."""
        result = self._searcher.search(query, max(1, wanted), count=False, order_by_field="key", order=Order.Asc)
        return [key for key, _ in result.hits]

    def _count(self, query: Query) -> int:
        result: Any = self._searcher.search(query, 1, order_by_field="key")
        return int(result.count)

    # facts ----------------------------------------------------------------------------------

    def _by_document(self, query: Query) -> dict[int, int]:
        """Number of hits by document: all of them, since tantivy's own count of values is an estimate."""
        terms = {"field": "document_key", "size": MOST_VALUES, "segment_size": MOST_VALUES}
        return {int(document): n for document, n in self._values(query, {"document_key": terms})["document_key"]}

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
