"""Strings that begin or end in a digit, told apart from longer numbers they are a part of: 10亿元 stands in 110亿元 too.

An engine cannot tell; the texts can. Passages that hold such a string only inside longer numbers come last in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from corpus import Span, inside_longer_number, needle_of, occurrences
from indexer.model.query import Query

AT_ONCE = 30  # texts read before it is looked whether the page is filled


def edge_numbers(query: Query) -> tuple[str, ...]:
    """The strings of a query that begin or end in a digit: quoted ones, or the whole query where nothing is quoted."""
    strings = [p.text for p in query.phrases] or (list(query.whole) if len(query.words) == 1 else [])
    return tuple(s for s in strings if (n := needle_of(s)) and (n[0].isdecimal() or n[-1].isdecimal()))


def only_inside(
    strings: Sequence[str], ranked: Sequence[int], texts: Callable[[Sequence[int]], Iterable[tuple[int, str]]], page: int,
    folded: Collection[int],
) -> frozenset[int]:  # fmt: skip
    """Of the ranked passages, those in which one of the strings stands only inside longer numbers.

    Texts are read from the best on, until the page is filled with others that are not folded: what comes after them is not on it.
    """
    last, others = set[int](), 0
    for at in range(0, len(ranked), AT_ONCE):
        read = dict(texts(ranked[at : at + AT_ONCE]))
        inside = {key for key, text in read.items() if _only_inside(text, strings)}
        last |= inside
        others += sum(key not in inside and key not in folded for key in read)
        if others >= page:
            break
    return frozenset(last)


def _only_inside(text: str, strings: Sequence[str]) -> bool:
    return any(_all_inside(text, list(occurrences(text, s))) for s in strings)


def _all_inside(text: str, places: Sequence[Span]) -> bool:
    return bool(places) and all(inside_longer_number(text, place) for place in places)
