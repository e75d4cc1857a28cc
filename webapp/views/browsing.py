"""The holdings as a tree of places that is walked down and up: province, city, county."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.links import Address
from webapp.views.holdings import NATION, Holding, above

Link = tuple[str, int, str]  # name, number of documents, address


@dataclass(frozen=True, slots=True)
class Tree:
    """Where the reader is among the places: ``place`` (empty at the top), the way to it, and what lies below it.

    ``top`` leads back to all ``everything`` documents.
    """

    place: str
    way: tuple[Link, ...]
    top: str
    everything: int
    below: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A place of the tree and the number of documents in it."""

    code: str
    name: str
    count: int


def tree(here: Address, place: str, held: Sequence[Holding], everything: int) -> Tree:
    """What is ``held`` in a place (in all, if it is empty), as links from the list at ``here``, which has no place chosen."""
    way = way_to(held, place) if place else ()

    def linked(found: Iterable[Branch]) -> tuple[Link, ...]:
        return tuple((b.name, b.count, here.put("place", b.code).href) for b in found)

    return Tree(way[-1].name if way else "", linked(way[:-1]), here.href, everything, linked(branches(held, place)))


def branches(held: Iterable[Holding], place: str = "") -> tuple[Branch, ...]:
    """The places one step below a place, provinces for none, in the order of codes, each with all that lies in it."""
    out: dict[str, Branch] = {}
    for h in held:
        steps = _steps(h)
        at = next((i for i, (code, _) in enumerate(steps) if code == place), -1) + 1
        if h.code in ("", NATION) or (place and not at) or at >= len(steps):
            continue
        code, name = steps[at]
        out[code] = Branch(code, name, out[code].count + 1 if code in out else 1)
    return tuple(branch for _, branch in sorted(out.items()))


def way_to(held: Iterable[Holding], place: str) -> tuple[Branch, ...]:
    """The places from the province down to a place, as far as something in it is held; each counts what lies in it."""
    inside = [steps for h in held if (steps := _steps(h)) and any(code == place for code, _ in steps)]
    if not inside:
        return ()
    codes = [code for code, _ in inside[0]]
    return tuple(Branch(code, name, len(inside)) for code, name in inside[0][: codes.index(place) + 1])


def _steps(h: Holding) -> list[tuple[str, str]]:
    """(code, name) of the places a document lies in, its own the last."""
    above_it = [(above(h.code, depth), name) for depth, name in enumerate(h.names[:-1])]
    return [*above_it, (h.code, h.names[-1])] if h.names else []
