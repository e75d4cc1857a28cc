"""What a library says of itself, and what became of a file that was to be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus import readable_name

Fate = Literal["read", "updated", "unchanged", "refused", "missing", "removed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or of one report in it (``member``): the id it got, or why it was refused (one Chinese sentence).

    ``missing`` are reports whose file is no longer there; they are kept until they are ``removed`` on request.
    """

    file: Path
    fate: Fate
    document_id: str | None = None
    reason: str | None = None
    member: str = ""

    @property
    def name(self) -> str:
        """The file's name, with the report's in it."""
        name = readable_name(self.file.name)
        return f"{name}#{self.member}" if self.member else name


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What is in a library, and whether it can be searched."""

    path: Path
    ready: bool
    documents: int
    passages: int
    characters: int
    years: tuple[int, int] | None
    engine: str
    generation: str | None
    problem: str | None = None
    engine_at: str = ""  # what chooses the engine: its name, or its address without a password
    advice: str | None = None  # what would make it better, though nothing is wrong
