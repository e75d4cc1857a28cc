"""Searching one snapshot of an index in a cluster: requests that see this snapshot alone, and answers that are whole.

A cluster answers 200 where some shards could not be asked. What is counted or looked up must be whole or it is refused; only
a ranking may lack a part, and then says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from indexer.engines.cluster_client import ClusterClient, Refused
from indexer.engines.opensearch_query import JsonQueries
from indexer.model.errors import EngineAway, EngineError

PAGE = 10_000  # values or hits asked for at once where there may be any number
NEEDLESS = "hits.hits._index"  # the same for all, and a good part of a long list
NOTHING_STORED = {"stored_fields": "_none_"}  # a hit's own id is the dearest part of it, and nobody needs it

Json = dict[str, Any]


class Gone(NamedTuple):
    """Documents that a commit took out, and when, in seconds of Unix time."""

    commit: int
    at: float
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of an index: passages of the commits so far, but for those of documents taken out since they came.

    Passages taken out stay in the index for a time, for readers of snapshots before.
    """

    index: str
    commit: int
    gone: tuple[Gone, ...] = ()


class SnapshotSearch:
    """Searches one snapshot; safe to use from several threads."""

    def __init__(self, client: ClusterClient, snapshot: Snapshot, queries: JsonQueries) -> None:
        self._client, self.snapshot, self._queries = client, snapshot, queries
        several = client.address.shards > 1
        self._parameters = ("search_type=dfs_query_then_fetch",) if several else ()  # the same scores on every shard

    def here(self, query: Json) -> Json:
        """A query within this snapshot."""
        gone = [taken_out(gone) for gone in self.snapshot.gone]
        return self._queries.every([query, {"range": {"since": {"lte": self.snapshot.commit}}}], gone)

    def whole(self, body: Json) -> Json:
        """The answer to one request; raises :class:`EngineAway` unless every shard has answered."""
        answer = self._called(self._path("_search"), body)
        lacking = missing(answer)
        if lacking:
            raise EngineAway(f"{lacking}，为免漏掉结果没有作答；请让停下的节点恢复运行后重试。")
        return answer

    def several(self, bodies: Sequence[Json], but: Sequence[str] = ()) -> list[Json]:
        """The answers to several requests sent together, as they came; see :meth:`accepted` and :func:`missing`.

        ``but`` are paths in an answer that the cluster need not send; lists that are empty it leaves out, too.
        """
        lines = [line for body in bodies for line in ("{}", json.dumps(body, ensure_ascii=False))]
        paths = ",".join(f"-responses.{path}" for path in (NEEDLESS, *but))
        try:
            answers: list[Json] = self._client.lines(self._path("_msearch", f"filter_path={paths}"), lines)["responses"]
        except Refused as error:
            raise self._unusable(error) from error
        return answers

    def accepted(self, answer: Json) -> Json:
        """One of several answers, perhaps lacking a part; raises :class:`Refused` where the cluster would not answer."""
        if "error" in answer:
            raise self._client.refused(int(answer.get("status", 500)), answer)
        return answer

    def count(self, query: Json) -> int:
        """Number of passages."""
        return int(self.whole({"query": self.here(query), "size": 0, "track_total_hits": True})["hits"]["total"]["value"])

    def counting(self, queries: Sequence[Json]) -> Json:
        """A request for the number of passages of each query; see :func:`counted`."""
        wanted = {str(at): {"filter": query} for at, query in enumerate(queries)}
        return {"query": self.here(self._queries.some(queries)), "size": 0, "track_total_hits": False, "aggs": wanted}

    def listing(self, query: Json, size: int) -> Json:
        """A request for the first keys of a query, in order; see :func:`keys_of`."""
        found = {"query": self.here(query), "size": size, "sort": [{"key": "asc"}], "track_total_hits": False}
        return found | NOTHING_STORED

    def values(self, query: Json, field: str, more: Json | None = None, *, scored: bool = False) -> Iterator[Json]:
        """Every value of a field among the passages of a query, in order, as buckets; ``more`` are aggregations in each."""
        after: Json | None = None
        within = {"bool": {"must": [query], "filter": [self.here(query)]}} if scored else self.here(query)
        while True:
            paging: Json = {"size": PAGE, "sources": [{field: {"terms": {"field": field}}}]} | ({"after": after} if after else {})
            wanted = {"values": {"composite": paging} | ({"aggs": more} if more else {})}
            found = self.whole({"query": within, "size": 0, "track_total_hits": False, "aggs": wanted})["aggregations"]["values"]
            yield from found["buckets"]
            after = found.get("after_key")
            if not after or len(found["buckets"]) < PAGE:
                return

    def keys(self, query: Json, wanted: int | None = None) -> Iterator[int]:
        """The keys of all passages of a query, in order; ``wanted`` is how many of them will be taken, if that is known."""
        after: list[int] | None = None
        size = PAGE if wanted is None else max(1, min(PAGE, wanted))
        while True:
            found = keys_of(self.whole(self.listing(query, size) | ({"search_after": after} if after else {})))
            yield from found
            if len(found) < size:
                return
            after = found[-1:]

    def _path(self, what: str, *parameters: str) -> str:
        given = "&".join([*parameters, *self._parameters])
        return f"/{self.snapshot.index}/{what}" + (f"?{given}" if given else "")

    def _called(self, path: str, body: Json) -> Json:
        try:
            return self._client.call("POST", path, body)
        except Refused as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Refused) -> EngineError:
        if error.status == 404:
            return EngineError(f"集群中没有索引 {self.snapshot.index}，请运行 yiju index --rebuild。")
        return error


def counted(answer: Json) -> list[int]:
    """The numbers of a :meth:`SnapshotSearch.counting`."""
    found = answer["aggregations"]
    return [int(found[str(at)]["doc_count"]) for at in range(len(found))]


def keys_of(answer: Json) -> list[int]:
    """The keys of a :meth:`SnapshotSearch.listing`."""
    return [int(hit["sort"][0]) for hit in hits_of(answer)]


def hits_of(answer: Json) -> Sequence[Json]:
    """The hits of an answer; where there are none, the list itself may be left out."""
    found: Sequence[Json] = answer.get("hits", {}).get("hits", ())
    return found


def taken_out(gone: Gone) -> Json:
    """The passages a commit took out: those of its documents that came with commits before."""
    documents = {"terms": {"document": [str(key) for key in gone.documents]}}
    return {"bool": {"filter": [documents, {"range": {"since": {"lt": gone.commit}}}]}}


def missing(answer: Json) -> str | None:
    """Which part of the index an answer lacks, in words. A shard that no node holds is not among the ``failed`` ones."""
    shards = answer.get("_shards", {})
    total = int(shards.get("total", 0))
    lost = total - int(shards.get("successful", 0))
    if lost:
        return f"集群的 {total} 个分片中有 {lost} 个不可用"
    return "集群没有在时限内查完" if answer.get("timed_out") else None
