"""From a ranking to the list that is paged: what comes last, what comes first, one place a report, copies folded into one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from indexer.finding.folding import NO_FOLDS, Folds
from indexer.model.matching import Ranking
from indexer.model.query import Group


@dataclass(frozen=True, slots=True)
class Listed:
    """A place in the list: the key of its passage, the band it matched, and how many passages of its document stand for it.

    A band of None: it matched none, and is listed because it answers the query. ``last`` says that it was put to the end; ``copies`` are
    the keys of the passages folded into it.
    """

    key: int
    band: int | None
    document_key: int
    size: int = 1
    last: bool = False
    copies: tuple[int, ...] = ()


def listed(
    ranking: Ranking, group: Group, folds: Folds = NO_FOLDS, *, last: Collection[int] = (), first: Sequence[int] = (),
    beside: Sequence[Listed] = (),
) -> list[Listed]:  # fmt: skip
    """The places in order; ``first`` and ``last`` are keys of passages to be put there, ``first`` in their order. ``beside`` are places
    of passages that were not ranked. Where reports are listed, one of ``first`` stands for the report that its own is a copy of.
    """
    places = [*beside] + [
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
        places = _by_document([_of_shown(place, folds) if place.key in first else place for place in places])
    return [
        replace(place, copies=copies) if (copies := folds.copies(key)) else place
        for place in places
        if (key := own_key(place, group)) not in folds.shown
    ]


def own_key(place: Listed, group: Group) -> int:
    """What a place is a copy by: its document, or its passage."""
    return place.document_key if group == "document" else place.key


def _of_shown(place: Listed, folds: Folds) -> Listed:
    """A place under the report that is listed for its own."""
    return replace(place, document_key=folds.shown.get(place.document_key, place.document_key))


def _by_document(places: Sequence[Listed]) -> list[Listed]:
    """One place a document, the first; an engine may have done so before."""
    found: dict[int, Listed] = {}
    for place in places:
        known = found.get(place.document_key)
        found[place.document_key] = replace(known, size=known.size + place.size) if known else place
    return list(found.values())
