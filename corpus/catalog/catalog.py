"""The catalog: takes documents in (``intake.py``), gives them ids, and hands out records. The truth of the library.

It knows neither words nor engines. What the derived store still has to do is kept here too (``pending``, ``removed``), so
that a crash between the two is found at the next start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalog.connection import Connections
from corpus.catalog.copies import OTHERS, SAME_CLAIM, alike
from corpus.catalog.grouping import STATE_OF_COPIES, copy_groups
from corpus.catalog.intake import Intake
from corpus.catalog.rows import document_facts, document_record, passage_record
from corpus.catalog.selecting import ORDERS, where
from corpus.model.copies import CopyGroups
from corpus.model.errors import NotFound
from corpus.model.intake import Prepared
from corpus.model.record import DocumentFacts, DocumentRecord, PassageRecord
from corpus.model.scope import Scope

# By the index of generations, as IS NOT would not be: every page asks.
PENDING = "SELECT key FROM documents WHERE generation IS NULL OR generation < ?1 OR generation > ?1"
HELD = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'documents'), 0), (SELECT count(*) FROM documents)"
CHUNK = 500  # values in one SQL list; SQLite allows 999 in its oldest builds
REMEMBERED = 4_096  # documents kept for the next request


@dataclass(frozen=True, slots=True)
class Counts:
    """What is in the catalog; ``years`` are the first and the last year of a report."""

    documents: int
    passages: int
    characters: int
    years: tuple[int, int] | None


class Catalog(Intake):
    """Documents and passages of one library, in one SQLite file; safe to use from several threads."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        super().__init__(Connections(path, read_only=read_only))
        self._connections.get()
        self._known: dict[int, DocumentRecord] = {}
        self._counted: tuple[tuple[object, ...], Counts] | None = None
        self._characters: dict[int, dict[str | None, int]] = {}
        self._grouped: tuple[tuple[int, int], CopyGroups] | None = None

    def settle(self) -> None:
        """Move what was written out of the write-ahead file, so that a copy of the folder is whole by itself."""
        self._connections.read("PRAGMA wal_checkpoint(TRUNCATE)")

    def ever_held_any(self) -> bool:
        """Whether a document was ever taken in, be it gone by now."""
        return bool(self._rows("SELECT 1 FROM given_ids LIMIT 1"))

    def close(self) -> None:
        """Close every thread's connection."""
        self._connections.close()

    # what the derived store has to do -----------------------------------------------------

    def pending(self, generation: str) -> list[int]:
        """Keys of the documents which the derived store of this name does not hold yet, in order."""
        return sorted(row["key"] for row in self._rows(PENDING, (generation,)))

    def sizes(self, keys: Sequence[int]) -> list[int]:
        """How many passages each of these documents has, in the order given."""
        held: dict[int, int] = {}
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            rows = self._rows(f"SELECT key, passages FROM documents WHERE key IN ({','.join('?' * len(chunk))})", chunk)
            held |= {row["key"]: row["passages"] for row in rows}
        return [held.get(key, 0) for key in keys]

    def removed(self) -> list[int]:
        """Keys of the documents taken out since the derived store last caught up."""
        return [row["document_key"] for row in self._rows("SELECT document_key FROM removals ORDER BY document_key")]

    def mark_indexed(self, keys: Iterable[int], generation: str, removed: Iterable[int] = ()) -> None:
        """Remember that the derived store holds ``keys`` and has forgotten ``removed``. Called after its commit."""
        with self._connections.writing() as connection:
            connection.executemany("UPDATE documents SET generation = ? WHERE key = ?", [(generation, k) for k in keys])
            connection.executemany("DELETE FROM removals WHERE document_key = ?", [(k,) for k in removed])

    # handing out --------------------------------------------------------------------------

    def counts(self) -> Counts:
        """Totals over the whole catalog; counted again only when other documents are held, since every page shows them.

        A key is never given twice, and no document changes its size; but for a key that was given in a change still to be kept.
        """
        if self._connections.get().in_transaction:
            return self._count()
        held, known = tuple(self._rows(HELD)[0]), self._counted
        if known is None or known[0] != held:
            known = self._counted = held, self._count()
        return known[1]

    def _count(self) -> Counts:
        row = self._rows(
            "SELECT count(*) AS n, coalesce(sum(passages), 0) AS p, coalesce(sum(characters), 0) AS c,"
            " min(year) AS low, max(year) AS high FROM documents"
        )[0]
        years = None if row["low"] is None else (row["low"], row["high"])
        return Counts(row["n"], row["p"], row["c"], years)

    def documents(
        self, scope: Scope | None = None, *, limit: int | None = None, offset: int = 0, sort: str = "relevance"
    ) -> list[DocumentRecord]:
        """Records in scope, ordered by ``sort``: ``year`` newest first, ``place`` by code, else as taken in."""
        clause, values = where(scope or Scope())
        page = (-1 if limit is None else limit, offset)
        rows = self._rows(f"SELECT * FROM documents WHERE {clause} ORDER BY {ORDERS[sort]} LIMIT ? OFFSET ?", (*values, *page))
        return [document_record(row) for row in rows]

    def facts(self, scope: Scope) -> list[DocumentFacts]:
        """What tables need of all documents in scope, by place and year as lists are; cheap enough for tens of thousands."""
        clause, values = where(scope)
        columns = "key, document_id, title, year, place_code, place_name, level, path, state"
        rows = self._rows(f"SELECT {columns} FROM documents WHERE {clause} ORDER BY {ORDERS['place']}", values)
        return [document_facts(row) for row in rows]

    def characters(self, keys: Iterable[int], parts: Collection[str] = ()) -> dict[int, int]:
        """How many characters the passages of these documents hold, by key; with ``parts`` only those of these parts.

        A document's text never changes under its key, so what was once counted is remembered.
        """
        asked = list(keys)
        unknown = [key for key in asked if key not in self._characters]
        for start in range(0, len(unknown), CHUNK):
            chunk = unknown[start : start + CHUNK]
            marks = ",".join("?" * len(chunk))
            found: dict[int, dict[str | None, int]] = {key: {} for key in chunk}
            for row in self._rows(
                f"SELECT document_key, part, sum(length(text)) AS n FROM passages WHERE document_key IN ({marks})"
                " GROUP BY document_key, part", chunk,
            ):  # fmt: skip
                found[row["document_key"]][row["part"]] = row["n"]
            self._characters.update(found)
        return {
            key: sum(n for part, n in self._characters[key].items() if not parts or part in parts) for key in asked
        }

    def count_documents(self, scope: Scope) -> int:
        """Number of documents in scope."""
        clause, values = where(scope)
        return int(self._rows(f"SELECT count(*) AS n FROM documents WHERE {clause}", values)[0]["n"])

    def document(self, document_id: str) -> DocumentRecord:
        """The record of an id; raises :class:`NotFound`."""
        rows = self._rows("SELECT * FROM documents WHERE document_id = ?", (document_id,))
        if not rows:
            raise NotFound(f"库中没有报告 {document_id}，请在“报告”页查看收录了哪些。")
        record = document_record(rows[0])
        told = [_copy_note(record, other, share) for other, share in self.copies(record)]
        return replace(record, notes=(*record.notes, *told))

    def title(self, document_id: str) -> str:
        """The title of a document; raises :class:`NotFound`."""
        rows = self._rows("SELECT title FROM documents WHERE document_id = ?", (document_id,))
        if not rows:
            raise NotFound(f"库中没有报告 {document_id}，请在“报告”页查看收录了哪些。")
        return str(rows[0]["title"])

    def copies(self, document: DocumentRecord) -> list[tuple[DocumentRecord, float | None]]:
        """Documents with the same text or most of it, or of the same place and year; the best to cite first.

        With each goes the share of the shorter text that stands in the longer, None where the two were not found alike.
        """
        return [(document_record(row), row["share"]) for row in self._rows(OTHERS, (document.key,))]

    def copy_groups(self) -> CopyGroups:
        """All copies in the catalog, with the one to show for each; worked out again only when copies have come or gone."""
        row = self._rows(STATE_OF_COPIES)[0]
        known = self._grouped
        if known is None or known[0] != (row["newest"], row["pairs"]):
            known = self._grouped = ((row["newest"], row["pairs"]), copy_groups(self._rows))
        return known[1]

    def similar(self, prepared: Prepared) -> list[tuple[DocumentRecord, float | None]]:
        """Documents which one that is not taken in yet would be a copy of, or would claim to be: as :meth:`copies`."""
        with self._connections.reading() as connection:
            shares: dict[int, float | None] = dict(alike(connection, frozenset(prepared.sketch)))
            row = prepared.row
            for same in connection.execute(SAME_CLAIM, (row["place_code"], row["year"], row["state"])):
                shares.setdefault(same["key"], None)
        found = ((self._document(key), share) for key, share in shares.items())
        return [(record, share) for record, share in found if record is not None]

    def holds(self, prepared: Prepared) -> str | None:
        """The id under which the very same document is held, None where it is not."""
        rows = self._rows("SELECT document_id FROM documents WHERE digest = ?", (prepared.digest,))
        return str(rows[0]["document_id"]) if rows else None

    def origin(self, document: DocumentRecord) -> str:
        """Where a document was read: a path, or ``path#member``."""
        return str(self._rows("SELECT origin FROM documents WHERE key = ?", (document.key,))[0]["origin"])

    def document_passages(self, document: DocumentRecord) -> list[PassageRecord]:
        """All passages of a document, in order."""
        rows = self._rows("SELECT * FROM passages WHERE document_key = ? ORDER BY key", (document.key,))
        return [passage_record(row, document) for row in rows]

    def around(self, passage: PassageRecord, steps: int) -> list[PassageRecord]:
        """A passage and up to so many before and behind it in its document."""
        query = "SELECT * FROM passages WHERE key BETWEEN ? AND ? AND document_key = ? ORDER BY key"
        rows = self._rows(query, (passage.key - steps, passage.key + steps, passage.document.key))
        return [passage_record(row, passage.document) for row in rows]

    def years(self, scope: Scope) -> list[int]:
        """The years of the documents in scope, in order."""
        clause, values = where(scope)
        rows = self._rows(f"SELECT DISTINCT year FROM documents WHERE {clause} AND year IS NOT NULL ORDER BY year", values)
        return [row["year"] for row in rows]

    def passage(self, passage_id: str) -> PassageRecord:
        """The passage of an id; raises :class:`NotFound`."""
        document_id, _, local_id = passage_id.rpartition("-")
        if not document_id:
            raise NotFound(f"没有这一段：{passage_id[:40]}。段落编号由报告编号和段号组成，形如 410104-2020-p2。")
        document = self.document(document_id)
        rows = self._rows("SELECT * FROM passages WHERE document_key = ? AND local_id = ?", (document.key, local_id))
        if not rows:
            raise NotFound(f"没有这一段：{passage_id}。《{document.title}》共 {document.paragraphs} 段，链接可能抄错了段号。")
        return passage_record(rows[0], document)

    def passages(self, keys: Sequence[int]) -> list[PassageRecord]:
        """The passages of these keys, in the order given; keys that are gone are left out."""
        found: dict[int, PassageRecord] = {}
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            marks = ",".join("?" * len(chunk))
            rows = self._rows(f"SELECT * FROM passages WHERE key IN ({marks})", tuple(chunk))
            documents = self._documents({row["document_key"] for row in rows})
            for row in rows:
                document = documents.get(row["document_key"])
                if document:
                    found[row["key"]] = passage_record(row, document)
        return [found[k] for k in keys if k in found]

    def texts(self, keys: Sequence[int]) -> Iterator[tuple[int, str]]:
        """(key, exact text) of these passages, in no promised order; cheaper than whole records."""
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            marks = ",".join("?" * len(chunk))
            for row in self._rows(f"SELECT key, text FROM passages WHERE key IN ({marks})", tuple(chunk)):
                yield row["key"], row["text"]

    def neighbours(self, passage: PassageRecord) -> tuple[PassageRecord | None, PassageRecord | None]:
        """The passages just before and after, of any kind, within the document."""
        before = "SELECT * FROM passages WHERE document_key = ? AND key < ? ORDER BY key DESC LIMIT 1"
        after = "SELECT * FROM passages WHERE document_key = ? AND key > ? ORDER BY key LIMIT 1"
        found = [self._rows(sql, (passage.document.key, passage.key)) for sql in (before, after)]
        first, last = (passage_record(rows[0], passage.document) if rows else None for rows in found)
        return first, last

    def with_digest(self, digest: str, ids: str = "", *, limit: int = CHUNK) -> list[PassageRecord]:
        """Passages whose text has this digest (12 hexadecimal digits), in order, of documents whose id begins with ``ids``.

        The limit is for lines that stand in every report, such as 各位代表.
        """
        rows = self._rows(
            "SELECT p.key FROM passages p JOIN documents d ON d.key = p.document_key"
            " WHERE p.digest = ? AND substr(d.document_id, 1, ?) = ? ORDER BY p.key LIMIT ?",
            (digest, len(ids), ids, limit),
        )
        return self.passages([row["key"] for row in rows])

    def by_key(self, key: int) -> DocumentRecord | None:
        """The document of a key, None if it has been taken out."""
        return self._document(key)

    def _document(self, key: int) -> DocumentRecord | None:
        return self._documents({key}).get(key)

    def _documents(self, keys: Set[int]) -> dict[int, DocumentRecord]:
        """The documents of these keys, as far as there are any; what was read is kept, since a key is never used again."""
        known = self._known
        found = {key: known[key] for key in keys if key in known}
        wanted = sorted(keys - found.keys())
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            rows = self._rows(f"SELECT * FROM documents WHERE key IN ({','.join('?' * len(chunk))})", chunk)
            found |= {row["key"]: document_record(row) for row in rows}
        if len(known) > REMEMBERED:
            self._known = {}
        self._known.update(found)
        return found

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        return self._connections.read(sql, values)


def _copy_note(document: DocumentRecord, other: DocumentRecord, share: float | None) -> str:
    """What a reader should know of another document that claims to be, or is, the same."""
    if share is None:
        return f"库中还有同一地区同一年份的报告 {other.document_id}，文字不同，请核对以哪一份为准。"
    if (document.place, document.year) == (other.place, other.year):
        return f"库中还有同一份报告的另一个版本 {other.document_id}，文字略有不同。"
    return f"本文与 {other.document_id} 大部分文字相同，可能是同一份报告或其节选，请核对。"
