"""Which id a document gets. Once given, an id is kept and never given to another text."""

from __future__ import annotations

import re
import sqlite3
from hashlib import sha256

from corpus.model.document import Document


def base_id(document: Document) -> str:
    """Place code and year; a short digest of the text where one is unknown; the state unless it is a report.

    ``410104-2020``, ``100000-2019-resolution``, ``t3f2a91c0-2015``, ``t3f2a91c0``.
    """
    place = document.place.code if document.place else "t" + text_digest(document)[:8]
    parts = [place, *([str(document.year)] if document.year else []), *_suffix(document)]
    return "-".join(parts)


def text_digest(document: Document) -> str:
    """SHA-256 of the cleaned text."""
    return sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def choose_id(connection: sqlite3.Connection, base: str, digest: str) -> str:
    """The id for a document that is new to the catalog: its base id, or on a clash with 6 digits of the text's digest."""
    for candidate in (base, f"{base}-{digest[:6]}", f"{base}-{digest[:12]}"):
        given = connection.execute("SELECT digest FROM given_ids WHERE document_id = ?", (candidate,)).fetchone()
        in_use = connection.execute("SELECT 1 FROM documents WHERE document_id = ?", (candidate,)).fetchone()
        if not in_use and (given is None or given["digest"] == digest):
            return candidate
    return f"{base}-{digest}"


def is_id_of(base: str, document_id: str) -> bool:
    """Whether an id given before still says what the document of this base id is: its place, year and state."""
    return re.fullmatch(re.escape(base) + "(?:-[0-9a-f]{6,64})?", document_id) is not None


def _suffix(document: Document) -> list[str]:
    return [] if document.state == "report" else [document.state]
