"""The cluster that tests run against: where ``YIJU_CLUSTER`` says (``http://127.0.0.1:9201,127.0.0.1:9202``), or none."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field

import pytest

from indexer.engines.cluster_address import Address
from indexer.engines.cluster_client import ClusterClient


@dataclass
class Cluster:
    """A running cluster; each test takes a prefix of its own in it."""

    root: str
    prefixes: list[str] = field(default_factory=list)

    def address(self, options: str = "") -> str:
        """An address with a new prefix."""
        self.prefixes.append(f"test-{secrets.token_hex(4)}")
        return f"opensearch+{self.root}/{self.prefixes[-1]}{options}"

    def client(self) -> ClusterClient:
        """Something to ask the cluster with."""
        return ClusterClient(Address.read(f"opensearch+{self.root}/any"))

    def clear(self) -> None:
        """Delete what tests have made."""
        for prefix in self.prefixes:
            self.client().call("DELETE", f"/{prefix}-*")
        self.prefixes.clear()


def a_cluster() -> Cluster:
    """The cluster; without one the test is skipped, unless ``YIJU_CLUSTER_MUST`` says there has to be one."""
    root = os.environ.get("YIJU_CLUSTER")
    if not root:
        reason = "YIJU_CLUSTER names no cluster; .ci/cluster starts one"
        if os.environ.get("YIJU_CLUSTER_MUST"):
            pytest.fail(reason)
        pytest.skip(reason)
    return CLUSTERS.setdefault(root, Cluster(root))


CLUSTERS: dict[str, Cluster] = {}
