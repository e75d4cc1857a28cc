"""Order by score with ties by document order, where scores are sums of 32-bit numbers.

Engines add the same numbers in different orders, so that equal scores may differ in their last digits: scores closer than
:data:`TIE` are equal, and document order decides. So all engines that score alike give the same order.
"""

from __future__ import annotations

from collections.abc import Iterable

TIE = 2e-6  # of the score: ten times what sums of some tens of 32-bit numbers were seen to differ by

Scored = tuple[float, int]  # score, key


def tied(one: float, other: float) -> bool:
    """Whether two scores count as equal."""
    return abs(one - other) <= TIE * max(abs(one), abs(other))


def groups(hits: Iterable[Scored]) -> list[list[Scored]]:
    """Hits by ties, the best first; within a tie in document order."""
    found: list[list[Scored]] = []
    for hit in sorted(hits, key=lambda h: (-h[0], h[1])):
        if found and tied(found[-1][-1][0], hit[0]):
            found[-1].append(hit)
        else:
            found.append([hit])
    return [sorted(group, key=lambda h: h[1]) for group in found]
