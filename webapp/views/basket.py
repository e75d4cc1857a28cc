"""The basket (引文夹): collected excerpts as the page lists them, each with the word on how it stands, and their references."""

from __future__ import annotations

from dataclasses import dataclass

from indexer import STANDING_WORDS, Listed, Reference, ReferenceList, document_line, locator
from webapp.links import collect_address, reading, short_form

SIGNS = {  # kind of verdict, drawing
    "unchanged": ("exact", "M3 8.6l3.2 3.2L13 4.6"),
    "moved": ("normalised", "M3 8h9M9 4.5L12.5 8 9 11.5"),
    "changed": ("altered", "M8 3v6.5M8 12v1.2"),
    "missing": ("not_found", "M4 8h8"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an excerpt stands: its name, the kind of verdict and drawing, and the words."""

    name: str
    kind: str
    words: str
    sign: str


STANDINGS = tuple(Standing(name, kind, STANDING_WORDS[name], sign) for name, (kind, sign) in SIGNS.items())


@dataclass(frozen=True, slots=True)
class Entry:
    """One excerpt. ``standing`` is None where the address gave no digest to compare, ``quote`` empty where its words no longer
    stand, ``source`` and the links where the passage is gone.
    """

    number: int
    asked: str
    standing: Standing | None
    quote: str
    source: str
    mark: str
    reading: str
    permalink: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The excerpts that an address names; ``collect`` is the address that names those that stand, digests included."""

    entries: tuple[Entry, ...]
    references: tuple[Reference, ...]
    short: tuple[str, ...]
    collect: str


def linked(listed: ReferenceList) -> Linked:
    """What ``/basket?p=…`` shows, with and without script."""
    found = (row.found for row in listed.standing)
    short = tuple(short_form(one.passage, one.span) for one in found if one.passage)
    return Linked(tuple(_entry(n, row) for n, row in enumerate(listed.rows, 1)), listed.references, short, collect_address(short))


def _entry(number: int, row: Listed) -> Entry:
    found = row.found
    known = found.excerpt.digest or not found.quote
    return Entry(
        number=number,
        asked=found.excerpt.passage_id,
        standing=next(s for s in STANDINGS if s.name == found.standing) if known else None,
        quote=found.quote or "",
        source=f"{document_line(found.passage.document)}，{locator(found.passage)}" if found.passage else "",
        mark=row.mark,
        reading=reading(found.passage) if found.passage else "",
        permalink=row.permalink,
    )
