"""Asking a cluster over HTTP: one node after another, with time-outs, again when it is busy, and with reasons a reader understands.

Everything asked here may be asked twice: documents have ids of ours, and what is taken out is taken out.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable
from typing import Any

import urllib3

from indexer.engines.cluster_address import Address
from indexer.model.errors import EngineAway, EngineError

TRIES = 6  # times a busy cluster is asked again
PAUSE = 0.5  # seconds before the second time, twice as long before each further one
CONNECTING = 3.0  # seconds
RESTING = 20.0  # seconds a node that did not answer is left alone
BUSY = (429, 502, 503, 504)
FLOODED = "read-only-allow-delete"
OLDEST = {"opensearch": (2, 0), "elasticsearch": (7, 10)}

Json = dict[str, Any]


class Refused(EngineAway):
    """The cluster understood and will not; ``kind`` is its word for why, ``status`` the one of HTTP."""

    def __init__(self, message: str, status: int, kind: str) -> None:
        super().__init__(message)
        self.status, self.kind = status, kind


class ClusterClient:
    """Speaks to the nodes of one cluster; safe to use from several threads."""

    def __init__(self, address: Address) -> None:
        self.address = address
        login = f"{address.user}:{address.password or ''}" if address.user else None
        self._headers = urllib3.util.make_headers(basic_auth=login, keep_alive=True)
        self._pool = urllib3.PoolManager(maxsize=32, retries=False, ca_certs=address.ca)
        self._resting: dict[str, float] = {}
        self._lock = threading.Lock()

    def get(self, path: str) -> Json:
        """What stands at a path."""
        return self.call("GET", path)

    def call(self, method: str, path: str, body: Json | None = None, *, patience: float = 0.0) -> Json:
        """One request. Raises :class:`Refused`, or :class:`EngineAway` when no node answers.

        ``patience`` are seconds beyond the usual for work that takes long.
        """
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self.send(method, path, data, "application/json", patience)

    def lines(self, path: str, lines: Iterable[str]) -> Json:
        """A request of many lines."""
        data = "".join(f"{line}\n" for line in lines).encode()
        return self.send("POST", path, data, "application/x-ndjson", self.address.timeout * 5.0)

    def send(self, method: str, path: str, data: bytes | None, content: str, patience: float) -> Json:
        """See :meth:`call`; asks again while the cluster is busy."""
        pause = PAUSE
        for attempt in range(TRIES):
            status, answer = self._asked(method, path, data, content, patience)
            if status not in BUSY or attempt == TRIES - 1 or _is_lost(answer):
                break
            time.sleep(pause)
            pause *= 2
        if status >= 400:
            raise self.refused(status, answer)
        return answer

    def check(self) -> str:
        """The version of the cluster in words; raises :class:`EngineError` for one that is too old or is none."""
        found = self.get("/").get("version", {})
        kind = found.get("distribution", "elasticsearch")
        number = str(found.get("number", "0"))
        numbers = tuple(int(part) for part in number.split(".")[:2] if part.isdigit())
        if kind not in OLDEST or numbers < OLDEST[kind]:
            oldest = "、".join(f"{name} {'.'.join(map(str, least))}" for name, least in OLDEST.items())
            raise EngineError(f"{self.address.text} 是 {kind} {number}，依据需要 {oldest} 或更新的版本。")
        return f"{kind} {number}"

    # nodes ----------------------------------------------------------------------------------

    def _asked(self, method: str, path: str, data: bytes | None, content: str, patience: float) -> tuple[int, Json]:
        reasons = []
        for host in self._in_turn():
            try:
                answer = self._pool.request(
                    method, f"{self.address.scheme}://{host}{path}", body=data,
                    headers=self._headers | {"Content-Type": content},
                    timeout=urllib3.Timeout(connect=CONNECTING, read=self.address.timeout + patience),
                )  # fmt: skip
                read = json.loads(answer.data or b"{}")
                self._resting.pop(host, None)
                return answer.status, read if isinstance(read, dict) else {"answer": read}
            except ValueError:
                reasons.append(f"{host} 的回答不是 JSON")
            except (urllib3.exceptions.HTTPError, OSError) as error:
                reasons.append(f"{host} {_reason(error)}")
            self._resting[host] = time.monotonic()
        raise EngineAway(f"连不上集群：{'；'.join(reasons)}。请检查地址、网络与节点是否在运行。")

    def _in_turn(self) -> list[str]:
        """The nodes, those that did not answer lately last."""
        with self._lock:
            now = time.monotonic()
            tired = {host for host, since in self._resting.items() if now - since < RESTING}
        return [h for h in self.address.hosts if h not in tired] + [h for h in self.address.hosts if h in tired]

    def refused(self, status: int, answer: Json) -> Refused:
        """Why the cluster will not, and what to do, from its answer."""
        error = answer.get("error", {})
        error = error if isinstance(error, dict) else {"reason": str(error)}
        kind, reason = str(error.get("type", "")), str(error.get("reason", ""))
        where = ",".join(self.address.hosts)
        if status == 401:
            who = self.address.user or "没有用户名"
            message = f"集群 {where} 拒绝登录（{who}），请设置环境变量 YIJU_ENGINE_USER 与 YIJU_ENGINE_PASSWORD。"
        elif FLOODED in reason or "read-only / allow delete" in reason:
            message = f"集群 {where} 的磁盘快满，索引已被它设为只读；请腾出空间后重试。"
        elif status == 403:
            message = f"集群 {where} 不许用户 {self.address.user or '（未登录）'} 这样做（{reason[:120]}），请检查权限。"
        elif _is_lost(answer):
            message = f"集群 {where} 有分片不可用，没有节点能作答；请让停下的节点恢复运行。"
        else:
            message = f"集群 {where} 拒绝了请求（{status} {kind}：{reason[:160]}）。"
        return Refused(message, status, kind)


def _is_lost(answer: Json) -> bool:
    """Whether shards are gone, which waiting a little will not bring back."""
    error = answer.get("error")
    phases = ("search_phase_execution_exception", "no_shard_available_action_exception")
    return isinstance(error, dict) and error.get("type") in phases


def _reason(error: Exception) -> str:
    text = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "的证书无法验证（用 ?ca=证书文件 指定签发者的证书）"
    if "refused" in text.lower():
        return "拒绝连接"
    if isinstance(error, urllib3.exceptions.NameResolutionError):
        return "这个主机名查不到"
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return "没有按时回答"
    return type(error).__name__
