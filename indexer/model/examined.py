"""Examined: one report of a file that was sent, as it was recognised, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import DocumentRecord, PassageRecord, Place, Prepared


@dataclass(frozen=True, slots=True)
class Examined:
    """What was recognised, or the ``reason`` why nothing was (one Chinese sentence).

    ``document`` is shown under the id it would like to have; ``candidates`` are places it may be of, where nothing decides; ``similar``
    are reports in the library with most of its text, each with the share of it, or None where they only claim the same place and year;
    ``held`` is the id under which the very same text is there already.
    """

    file: str
    member: str
    reason: str | None = None
    prepared: Prepared | None = None
    document: DocumentRecord | None = None
    passages: tuple[PassageRecord, ...] = ()
    candidates: tuple[Place, ...] = ()
    similar: tuple[tuple[DocumentRecord, float | None], ...] = ()
    held: str | None = None
