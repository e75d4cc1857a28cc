"""Building the derived store: what the catalog holds and the store does not yet, in one commit after another.

Each passage is read once and goes to the engine and to the table of figures. The engine commits first, then the table, then
the catalog marks the documents: a crash in between is found at the next start, and done again. Many documents are analysed
in several processes (:mod:`indexer.derived.workers`); one process writes.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, groupby
from math import ceil

from corpus import Catalog
from indexer.analysis.analyzer import Analyzer
from indexer.derived.analysing import Analysed, analysed
from indexer.derived.workers import passages_of, workers
from indexer.engines.base import Engine
from indexer.figures.store import FigureStore

BATCH = 30_000  # passages in one commit at most: the more, the fewer segments an engine has to join
TASK = 4  # documents analysed at a time
MANY = 100  # documents for which it is worth starting processes, a second for each
MOST_WORKERS = 16  # more than one process can write for

Analyse = Callable[[Sequence[int]], Iterator[list[Analysed]]]
Told = Callable[[int, int], None]  # documents done, and how many there are


def catch_up(
    catalog: Catalog, engine: Engine, figures: FigureStore, analyzer: Analyzer, generation: str, processes: int | None = None,
    *, filling: bool = False, told: Told | None = None,
) -> int:  # fmt: skip
    """Bring the engine up to the catalog; returns the number of documents taken in.

    ``processes`` analyse; None: one for each core, and none but this one for a few documents. ``filling``: nobody looks anything up
    yet. ``told`` hears how far it is.
    """
    waiting = catalog.pending(generation)
    if len(waiting) >= MANY:
        analyzer.accelerate()
    with _analysing(catalog, analyzer, _count(processes, len(waiting)), _counting(told, len(waiting))) as analyse, _without_collecting():
        sizes = catalog.sizes(waiting)
        joins = engine.joins if 2 * sum(sizes) > catalog.counts().passages else 1  # for a few what is there stays apart anyway
        for batch in batches(waiting, sizes, joins):
            _commit(catalog, engine, figures, generation, batch, analyse, filling)
        if catalog.removed():
            _commit(catalog, engine, figures, generation, (), analyse, filling)
    with figures.writer():
        pass  # its indexes, if they were left out
    return len(waiting)


def batches(keys: Sequence[int], sizes: Sequence[int], joins: int) -> list[list[int]]:
    """Documents in commits of about as many passages, given those of each, and about :data:`BATCH` at most.

    Where an engine makes one segment out of so many of the same size (``joins``), there are as many commits as all end in one, if
    documents are small beside a commit.

    >>> batches([1, 2, 3, 4], [20_000, 10_000, 10_000, 20_000], joins=1)
    [[1, 2], [3, 4]]
    """
    total, count = max(1, sum(sizes)), 1
    while count * BATCH < total:
        count = count * joins if joins > 1 else ceil(total / BATCH)
    which = (min(count - 1, before * count // total) for before in accumulate(sizes, initial=0))
    return [[key for _, key in batch] for _, batch in groupby(zip(which, keys, strict=False), lambda placed: placed[0])]


def _commit(
    catalog: Catalog, engine: Engine, figures: FigureStore, generation: str, keys: Sequence[int], analyse: Analyse, filling: bool
) -> None:
    removed = catalog.removed()
    with figures.writer(filling=filling) as table, engine.writer() as writer:  # left in reverse: the engine commits first
        for key in (*removed, *keys):
            writer.forget(key)
            table.forget(key)
        for batch in analyse(keys):
            for passage in batch:
                writer.add(passage.entry)
                table.add_rows(passage.figures)
    catalog.mark_indexed(keys, generation, removed)


def _count(processes: int | None, documents: int) -> int:
    """How many children to start; 0: this process analyses by itself."""
    wanted = (os.cpu_count() or 1) if processes is None else processes
    return min(wanted, MOST_WORKERS) if wanted > 1 and documents >= MANY else 0


def _counting(told: Told | None, total: int) -> Callable[[int], None]:
    """Adds up the documents that are done."""
    done = 0

    def add(documents: int) -> None:
        nonlocal done
        done += documents
        if told:
            told(done, total)

    return add


@contextmanager
def _analysing(catalog: Catalog, analyzer: Analyzer, count: int, add: Callable[[int], None]) -> Iterator[Analyse]:
    if not count:
        yield lambda keys: _told(((1, analysed(passages_of(catalog, key), analyzer)) for key in keys), add)
        return
    with workers(count, catalog.path, analyzer) as children:

        def analyse(keys: Sequence[int]) -> Iterator[list[Analysed]]:
            tasks = [keys[at : at + TASK] for at in range(0, len(keys), TASK)]
            return _told(zip(map(len, tasks), children.results(tasks), strict=True), add)

        yield analyse


def _told(results: Iterable[tuple[int, list[Analysed]]], add: Callable[[int], None]) -> Iterator[list[Analysed]]:
    for documents, result in results:
        yield result
        add(documents)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Python's collector looks again and again through millions of postings that wait for their commit, none of them garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
