"""Marks: where the strings of a query stand in a passage's exact text. Made from spans, so the same for every engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus import Span, compact, needle_of, search_form
from indexer.model.query import Node, Query, Term, leaves


def needles(query: Query, *, loose: bool = False) -> tuple[str, ...]:
    """The strings to mark, longest first, in search form without white space; ``loose`` ones are parts of words too."""
    found = {needle_of(s) for s in (*query.whole, *_strings(query.root))}
    if loose:
        found |= {needle_of(word) for term in query.terms for word in term.looser}
    return tuple(sorted((n for n in found if n), key=lambda n: (-len(n), n)))


def marks(text: str, wanted: Sequence[str]) -> tuple[Span, ...]:
    """Where the strings stand, from left to right, without overlap; a longer string wins over a shorter one.

    >>> [s.of("推进老旧小区改造") for s in marks("推进老旧小区改造", ["老旧小区", "小区", "改造"])]
    ['老旧小区', '改造']
    """
    squeezed, offsets = compact(search_form(text))
    taken = bytearray(len(squeezed))
    found = []
    for needle in wanted:
        at = squeezed.find(needle)
        while at >= 0:
            end = at + len(needle)
            if any(taken[at:end]):
                at = squeezed.find(needle, at + 1)
                continue
            taken[at:end] = b"\x01" * len(needle)
            found.append(Span(offsets[at], offsets[end - 1] + 1))
            at = squeezed.find(needle, end)
    return tuple(sorted(found))


def _strings(node: Node) -> Iterator[str]:
    """The positive strings of a tree. A single character inside a longer word is not marked all over the page."""
    for leaf in leaves(node):
        yield leaf.text
        if isinstance(leaf, Term):
            yield from (p for p in leaf.pieces if len(p) > 1)
            yield from leaf.expansions
