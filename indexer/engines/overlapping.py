"""Counting as Ctrl+F does, from left to right without overlap, for engines that tell how often a string stands in a passage but
not where.

Only a string that can overlap itself needs it: 哈哈 stands four times in 哈哈哈哈哈, and Ctrl+F finds two. How many of its places
count is then known from how often longer strings stand there, each made of places that overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping


def shifts(text: str) -> list[int]:
    """How far apart two overlapping places of a string may begin.

    >>> shifts("哈哈哈"), shifts("10亿10"), shifts("改造")
    ([1, 2], [3], [])
    """
    return [shift for shift in range(1, len(text)) if text.startswith(text[shift:])]


def counted(text: str, frequencies: Callable[[str], Mapping[int, int]]) -> Counter[int]:
    """By document, how often a string stands without overlap; ``frequencies`` tells how often one stands with overlap.

    A place counts or not by the overlapping places before it alone. Of the places that end a chain of overlapping ones, those
    that end a chain longer by one are taken away again and counted by the longer chain.

    >>> counted("哈哈", lambda s: {1: max(0, 6 - len(s))})  # in 哈哈哈哈哈
    Counter({1: 2})
    """
    if not shifts(text):
        return Counter(frequencies(text))
    total: Counter[int] = Counter()
    for chain, factor in _chains(text, frequencies):
        for document, frequency in chain.items():
            total[document] += factor * frequency
    return total


def _chains(text: str, frequencies: Callable[[str], Mapping[int, int]]) -> Iterator[tuple[Mapping[int, int], int]]:
    waiting = [(text, 0)]
    while waiting:
        chain, before = waiting.pop()
        found = frequencies(chain)
        if not any(found.values()):
            continue
        counts = int(_last_counts(text, chain))
        yield found, counts - before
        waiting += [(text[:shift] + chain, counts) for shift in shifts(text) if (text[:shift] + chain).find(text, 1) == shift]


def _last_counts(text: str, chain: str) -> bool:
    """Whether the last place of a string in a chain is one that Ctrl+F finds."""
    at = -1
    free = 0
    while (at := chain.find(text, free)) >= 0:
        free = at + len(text)
        last = at
    return last + len(text) == len(chain)
