"""What a file gives on its way into the catalog: prepared documents, refusals, and the stamp by which it is known again.

All of it is plain data, for it may come out of another process.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was read: its size in bytes, when it was changed (nanoseconds since 1970) and the SHA-256 of its bytes."""

    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of a report that does not say it of itself: the code of its place, its year."""

    place: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as the catalog takes it in: everything that can be worked out without looking at other documents.

    ``row`` and ``passages`` are what the tables hold, but for keys; ``digest`` is over all that was recognised, ``text_digest`` over
    the cleaned text; ``base_id`` is the id it would like to have; ``sketch`` finds its copies;
    ``candidates`` are codes of the places it may be of, where nothing decides.
    """

    base_id: str
    digest: str
    text_digest: str
    row: dict[str, object]
    passages: list[list[object]]
    sketch: list[int]
    candidates: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """One of the things in a file: a prepared document, or why there is none (one Chinese sentence).

    ``member`` is what it is called in there, empty where the file is one report. ``passing`` refusals lie with the moment, not with the
    file (no access, too little time or memory): it is worth asking again.
    """

    member: str = ""
    prepared: Prepared | None = None
    reason: str | None = None
    passing: bool = False
