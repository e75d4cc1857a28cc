"""The cluster that tests run against: three real OpenSearch nodes of their own, or one that is already there.

``YIJU_OPENSEARCH`` is the folder of an unpacked server: nodes are started from it on loopback, as a user that is not root, and
stopped by their process ids. ``YIJU_CLUSTER`` (``http://127.0.0.1:9201``) is a cluster that is there; tests that stop nodes
leave it alone. With neither the tests are skipped, unless ``YIJU_CLUSTER_MUST`` says that there has to be one.
"""

from __future__ import annotations

import atexit
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest

from indexer.engines.cluster_address import Address
from indexer.engines.cluster_client import ClusterClient
from indexer.model.errors import EngineError

NODES = 3
JAVA = "-Xms320m -Xmx320m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"  # quick to start: half the work of the usual settings
STARTING = 240  # seconds for the nodes to find one another on a busy machine


@dataclass
class Cluster:
    """A running cluster; each test takes a prefix of its own in it."""

    root: str
    nodes: Nodes | None = None
    prefixes: list[str] = field(default_factory=list)

    def address(self, options: str = "") -> str:
        """An address with a new prefix."""
        self.prefixes.append(f"test-{secrets.token_hex(4)}")
        return f"opensearch+{self.root}/{self.prefixes[-1]}{options}"

    def client(self) -> ClusterClient:
        """Something to ask the cluster with."""
        return ClusterClient(Address.read(f"opensearch+{self.root}/any"))

    def settle(self) -> None:
        """Wait until all nodes and shards are there, and none is on its way."""
        wanted = f"wait_for_nodes={NODES}&wait_for_status=green&wait_for_no_relocating_shards=true"
        deadline = time.monotonic() + STARTING
        while True:
            try:
                if not self.client().call("GET", f"/_cluster/health?{wanted}&timeout=30s", patience=30)["timed_out"]:
                    return
            except EngineError:
                time.sleep(1)
            assert time.monotonic() < deadline, "help: the cluster does not come up; see the nodes' output"

    def clear(self) -> None:
        """Delete what tests have made."""
        for prefix in self.prefixes:
            self.client().call("DELETE", f"/{prefix}-*")
        self.prefixes.clear()


class Nodes:
    """Three nodes of one cluster on this machine."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder = Path(tempfile.mkdtemp(prefix="cluster"))
        self.ports = free_ports(2 * NODES)
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._user = None if os.getuid() else pwd.getpwnam("nobody")
        for number in range(NODES):
            self._lay_out(number)
        if self._user:
            subprocess.run(["chown", "-R", f"{self._user.pw_uid}:{self._user.pw_gid}", str(self._folder)], check=True)
            self._folder.chmod(0o755)
        for number in range(NODES):
            self.start(number)
        atexit.register(self.close)

    def _lay_out(self, number: int) -> None:
        folder = self._folder / str(number)
        shutil.copytree(self._home / "config", folder / "config")
        for name in ("data", "logs"):
            (folder / name).mkdir()
        options = folder / "config" / "jvm.options"  # a log beside the program, and another garbage collector than ours
        lines = options.read_text().splitlines(keepends=True)
        options.write_text("".join(line for line in lines if "gc.log" not in line and "G1" not in line))

    def start(self, number: int) -> None:
        """Start a node, for the first time or again."""
        folder, transports = self._folder / str(number), self.ports[NODES:]
        settings = {
            "cluster.name": "yiju-tests", "node.name": f"n{number}", "network.host": "127.0.0.1",
            "http.port": self.ports[number], "transport.port": transports[number],
            "path.data": folder / "data", "path.logs": folder / "logs",
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in transports),
            "cluster.initial_cluster_manager_nodes": ",".join(f"n{n}" for n in range(NODES)),
            "cluster.routing.allocation.disk.threshold_enabled": "false", "node.store.allow_mmap": "false",
        }  # fmt: skip
        arguments = [part for name, value in settings.items() for part in ("-E", f"{name}={value}")]
        environment = os.environ | {"OPENSEARCH_PATH_CONF": str(folder / "config"), "OPENSEARCH_JAVA_OPTS": JAVA, "HOME": str(folder)}
        who = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if self._user else {}
        with (folder / "output").open("ab") as output:
            self._running[number] = subprocess.Popen(
                [str(self._home / "bin" / "opensearch"), *arguments], env=environment, stdout=output, stderr=output, cwd=folder, **who
            )  # type: ignore[call-overload]  # who is one or the other

    def kill(self, number: int) -> None:
        """End a node at once, by its process id."""
        process = self._running.pop(number)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        """Stop all nodes."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()
        shutil.rmtree(self._folder, ignore_errors=True)


def free_ports(count: int) -> list[int]:
    """Ports nobody listens at."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def a_cluster() -> Cluster:
    """The cluster, started where need be."""
    if not (os.environ.get("YIJU_CLUSTER") or os.environ.get("YIJU_OPENSEARCH")):
        reason = "no cluster: .ci/cluster gets a server and sets YIJU_OPENSEARCH"
        if os.environ.get("YIJU_CLUSTER_MUST"):
            pytest.fail(reason)
        pytest.skip(reason)
    return _started()


@lru_cache(maxsize=1)
def _started() -> Cluster:
    if os.environ.get("YIJU_CLUSTER"):
        return Cluster(os.environ["YIJU_CLUSTER"])
    nodes = Nodes(Path(os.environ["YIJU_OPENSEARCH"]))
    cluster = Cluster("http://" + ",".join(f"127.0.0.1:{port}" for port in nodes.ports[:NODES]), nodes)
    cluster.settle()
    return cluster
