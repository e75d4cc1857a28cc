"""Document 报告: what one file was recognised to say, and about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.model.passage import Passage
from corpus.model.place import Place

State = Literal[
    "report", "resolution", "digest", "excerpt", "stub", "truncated", "placeholder", "glossary", "other_speech"
]
STATES: tuple[State, ...] = (
    "report", "resolution", "digest", "excerpt", "stub", "truncated", "placeholder", "glossary", "other_speech",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the outline, without its end mark; ``paragraph`` is the body paragraph it opens or stands in."""

    level: int
    text: str
    paragraph: int | None = None
    children: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Provenance: where the text came from and what was taken off it.

    ``sha256`` and ``size`` (bytes) are those of the file as received; ``posted`` is when a web page was posted, as an ISO
    date or date-time; ``stripped`` are the lines of page furniture that were left out, in order.
    """

    file: str
    sha256: str
    size: int
    format: str
    encoding: str
    posted: str | None = None
    url: str | None = None
    stripped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read: joining the texts of its passages with line breaks gives the cleaned text.

    ``title`` is verbatim, errors included; ``notes`` say in Chinese what is odd about the source. ``date`` is the day of the
    speech (ISO). ``zone`` is the name of a development zone, which has no code and is no ``place``; ``candidates`` are the codes of
    the places it may be of, where nothing decides. The id is not part of it: the catalog gives one when it takes the document in.
    """

    title: str
    source: Source
    passages: tuple[Passage, ...]
    place: Place | None = None
    year: int | None = None
    date: str | None = None
    meeting: str | None = None
    speaker: str | None = None
    role: str | None = None
    state: State = "report"
    notes: tuple[str, ...] = ()
    outline: tuple[Section, ...] = field(default=())
    zone: str | None = None
    candidates: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cleaned text."""
        return "\n".join(p.text for p in self.passages)
