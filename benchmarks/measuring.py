"""One measurement of the scale benchmark, in a process of its own: ``python benchmarks/measuring.py WHAT FOLDER NAME`` prints JSON.

Latencies are measured in ``latencies.py``.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asking import lines, queries, substrings
from latencies import contender_of, latency, raw, request_of

from corpus import Scope, search_form
from indexer import Library
from indexer.analysis.analyzer import gram_pairs
from indexer.derived.analysing import analysed, placed
from indexer.derived.sealing import SealedFiles
from indexer.derived.workers import packed, unpacked
from indexer.engines import engine
from indexer.engines.cluster_address import Address
from indexer.engines.cluster_client import ClusterClient
from indexer.figures.store import FigureStore, figure_rows
from indexer.figuring.looking_up import figures_of

SAMPLE = 5000  # passages whose stages are timed one by one
STRINGS = 1000  # of the recall of exact strings


def processor() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def resident_mb() -> float:
    return int(next(x.split()[1] for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmRSS"))) / 1024


def megabytes(folder: Path) -> float:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 2**20


# building ---------------------------------------------------------------------------------


def build(folder: Path, name: str) -> dict[str, float]:
    """Build the index of a library whose catalog is there."""
    library = Library.open(folder)
    begun, used = time.perf_counter(), processor()
    library._derived.bring_up(name, rebuild=True)
    library.close()
    passages = library.status().passages
    return {
        "seconds": time.perf_counter() - begun, "processor": processor() - used, "passages": passages,
        "engine_mb": engine_megabytes(folder, name),
        "figures_mb": sum(p.stat().st_size for p in (folder / "derived").glob("*/figures.sqlite")) / 2**20,
        "catalog_mb": (folder / "catalog.sqlite").stat().st_size / 2**20, "build_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def engine_megabytes(folder: Path, name: str) -> float:
    """What the engine's files take up, here or on a cluster."""
    if "://" not in name:
        return megabytes(next((folder / "derived").glob("*/engine")))
    stats = ClusterClient(Address.read(name)).get(f"/{Address.read(name).prefix}-*/_stats/store")
    return float(stats["_all"]["primaries"]["store"]["size_in_bytes"]) / 2**20


def stages(folder: Path, name: str) -> dict[str, float]:
    """Processor microseconds a passage for each stage of a build, one after another in one process."""
    library = Library.open(folder)
    catalog, analyzer = library._catalog, library._analyzer
    analyzer.load()
    documents = catalog.documents(limit=SAMPLE // 50)
    found: dict[str, float] = {}
    count = sum(d.passages for d in documents)

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        found[stage] = (time.process_time() - begun) / count * 1e6

    with timed("read from the catalog"):
        passages = [p for d in documents for p in catalog.document_passages(d)]
    forms = [search_form(p.text) for p in passages]
    for text in forms[:50]:
        analyzer.words(text)
    with timed("words, jieba"):
        for text in forms:
            analyzer.words(text)
    analyzer.accelerate()
    with timed("words, rjieba"):
        for text in forms:
            analyzer.words(text)
    with timed("bigrams"):
        for text in forms:
            gram_pairs(text)
    with timed("figures"):
        figures = [figure_rows(placed(p), figures_of(p)) for p in passages]
    with timed("all analysis"):
        ready = analysed(passages, analyzer)
    with timed("hand over between processes"):
        sent = pickle.dumps([packed(one) for one in ready], pickle.HIGHEST_PROTOCOL)
        received = [unpacked(one) for one in pickle.loads(sent)]
    entries = [one.entry for one in received]
    with tempfile.TemporaryDirectory(dir=folder) as made:
        with timed("write the engine"), engine(name, Path(made) / "engine", SealedFiles()).writer() as writer:
            for entry in entries:
                writer.add(entry)
        with timed("write the figures"), FigureStore(Path(made) / "figures.sqlite").writer() as table:
            for rows in figures:
                table.add_rows(rows)
    found["figures in a passage"] = sum(map(len, figures)) / count
    return found


def peer(folder: Path, name: str) -> dict[str, float]:
    """Build a contender beside the catalog."""
    contender = contender_of(folder, name)
    begun, used = time.perf_counter(), processor()
    contender.build(lines(folder / "catalog.sqlite"))
    home = folder / "peers" / type(contender).__name__
    size = megabytes(home) if home.exists() else 0.0
    return {"seconds": time.perf_counter() - begun, "processor": processor() - used, "mb": size, "rss_mb": resident_mb()}


# asking -----------------------------------------------------------------------------------


def recall(folder: Path, name: str) -> dict[str, float]:
    """The share of exact strings, cut anywhere out of passages, for which the passage is found."""
    wanted = substrings(folder / "catalog.sqlite", STRINGS)
    holding: Callable[[str], Any]
    if name == "ours":
        library = Library.open(folder)
        reader, compiler = library._derived.current().engine.reader(), library._compiler
        holding = lambda string: reader.matching(compiler.string(string), Scope())  # noqa: E731
    else:
        contender = contender_of(folder, name)
        contender.open()
        holding = contender.holding
    found = sum(key in set(holding(string)) for string, key in wanted)
    return {"found": found / len(wanted), "strings": len(wanted)}


def memory(folder: Path, name: str) -> dict[str, float]:
    """Opening a library, the first search, and what the process holds after all queries."""
    asked = queries(folder / "catalog.sqlite")
    begun, used = time.perf_counter(), time.process_time()
    library = Library.open(folder)
    library._derived.current().engine.reader()
    opened = time.perf_counter() - begun, time.process_time() - used
    library.search(request_of(asked[0]))
    first = time.perf_counter() - begun, time.process_time() - used
    library.warm()
    random.Random(1).shuffle(asked)
    for one in asked:
        library.search(request_of(one))
    return {"open": opened[0], "open_processor": opened[1], "first": first[0], "first_processor": first[1], "rss_mb": resident_mb()}


def main() -> None:
    what, folder, name = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    os.environ.setdefault("YIJU_SETTINGS", str(folder.parent / "settings"))
    tasks = {f.__name__: f for f in (build, stages, peer, raw, latency, recall, memory)}
    print(json.dumps(tasks[what](folder, name), ensure_ascii=False))


if __name__ == "__main__":
    main()
