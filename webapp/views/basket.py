"""The basket (引文夹): collected excerpts as the page lists them, each with the word on how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer import Collected, locator, source_line
from webapp.links import collect_address, permalink, reading, short_form


@dataclass(frozen=True, slots=True)
class Entry:
    """One excerpt. ``standing`` is empty where the address gave no digest to compare, ``quote`` where its words no longer stand,
    ``title`` and the links where the passage is gone.
    """

    number: int
    asked: str
    standing: str
    quote: str
    title: str
    where: str
    source: str
    reading: str
    permalink: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The excerpts that an address names; ``collect`` is the address that names those that stand, digests included."""

    entries: tuple[Entry, ...]
    short: tuple[str, ...]
    collect: str


def linked(found: Sequence[Collected]) -> Linked:
    """What ``/basket?p=…`` shows, with and without script."""
    short = tuple(short_form(c.passage, c.span) for c in found if c.passage and c.span)
    return Linked(tuple(_entry(n, c) for n, c in enumerate(found, 1)), short, collect_address(short))


def words_of(found: Collected) -> dict[str, str]:
    """What the page says of an excerpt, beside the plain values of the JSON."""
    passage = found.passage
    if passage is None:
        return {"where": "", "source": ""}
    return {"where": locator(passage), "source": source_line(passage)}


def _entry(number: int, found: Collected) -> Entry:
    passage = found.passage
    return Entry(
        number=number,
        asked=found.excerpt.passage_id,
        standing=found.standing if found.excerpt.digest or not found.quote else "",
        quote=found.quote or "",
        title=passage.document.title if passage else "",
        where=locator(passage) if passage else "",
        source=source_line(passage) if passage else "",
        reading=reading(passage) if passage else "",
        permalink=permalink(passage) if passage else "",
    )
