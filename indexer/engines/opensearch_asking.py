"""A ranking from a cluster in one round trip: the numbers, and the best hits of each band, asked for together.

The server puts hits in order by score and document order; what differs in the last digits alone is put right here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from indexer.engines.fact_terms import FIELD_OF, SORTED_BY, read_facet
from indexer.engines.facts import FACETS, Facets, filtered, in_facet_order
from indexer.engines.opensearch_foresight import Ahead, Memory
from indexer.engines.opensearch_query import JsonQueries
from indexer.engines.opensearch_search import NOTHING_STORED, SnapshotSearch, hits_of, missing
from indexer.engines.ties import Scored, ties
from indexer.model.matching import Ask, Ranking

MARGIN = 20  # hits asked for beyond those wanted, for ties whose last digits differ
MOST_VALUES = 60_000  # of a fact in one answer; the server allows 65,535
NUMBER = {"stats_bucket": {"buckets_path": "documents>_count"}}  # how many documents there are
DOCUMENT_BY_DOCUMENT = ("aggregations.documents.buckets", "aggregations.documents.documents.buckets")

Json = dict[str, Any]


class Asking:
    """Asks for rankings of one snapshot."""

    def __init__(self, search: SnapshotSearch, queries: JsonQueries, memory: Memory) -> None:
        self._search, self._queries, self._memory = search, queries, memory

    def ranking(self, ask: Ask) -> Ranking:
        """Rank the passages that match."""
        bands = self._queries.apart(ask)
        inside = self._queries.scope(ask.scope)
        stretches = [
            (index, self._queries.every([band, *inside, self._queries.term("report", report)]))
            for index, band in enumerate(bands)
            for report in ("1", "0")
        ] if ask.keep else []  # fmt: skip
        ahead = Ahead(ask.foreseen(), self._memory, self._search, self._queries)
        found = self._search.several(
            [self._overview(ask, bands, inside), *(self._best(ask, query) for _, query in stretches), *ahead.bodies()],
            () if ask.by_document else DOCUMENT_BY_DOCUMENT,
        )
        overview, *answers = map(self._search.accepted, found[: 1 + len(stretches)])
        ahead.keep(found[1 + len(stretches) :])
        numbers = overview["aggregations"]
        documents, sizes = self._documents(numbers, ask, inside)
        kept = _kept(ask, _in_order(ask, [band for band, _ in stretches], answers))
        return Ranking(
            ids=tuple(hit.key for _, hit in kept),
            bands=tuple(band for band, _ in kept),
            counts=tuple(int(numbers[f"band{i}"]["doc_count"]) for i in range(len(bands))),
            documents=documents,
            facets=_facets(numbers) if ask.facets else {},
            document_keys=tuple(hit.document_key for _, hit in kept),
            sizes=tuple(sizes[hit.document_key] if ask.by_document else 1 for _, hit in kept),
            missing=next((lacking for answer in (overview, *answers) if (lacking := missing(answer))), None),
        )

    # requests --------------------------------------------------------------------------------

    def _overview(self, ask: Ask, bands: Sequence[Json], inside: Sequence[Json]) -> Json:
        """All numbers in one pass over the passages that match: those in scope, and where a facet counts beyond its own filter
        those out of scope too.
        """
        beyond = filtered(ask.scope) if ask.facets else frozenset()
        within, found = inside if beyond else (), self._queries.some([self._queries.band(band) for band in ask.bands])
        wanted: Json = {f"band{i}": {"filter": self._queries.every([band, *within])} for i, band in enumerate(bands)}
        wanted |= self._inside(within, {"documents": _terms("document_key"), "number": NUMBER})
        for facet in FACETS if ask.facets else ():
            others = self._queries.scope(ask.scope, but=facet) if facet in beyond else within
            wanted |= self._inside(others, {facet: _terms(FIELD_OF[facet])})
        every = self._queries.every([found, *(() if beyond else inside)])
        return {"query": self._search.here(every), "size": 0, "track_total_hits": False, "aggs": wanted}

    def _inside(self, conditions: Sequence[Json], wanted: Json) -> Json:
        """Aggregations over the passages that meet conditions, under the name of the first; see :func:`_counted`."""
        return {next(iter(wanted)): {"filter": self._queries.every(conditions), "aggs": wanted}} if conditions else wanted

    def _best(self, ask: Ask, query: Json) -> Json:
        """The best hits; by document, enough to leave out those of documents found before."""
        first = [{SORTED_BY[ask.sort]: "asc"}] if ask.sort != "relevance" else []
        body: Json = {
            "query": self._queries.scored(self._search.here(query), ask.score), "size": ask.keep * (1 + ask.by_document) + MARGIN,
            "sort": [*first, {"_score": "desc"}, {"key": "asc"}], "track_scores": True, "track_total_hits": False,
            "docvalue_fields": ["document_key"],
        }  # fmt: skip
        return body | NOTHING_STORED | ({"collapse": {"field": "document_key"}} if ask.by_document else {})

    def _documents(self, numbers: Json, ask: Ask, inside: Sequence[Json]) -> tuple[int, dict[int, int]]:
        """Number of documents, and of hits by document if they were asked for; if they are more than one answer holds, in pages."""
        under = numbers if "number" in numbers else numbers["documents"]
        found = under["documents"]
        if not found["sum_other_doc_count"]:
            return int(under["number"]["count"]), {int(bucket["key"]): int(bucket["doc_count"]) for bucket in found.get("buckets", ())}
        matching = self._queries.every([self._queries.some([self._queries.band(band) for band in ask.bands]), *inside])
        sizes = {int(b["key"]["document_key"]): int(b["doc_count"]) for b in self._search.values(matching, "document_key")}
        return len(sizes), sizes


def _terms(field: str) -> Json:
    return {"terms": {"field": field, "size": MOST_VALUES}}


def _counted(numbers: Json, name: str) -> Json:
    """What an aggregation gave, with conditions of its own or without."""
    found: Json = numbers[name]
    under: Json = found.get(name, found)
    return under


def _facets(numbers: Json) -> Facets:
    counted = {f: {str(b["key"]): int(b["doc_count"]) for b in _counted(numbers, f).get("buckets", ())} for f in FACETS}
    return {facet: in_facet_order(facet, read_facet(facet, counted[facet])) for facet in FACETS}


def _in_order(ask: Ask, bands: Sequence[int], answers: Sequence[Json]) -> Iterator[tuple[int, Scored]]:
    """All hits: by the value that sorts, then as the bands come, then by score and document order."""
    placed: list[tuple[str, int, int, Scored]] = []
    for number, (band, answer) in enumerate(zip(bands, answers, strict=True)):
        for hit in hits_of(answer):
            value = str(hit["sort"][0]) if ask.sort != "relevance" else ""
            scored = Scored(float(hit["_score"] or 0), int(hit["sort"][-1]), int(hit["fields"]["document_key"][0]))
            placed.append((value, number, band, scored))
    placed.sort(key=lambda p: p[:2])
    for (_, _, band), stretch in groupby(placed, key=lambda p: p[:3]):
        for tie in ties(hit for *_, hit in stretch):
            yield from ((band, hit) for hit in tie)


def _kept(ask: Ask, hits: Iterator[tuple[int, Scored]]) -> list[tuple[int, Scored]]:
    """The hits to keep; by document, the first of each."""
    found: list[tuple[int, Scored]] = []
    seen: set[int] = set()
    for band, hit in hits:
        if ask.by_document and hit.document_key in seen:
            continue
        seen.add(hit.document_key)
        found.append((band, hit))
        if len(found) == ask.keep:
            break
    return found
