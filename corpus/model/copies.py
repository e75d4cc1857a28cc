"""Copies: which documents of a library hold the same text, and which of their passages are the same to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)  # one is made for each state of a catalog: what is worked out of it may be kept by it
class CopyGroups:
    """Keys of documents and of passages by the key of the one to be shown for them all.

    ``documents``: to the best document of the same text (whole reports before pieces, then the longest). ``passages``: to the
    passage of the same exact text in the best document that has it. What is no copy of anything is in neither; what others
    are copies of leads to itself. ``ids`` are those of all these documents.
    """

    documents: Mapping[int, int]
    passages: Mapping[int, int]
    ids: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.documents)


NO_COPIES = CopyGroups({}, {})
