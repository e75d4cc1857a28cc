"""Order by score with ties by document order, where scores are sums of 32-bit numbers.

Engines add the same numbers in different orders, so that equal scores may differ in their last digits: scores closer than
:data:`TIE` are equal, and document order decides. So all engines that score alike give the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

TIE = 2e-6  # of the score: ten times what sums of some tens of 32-bit numbers were seen to differ by


class Scored(NamedTuple):
    """A hit inside an engine."""

    score: float
    key: int
    document_key: int
    kind: int = 0  # what more an engine knows of it


def tied(one: float, other: float) -> bool:
    """Whether two scores count as equal."""
    return abs(one - other) <= TIE * max(abs(one), abs(other))


def ties(hits: Iterable[Scored]) -> list[list[Scored]]:
    """Hits by their ties, the best first; within a tie in document order.

    >>> ties([Scored(1.0000001, 7, 1), Scored(2.0, 9, 1), Scored(1.0, 3, 1)])[1][0].key
    3
    """
    found: list[list[Scored]] = []
    for hit in sorted(hits, key=lambda h: -h.score):
        if found and tied(found[-1][-1].score, hit.score):
            found[-1].append(hit)
        else:
            found.append([hit])
    return [sorted(tie, key=lambda h: h.key) for tie in found]
