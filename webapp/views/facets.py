"""Facets: each value of year, place, level, part and state with its count, as a link that adds or removes the filter.

Counts come from the library, each without its own filter, so that a second value can be added to the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import webapp.wording as wording
from indexer import LEVELS, PARTS, STATES, ReadAs, Scope
from webapp.links import Address, Params
from webapp.views.place_tree import Twig, twigs

FIRST = 12  # values shown before the rest is folded away
OPEN = "open"  # parameter: the codes of the places whose branch is open

NOTHING_READ = ReadAs()
Values = Iterable[tuple[str | int, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: chosen or not, with the address that changes that.

    A place has its ``code``, a ``depth`` below its province, and, if others lie in it, the address that opens or closes it.
    """

    label: str
    count: int
    href: str
    chosen: bool = False
    depth: int = 0
    code: str = ""
    opened: bool | None = None
    toggle: str | None = None


@dataclass(frozen=True, slots=True)
class YearRange:
    """The form for a range of years: its present ends and the other parameters it has to carry along."""

    low: str
    high: str
    hidden: Params


@dataclass(frozen=True, slots=True)
class Facet:
    """A heading and its values; ``more`` is folded away. ``highest`` scales the bars.

    ``named`` are the parameters that a form asking for a place by its name carries along, None where all places are shown.
    """

    key: str
    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()
    bars: bool = False
    named: Params | None = None

    @property
    def highest(self) -> int:
        """The greatest count, for the width of the bars."""
        return max((c.count for c in (*self.choices, *self.more)), default=1)

    @property
    def open(self) -> bool:
        """Whether something chosen or opened is among what is folded away."""
        return any(c.chosen or c.opened for c in self.more)


def facets(
    base: Address, found: Mapping[str, Sequence[tuple[str | int, int]]], scope: Scope, names: Mapping[str, str],
    read: ReadAs = NOTHING_READ, opened: Iterable[str] = (),
) -> tuple[Facet, ...]:  # fmt: skip
    """The facets of a page at ``base``, in their order; one without values is left out, a single state too.

    ``scope`` is chosen, ``read`` was read from the words of the query. ``opened`` are the places whose branch of the tree is
    open; every facet's links keep them.
    """
    for code in opened:
        base = base.add(OPEN, code)
    ordered = (
        _years(sorted(found.get("year", []), reverse=True), base, scope, {str(year) for year, _ in read.years}),
        _places(found.get("place", []), base, names, {code for code, _ in read.places}),
        _facet("level", _in_order(found.get("level", []), LEVELS), base, wording.LEVELS),
        _facet("part", _in_order(found.get("part", []), PARTS), base, wording.PARTS),
        _facet("state", _in_order(found.get("state", []), STATES), base, wording.STATES),
    )
    return tuple(f for f in ordered if f.choices and (f.key != "state" or len(f.choices) > 1 or scope.states))


def year_range(base: Address, scope: Scope) -> YearRange:
    """The form for a range of years on the page at ``base``."""
    low, high = ("" if year is None else str(year) for year in (scope.year_from, scope.year_to))
    return YearRange(low, high, base.remove("year_from").remove("year_to").params)


def _facet(
    key: str, values: Values, base: Address, names: Mapping[str, str], read: Iterable[str] = (), *, bars: bool = False
) -> Facet:
    choices = [_choice(key, str(value), count, base, names, read) for value, count in values]
    return Facet(key, wording.FILTERS[key], tuple(choices[:FIRST]), tuple(choices[FIRST:]), bars)


def _years(values: Values, base: Address, scope: Scope, read: Iterable[str]) -> Facet:
    """Under a range its years count as chosen, and a single year takes the place of the range."""
    low, high = scope.year_from, scope.year_to
    if low is None and high is None:
        return _facet("year", values, base, {}, read, bars=True)
    facet = _facet("year", values, base.remove("year_from").remove("year_to"), {}, read, bars=True)

    def within(choice: Choice) -> Choice:
        return replace(choice, chosen=choice.chosen or (low or 0) <= int(choice.label) <= (high or 9999))

    return replace(facet, choices=tuple(map(within, facet.choices)), more=tuple(map(within, facet.more)))


def _choice(
    key: str, value: str, count: int, base: Address, names: Mapping[str, str], read: Iterable[str], depth: int = 0
) -> Choice:
    """A value read from the query's own words is chosen too; its link takes the words as words."""
    label = names.get(value, value)
    if value in read:
        return Choice(label, count, base.add("as_words", key).href, True, depth)
    return Choice(label, count, base.toggle(key, value).href, base.has(key, value), depth)


def _in_order(values: Values, order: Iterable[str]) -> list[tuple[str | int, int]]:
    counts = dict(values)
    return [(value, counts[value]) for value in order if value in counts]


def _places(values: Values, base: Address, names: Mapping[str, str], read: Collection[str]) -> Facet:
    """Places as a tree; of many only what has been opened is shown, and a name can be written instead."""
    counts = {str(code): count for code, count in values}
    opened = {value for key, value in base.params if key == OPEN}
    tree = twigs(counts, {code for code in counts if base.has("place", code) or code in read}, opened)
    choices = [_twig(twig, counts[twig.code], base, names, read) for twig in tree]
    first = next((at for at in range(FIRST, len(choices)) if choices[at].depth == 0), len(choices))
    named = tuple(p for p in base.params if p[0] != OPEN) if any(twig.opened is not None for twig in tree) else None
    return Facet("place", wording.FILTERS["place"], tuple(choices[:first]), tuple(choices[first:]), named=named)


def _twig(twig: Twig, count: int, base: Address, names: Mapping[str, str], read: Collection[str]) -> Choice:
    choice = _choice("place", twig.code, count, base, names, read, twig.depth)
    toggle = None if twig.opened is None else base.toggle(OPEN, twig.code).at(f"place-{twig.code}").href
    return replace(choice, code=twig.code, opened=twig.opened, toggle=toggle)
