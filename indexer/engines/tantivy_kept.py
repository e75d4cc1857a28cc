"""What lies ready beside a large tantivy index: the passages of each term that many hold, and the columns of facts.

It is made of one commit, named by it, and never changed, so that a reader finds what belongs to its snapshot or nothing. No hit
and no number depends on it: without it tantivy is asked, which takes longer. The file holds one piece after another, then a table of
them in JSON, then where the table begins.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, takewhile
from pathlib import Path
from threading import Lock
from weakref import finalize

import numpy as np
from pyroaring import BitMap
from tantivy import Searcher

from indexer.engines.fact_table import narrow
from indexer.engines.tantivy_columns import Columns, keys_of
from indexer.engines.tantivy_strings import Strings

LEAST = 20_000  # passages of an index for which it is worth it
SHARE = 0.002  # of all passages that hold a term which lies ready
FIELDS = ("grams", "strings")
COLUMNS = "columns"
META = "meta.json"  # tantivy's own, replaced by every commit and every merge
NAME = "kept-{}.bin"
END = struct.Struct("<QQ")  # where the table begins, and how long the file is

Pieces = dict[str, dict[str, tuple[int, int]]]
Piece = tuple[str, str, bytes]  # its kind (a field, or columns), its name, and it


def commit_of(folder: Path) -> int:
    """The number of the newest commit. Raises :class:`OSError` and :class:`ValueError` where there is none."""
    return int(json.loads((folder / META).read_text("utf-8"))["opstamp"])


def file_of(folder: Path, commit: int) -> Path:
    """The file that belongs to a commit."""
    return folder / NAME.format(commit)


class Kept:
    """What lies ready for one snapshot; safe to use from several threads. Raises :class:`ValueError` for a damaged file."""

    def __init__(self, path: Path) -> None:
        self._file, self._lock = path.open("rb", buffering=0), Lock()
        finalize(self, self._file.close)
        size = self._file.seek(0, os.SEEK_END)
        try:
            table, length = END.unpack(self._read(max(0, size - END.size), END.size))
            if length != size:
                raise ValueError(f"{path} is {size} bytes long, not {length}")
            self._pieces: Pieces = json.loads(self._read(table, size - table - END.size))
            fact = np.frombuffer(self._piece(COLUMNS, "fact"), np.uint32).astype(np.int64)
            self.columns = Columns(
                narrow(fact, int(fact.max(initial=0))),
                np.frombuffer(self._piece(COLUMNS, "part"), np.uint8), tuple(json.loads(self._piece(COLUMNS, "parts"))),
                BitMap.deserialize(self._piece(COLUMNS, "passages")), BitMap.deserialize(self._piece(COLUMNS, "bodies")),
            )  # fmt: skip
        except (struct.error, LookupError) as error:
            raise ValueError(f"{path} is damaged: {error}") from error

    def _piece(self, kind: str, name: str) -> bytes:
        return self._read(*self._pieces[kind][name])

    def _read(self, at: int, size: int) -> bytes:
        """Part of the file. Where it can be told the place, processes may share the file; a map of it in memory costs more to touch."""
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, at)
        with self._lock:
            self._file.seek(at)
            return self._file.read(size)

    def passages(self, field: str, term: str) -> BitMap | None:
        """The passages of a term, if it lies ready."""
        return BitMap.deserialize(self._piece(field, term)) if term in self._pieces.get(field, ()) else None

    def terms(self) -> Iterator[tuple[str, str]]:
        """Field and term of all that lies ready."""
        return ((field, term) for field in FIELDS for term in self._pieces.get(field, ()))


def opened(path: Path) -> Kept | None:
    """What lies ready; None if nothing does, or it cannot be read."""
    with suppress(OSError, ValueError):
        return Kept(path)
    return None


class Added:
    """The passages taken in since something was made ready, by its terms: so it need not be made anew for a few."""

    def __init__(self, kept: Kept) -> None:
        self._kept, self._keys = kept, BitMap()
        self._holding: dict[tuple[str, str], BitMap] = {name: BitMap() for name in kept.terms()}

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: int, field: str, terms: Iterable[str]) -> None:
        """A passage holds these terms."""
        self._keys.add(key)
        for term in terms:
            if (held := self._holding.get((field, term))) is not None:
                held.add(key)

    def updated(self, columns: Columns) -> Iterator[Piece] | None:
        """What lay ready with these passages and without those that are gone; None if others came too."""
        before, now = self._kept.columns.passages, columns.passages
        if now - before != self._keys & now:
            return None
        return (
            (field, term, (now & ((self._kept.passages(field, term) or BitMap()) | held)).serialize())
            for (field, term), held in self._holding.items()
        )


def keep(path: Path, columns: Columns, terms: Iterable[Piece]) -> None:
    """Make it for a snapshot, and clear away what was made for others. Raises :class:`OSError`."""
    fresh, pieces = path.with_suffix(".new"), Pieces()
    with fresh.open("wb") as file:
        for kind, name, piece in chain(_columns(columns), terms):
            pieces.setdefault(kind, {})[name] = file.tell(), len(piece)
            file.write(piece)
        table = file.tell()
        file.write(json.dumps(pieces, ensure_ascii=False).encode())
        file.write(END.pack(table, file.tell() + END.size))
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    for other in path.parent.glob(NAME.format("*")):
        if other != path:
            with suppress(OSError):  # another process may read it
                other.unlink()


def common_terms(searcher: Searcher, strings: Strings) -> Iterator[Piece]:
    """The terms that many passages hold, with their passages."""
    least = max(1, SHARE * searcher.num_docs)
    for field in FIELDS:
        for term, _ in takewhile(lambda held: held[1] >= least, searcher.terms_with_prefix(field, "")):
            yield field, term, BitMap(keys_of(searcher, strings.counted(field, term), searcher.num_docs)).serialize()


def _columns(columns: Columns) -> Iterator[Piece]:
    yield COLUMNS, "fact", columns.fact.astype(np.uint32).tobytes()
    yield COLUMNS, "part", columns.part.tobytes()
    yield COLUMNS, "parts", json.dumps(columns.parts, ensure_ascii=False).encode()
    yield COLUMNS, "passages", columns.passages.serialize()
    yield COLUMNS, "bodies", columns.bodies.serialize()
