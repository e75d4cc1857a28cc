"""One measurement of the scale benchmark, in a process of its own: ``python benchmarks/measuring.py WHAT FOLDER NAME`` prints JSON.

Latencies are processor time of the answering thread, since other programs may run on the machine while this takes hours; wall times
are given beside, and stand for both where a server answers, whose work is not the thread's. A query counts the first time it is
asked: what a cache makes of repeats is told apart.
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

from asking import Asked, lines, queries, substrings
from peer_server import OpenSearch
from peers import PEERS, Contender

from corpus import Scope, search_form
from indexer import Library, SearchRequest
from indexer.analysis.analyzer import gram_pairs
from indexer.derived.analysing import analysed, entry_of, placed
from indexer.derived.sealing import SealedFiles
from indexer.derived.workers import packed, unpacked
from indexer.engines import engine
from indexer.engines.cluster_address import Address
from indexer.engines.cluster_client import ClusterClient
from indexer.figures.store import FigureStore, figure_rows
from indexer.figuring.looking_up import figures_of

SAMPLE = 5000  # passages whose stages are timed one by one
ROUNDS = 3
SLOW = 60.0  # seconds of a round, after which a contender is not asked again
STRINGS = 1000  # of the recall of exact strings
WARMING = ("夏粮", "村村通 公路", "“收支平衡”")


def processor() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def resident_mb() -> float:
    return int(next(x.split()[1] for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmRSS"))) / 1024


def megabytes(folder: Path) -> float:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 2**20


def request_of(asked: Asked) -> SearchRequest:
    places = frozenset({asked.place}) if asked.place else frozenset()
    return SearchRequest(asked.text, Scope(years=frozenset({asked.year}) if asked.year else frozenset(), places=places))


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


def contender_of(folder: Path, name: str) -> Contender:
    kind = next(k for k in (*PEERS, OpenSearch) if k.__name__ == name)
    return kind(folder / "peers" / name)  # type: ignore[return-value]


# asking -----------------------------------------------------------------------------------


class Timed:
    """A reader that adds up the processor time spent in it, and remembers what it was asked."""

    def __init__(self, reader: Any, clock: Callable[[], float]) -> None:
        self._reader, self._clock = reader, clock
        self.spent = 0.0
        self.asks: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._reader, name)
        if not callable(found):
            return found

        def call(*arguments: Any) -> Any:
            begun = self._clock()
            try:
                return found(*arguments)
            finally:
                self.spent += self._clock() - begun
                if name == "ask":
                    self.asks.append(arguments[0])

        return call


def ours(library: Library, clock: Callable[[], float]) -> Callable[[Asked], tuple[float, list[Any], Any]]:
    """Ask through the library; gives back the time spent in the engine and what it was asked."""
    found = library._derived.current().engine
    real = found.reader

    def ask(asked: Asked) -> tuple[float, list[Any], Any]:
        timed = Timed(real(), clock)
        found.reader = lambda: timed  # type: ignore[assignment, method-assign, return-value]
        try:
            result = library.search(request_of(asked))
        finally:
            found.reader = real  # type: ignore[method-assign]
        return timed.spent, timed.asks, result

    return ask


def latency(folder: Path, name: str) -> list[dict[str, Any]]:
    """Every query to one contender, ``ours`` or a peer's name: processor and wall milliseconds, first and repeated."""
    asked = queries(folder / "catalog.sqlite")
    work: Callable[[Asked], Any]
    raw: Callable[[Any], None] | None = None
    clock = time.perf_counter if name == "OpenSearch" else time.thread_time
    if name == "ours":
        library = Library.open(folder)
        library.warm()
        clock = time.perf_counter if library.status().engine == "opensearch" else clock
        work = ours(library, clock)
        if library.status().engine == "tantivy":
            raw = same_tree(library)
    else:
        contender = contender_of(folder, name)
        if name == "RankBm25":
            contender.build(lines(folder / "catalog.sqlite"))
        contender.open()
        work = contender.ask
    warm = [work(Asked("warming", text)) for text in WARMING]
    rows, trees = [], []
    for turn in range(ROUNDS):
        started = time.perf_counter()
        for one in asked:
            begun, used = time.perf_counter(), clock()
            reply = work(one)
            row: dict[str, Any] = {
                "kind": one.kind, "text": one.text, "turn": turn, "ms": (clock() - used) * 1e3,
                "wall": (time.perf_counter() - begun) * 1e3,
            }  # fmt: skip
            if name == "ours":
                spent, asks, result = reply
                row |= {"engine": spent * 1e3, "total": result.total, "asks": len(asks)}
                trees.append(asks[0] if asks else None)
            else:
                row["total"] = reply.total
            rows.append(row)
        if time.perf_counter() - started > SLOW:
            break
    if raw:  # after ours, not between: it would push ours out of the processor's caches
        for tree in [asks[0] for _, asks, _ in warm if asks]:
            raw(tree)
        for row, tree in zip(rows, trees, strict=True):
            if row["turn"] == 0 and tree:
                used = time.thread_time()
                raw(tree)
                row["raw"] = (time.thread_time() - used) * 1e3
    return rows


def same_tree(library: Library) -> Callable[[Any], None]:
    """tantivy asked directly for the same tree, filters and facets: one search for the best, one aggregation for the counts.

    It is asked of an index of its own, in which all facts are columns, as its own facets need them.
    """
    from indexer.engines.tantivy_query import Queries
    from indexer.engines.tantivy_strings import Strings, every

    class Whole(Queries):
        """The tree as it is: of what must weigh enough together one will do, since tantivy has no sums."""

        def string(self, letters: str, field: Any) -> Any:
            return self._strings.string(letters, field)

        def near(self, near: Any) -> Any:
            return self._strings.near(near)

        def every(self, queries: Any, but: Any = ()) -> Any:
            return every(queries, but)

    index = raw_index(library)
    searcher = index.searcher()
    years = [int(year) for year, _ in searcher.terms_with_prefix("year", "")]
    made = Whole(index.schema, Strings(searcher, index.schema), years, searcher.num_docs)
    fields = {f: {"terms": {"field": f, "size": 65_000}} for f in ("year", "places", "level", "part", "state")}

    def ask(asked: Any) -> None:
        found = made.every([made.some([made.band(band) for band in asked.bands]), *made.scope(asked.scope)])
        hits = searcher.search(made.scored(found, asked.score), max(1, asked.keep)).hits
        searcher.fast_field_values("key", [address for _, address in hits])
        if asked.facets:
            searcher.aggregate(found, fields)

    return ask


def raw_index(library: Library) -> Any:
    """The index that raw tantivy is asked of, made at the first need."""
    import tantivy

    from indexer.engines import tantivy_schema
    from indexer.engines.fact_terms import FACT_FIELDS
    from indexer.engines.tantivy_engine import TantivyEngine

    folder = library.path.parent / "raw"
    if not folder.exists():
        tantivy_schema.COLUMNS = FACT_FIELDS
        library._analyzer.accelerate()
        with TantivyEngine(folder, SealedFiles()).writer() as writer:
            for document in library._catalog.documents():
                for passage in library._catalog.document_passages(document):
                    writer.add(entry_of(passage, library._analyzer))
    return tantivy.Index.open(str(folder))


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
    tasks = {f.__name__: f for f in (build, stages, peer, latency, recall, memory)}
    print(json.dumps(tasks[what](folder, name), ensure_ascii=False))


if __name__ == "__main__":
    main()
