"""How long every query takes one contender, from its text to marked hits, and where in ours the time goes.

Latencies are processor time of the answering thread, since other programs may run on the machine while this takes hours; wall times
are given beside, and stand for both where a server answers, whose work is not the thread's. A query counts the first time it is
asked: what a cache makes of repeats is told apart. How fast the machine was meanwhile is told by a loop that is always the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from asking import Asked, lines, queries
from peer_server import OpenSearch
from peers import PEERS, Contender

from corpus import Scope
from indexer import Library, SearchRequest
from indexer.derived.analysing import entry_of
from indexer.derived.sealing import SealedFiles

ROUNDS = 3
SLOW = 60.0  # seconds of a round, after which a contender is not asked again
LOOP = 3_000_000  # turns of it
WARMING = ("夏粮", "村村通 公路", "“收支平衡”")


def request_of(asked: Asked) -> SearchRequest:
    places = frozenset({asked.place}) if asked.place else frozenset()
    return SearchRequest(asked.text, Scope(years=frozenset({asked.year}) if asked.year else frozenset(), places=places))


def contender_of(folder: Path, name: str) -> Contender:
    kind = next(k for k in (*PEERS, OpenSearch) if k.__name__ == name)
    return kind(folder / "peers" / name)  # type: ignore[return-value]


def loop() -> float:
    """Milliseconds of processor time of a loop that is always the same."""
    used, total = time.thread_time(), 0
    for number in range(LOOP):
        total += number * number % 7
    return (time.thread_time() - used) * 1e3


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
    direct: Callable[[Any], None] | None = None
    clock = time.perf_counter if name == "OpenSearch" else time.thread_time
    if name == "ours":
        library = Library.open(folder)
        library.warm()
        clock = time.perf_counter if library.status().engine == "opensearch" else clock
        work = ours(library, clock)
        if library.status().engine == "tantivy" and raw_folder(library).exists():
            direct = same_tree(library)
    else:
        contender = contender_of(folder, name)
        if name == "RankBm25":
            contender.build(lines(folder / "catalog.sqlite"))
        contender.open()
        work = contender.ask
    warm = [work(Asked("warming", text)) for text in WARMING]
    rows, trees, speed = [], [], loop()
    for turn in range(ROUNDS):
        started = time.perf_counter()
        for one in asked:
            begun, used = time.perf_counter(), clock()
            reply = work(one)
            row: dict[str, Any] = {
                "kind": one.kind, "text": one.text, "turn": turn, "ms": (clock() - used) * 1e3,
                "wall": (time.perf_counter() - begun) * 1e3, "loop": speed,
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
    if direct:  # after ours, not between: it would push ours out of the processor's caches
        for tree in [asks[0] for _, asks, _ in warm if asks]:
            direct(tree)
        for row, tree in zip(rows, trees, strict=True):
            if row["turn"] == 0 and tree:
                used = time.thread_time()
                direct(tree)
                row["raw"] = (time.thread_time() - used) * 1e3
    return rows


def same_tree(library: Library) -> Callable[[Any], None]:
    """tantivy asked directly for the same tree, filters and facets: one search for the best, one aggregation for the counts.

    It is asked of an index of its own, in which all facts are columns, as its own facets need them.
    """
    import tantivy

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

    index = tantivy.Index.open(str(raw_folder(library)))
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


def raw_folder(library: Library) -> Path:
    """Where the index lies that raw tantivy is asked of."""
    return library.path.parent / "raw"


def raw(folder: Path, _: str) -> dict[str, float]:
    """Build the index that raw tantivy is asked of: that of a library, with all facts as columns, in as few segments."""
    from indexer.derived.building import batches
    from indexer.engines import tantivy_schema
    from indexer.engines.fact_terms import FACT_FIELDS
    from indexer.engines.tantivy_engine import TantivyEngine

    library, begun = Library.open(folder), time.perf_counter()
    tantivy_schema.COLUMNS = FACT_FIELDS
    library._analyzer.accelerate()
    engine, documents = TantivyEngine(raw_folder(library), SealedFiles()), {d.key: d for d in library._catalog.documents()}
    for keys in batches(list(documents), [d.passages for d in documents.values()], engine.joins):
        with engine.writer() as writer:
            for key in keys:
                for passage in library._catalog.document_passages(documents[key]):
                    writer.add(entry_of(passage, library._analyzer))
    return {"seconds": time.perf_counter() - begun}
