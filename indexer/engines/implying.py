"""When one condition holds wherever another does: what need not be asked twice.

A search asks for the same strings in several bands; most of its conditions follow from one another.
"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.model.matching import Both, Either, Enough, GramPhrase, GramPrefix, Match, Without


def letters_of(string: GramPhrase | GramPrefix) -> str:
    """The characters of a string."""
    if isinstance(string, GramPrefix):
        return string.text
    return string.grams[0][1][0] + "".join(text[1] for _, text in string.grams)


def implies(one: Match, other: Match) -> bool:
    """Whether every passage that matches ``one`` matches ``other``, as far as the two trees tell."""
    if one == other:
        return True
    if isinstance(one, Either):
        return all(implies(child, other) for child in one.children)
    if isinstance(other, Both):
        return all(implies(one, child) for child in other.children)
    if isinstance(other, Either) and any(implies(one, child) for child in other.children):
        return True
    if isinstance(one, Both):
        return any(implies(child, other) for child in one.children)
    if isinstance(one, Without) and isinstance(other, Without):
        return implies(other.child, one.child)
    strings = isinstance(one, GramPhrase | GramPrefix) and isinstance(other, GramPhrase | GramPrefix)
    return strings and one.field == other.field and letters_of(other) in letters_of(one)  # type: ignore[union-attr,arg-type]


def widest(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Of conditions any of which will do, those that follow from no other: the rest adds nothing. Always in the same order."""
    found: list[Match] = []
    for match in dict.fromkeys(matches):
        if not any(implies(match, kept) for kept in found):
            found = [kept for kept in found if not implies(kept, match)] + [match]
    return tuple(sorted(found, key=repr)) if len(found) > 1 else tuple(found)


def one_needed(enough: Enough) -> tuple[Match, ...]:
    """The children one of which every passage holds that holds enough: the heaviest, as long as those left weigh enough together.

    The others say nothing alone, and are the ones that most passages hold.
    """
    children = sorted(enough.children, key=lambda child: -child[0])
    left = [sum(weight for weight, _ in children[at:]) for at in range(len(children))]
    return tuple(child for (_, child), weight in zip(children, left, strict=True) if weight >= enough.needed)
