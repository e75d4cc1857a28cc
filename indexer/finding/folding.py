"""Which of all that match are copies of another that matches: known before anything is ranked, so that pages add up.

Passages of the same text in copies of one report stand for one another; where hits are grouped by report, the reports do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Folds:
    """``shown`` leads from the key of a copy (of a passage, or of a document) to the key that stands for it in the list;
    ``copies`` from that key to the passages of its copies.
    """

    shown: Mapping[int, int]
    copies: Mapping[int, tuple[int, ...]]


NO_FOLDS = Folds({}, {})


def fold(found: Mapping[int, int], best_of: Mapping[int, int]) -> Folds:
    """``found`` are the keys that match, each with its passage; ``best_of`` leads from copies to the best of their kind.

    The best stands for the others; where it does not match, the first that does.

    >>> fold({11: 11, 12: 12, 13: 13}, {12: 12, 13: 12, 14: 12})
    Folds(shown={13: 12}, copies={12: (13,)})
    """
    kinds: dict[int, list[int]] = {}
    for key in sorted(found):
        if key in best_of:
            kinds.setdefault(best_of[key], []).append(key)
    shown, copies = dict[int, int](), dict[int, tuple[int, ...]]()
    for best, keys in kinds.items():
        first = best if best in found else keys[0]
        others = [key for key in keys if key != first]
        if others:
            shown |= dict.fromkeys(others, first)
            copies[first] = tuple(found[key] for key in others)
    return Folds(shown, copies)
