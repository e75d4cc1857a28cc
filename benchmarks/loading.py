"""Many clients at once: requests a second, waiting times, and whether any reply is missing or wrong."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asking import Asked, queries

SECONDS = 8.0
CLIENTS = (1, 4, 16)


def path_of(asked: Asked) -> str:
    only = {"year": str(asked.year)} if asked.year else {"place": asked.place} if asked.place else {}
    return "/api/search?" + urllib.parse.urlencode({"q": asked.text, **only})


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, Any]:
    connection.request("GET", path)
    reply = connection.getresponse()
    body = json.loads(reply.read())
    if reply.status != 200:
        return reply.status, None
    return 200, (body["total"], tuple(hit["passage_id"] for hit in body["hits"]))


@contextmanager
def server(folder: Path, workers: int) -> Iterator[tuple[int, int]]:
    """(port, process id) of a server over a library."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", "from webapp.cli import main; main()", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen([*command, "--library", str(folder)], stdout=subprocess.DEVNULL, env=os.environ)
    try:
        for _ in range(600):
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
            except OSError:
                time.sleep(0.2)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def processes_mb(pid: int) -> float:
    """What a server and its children hold, memory that they share counted once (PSS)."""
    pids = [pid, *(int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    rows = (Path(f"/proc/{n}/smaps_rollup").read_text().splitlines() for n in pids)
    return sum(int(row.split()[1]) for found in rows for row in found if row.startswith("Pss:")) / 1024


def load(folder: Path, workers: int) -> dict[str, Any]:
    """Throughput and waiting times at several numbers of clients."""
    paths = [path_of(asked) for asked in queries(folder / "catalog.sqlite")]
    out: dict[str, Any] = {"workers": workers}
    with server(folder, workers) as (port, pid):
        expected = {}
        for _ in range(2):  # so that each process has answered some
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            expected = {path: get(connection, path)[1] for path in paths}
            connection.close()
        for clients in CLIENTS:
            out[str(clients)] = crowd(port, paths, expected, clients)
        out["mb"] = processes_mb(pid)
    return out


def crowd(port: int, paths: list[str], expected: dict[str, Any], clients: int) -> dict[str, float]:
    times: list[float] = []
    faults = {"wrong": 0, "refused": 0, "lost": 0}
    end = time.perf_counter() + SECONDS

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        at = number * 7
        while time.perf_counter() < end:
            path = paths[at % len(paths)]
            at += 1
            begun = time.perf_counter()
            try:
                status, reply = get(connection, path)
            except (OSError, http.client.HTTPException):
                faults["lost"] += 1
                connection.close()
                continue
            times.append(time.perf_counter() - begun)
            faults["refused"] += status != 200
            faults["wrong"] += status == 200 and reply != expected[path]

    begun = time.perf_counter()
    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    times.sort()
    return {
        "requests": len(times), "per_second": len(times) / spent, "p50": times[len(times) // 2] * 1e3,
        "p99": times[int(len(times) * 0.99)] * 1e3, **faults,
    }  # fmt: skip
