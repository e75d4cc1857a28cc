"""Writing to an index in a cluster: passages in bundles, with patience for a busy cluster, and none lost in silence.

A bundle is answered with 200 also where some of it failed: what may succeed later is sent again, anything else stops the commit.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from indexer.engines.cluster_client import BUSY, ClusterClient
from indexer.engines.opensearch_schema import document
from indexer.engines.opensearch_search import Gone, Snapshot, taken_out
from indexer.model.errors import EngineError
from indexer.model.matching import Entry

BUNDLE = 4 << 20  # bytes sent at once
TRIES = 6  # times the failed items of a bundle are sent
KEPT = 24 * 3600.0  # seconds for which copies of the library may still need what was taken out
PATIENCE = 300.0  # seconds for a refresh or for deleting
BLOCKED = "cluster_block_exception"  # the disk is full or the index is closed to writers: waiting a little is no use
PAUSE = 0.5  # seconds before the second time, twice as long before each further one

Json = dict[str, Any]


class OpenSearchWriter:
    """Takes passages in and out for one commit; see :class:`indexer.engines.base.Writer`."""

    def __init__(self, client: ClusterClient, before: Snapshot) -> None:
        self._client, self._before, self._commit = client, before, before.commit + 1
        self._path = f"/{before.index}"
        self._long_gone = [gone for gone in before.gone if gone.at < time.time() - KEPT]
        self._bundle: list[tuple[str, str]] = []
        self._bytes = self._added = 0
        self._forgotten: set[int] = set()

    def add(self, entry: Entry) -> None:
        """Take one passage in."""
        line = json.dumps(document(entry, self._commit), ensure_ascii=False)
        self._bundle.append((f"{self._commit}-{entry.key}", line))  # not the key alone: readers may still need the one before
        self._bytes += len(line.encode())
        self._added += 1
        if self._bytes > BUNDLE:
            self._flush()

    def forget(self, document_key: int) -> None:
        """Take all passages of a document out: readers of this commit pass over them, and a later one deletes them."""
        self._forgotten.add(document_key)

    # what the engine does around it ------------------------------------------------------------

    def clear(self) -> None:
        """Delete what a writer that came to grief has left, and what was taken out so long ago that nobody looks at it."""
        self._client.call("POST", f"{self._path}/_refresh")
        left = {"range": {"since": {"gt": self._before.commit}}}
        self._delete({"bool": {"should": [left, *map(taken_out, self._long_gone)], "minimum_should_match": 1}})

    def commit(self) -> Snapshot:
        """Everything taken in, as a snapshot. Raises :class:`EngineError` unless all of it has arrived."""
        self._flush()
        self._client.call("POST", f"{self._path}/_refresh", patience=PATIENCE)
        arrived = self._count({"term": {"since": self._commit}})
        if arrived != self._added:
            raise EngineError(f"写进集群 {self._added} 段，只到了 {arrived} 段，这一批没有提交；请检查集群后重试。")
        gone = [gone for gone in self._before.gone if gone not in self._long_gone]
        held = self._held()
        fresh = [Gone(self._commit, time.time(), held)] if held else []
        return Snapshot(self._before.index, self._commit, (*gone, *fresh))

    def undo(self) -> None:
        """Delete what was taken in."""
        self._bundle = []
        with suppress(EngineError):  # the next writer clears it away
            self._client.call("POST", f"{self._path}/_refresh")
            self._delete({"term": {"since": self._commit}})

    def _held(self) -> tuple[int, ...]:
        """Of the documents taken out, those that are there."""
        if not self._forgotten:
            return ()
        gone = taken_out(Gone(self._commit, 0, tuple(sorted(self._forgotten))))
        held = {"held": {"terms": {"field": "document_key", "size": len(self._forgotten)}}}
        found = self._client.call("POST", f"{self._path}/_search", {"query": gone, "size": 0, "aggs": held})
        return tuple(sorted(int(bucket["key"]) for bucket in found["aggregations"]["held"]["buckets"]))

    def _count(self, query: Json) -> int:
        return int(self._client.call("POST", f"{self._path}/_count", {"query": query})["count"])

    def _delete(self, query: Json) -> None:
        path = f"{self._path}/_delete_by_query?conflicts=proceed&refresh=true"
        self._client.call("POST", path, {"query": query}, patience=PATIENCE)

    def _flush(self) -> None:
        """Send what waits; returns when the cluster has all of it."""
        waiting, pause = self._bundle, PAUSE
        self._bundle, self._bytes = [], 0
        for _ in range(TRIES):
            waiting, reason = self._sent(waiting)
            if not waiting:
                return
            time.sleep(pause)
            pause *= 2
        raise EngineError(f"集群太忙，有 {len(waiting)} 段没有写进去（{reason}），这一批没有提交；请稍后重试。")

    def _sent(self, waiting: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
        """Send these; what is to be sent again, and why."""
        if not waiting:
            return [], ""
        lines = [part for name, line in waiting for part in (json.dumps({"index": {"_id": name}}), line)]
        answer = self._client.lines(f"{self._path}/_bulk", lines)
        again, reason = [], ""
        for pair, item in zip(waiting, answer["items"], strict=True):
            status, error = int(item["index"]["status"]), item["index"].get("error")
            if error and (status not in BUSY or error.get("type") == BLOCKED):
                raise self._client.refused(status, {"error": error})
            if error:
                again.append(pair)
                reason = str(error.get("type"))
        return again, reason
