"""What lies ready beside a large tantivy index: the passages of each term that many hold, and the columns of facts.

It is made of one commit, named by it, and never changed, so that a reader finds what belongs to its snapshot or nothing. No hit
and no number depends on it: without it tantivy is asked, which takes longer. It is a table of bitmaps in SQLite, of which a search
reads the few it needs.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import takewhile
from pathlib import Path
from threading import Lock
from urllib.parse import quote

import numpy as np
from pyroaring import BitMap
from tantivy import Searcher

from indexer.engines.tantivy_columns import Columns, keys_of
from indexer.engines.tantivy_strings import Strings

LEAST = 20_000  # passages of an index for which it is worth it
SHARE = 0.005  # of all passages that hold a term which lies ready
FIELDS = ("grams", "strings")
META = "meta.json"  # tantivy's own, replaced by every commit and every merge
NAME = "kept-{}.sqlite"
SCHEMA = """
CREATE TABLE terms (field TEXT, term TEXT, passages BLOB NOT NULL, PRIMARY KEY (field, term)) WITHOUT ROWID;
CREATE TABLE columns (name TEXT PRIMARY KEY, held BLOB NOT NULL) WITHOUT ROWID;
"""
ADD_TERM, ADD_COLUMN = "INSERT INTO terms VALUES (?, ?, ?)", "INSERT INTO columns VALUES (?, ?)"
TERM, COLUMN = "SELECT passages FROM terms WHERE field = ? AND term = ?", "SELECT held FROM columns WHERE name = ?"


def commit_of(folder: Path) -> int:
    """The number of the newest commit. Raises :class:`OSError` and :class:`ValueError` where there is none."""
    return int(json.loads((folder / META).read_text("utf-8"))["opstamp"])


def file_of(folder: Path, commit: int) -> Path:
    """The file that belongs to a commit."""
    return folder / NAME.format(commit)


class Kept:
    """What lies ready for one snapshot; safe to use from several threads. Raises :class:`sqlite3.Error` for a damaged file."""

    def __init__(self, path: Path) -> None:
        address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._lock = Lock()
        fact, part = np.frombuffer(self._column("fact"), np.uint32), np.frombuffer(self._column("part"), np.uint8)
        passages, bodies = (BitMap.deserialize(self._column(name)) for name in ("passages", "bodies"))
        self.columns = Columns(fact, part, tuple(json.loads(self._column("parts"))), passages, bodies)

    def _column(self, name: str) -> bytes:
        row = self._connection.execute(COLUMN, (name,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"no column {name}")
        return bytes(row[0])

    def passages(self, field: str, term: str) -> BitMap | None:
        """The passages of a term, if it lies ready."""
        with suppress(sqlite3.Error, ValueError), self._lock:
            row = self._connection.execute(TERM, (field, term)).fetchone()
            return BitMap.deserialize(row[0]) if row else None
        return None


def opened(path: Path) -> Kept | None:
    """What lies ready; None if nothing does, or it cannot be read."""
    with suppress(sqlite3.Error, ValueError):
        return Kept(path) if path.exists() else None
    return None


def keep(path: Path, searcher: Searcher, strings: Strings, columns: Columns) -> None:
    """Make it for a snapshot, and clear away what was made for others. Raises :class:`OSError` and :class:`sqlite3.Error`."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(fresh)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")  # a file that was not finished is never opened
        connection.executescript(SCHEMA)
        connection.executemany(ADD_TERM, _terms(searcher, strings))
        connection.executemany(ADD_COLUMN, _columns(columns))
    os.replace(fresh, path)
    for other in path.parent.glob(NAME.format("*")):
        if other != path:
            with suppress(OSError):  # another process may read it
                other.unlink()


def _terms(searcher: Searcher, strings: Strings) -> Iterator[tuple[str, str, bytes]]:
    """The terms that many passages hold, with their passages."""
    least = max(1, SHARE * searcher.num_docs)
    for field in FIELDS:
        for term, _ in takewhile(lambda held: held[1] >= least, searcher.terms_with_prefix(field, "")):
            keys, _ = keys_of(searcher, strings.counted(field, term), searcher.num_docs)
            yield field, term, BitMap(keys).serialize()


def _columns(columns: Columns) -> Iterator[tuple[str, bytes]]:
    yield "fact", columns.fact.tobytes()
    yield "part", columns.part.tobytes()
    yield "parts", json.dumps(columns.parts, ensure_ascii=False).encode()
    yield "passages", columns.passages.serialize()
    yield "bodies", columns.bodies.serialize()
