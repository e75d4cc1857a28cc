"""From a ranking to the list that is paged: what comes last, what comes first, one place a report, copies folded into one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corpus import CopyGroups
from indexer.model.matching import Ranking
from indexer.model.query import Group


@dataclass(frozen=True, slots=True)
class Listed:
    """A place in the list: the key of its passage, the band it matched, and how many passages of its document stand for it.

    ``last`` says that it was put to the end; ``copies`` are the keys of the passages folded into it.
    """

    key: int
    band: int
    document_key: int
    size: int = 1
    last: bool = False
    copies: tuple[int, ...] = ()


def listed(
    ranking: Ranking, group: Group, copies: CopyGroups, *, last: Collection[int] = (), first: Sequence[int] = ()
) -> list[Listed]:
    """The places in order; ``first`` and ``last`` are keys of passages to be put there, ``first`` in their order."""
    places = [
        Listed(key, band, document, size, key in last)
        for key, band, document, size in zip(
            ranking.ids, ranking.bands, ranking.document_keys, ranking.sizes, strict=True
        )
    ]
    if last:
        places.sort(key=lambda place: place.last)
    if first:
        places.sort(key=lambda place: first.index(place.key) if place.key in first else len(first))
    if group == "document":
        places = _by_document(places)
    return _folded(places, group, copies) if copies else places


def _by_document(places: Sequence[Listed]) -> list[Listed]:
    """One place a document, the first; an engine may have done so before."""
    found: dict[int, Listed] = {}
    for place in places:
        known = found.get(place.document_key)
        found[place.document_key] = replace(known, size=known.size + place.size) if known else place
    return list(found.values())


def _folded(places: Sequence[Listed], group: Group, copies: CopyGroups) -> list[Listed]:
    """Copies stand with the best of them that is in the list; in one document nothing is a copy."""
    groups = copies.documents if group == "document" else copies.passages
    own = [place.document_key if group == "document" else place.key for place in places]
    shown: dict[int, int] = {}
    for at, key in enumerate(own):
        best = groups.get(key)
        if best is not None and (best not in shown or key == best):
            shown[best] = at
    folded: dict[int, list[int]] = {}
    for at, key in enumerate(own):
        if (best := groups.get(key)) is not None and shown[best] != at:
            folded.setdefault(shown[best], []).append(places[at].key)
    gone = {key for keys in folded.values() for key in keys}
    return [
        replace(place, copies=tuple(folded.get(at, ()))) if at in folded else place
        for at, place in enumerate(places)
        if place.key not in gone
    ]
