"""What styles are given: a stretch of a passage, or a document as a whole, its address, and the day it was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.model.record import DocumentRecord, PassageRecord
from corpus.model.span import Span


@dataclass(frozen=True, slots=True)
class Cited:
    """``permalink`` is a whole address, or empty where the text can be reached by none; ``accessed`` is today."""

    passage: PassageRecord
    span: Span
    permalink: str
    accessed: date

    @property
    def document(self) -> DocumentRecord:
        """The document the passage stands in."""
        return self.passage.document

    @property
    def quote(self) -> str:
        """The exact text that is cited."""
        return self.span.of(self.passage.text)

    @property
    def partial(self) -> bool:
        """Whether a stretch of the passage was chosen, rather than all of it."""
        return len(self.span) < len(self.passage.text)

    @property
    def key(self) -> str:
        """A name of its own for each stretch of each passage, for formats in which entries have names."""
        stretch = f"-{self.span.start}-{self.span.end}" if self.partial else ""
        return f"yiju-{self.passage.passage_id}{stretch}"


@dataclass(frozen=True, slots=True)
class Work:
    """A document as one entry of a numbered list; where in it something stands is then said in the text: ``[1]第8段``.

    ``address`` is a whole address, or empty; ``notes`` are lines for the formats that have room for them.
    """

    document: DocumentRecord
    address: str
    accessed: date
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A name of its own for each document."""
        return f"yiju-{self.document.document_id}"
