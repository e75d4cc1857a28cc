"""Kills a process that indexes, at random moments, and looks at what it leaves: ``python -m tests.indexer.killing FOLDER TRIALS``.

Each trial runs in a forked child, so that no time goes into imports and the moments fall into the work itself. Prints what was
found wrong, a line for each; the last line counts the trials by what the child had reached.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indexer import IndexingOptions, Library, NoIndex, Scope, SearchRequest
from indexer.figures.store import FigureStore
from tests.indexer.conftest import write_report

PLACES = ("郑州市", "高阳县", "蠡县", "博野县", "安新县", "唐县")
QUERIES = ("“公厕”", "“增长”", "老旧小区改造", "统计制度")
WITH_WORKERS = 8  # every so manieth trial reads with other processes
Dump = dict[str, list[tuple[str, str]]]


def main(folder: Path, trials: int) -> int:
    """Returns the number of things found wrong."""
    chance = random.Random(20201127)
    before, after = _versions(folder)
    started = _undisturbed(folder / "started", before)
    wanted_library = Library.open(folder / "wanted")
    wanted_library.index([before])
    begun = time.perf_counter()
    _exchange(before, after)
    wanted_library.index([before], IndexingOptions(prune=True))
    once = time.perf_counter() - begun
    begun = time.perf_counter()
    _undisturbed(folder / "fresh", before)
    afresh = time.perf_counter() - begun
    wanted = _state(wanted_library)
    wanted_library.close()
    wrong, reached = 0, Counter[str]()
    for trial in range(trials):
        home = folder / "trial"
        shutil.rmtree(home, ignore_errors=True)
        from_nothing = trial % 2 == 0
        if not from_nothing:
            shutil.copytree(started, home)
        workers = 2 if trial % WITH_WORKERS == WITH_WORKERS - 1 else 0
        most = (afresh if from_nothing else once) * 1.1 + (0.8 if workers else 0)
        told = _killed(home, before, chance.uniform(0, most), workers)
        reached["ended" if "end" in told else "told of some" if told else "told of nothing"] += 1
        for fault in (*_faults(home, told), *_after(home, before, wanted)):
            print(f"trial {trial}: {fault}")
            wrong += 1
    print(dict(reached))
    return wrong


def _versions(folder: Path) -> tuple[Path, Path]:
    """A folder of reports, and the same folder later: one changed, one new, one gone."""
    before, after = folder / "reports", folder / "later"
    for at, figures in ((before, 12), (after, 13)):
        at.mkdir()
        for i, place in enumerate(PLACES[:-1] if at is before else PLACES[1:]):
            write_report(at, place, 2020, toilets=figures if i == 2 else 12)
    return before, after


def _exchange(before: Path, after: Path) -> None:
    shutil.rmtree(before)
    after.rename(before)


def _undisturbed(home: Path, reports: Path) -> Path:
    library = Library.open(home)
    library.index([reports])
    library.close()
    return home


def _killed(home: Path, reports: Path, seconds: float, workers: int) -> set[str]:
    """Index in a child that is killed after some time; returns the ids that it told of, and ``end`` if it was quicker."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        library = Library.open(home)
        for outcome in library.indexing([reports], IndexingOptions(workers=workers, prune=True)):
            os.write(writing, f"{outcome.fate} {outcome.document_id}\n".encode())
        os.write(writing, b"end\n")
        time.sleep(60)
        os._exit(0)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as lines:
        told = [line.split() for line in lines.read().splitlines()]
    return {words[-1] for words in told if words[0] not in ("removed", "missing")}


def _faults(home: Path, told: set[str]) -> Iterator[str]:
    """What is wrong with a library just after the kill, before anything repairs it."""
    if not (home / "catalog.sqlite").exists():
        if told:
            yield "told of reports, and there is no catalog"
        return
    with closing(sqlite3.connect(home / "catalog.sqlite")) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            yield "the catalog is damaged"
            return
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'files'").fetchone():
            return  # killed while the catalog was made
        kept = {row[0] for row in connection.execute("SELECT document_id FROM documents")}
        if told - {"end"} - kept:
            yield f"lost {told - {'end'} - kept}"
        whole = "SELECT document_id FROM documents AS d WHERE passages <> (SELECT count(*) FROM passages WHERE document_key = d.key)"
        if half := connection.execute(whole).fetchall():
            yield f"half a report: {half}"
    yield from _faults_of_index(home)


def _faults_of_index(home: Path) -> Iterator[str]:
    """Every report which the catalog believes indexed is so with all its passages and figures."""
    with _opened(home) as library:
        try:
            generation = library._derived.current()
            reader = generation.engine.reader()
        except NoIndex:
            return
        except Exception as error:
            yield f"the index cannot be opened: {error!r}"
            return
        waiting = set(library._catalog.pending(generation.name))
        for record in library.documents(Scope())[1]:
            if record.key in waiting:
                continue
            scope = Scope(documents=frozenset({record.document_id}))
            found = library.search(SearchRequest("“公厕” OR “完善”", scope=scope, limit=100)).total
            if found != 11 or not reader.holds(scope):
                yield f"half an index: {record.document_id} has {found} of 11 passages"
            if not FigureStore(home / "derived" / generation.name / "figures.sqlite").holds(scope):
                yield f"no figures of {record.document_id}"


def _after(home: Path, reports: Path, wanted: object) -> Iterator[str]:
    """The next run completes, and what it leaves is what an undisturbed one leaves."""
    with _opened(home) as library:
        outcomes = library.index([reports], IndexingOptions(prune=True))
        if any(outcome.fate == "refused" for outcome in outcomes):
            yield f"refused: {outcomes}"
        if _state(library) != wanted:
            yield "another library than without the kill"


@contextmanager
def _opened(home: Path) -> Iterator[Library]:
    library = Library.open(home)
    try:
        yield library
    finally:
        library.close()


def _state(library: Library) -> tuple[object, ...]:
    """Everything a reader can see, but for internal numbers."""
    texts: Dump = {
        record.document_id: [(p.passage_id, p.text) for p in library.passages(record.document_id)]
        for record in library.documents(Scope(), sort="place")[1]
    }
    hits = {q: sorted((h.passage.passage_id, h.match) for h in library.search(SearchRequest(q, limit=100)).hits) for q in QUERIES}
    figures = sorted(h.hit.passage.passage_id for h in library.figure("10亿元", Scope(), limit=100).hits)
    status = library.status()
    return texts, hits, figures, status.ready, status.problem, len(list((library.path / "derived").glob("*/")))


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), int(sys.argv[2])), 100))
