"""Taking documents into the catalog and out of it, and remembering the files they came from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import time_ns
from typing import Literal

from corpus.catalog import files
from corpus.catalog.connection import Connections
from corpus.catalog.copies import remember
from corpus.catalog.files import KnownReading
from corpus.catalog.identity import choose_id, is_id_of
from corpus.catalog.prepared import insert, prepare
from corpus.model.document import Document
from corpus.model.errors import NotFound
from corpus.model.intake import Prepared, Stamp


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a document offered to the catalog. ``origin`` is where the catalog has it from."""

    document_id: str
    outcome: Literal["read", "updated", "unchanged"]
    origin: str


class Intake:
    """The writing half of a catalog."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @contextmanager
    def together(self) -> Iterator[None]:
        """All changes made inside are one: kept together, or on any error not at all."""
        with self._connections.writing():
            yield

    def add(self, document: Document | Prepared, origin: str) -> Taken:
        """Take a document in. ``origin`` is where it was read: the same origin read again replaces what it gave before.

        The same document from two origins is kept once.
        """
        given = prepare(document) if isinstance(document, Document) else document
        with self._connections.writing() as connection:
            old = connection.execute("SELECT * FROM documents WHERE origin = ?", (origin,)).fetchone()
            if old and old["digest"] == given.digest:
                if old["source"] != given.row["source"]:  # the page around it has changed
                    connection.execute("UPDATE documents SET source = ? WHERE key = ?", (given.row["source"], old["key"]))
                return Taken(old["document_id"], "unchanged", origin)
            if old:
                self._take_out(connection, old["key"])
            same = connection.execute("SELECT document_id, origin FROM documents WHERE digest = ?", (given.digest,)).fetchone()
            if same:
                return Taken(same["document_id"], "updated" if old else "unchanged", same["origin"])
            kept = old and is_id_of(given.base_id, old["document_id"])
            document_id = old["document_id"] if kept else choose_id(connection, given.base_id, given.text_digest)
            key = insert(connection, given, {"document_id": document_id, "digest": given.digest, "origin": origin})
            remember(connection, key, frozenset(given.sketch))
            connection.execute("INSERT OR REPLACE INTO given_ids VALUES (?, ?)", (document_id, given.text_digest))
            return Taken(document_id, "updated" if old else "read", origin)

    def adopt(self, document_id: str, origin: str) -> None:
        """From now on the catalog has a document from ``origin``: the file it was read from has moved there."""
        with self._connections.writing() as connection:
            connection.execute("UPDATE documents SET origin = ? WHERE document_id = ?", (origin, document_id))

    def resettle(self, prepared: Prepared, origin: str, endings: Sequence[str]) -> list[str]:
        """Documents of the very file of ``prepared`` that were read from a path with one of these endings are from now on from
        ``origin``: the one that was given its id first; copies of it are taken out. Returns the ids of these.
        """
        if not endings:
            return []
        wanted = " OR ".join(["origin = ?", *("substr(origin, -length(?)) = ?" for _ in endings)])
        with self._connections.writing() as connection:
            rows = connection.execute(
                f"SELECT key, document_id, origin, source FROM documents WHERE {wanted} ORDER BY length(document_id), key",
                (origin, *(ending for ending in endings for _ in range(2))),
            ).fetchall()
            same = [row for row in rows if row["origin"] == origin or _sha256(row["source"]) == _sha256(prepared.row["source"])]
            for row in same[:1]:
                connection.execute("UPDATE documents SET origin = ? WHERE key = ?", (origin, row["key"]))
            for row in same[1:]:
                self._take_out(connection, row["key"])
        return [row["document_id"] for row in same[1:]]

    def forget_others(self, origin: str, seen: Iterable[str]) -> list[str]:
        """Take out what was once read from this file (``origin``, or ``origin#member``) and is not in it any more; returns the ids."""
        kept = set(seen)
        with self._connections.writing() as connection:
            gone = [row for row in self._of_file(connection, origin) if row["origin"] not in kept]
            for row in gone:
                self._take_out(connection, row["key"])
        return [row["document_id"] for row in gone]

    def remove(self, document_id: str) -> None:
        """Take a document out; raises :class:`NotFound`."""
        with self._connections.writing() as connection:
            row = connection.execute("SELECT key FROM documents WHERE document_id = ?", (document_id,)).fetchone()
            if row is None:
                raise NotFound(f"库中没有报告 {document_id}，请在“报告”页查看收录了哪些。")
            self._take_out(connection, row["key"])

    # files --------------------------------------------------------------------------------

    def known_file(self, path: str, reader: str) -> Stamp | None:
        """How a file was when it was last read by this reader, if the catalog still holds all it gave."""
        with self._connections.reading() as connection:
            return files.stamp_of(connection, path, reader)

    def known_readings(self, path: str) -> list[KnownReading]:
        """What was in a file when it was last read."""
        with self._connections.reading() as connection:
            return files.readings_of(connection, path)

    def remember_file(self, path: str, stamp: Stamp, reader: str, readings: Sequence[KnownReading]) -> None:
        """Keep what a file gave, so that it need not be opened again as long as it is the same."""
        with self._connections.writing() as connection:
            files.remember_file(connection, path, stamp, reader, readings, time_ns())

    def restamp(self, path: str, modified: int) -> None:
        """A known file was touched (``modified``: nanoseconds since 1970), but its bytes are the same."""
        with self._connections.writing() as connection:
            files.restamp(connection, path, modified, time_ns())

    def files_within(self, folder: str) -> list[str]:
        """Files that were once read from below a folder (its name with a separator at the end), in order of name."""
        with self._connections.reading() as connection:
            return files.paths_within(connection, folder)

    def documents_from(self, path: str) -> list[str]:
        """Ids of the documents which the catalog has from a file."""
        with self._connections.reading() as connection:
            return [row["document_id"] for row in self._of_file(connection, path)]

    def forget_file(self, path: str) -> None:
        """Take out what was read from a file, and the memory of it."""
        with self._connections.writing() as connection:
            self.forget_others(path, ())
            connection.execute("DELETE FROM files WHERE path = ?", (path,))

    @staticmethod
    def _of_file(connection: sqlite3.Connection, path: str) -> list[sqlite3.Row]:
        return connection.execute(
            "SELECT key, document_id, origin FROM documents WHERE origin = ? OR (origin >= ? AND origin < ?) ORDER BY key",
            (path, f"{path}#", f"{path}$"),  # "$" follows "#" in ASCII: everything that begins with path#
        ).fetchall()

    @staticmethod
    def _take_out(connection: sqlite3.Connection, key: int) -> None:
        connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        connection.execute("INSERT OR IGNORE INTO removals VALUES (?)", (key,))


def _sha256(source: object) -> object:
    """Of the file a document was read from, as its row keeps it."""
    return json.loads(str(source))["sha256"]
