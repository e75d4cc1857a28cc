"""Excerpts 摘引: places of reports that a reader collects in a basket (引文夹), and how each stands in the library now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import PassageRecord, Span

Standing = Literal["unchanged", "moved", "changed", "missing"]
STANDINGS: tuple[Standing, ...] = ("unchanged", "moved", "changed", "missing")
MOST_EXCERPTS = 200  # of one basket
MOST_NOTE = 500  # characters of a reader's note


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a reader collected: a passage, or the ``span`` of it.

    ``digest`` is that of the passage's text at the time, empty where it was not known. ``quote`` are the words as they stood:
    they are only looked for where the passage has changed, never shown as the report's. ``note`` is the reader's own.
    """

    passage_id: str
    span: Span | None = None
    digest: str = ""
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """An excerpt against the library: ``passage`` is where it stands now, ``span`` what of it.

    Unchanged and moved ones have both. A changed one has the passage as it reads now, but no span; a missing one has neither.
    """

    excerpt: Excerpt
    standing: Standing
    passage: PassageRecord | None = None
    span: Span | None = None

    @property
    def quote(self) -> str | None:
        """The words as the report has them now, None where they no longer stand."""
        return self.span.of(self.passage.text) if self.span and self.passage else None
