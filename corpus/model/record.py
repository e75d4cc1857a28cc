"""Records: documents and passages as the catalog keeps them, with the ids it gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model.document import Section, Source, State
from corpus.model.passage import Part, PassageKind, digest_of
from corpus.model.place import Level, Place
from corpus.model.span import Span


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document in the catalog, without its passages. ``key`` is the catalog's own number, never shown.

    ``passages`` counts all of them, ``paragraphs`` the body ones, ``characters`` those of the body.
    """

    key: int
    document_id: str
    title: str
    year: int | None
    date: str | None
    place: Place | None
    meeting: str | None
    speaker: str | None
    role: str | None
    state: State
    notes: tuple[str, ...]
    outline: Sequence[Section]
    source: Source
    passages: int
    paragraphs: int
    characters: int
    zone: str | None = None

    @property
    def level(self) -> Level | None:
        """Level of the place, None where the place is unknown."""
        return self.place.level if self.place else "zone" if self.zone else None

    @property
    def place_name(self) -> str | None:
        """Name of the place, or of a development zone, which has no code; None where neither is known."""
        return self.place.name if self.place else self.zone


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What tables of many documents need of one: who, where, when and what it is."""

    key: int
    document_id: str
    title: str
    year: int | None
    place: Place | None
    state: State
    zone: str | None = None

    @property
    def level(self) -> Level | None:
        """As that of a :class:`DocumentRecord`."""
        return self.place.level if self.place else "zone" if self.zone else None


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage in the catalog with its document. ``key`` numbers passages in document order over the whole catalog."""

    key: int
    passage_id: str
    document: DocumentRecord
    text: str
    kind: PassageKind
    number: int
    section: tuple[str, ...]
    part: Part | None
    labels: tuple[Span, ...]

    @property
    def paragraph(self) -> int | None:
        """Number of the body paragraph, counted from 1; None for front matter, headings and notes."""
        return self.number if self.kind == "body" else None

    @property
    def digest(self) -> str:
        """First 12 hexadecimal digits of the SHA-256 of the exact text: the ``?d=`` of a permalink."""
        return digest_of(self.text)
