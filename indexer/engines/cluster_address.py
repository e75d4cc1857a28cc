"""The address of a cluster: where it is, how an index is laid out there, who asks.

``opensearch+https://host:9200,other:9200/prefix?shards=1&replicas=1&ca=FILE&timeout=10``. A name and password may stand before
the first host; they are used by this process and never kept. Others take them from ``YIJU_ENGINE_USER`` and
``YIJU_ENGINE_PASSWORD``.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from indexer.model.errors import EngineError

EXAMPLE = "opensearch+https://主机:9200/前缀"
DEFAULT_PORT = 9200
WHOLE = {"shards": (1, 1000), "replicas": (0, 20), "timeout": (1, 600)}  # smallest and largest value of each number
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[\w.-]+)(?::(?P<port>\d{1,5}))?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a cluster is and how we use it; ``timeout`` in seconds."""

    scheme: str
    hosts: tuple[str, ...]  # name:port
    prefix: str
    shards: int = 1
    replicas: int = 0
    timeout: int = 10
    ca: str | None = None
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The address without name and password: what may be kept and shown.

        >>> Address.read("opensearch+http://me:secret@localhost/yiju?replicas=2").text
        'opensearch+http://localhost:9200/yiju?replicas=2'
        """
        told = {"shards": self.shards, "replicas": self.replicas, "timeout": self.timeout, "ca": self.ca}
        usual = {"shards": 1, "replicas": 0, "timeout": 10, "ca": None}
        options = urlencode({name: value for name, value in told.items() if value != usual[name]})
        return f"opensearch+{self.scheme}://{','.join(self.hosts)}/{self.prefix}" + (f"?{options}" if options else "")

    @classmethod
    def read(cls, text: str) -> Address:
        """Read an address; raises :class:`EngineError` that says what is wrong with it."""
        parts = urlsplit(text)
        scheme = parts.scheme.removeprefix("opensearch+")
        who, _, where = parts.netloc.rpartition("@")
        found = [_HOST.fullmatch(host) for host in where.split(",")]
        prefix = parts.path.strip("/")
        if scheme not in ("http", "https") or not all(found) or not _PREFIX.fullmatch(prefix):
            raise EngineError(f"集群地址“{_without_login(text)}”不对，应写成 {EXAMPLE}，前缀用小写字母、数字、- 和 _。")
        user, _, password = who.partition(":")
        return cls(
            scheme, tuple(f"{m['name']}:{m['port'] or DEFAULT_PORT}" for m in found if m), prefix,
            **_numbers(parts.query), ca=dict(parse_qsl(parts.query)).get("ca"),
            user=unquote(user) or os.environ.get("YIJU_ENGINE_USER"),
            password=unquote(password) or os.environ.get("YIJU_ENGINE_PASSWORD"),
        )  # fmt: skip


def _without_login(text: str) -> str:
    return re.sub(r"//[^/]*@", "//", text)


def _numbers(query: str) -> dict[str, int]:
    told: dict[str, int] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name == "ca":
            continue
        if name not in WHOLE:
            raise EngineError(f"集群地址里的 {name} 不认识，可写的有 {'、'.join([*WHOLE, 'ca'])}。")
        low, high = WHOLE[name]
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise EngineError(f"集群地址里的 {name}={value} 不对，应在 {low} 到 {high} 之间。")
        told[name] = int(value)
    return told
