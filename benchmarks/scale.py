"""From ten thousand passages to millions: our engines end to end beside what a user would pick instead. Writes ``SCALE.md`` and ``scale.svg``.

    python benchmarks/scale.py --sizes 10000 100000 [--engines whoosh tantivy] [--peers Fts5 …] [--only build latency …] [--work FOLDER]
    python benchmarks/scale.py --cluster http://127.0.0.1:9200 --engines cluster --peers OpenSearch

Corpora are grown from real reports (``growing.py``) and kept in the work folder, as are indexes and results: a measurement that is
there is not made again (``--again`` does), so that the largest sizes can be added later. Each runs in a process of its own, all
contenders in turn; ``--write`` only writes the tables from what is there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from growing import grow
from loading import load
from peer_server import CLUSTER, OpenSearch
from peers import PEERS
from reporting import write

HERE = Path(__file__).parent
ENGINES = ("whoosh", "tantivy", "cluster")
LIMITS = {"whoosh": 100_000, "StockWhoosh": 100_000, "RankBm25": 100_000}  # passages beyond which a contender is left out
STEPS = ("build", "stages", "memory", "raw", "latency", "recall", "load")


class Results:
    """What was measured, by size, contender and step; kept in a file."""

    def __init__(self, path: Path, again: bool) -> None:
        self._path, self._again = path, again
        self.found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}

    def keep(self, size: int, name: str, step: str, measure: Callable[[], Any]) -> None:
        """Measure, unless that was done before."""
        here = self.found.setdefault(str(size), {}).setdefault(name, {})
        if step in here and not self._again:
            return
        print(f"{size:>9,}  {name:<12} {step}", flush=True)
        try:
            here[step] = measure()
        except subprocess.CalledProcessError as error:
            print(f"           failed: {error}", flush=True)
            return
        self._path.write_text(json.dumps(self.found, ensure_ascii=False), "utf-8")


def measured(step: str, folder: Path, name: str) -> Any:
    """One measurement, in a process of its own."""
    command = [sys.executable, str(HERE / "measuring.py"), step, str(folder), name]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
    if done.returncode:
        print(done.stderr[-2000:], flush=True)
        done.check_returncode()
    return json.loads(done.stdout.splitlines()[-1])


def corpus(work: Path, size: int) -> Path:
    """The folder of a grown catalog."""
    folder = work / str(size)
    if not (folder / "done").exists():
        print(f"{size:>9,}  growing", flush=True)
        grow(folder, size)
        (folder / "done").touch()
    return folder


def library(base: Path, engine: str) -> Path:
    """A folder with a copy of the catalog, for one engine."""
    folder = base / engine
    if not folder.exists():
        folder.mkdir()
        shutil.copy(base / "catalog.sqlite", folder / "catalog.sqlite")
    return folder


def choice(size: int, engine: str) -> str:
    """The engine as it is chosen at the command line."""
    return f"opensearch+{os.environ[CLUSTER]}/scale-{size}" if engine == "cluster" else engine


def run(results: Results, work: Path, sizes: list[int], engines: list[str], steps: list[str], peers: list[str]) -> None:
    for size in sizes:
        base = corpus(work, size)
        for engine in engines:
            if size > LIMITS.get(engine, size):
                continue
            home = library(base, engine)
            for step in steps:
                if step == "raw" and engine != "tantivy":
                    continue
                if step != "build" and "build" not in results.found.get(str(size), {}).get(engine, {}):
                    continue
                if step == "load":
                    results.keep(size, engine, step, lambda home=home: load(home, 2))
                else:
                    name = choice(size, engine) if step in ("build", "stages") else "ours"
                    results.keep(size, engine, step, lambda s=step, h=home, n=name: measured(s, h, n))
        for name in peers:
            if size <= LIMITS.get(name, size):
                for step in [s for s in steps if s in ("build", "latency", "recall")]:
                    built = step == "build" or "build" in results.found.get(str(size), {}).get(name, {})
                    if built and (step, name) != ("recall", "RankBm25"):  # what was not built whole is not asked
                        task = "peer" if step == "build" else step
                        results.keep(size, name, step, lambda s=task, n=name, b=base: measured(s, b, n))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--peers", nargs="*", default=[kind.__name__ for kind in (*PEERS, OpenSearch)])
    parser.add_argument(
        "--cluster", help="a running server; without one neither ours on it nor the server itself is asked"
    )
    parser.add_argument("--only", nargs="*", choices=STEPS, default=list(STEPS))
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "yiju-scale")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--write", action="store_true", help="measure nothing")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    os.environ["YIJU_SETTINGS"] = str(options.work / "settings")
    engines, peers = options.engines, options.peers
    if options.cluster:
        os.environ[CLUSTER] = options.cluster.rstrip("/")
    else:
        engines, peers = [e for e in engines if e != "cluster"], [p for p in peers if p != "OpenSearch"]
    results = Results(options.work / "results.json", options.again)
    if not options.write:
        run(results, options.work, options.sizes, engines, options.only, peers)
    print(write(results.found, HERE))


if __name__ == "__main__":
    main()
