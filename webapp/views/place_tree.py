"""Places as a tree 省—市—县 that is opened branch by branch, so that thousands of them stay on one page.

GB/T 2260 gives two digits each to province, city and county; a place stands below the nearest place that covers it and is
counted too. What is open stands in the address (``open``); the way to a chosen place is always open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

ALL_AT_ONCE = 40  # up to so many places all are shown and nothing has to be opened


@dataclass(frozen=True, slots=True)
class Twig:
    """A place of the tree. ``opened`` is None where there is nothing below it to open or to close."""

    code: str
    depth: int
    opened: bool | None = None


def twigs(counts: Mapping[str, int], chosen: Collection[str] = (), opened: Collection[str] = ()) -> tuple[Twig, ...]:
    """The places to be shown, each after the one above it, those with the highest counts first."""
    below = _below(counts)
    skipped = {code for code in counts if _is_mere_step(code, below, counts)} - set(chosen)
    whole = list(_walk("", below, skipped, None))
    if len(whole) <= ALL_AT_ONCE:
        return tuple(Twig(twig.code, twig.depth) for twig in whole)
    ways = {above for code in chosen for above in (*covering(code), code)}
    return tuple(_walk("", below, skipped, {*ways, *opened}))


def covering(code: str) -> tuple[str, ...]:
    """The codes of the city and the province which a place lies in, the nearest first.

    >>> covering("410104"), covering("410100"), covering("100000")
    (('410100', '410000'), ('410000',), ())
    """
    above = (code[:4] + "00", code[:2] + "0000")
    return tuple(dict.fromkeys(a for a in above if a != code))


def _below(counts: Mapping[str, int]) -> dict[str, list[str]]:
    """The places directly below each place; below ``""`` those which no other covers."""
    below: dict[str, list[str]] = {}
    for code in sorted(counts, key=lambda code: (-counts[code], code)):
        below.setdefault(next((a for a in covering(code) if a in counts), ""), []).append(code)
    return below


def _walk(
    code: str, below: Mapping[str, list[str]], skipped: Collection[str], opened: Collection[str] | None, depth: int = 0
) -> Iterator[Twig]:
    """Everything below a place; ``opened`` None opens all."""
    for child in below.get(code, ()):
        if child in skipped:
            yield from _walk(child, below, skipped, opened, depth)
            continue
        is_open = opened is None or child in opened
        yield Twig(child, depth, is_open if child in below else None)
        if is_open:
            yield from _walk(child, below, skipped, opened, depth + 1)


def _is_mere_step(code: str, below: Mapping[str, list[str]], counts: Mapping[str, int]) -> bool:
    """A city that has nothing but what one county has tells nothing that the county does not."""
    inner = below.get(code, [])
    return not code.endswith("0000") and len(inner) == 1 and counts[inner[0]] == counts[code]
