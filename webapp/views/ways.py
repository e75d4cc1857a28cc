"""The ways to look at one query under the same filters: passages, one of each report, every place, years and regions."""

from __future__ import annotations

from dataclasses import dataclass

import webapp.wording as wording
from indexer import ReadAs
from webapp.links import Address

NOTHING_READ = ReadAs()
FILTERS = ("q", "year", "year_from", "year_to", "place", "level", "part", "state", "document")


@dataclass(frozen=True, slots=True)
class Way:
    """One of a few ways to see the same: a view, an order, a measure. ``current`` marks the one that is open."""

    label: str
    href: str
    current: bool


def ways(here: Address, current: str, read: ReadAs = NOTHING_READ) -> tuple[Way, ...]:
    """All views of the query at ``here``. The order of hits and such stay with the search they belong to.

    What a search ``read`` as filters out of its words, views that take words as they stand are given as filters.
    """
    kept = tuple(p for p in here.params if p[0] in FILTERS)
    search = here if here.path == "/search" else Address("/search", kept)
    places = {
        "passage": search.remove("group"),
        "document": search.put("group", "document"),
        "concordance": _literal(Address("/concordance", kept), read),
        "trends": _literal(Address("/trends", kept), read),
    }
    return tuple(Way(wording.WAYS[name], place.href, name == current) for name, place in places.items())


def _literal(here: Address, read: ReadAs) -> Address:
    query = next((value for key, value in here.params if key == "q"), "")
    for words in dict.fromkeys(words for _, words in (*read.years, *read.places)):
        query = query.replace(words, " ", 1)
    if not query.strip():  # nothing but years and places: then they are the words
        return here
    read_as = (*(("year", str(year)) for year, _ in read.years), *(("place", code) for code, _ in read.places))
    rest = tuple(p for p in here.params if p[0] != "q" and p not in read_as)
    return Address(here.path, (("q", " ".join(query.split())), *read_as, *rest))
