"""The files that were read: by size and time of change they are known again without being opened. Rows in and out, in a transaction.

A file counts as known only while the catalog still holds, under whatever id, each document the file gave: what was taken out, or
replaced by another version elsewhere, is read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model.intake import Stamp

SCHEMA = """
-- Files as they were when they were last read to the end.
CREATE TABLE files (
    key      INTEGER PRIMARY KEY,
    path     TEXT NOT NULL UNIQUE,
    size     INTEGER NOT NULL,
    modified INTEGER NOT NULL,                        -- nanoseconds since 1970; 0: not to be relied upon
    sha256   TEXT NOT NULL,
    reader   TEXT NOT NULL                            -- which reader, with which options: another one reads the file again
);

-- What was in them.
CREATE TABLE readings (
    file_key INTEGER NOT NULL REFERENCES files (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    member   TEXT NOT NULL,
    digest   TEXT,                                    -- of the document, as in documents
    reason   TEXT,                                    -- why there is none
    PRIMARY KEY (file_key, position)
) WITHOUT ROWID;
"""
YOUNG = 2_000_000_000  # nanoseconds: a file changed so shortly before it was read may change again within one tick of its clock


@dataclass(frozen=True, slots=True)
class KnownReading:
    """What one of the things in a known file is: a document of the catalog, or refused for a reason."""

    member: str
    digest: str | None = None
    reason: str | None = None
    document_id: str | None = None


def upgrade(connection: sqlite3.Connection) -> None:
    """From version 2 of the schema: make the tables. Each file is then read once more."""
    for statement in SCHEMA.split(";\n"):
        connection.execute(statement)


def stamp_of(connection: sqlite3.Connection, path: str, reader: str) -> Stamp | None:
    """How a file was when this reader last read it; None where it has not, or the catalog no longer holds all it gave."""
    row = connection.execute("SELECT * FROM files WHERE path = ? AND reader = ?", (path, reader)).fetchone()
    if row is None or connection.execute(_LOST, (row["key"],)).fetchone():
        return None
    return Stamp(row["size"], row["modified"], row["sha256"])


def readings_of(connection: sqlite3.Connection, path: str) -> list[KnownReading]:
    """What was in a file when it was last read."""
    return [KnownReading(*row) for row in connection.execute(_READINGS, (path,))]


def remember_file(
    connection: sqlite3.Connection, path: str, stamp: Stamp, reader: str, readings: Sequence[KnownReading], now: int
) -> None:
    """Keep what was in a file. ``now`` is the time of reading, in nanoseconds since 1970."""
    connection.execute("DELETE FROM files WHERE path = ?", (path,))
    key = connection.execute(
        "INSERT INTO files (path, size, modified, sha256, reader) VALUES (?, ?, ?, ?, ?)",
        (path, stamp.size, _reliable(stamp.modified, now), stamp.sha256, reader),
    ).lastrowid
    connection.executemany(
        "INSERT INTO readings VALUES (?, ?, ?, ?, ?)",
        [(key, at, each.member, each.digest, each.reason) for at, each in enumerate(readings)],
    )


def restamp(connection: sqlite3.Connection, path: str, modified: int, now: int) -> None:
    """A file was touched, but its bytes are the same."""
    connection.execute("UPDATE files SET modified = ? WHERE path = ?", (_reliable(modified, now), path))


def _reliable(modified: int, now: int) -> int:
    return 0 if now - modified < YOUNG else modified


def paths_within(connection: sqlite3.Connection, folder: str) -> list[str]:
    """The files below a folder that were read at some time, in order of name. ``folder`` ends in a separator."""
    after = folder[:-1] + chr(ord(folder[-1]) + 1)
    rows = connection.execute("SELECT path FROM files WHERE path > ? AND path < ? ORDER BY path", (folder, after))
    return [row["path"] for row in rows]


_LOST = """
SELECT 1 FROM readings AS r WHERE r.file_key = ? AND r.digest IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.digest = r.digest) LIMIT 1
"""
_READINGS = """
SELECT r.member, r.digest, r.reason, min(d.document_id) FROM files AS f JOIN readings AS r ON r.file_key = f.key
LEFT JOIN documents AS d ON d.digest = r.digest WHERE f.path = ? GROUP BY r.position ORDER BY r.position
"""
