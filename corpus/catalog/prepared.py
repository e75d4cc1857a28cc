"""Preparing a document for the catalog: a :class:`Document` in, the rows of its tables out. Pure, so that other processes can do it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from corpus.catalog.identity import base_id, text_digest
from corpus.catalog.rows import (
    DOCUMENT_COLUMNS,
    PASSAGE_COLUMNS,
    digest_of_document,
    document_record,
    document_row,
    passage_record,
    passage_rows,
)
from corpus.model.document import Document
from corpus.model.intake import Prepared
from corpus.model.record import DocumentRecord, PassageRecord
from corpus.text.sketch import sketch


def prepare(document: Document) -> Prepared:
    """All that the catalog wants to know of a document."""
    return Prepared(
        base_id(document), digest_of_document(document), text_digest(document), document_row(document),
        [list(row) for row in passage_rows(document)], sorted(sketch(document.text)), list(document.candidates),
    )  # fmt: skip


def records_of(prepared: Prepared) -> tuple[DocumentRecord, list[PassageRecord]]:
    """A prepared document as it will be shown, under the id it would like to have."""
    document = document_record({**prepared.row, "key": 0, "document_id": prepared.base_id})
    rows = (dict(zip(PASSAGE_COLUMNS, row, strict=True)) for row in prepared.passages)
    return document, [passage_record({**row, "key": 0}, document) for row in rows]


def insert(connection: sqlite3.Connection, prepared: Prepared, more: Mapping[str, object]) -> int:
    """Write the rows of a document; ``more`` are the columns that the catalog decides. Returns the document's key."""
    row = {name: prepared.row[name] for name in DOCUMENT_COLUMNS} | dict(more)
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    values: list[Any] = list(row.values())
    key = connection.execute(f"INSERT INTO documents ({columns}) VALUES ({marks})", values).lastrowid or 0
    columns, marks = ", ".join(PASSAGE_COLUMNS), ", ".join("?" * len(PASSAGE_COLUMNS))
    connection.executemany(
        f"INSERT INTO passages (document_key, {columns}) VALUES (?, {marks})",
        ((key, *passage) for passage in prepared.passages),
    )
    return key
