"""The engine beyond one machine: an index in an OpenSearch or Elasticsearch cluster. It needs the extra ``cluster``.

A small sealed file in ``folder`` says which index of the cluster this is and up to which commit it counts; replacing that file
is the commit. So a library and its copies always see the state that belongs to their catalog. A new index is built aside, and
an alias, the prefix of the address, is moved to it when it is complete.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from indexer.engines.cluster_address import Address
from indexer.engines.cluster_client import ClusterClient, Refused
from indexer.engines.opensearch_reader import OpenSearchReader
from indexer.engines.opensearch_schema import SCHEMA_VERSION, index_body
from indexer.engines.opensearch_search import Gone, Snapshot
from indexer.engines.opensearch_writing import PATIENCE, OpenSearchWriter
from indexer.model.errors import EngineError
from indexer.model.seals import Seals

COMMIT = "commit.json"
SPREADING = 60  # seconds to wait for replicas before a new index is used

HEALTH = {"green": "完好", "yellow": "缺副本", "red": "缺分片"}

Stamp = tuple[int, int]


class OpenSearchEngine:
    """An index in a cluster; safe to use from several threads."""

    name = "opensearch"
    joins = 1
    features = frozenset({"phrase", "prefix", "near", "not", "filters", "facets", "sort", "group", "tally"})

    def __init__(self, folder: Path, seals: Seals, address: str) -> None:
        self.folder, self._seals, self.address = folder, seals, Address.read(address)
        self.choice = self.address.text
        self._client = ClusterClient(self.address)
        self._library = sha256(str(folder.resolve().parent.parent).encode()).hexdigest()[:16]
        self._lock = threading.Lock()
        self._open: tuple[Stamp, OpenSearchReader] | None = None

    @property
    def fingerprint(self) -> str:
        """Engine and our schema; the cluster keeps its own files readable over its versions."""
        return f"opensearch-{SCHEMA_VERSION}"

    # reading ---------------------------------------------------------------------------------

    def reader(self) -> OpenSearchReader:
        """The newest snapshot; all threads share it."""
        stamp = self._stamp()
        with self._lock:
            if self._open is None or self._open[0] != stamp:
                snapshot = self._snapshot()
                self._check(snapshot.index)
                self._open = (stamp, OpenSearchReader(self._client, snapshot, stamp))
            return self._open[1]

    def _check(self, index: str) -> None:
        """Raise unless the index is there and is one of ours."""
        try:
            meta = self._meta(index)
        except Refused as error:
            if error.status != 404:
                raise
            raise EngineError(f"集群 {self.address.text} 中没有索引 {index}，请运行 yiju index --rebuild。") from error
        if meta.get(index, {}).get("fingerprint") != self.fingerprint:
            raise EngineError(f"集群中的索引 {index} 不是这一版依据建立的，请运行 yiju index --rebuild。")

    def _snapshot(self) -> Snapshot:
        found: Any = self._seals.read(self.folder / COMMIT)
        if not found:
            raise EngineError(f"{self.folder / COMMIT} 损坏或不是本机写的，请运行 yiju index --rebuild。")
        gone = tuple(Gone(int(commit), float(at), tuple(documents)) for commit, at, documents in found["gone"])
        return Snapshot(str(found["index"]), int(found["commit"]), gone)

    def _stamp(self) -> Stamp:
        try:
            found = (self.folder / COMMIT).stat()
        except OSError as error:
            raise EngineError(f"{self.folder} 中没有索引，请运行 yiju index。") from error
        return found.st_mtime_ns, found.st_ino

    # writing ---------------------------------------------------------------------------------

    @contextmanager
    def writer(self) -> Iterator[OpenSearchWriter]:
        """One commit; an exception leaves the index as it was."""
        known = (self.folder / COMMIT).exists()
        before = self._snapshot() if known else self._created()
        writer = OpenSearchWriter(self._client, before)
        try:
            if known:
                self._check_ours(before.index)
                writer.clear()
            yield writer
            after = writer.commit()
            self._remember(after)
        except BaseException:
            if known:
                writer.undo()
            else:
                self._drop(before.index)
            raise

    def _check_ours(self, index: str) -> None:
        """Raise where a copy of a library would write to the index of the library it was copied from."""
        if self._meta(index).get(index, {}).get("library") != self._library:
            raise EngineError(f"索引 {index} 属于另一个库，这里是它的副本，只能检索；要自己的索引请换一个前缀重建。")

    def _created(self) -> Snapshot:
        self._client.check()
        index = f"{self.address.prefix}-{secrets.token_hex(4)}"
        meta = {"app": "yiju", "fingerprint": self.fingerprint, "library": self._library}
        self._client.call("PUT", f"/{index}", index_body(self.address, meta), patience=PATIENCE)
        return Snapshot(index, 0)

    def _remember(self, snapshot: Snapshot) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            content: dict[str, object] = {"index": snapshot.index, "commit": snapshot.commit, "gone": list(snapshot.gone)}
            self._seals.write(self.folder / COMMIT, content)
        except OSError as error:
            raise EngineError(f"无法写入 {self.folder}（{error.strerror or error}），请检查权限与磁盘空间。") from error

    def about(self) -> str:
        """The cluster's version, its nodes, and the health of the index."""
        index = self._snapshot().index
        health = self._client.get(f"/_cluster/health/{index}")
        nodes, state = health["number_of_data_nodes"], HEALTH.get(str(health["status"]), str(health["status"]))
        return f"{self._client.check()}，{nodes} 个节点，索引 {index} {state}"

    def settle(self) -> None:
        """Nothing more to do."""

    def settled(self) -> bool:
        """Always."""
        return True

    def publish(self) -> None:
        """Spread the index over the nodes, move the alias to it, and delete what no library uses any more."""
        index, alias = self._snapshot().index, self.address.prefix
        before = self._aliased()
        self._client.call("PUT", f"/{index}/_settings", {"index": {"number_of_replicas": self.address.replicas}})
        with suppress(Refused):  # not enough nodes for the replicas: it can be used all the same
            path = f"/_cluster/health/{index}?wait_for_status=green&timeout={SPREADING}s"
            self._client.call("GET", path, patience=SPREADING)
        actions = [{"remove": {"index": old, "alias": alias}} for old in before if old != index]
        self._client.call("POST", "/_aliases", {"actions": [*actions, {"add": {"index": index, "alias": alias}}]})
        ours = re.compile(f"{re.escape(alias)}-[0-9a-f]{{8}}")
        for name, meta in self._meta(f"{alias}-*").items():
            if ours.fullmatch(name) and meta.get("library") == self._library and name not in (index, *before):
                self._drop(name)

    def _aliased(self) -> list[str]:
        """The indices our alias stands for; raises :class:`EngineError` if another library has taken it."""
        try:
            found = self._meta(self.address.prefix)
        except Refused as error:
            if error.status == 404:
                return []
            raise
        for name, meta in found.items():
            if meta.get("library") != self._library:
                raise EngineError(f"集群里的前缀 {self.address.prefix} 已由别的库使用（{name}），请在地址里换一个前缀。")
        return list(found)

    def _meta(self, pattern: str) -> dict[str, dict[str, Any]]:
        """What we noted in the mappings of indices."""
        found = self._client.get(f"/{pattern}/_mapping")
        return {name: about["mappings"].get("_meta", {}) for name, about in found.items()}

    def _drop(self, index: str) -> None:
        with suppress(EngineError):
            self._client.call("DELETE", f"/{index}")

    def close(self) -> None:
        """Forget the snapshot."""
        self._open = None
