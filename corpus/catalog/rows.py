"""Between frozen types and table rows: what goes into JSON columns, and how records come back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, cast, overload

from corpus.model.document import Document, Section, Source, State
from corpus.model.passage import Part, PassageKind
from corpus.model.place import Level, Place
from corpus.model.record import DocumentFacts, DocumentRecord, PassageRecord
from corpus.model.span import Span

Row = sqlite3.Row | Mapping[str, Any]
DOCUMENT_COLUMNS = (
    "title", "year", "date", "place_code", "place_name", "level", "path", "meeting", "speaker", "role", "state", "notes", "outline",
    "source", "passages", "paragraphs", "characters",
)  # fmt: skip
PASSAGE_COLUMNS = ("local_id", "kind", "number", "section", "part", "labels", "digest", "text")

KEPT_PLACES = 8_192  # those of all reports of a nation


def as_json(value: object) -> str:
    """Compact JSON, Chinese unescaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def digest_of_document(document: Document) -> str:
    """SHA-256 over everything that was recognised but where it came from: with equal digests there is nothing to do."""
    recognised = asdict(document)
    del recognised["source"], recognised["candidates"]
    return sha256(as_json(recognised).encode("utf-8", "surrogatepass")).hexdigest()


def document_row(document: Document) -> dict[str, object]:
    """The columns of ``documents`` that come from the document itself: :data:`DOCUMENT_COLUMNS`."""
    place, body = document.place, [p for p in document.passages if p.kind == "body"]
    return {
        "title": document.title, "year": document.year,
        "date": document.date, "place_code": place and place.code, "place_name": place.name if place else document.zone,
        "level": place.level if place else document.zone and "zone", "path": as_json(place.path if place else ()), "meeting": document.meeting,
        "speaker": document.speaker, "role": document.role, "state": document.state, "notes": as_json(document.notes),
        "outline": as_json([asdict(s) for s in document.outline]), "source": as_json(asdict(document.source)),
        "passages": len(document.passages), "paragraphs": len(body),
        "characters": sum(len(p.text) for p in body),
    }  # fmt: skip


def passage_rows(document: Document) -> Iterable[tuple[object, ...]]:
    """The columns of ``passages`` that come from the document: :data:`PASSAGE_COLUMNS`."""
    for p in document.passages:
        labels = as_json([[s.start, s.end] for s in p.labels])
        yield (p.local_id, p.kind, p.number, as_json(p.section), p.part, labels, p.digest, p.text)


def document_record(row: Row) -> DocumentRecord:
    """A row of ``documents``."""
    source = json.loads(row["source"])
    return DocumentRecord(
        key=row["key"], document_id=row["document_id"], title=row["title"], year=row["year"], date=row["date"],
        place=_place(row), meeting=row["meeting"], speaker=row["speaker"], role=row["role"],
        state=cast(State, row["state"]), notes=tuple(json.loads(row["notes"])),
        outline=_Outline(row["outline"]),
        source=Source(**{**source, "stripped": tuple(source["stripped"])}),
        passages=row["passages"], paragraphs=row["paragraphs"], characters=row["characters"],
        zone=None if row["place_code"] else row["place_name"],
    )  # fmt: skip


def document_facts(row: sqlite3.Row) -> DocumentFacts:
    """The few columns of ``documents`` that tables need; a tenth of the time of a whole record."""
    return DocumentFacts(
        row["key"], row["document_id"], row["title"], row["year"], _place(row), cast(State, row["state"]),
        None if row["place_code"] else row["place_name"],
    )  # fmt: skip


def passage_record(row: Row, document: DocumentRecord) -> PassageRecord:
    """A row of ``passages``."""
    return PassageRecord(
        key=row["key"], passage_id=f"{document.document_id}-{row['local_id']}", document=document, text=row["text"],
        kind=cast(PassageKind, row["kind"]), number=row["number"], section=tuple(json.loads(row["section"])),
        part=cast("Part | None", row["part"]), labels=tuple(Span(s, e) for s, e in json.loads(row["labels"])),
    )  # fmt: skip


def _place(row: Row) -> Place | None:
    code = row["place_code"]
    return None if code is None else _place_of(code, row["place_name"], row["level"], row["path"])


@lru_cache(KEPT_PLACES)
def _place_of(code: str, name: str, level: Level, path: str) -> Place:
    """A place is written beside each of its reports: it is read once."""
    return Place(code, name, level, tuple(json.loads(path)))


class _Outline(Sequence[Section]):
    """The outline of a document, read when somebody looks at it: a list of hits shows many documents and no outline."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        return tuple(_section(s) for s in json.loads(self._text))

    @overload
    def __getitem__(self, index: int) -> Section: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Section, ...]: ...
    def __getitem__(self, index: int | slice) -> Section | tuple[Section, ...]:
        return self._sections[index]

    def __len__(self) -> int:
        return len(self._sections)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._sections == tuple(other)

    def __hash__(self) -> int:
        return hash(self._sections)


def _section(data: dict[str, Any]) -> Section:
    return Section(data["level"], data["text"], data["paragraph"], tuple(_section(c) for c in data["children"]))
