"""OpenSearch asked directly, over the same tokens: what a user of a cluster would write by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from asking import Asked, Line
from peers import FACETS, SHOWN, Reply, marked, taken_apart, tokens

CLUSTER = "YIJU_SCALE_CLUSTER"  # variable with the address of a server, http://127.0.0.1:9200


class OpenSearch:
    """An OpenSearch over jieba's tokens, asked as its manual has it: one search with aggregations."""

    name = "OpenSearch on jieba tokens"

    def __init__(self, folder: Path) -> None:
        import urllib3

        self._index = f"{os.environ[CLUSTER]}/peer-{folder.parents[1].name}"
        self._pool = urllib3.PoolManager(retries=False)

    def _call(self, method: str, path: str, data: str, content: str = "application/json") -> Any:
        reply = self._pool.request(
            method, self._index + path, body=data.encode(), headers={"Content-Type": content}, timeout=600
        )
        found = json.loads(reply.data)
        if reply.status >= 400 or found.get("errors"):
            raise RuntimeError(reply.data[:500].decode())
        return found

    def build(self, lines: Iterable[Line]) -> None:
        fields = {
            "key": {"type": "long"},
            "body": {"type": "text", "index": False},
            "text": {"type": "text", "analyzer": "whitespace"},
        }
        mapping = fields | {name: {"type": "keyword"} for name in FACETS}
        settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
        self._call("PUT", "", json.dumps({"settings": settings, "mappings": {"properties": mapping}}))
        rows = []
        for line in lines:
            facts = {
                "year": str(line.year),
                "place": line.places,
                "level": line.level,
                "part": line.part,
                "state": line.state,
            }
            rows += [
                '{"index":{}}',
                json.dumps({"key": line.key, "body": line.text, "text": " ".join(tokens(line.text)), **facts}),
            ]
            if len(rows) >= 4000:
                self._call("POST", "/_bulk", "\n".join([*rows, ""]), "application/x-ndjson")
                rows = []
        self._call("POST", "/_bulk?refresh=true", "\n".join([*rows, ""]), "application/x-ndjson")
        self._call("POST", "/_forcemerge?max_num_segments=1", "")

    def open(self) -> None:
        """It is there."""

    def _query(self, text: str) -> tuple[dict[str, Any], list[str]]:
        quoted, words, without = taken_apart(text)
        said = [t for string in (*quoted, *(w for group in words for w in group)) for t in tokens(string)]

        def word(one: str) -> dict[str, Any]:
            return {"match": {"text": {"query": " ".join(tokens(one)), "operator": "and"}}}

        parts: list[dict[str, Any]] = [{"match_phrase": {"text": " ".join(tokens(string))}} for string in quoted]
        parts += [{"bool": {"should": [word(w) for w in group]}} for group in words]
        return {"must": parts, "must_not": [word(w) for w in without]}, said

    def ask(self, asked: Asked) -> Reply:
        query, said = self._query(asked.text)
        only = {"place": asked.place} if asked.place else {"year": str(asked.year)} if asked.year else {}
        query["filter"] = [{"term": {name: value}} for name, value in only.items()]
        counts = {name: {"terms": {"field": name, "size": 100}} for name in FACETS}
        body = {
            "query": {"bool": query},
            "size": SHOWN,
            "_source": ["key", "body"],
            "track_total_hits": True,
            "aggs": counts,
        }
        hits = self._call("POST", "/_search?request_cache=false", json.dumps(body))["hits"]
        found = [hit["_source"] for hit in hits["hits"]]
        return Reply(
            hits["total"]["value"], tuple(f["key"] for f in found), tuple(marked(f["body"], said) for f in found)
        )

    def holding(self, string: str) -> set[int] | None:
        query, _ = self._query(f"“{string}”")
        body = {"query": {"bool": query}, "size": 10_000, "_source": ["key"]}
        return {hit["_source"]["key"] for hit in self._call("POST", "/_search", json.dumps(body))["hits"]["hits"]}
