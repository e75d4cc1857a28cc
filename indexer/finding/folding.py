"""Which of all that match are copies of another that matches: known before anything is ranked, so that pages add up.

Passages of the same text in copies of one report stand for one another; where hits are grouped by report, the reports do.
A common word stands in thousands of copies, so that keys are compared as arrays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from corpus import CopyGroups
from indexer.model.query import Group

Keys: TypeAlias = npt.NDArray[np.int64]
REMEMBERED = 4  # states of the catalog whose copies are kept as arrays


@dataclass(frozen=True, slots=True)
class Folds:
    """``shown`` leads from the key of a copy (of a passage, or of a document) to the key that stands for it in the list."""

    shown: Mapping[int, int] = field(default_factory=dict)
    _stand: tuple[int, ...] = ()  # keys that stand for others, in order, one for each of those
    _passages: tuple[int, ...] = ()  # the passages of those others

    def copies(self, key: int) -> tuple[int, ...]:
        """The passages of what a key stands for, in document order."""
        return self._passages[bisect_left(self._stand, key) : bisect_right(self._stand, key)]


NO_FOLDS = Folds()


def fold(found: Mapping[int, int] | Sequence[int], copies: CopyGroups, group: Group = "passage") -> Folds:
    """``found`` are the keys that match, each with its passage; keys of passages are given as they are. The best of its kind stands
    for the others; where it does not match, the first that does.

    >>> folds = fold({11: 11, 12: 12, 13: 13}, CopyGroups({}, {12: 12, 13: 12, 14: 12}))
    >>> folds.shown, folds.copies(12), folds.copies(11)
    ({13: 12}, (13,), ())
    """
    keys, kinds, kind = columns(copies, group)
    here = np.sort(np.fromiter(found, np.int64, len(found)))
    at, alike = _among(here, keys)
    if not alike.any():
        return NO_FOLDS
    here, of = here[alike], kind[at[alike]]
    stand_of = np.empty(len(kinds), np.int64)
    stand_of[of[::-1]] = here[::-1]  # where an index comes several times the last counts: the first of those that match
    best = here == kinds[of]
    stand_of[of[best]] = here[best]
    stands = stand_of[of]
    hidden = stands != here
    order = np.lexsort((here[hidden], stands[hidden]))
    others, stand = here[hidden][order].tolist(), stands[hidden][order].tolist()
    passages = tuple(found[key] for key in others) if isinstance(found, Mapping) else tuple(others)
    return Folds(dict(zip(others, stand, strict=True)), tuple(stand), passages)


def _among(wanted: Keys, keys: Keys) -> tuple[Keys, npt.NDArray[np.bool_]]:
    """For each of the wanted its place among keys in order, and whether it is there."""
    at = np.searchsorted(keys, wanted)
    there = at < len(keys)
    there[there] = keys[at[there]] == wanted[there]
    return at, there


@lru_cache(REMEMBERED)
def columns(copies: CopyGroups, group: Group) -> tuple[Keys, Keys, Keys]:
    """Keys of all copies in order; the best of each kind in order; and beside each key the place of its kind among these."""
    best_of = copies.documents if group == "document" else copies.passages
    keys = np.fromiter(best_of.keys(), np.int64, len(best_of))
    order = np.argsort(keys)
    kinds, kind = np.unique(np.fromiter(best_of.values(), np.int64, len(best_of))[order], return_inverse=True)
    return keys[order], kinds, kind
