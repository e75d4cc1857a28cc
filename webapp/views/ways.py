"""The ways to look at one query under the same filters: passages, one of each report, every place, years and regions."""

from __future__ import annotations

from dataclasses import dataclass

import webapp.wording as wording
from webapp.links import Address

FILTERS = ("q", "year", "year_from", "year_to", "place", "level", "part", "state", "document")


@dataclass(frozen=True, slots=True)
class Way:
    """A view of the query with its address; ``current`` marks the one that is open."""

    label: str
    href: str
    current: bool


def ways(here: Address, current: str) -> tuple[Way, ...]:
    """All views of the query at ``here``. The order of hits and such stay with the search they belong to."""
    kept = tuple(p for p in here.params if p[0] in FILTERS)
    search = here if here.path == "/search" else Address("/search", kept)
    places = {
        "passage": search.remove("group"),
        "document": search.put("group", "document"),
        "concordance": Address("/concordance", kept),
        "trends": Address("/trends", kept),
    }
    return tuple(Way(wording.WAYS[name], place.href, name == current) for name, place in places.items())
