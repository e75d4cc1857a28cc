"""Facets: each value of year, place, level, part and state with its count, as a link that adds or removes the filter.

Counts come from the library, each without its own filter, so that a second value can be added to the first.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import webapp.wording as wording
from indexer import LEVELS, PARTS, STATES, Scope, SearchRequest, SearchResult
from webapp.links import Address, search_address

FIRST = 12  # values shown before the rest is folded away
MOST = 60  # places shown all at once, folded or not

Values = Iterable[tuple[str | int, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: chosen or not, with the address that changes that. ``depth`` indents a place below its province."""

    label: str
    count: int
    href: str
    chosen: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A heading and its values; ``more`` is folded away. ``highest`` scales the bars."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()
    bars: bool = False

    @property
    def highest(self) -> int:
        """The greatest count, for the width of the bars."""
        return max((c.count for c in (*self.choices, *self.more)), default=1)

    @property
    def open(self) -> bool:
        """Whether something chosen is among what is folded away."""
        return any(c.chosen for c in self.more)


def facets(asked: SearchRequest, result: SearchResult) -> tuple[Facet, ...]:
    """The facets of a result, in the order of the page; one without values is left out, a single state too."""
    base = search_address(replace(asked, offset=0))
    read_years = {str(year) for year, _ in result.read_as.years}
    read_places = {code for code, _ in result.read_as.places}
    states = result.facets.get("state", [])
    years = sorted(result.facets.get("year", []), reverse=True)
    ordered = (
        _years(years, base, asked.scope, read_years),
        _places(result.facets.get("place", []), base, result.places, read_places),
        _facet("level", _in_order(result.facets.get("level", []), LEVELS), base, wording.LEVELS),
        _facet("part", _in_order(result.facets.get("part", []), PARTS), base, wording.PARTS),
        _facet("state", _in_order(states, STATES), base, wording.STATES),
    )
    return tuple(f for f in ordered if f.choices and (f.key != "state" or len(f.choices) > 1 or asked.scope.states))


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


def _places(values: Values, base: Address, names: Mapping[str, str], read: Iterable[str]) -> Facet:
    """Places as a tree: each below the nearest place that covers it and is listed too, those with most hits first.

    Of thousands of places only the provinces are shown, and what lies in the chosen ones.
    """
    counts = {str(code): count for code, count in values}
    below: dict[str, list[str]] = {}
    for code in sorted(counts, key=lambda code: (-counts[code], code)):
        below.setdefault(_parent(code, counts), []).append(code)
    chosen = {code for code in counts if base.has("place", code) or code in read}
    skipped = {code for code in counts if _is_mere_step(code, below, counts)} - chosen
    shown = list(_walk("", below, skipped))
    if len(shown) > MOST:
        shown = [(c, d) for c, d in shown if d == 0 or c in chosen or _parent(c, counts) in chosen]
    choices = [_choice("place", code, counts[code], base, names, read, depth) for code, depth in shown]
    return Facet("place", wording.FILTERS["place"], tuple(choices[:FIRST]), tuple(choices[FIRST:]))


def _parent(code: str, listed: Container[str]) -> str:
    """The nearest listed place that covers this one: GB/T 2260 gives two digits each to province, city and county."""
    return next((p for p in (code[:4] + "00", code[:2] + "0000") if p != code and p in listed), "")


def _walk(
    code: str, below: Mapping[str, list[str]], skipped: Container[str], depth: int = 0
) -> Iterator[tuple[str, int]]:
    for child in below.get(code, ()):
        if child not in skipped:
            yield child, depth
        yield from _walk(child, below, skipped, depth + (child not in skipped))


def _is_mere_step(code: str, below: Mapping[str, list[str]], counts: Mapping[str, int]) -> bool:
    """A city that has no hits but those of one county tells nothing that the county does not."""
    inner = below.get(code, [])
    return not code.endswith("0000") and len(inner) == 1 and counts[inner[0]] == counts[code]
