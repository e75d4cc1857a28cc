"""Analysing documents in several processes: results come back in the order asked, and never more wait than there are processes.

A child reads the catalog itself, so only keys go out; a result waits in the child's pipe until it is taken, which is what keeps
memory bounded. Children are started as commands of their own, so that a caller's script need not be written for it.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, TypeAlias

from corpus import Catalog, PassageRecord
from indexer.analysis.analyzer import Analyzer, gram_pairs
from indexer.derived.analysing import Analysed, analysed
from indexer.derived.analyzers import analyzer_with
from indexer.derived.sealing import SealedFiles
from indexer.figures.store import FigureRow
from indexer.model.errors import LibraryError
from indexer.model.matching import Entry

AHEAD = 2  # tasks a child has at once: one being worked on, one waiting
GONE = "分析报告的子进程意外结束（可能是内存不足），已写入的部分保留，请用 yiju index --workers 1 继续。"

Packed: TypeAlias = "tuple[Entry, str, str, list[FigureRow]]"


class Workers:
    """Child processes that analyse documents of one catalog."""

    def __init__(self, count: int, catalog: Path, analyzer: Analyzer) -> None:
        self._children = [_started() for _ in range(count)]
        for child in self._children:
            _send(child, (catalog, analyzer.cache, analyzer.shortcut()))

    def results(self, tasks: Sequence[Sequence[int]]) -> Iterator[list[Analysed]]:
        """For each task (keys of documents) the passages of its documents, ready to be written, in order.

        Raises :class:`LibraryError` if a child has died.
        """
        waiting = deque[subprocess.Popen[bytes]]()
        children, count = self._children, len(self._children)
        for number, task in enumerate(tasks):
            if len(waiting) == count * AHEAD:
                yield _received(waiting.popleft())
            _send(children[number % count], task)
            waiting.append(children[number % count])
        while waiting:
            yield _received(waiting.popleft())

    def close(self) -> None:
        """End the children."""
        for child in self._children:
            child.kill()
            child.communicate()


@contextmanager
def workers(count: int, catalog: Path, analyzer: Analyzer) -> Iterator[Workers]:
    """Children for the time of the block."""
    found = Workers(count, catalog, analyzer)
    try:
        yield found
    finally:
        found.close()


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-X", "utf8", "-c", _CHILD, json.dumps([p for p in sys.path if p])]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _send(child: subprocess.Popen[bytes], message: object) -> None:
    try:
        pickle.dump(message, _pipe(child.stdin), pickle.HIGHEST_PROTOCOL)
        _pipe(child.stdin).flush()
    except OSError as error:
        raise LibraryError(GONE) from error


def _received(child: subprocess.Popen[bytes]) -> list[Analysed]:
    try:
        found: list[Packed] | Exception = pickle.load(_pipe(child.stdout))
    except (EOFError, pickle.UnpicklingError) as error:
        raise LibraryError(GONE) from error
    if isinstance(found, Exception):
        raise found
    return list(map(unpacked, found))


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise LibraryError(GONE)
    return pipe


_CHILD = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
from indexer.derived.workers import serve
serve()
"""


def serve() -> None:
    """What a child does: analyse what it is told to until its input ends."""
    tasks, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil the results
    gc.disable()  # nothing made here goes in circles
    path, cache, shortcut = pickle.load(tasks)
    catalog, analyzer = Catalog(path, read_only=True), analyzer_with(cache, SealedFiles())
    analyzer.take(shortcut)
    while True:
        try:
            keys = pickle.load(tasks)
        except EOFError:
            return
        pickle.dump(_answer(catalog, keys, analyzer), results, pickle.HIGHEST_PROTOCOL)
        results.flush()


def _answer(catalog: Catalog, keys: Sequence[int], analyzer: Analyzer) -> Any:
    try:
        return [packed(one) for key in keys for one in analysed(passages_of(catalog, key), analyzer)]
    except Exception as error:  # told to the parent, which raises it
        return error


def packed(passage: Analysed) -> Packed:
    """What goes through the pipe: the characters of a passage in place of its bigrams, which are ten times as long."""
    entry = passage.entry
    return replace(entry, grams=(), titles=()), _characters(entry.grams), _characters(entry.titles), passage.figures


def unpacked(passage: Packed) -> Analysed:
    """The passage as it was analysed."""
    entry, characters, titles, figures = passage
    return Analysed(replace(entry, grams=tuple(gram_pairs(characters)), titles=tuple(gram_pairs(titles))), figures)


def _characters(grams: Sequence[tuple[str, int]]) -> str:
    return "".join([text[0] for text, _ in grams])


def passages_of(catalog: Catalog, key: int) -> Sequence[PassageRecord]:
    """The passages of a document, none if it has been taken out."""
    document = catalog.by_key(key)
    return catalog.document_passages(document) if document else ()
