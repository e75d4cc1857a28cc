"""RawReport: the text of one file as a format read it, before anything was recognised in it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawReport:
    """Everything a format can tell. ``declared`` holds what the container itself says (title, posted, url).

    ``notes`` are Chinese sentences on what had to be repaired to get at the text.
    """

    text: str
    format: str
    encoding: str
    declared: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
