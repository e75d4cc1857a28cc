"""Copies: which documents of the catalog hold the same text, or most of it. Rows in and out, in a transaction of the catalog's.

Two documents are compared when the second comes in, by their sketches: the work grows with what they share, not with the
number of documents.
"""

from __future__ import annotations

import sqlite3
from collections import Counter

from corpus.text.sketch import FEWEST, containment, sketch

SHARED = 0.6  # of the shorter text must stand in the longer one; two years of one place share 0.02 to 0.1
STOCK = 300  # documents that hold a number, beyond which it stands for a phrase and tells nothing

SCHEMA = """
CREATE TABLE sketches (
    number       INTEGER NOT NULL,                    -- see corpus/text/sketch.py
    document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    PRIMARY KEY (number, document_key)
) WITHOUT ROWID;
CREATE INDEX sketches_by_document ON sketches (document_key);

-- Documents that hold the same text or most of it, each pair once, the smaller key first.
CREATE TABLE copies (
    one   INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    share REAL NOT NULL,                              -- of the shorter text that stands in the longer
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other);
"""


def remember(connection: sqlite3.Connection, key: int, numbers: frozenset[int]) -> None:
    """Keep the sketch of a new document, and whom it is a copy of."""
    for other, share in alike(connection, numbers):
        connection.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?)", (*sorted((key, other)), share))
    connection.executemany("INSERT INTO sketches VALUES (?, ?)", [(number, key) for number in numbers])


def alike(connection: sqlite3.Connection, numbers: frozenset[int]) -> list[tuple[int, float]]:
    """Keys of the documents that share most of a text with the one of this sketch, each with the share."""
    shared = Counter[int]()
    for number in numbers:
        if not connection.execute("SELECT 1 FROM sketches WHERE number = ? LIMIT 1 OFFSET ?", (number, STOCK - 1)).fetchone():
            shared.update(key for (key,) in connection.execute("SELECT document_key FROM sketches WHERE number = ?", (number,)))
    found = []
    for key, count in shared.items():
        if count >= SHARED * FEWEST:
            size = connection.execute("SELECT count(*) AS n FROM sketches WHERE document_key = ?", (key,)).fetchone()["n"]
            found.append((key, containment(count, size, len(numbers))))
    return [(key, share) for key, share in found if share >= SHARED]


def upgrade(connection: sqlite3.Connection) -> None:
    """From version 1 of the schema: make the tables, and compare what is in the catalog already."""
    for statement in SCHEMA.split(";"):
        connection.execute(statement)
    for row in connection.execute("SELECT key FROM documents ORDER BY key").fetchall():
        texts = connection.execute("SELECT text FROM passages WHERE document_key = ? ORDER BY key", (row["key"],))
        remember(connection, row["key"], sketch("\n".join(text["text"] for text in texts)))


# Documents that are reports of place ?1 and year ?2, for one of state ?3.
SAME_CLAIM = """
SELECT key FROM documents WHERE place_code = ?1 AND year = ?2 AND state IN ('report', 'truncated') AND ?3 IN ('report', 'truncated')
"""

# Keys of the documents that may be copies of document ?1: the same text, or a report of the same place and year. The best
# first: whole reports before pieces, those found alike before others, then the longest.
OTHERS = """
WITH alike (key, share) AS (
    SELECT other, share FROM copies WHERE one = ?1
    UNION ALL SELECT one, share FROM copies WHERE other = ?1
    UNION ALL SELECT d.key, NULL FROM documents AS own JOIN documents AS d ON d.place_code = own.place_code AND d.year = own.year
    WHERE own.key = ?1 AND d.key <> ?1
        AND own.state IN ('report', 'truncated') AND d.state IN ('report', 'truncated')
)
SELECT d.*, max(alike.share) AS share FROM alike JOIN documents AS d ON d.key = alike.key
GROUP BY d.key ORDER BY d.state <> 'report', max(alike.share) IS NULL, d.characters DESC, d.key
"""
