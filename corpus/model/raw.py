"""RawReport: the text of one report as a format read it, before anything was recognised in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.model.errors import ReadingError


@dataclass(frozen=True, slots=True)
class RawReport:
    """Everything a format can tell.

    ``declared`` holds what the container itself says, as printed there: ``title``, ``place``, its ``code``, ``year``, ``posted``, ``url``,
    ``page_title`` where a title is only that of a web page, ``site`` whose page it is, and the ``sheet`` of a table. ``notes`` are
    Chinese sentences on what had to be repaired to get at the text.
    """

    text: str
    format: str
    encoding: str
    declared: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One of the things in a file: its reading, or why there is none.

    ``name`` is what it is called in there (a row, a path inside an archive), empty where the file is one report. ``data``
    are its own bytes, None where it has none but those of the file.
    """

    name: str
    content: RawReport | ReadingError
    data: bytes | None = None
