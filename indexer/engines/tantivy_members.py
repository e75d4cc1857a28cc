"""Which passages belong where: to a scope, or to a stretch of a list, told for many keys at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from indexer.engines.fact_table import Mask, Numbers
from indexer.engines.tantivy_columns import Column

CHUNK = 4_000  # passages looked at together


@dataclass(frozen=True, slots=True)
class Filter:
    """Passages by their facts and their part: ``facts`` by set of facts, ``parts`` by number of a part. None admits all."""

    fact: Column
    part: Column
    facts: Mask | None = None
    parts: Mask | None = None

    def admits(self, keys: Numbers) -> Mask | None:
        """By key, whether its passage is admitted; None: all are."""
        inside = None if self.facts is None else self.facts[self.fact[keys]]
        return both(inside, None if self.parts is None else self.parts[self.part[keys]])

    def of(self, keys: Numbers) -> Numbers:
        """The keys that are admitted."""
        return having(keys, self.admits(keys))


def having(keys: Numbers, mask: Mask | None) -> Numbers:
    """The keys a mask admits."""
    return keys if mask is None else keys[mask]


def both(one: Mask | None, other: Mask | None) -> Mask | None:
    """What two masks admit, of which either may admit all."""
    if one is None or other is None:
        return other if one is None else one
    return one & other


@dataclass(frozen=True, slots=True)
class Members:
    """Passages between which only score and document order decide: those of a band that a filter admits, at most so many."""

    passages: BitMap
    filter: Filter
    most: int

    def among(self, keys: Sequence[int]) -> list[bool]:
        """By key, whether its passage is a member."""
        held = np.fromiter((key in self.passages for key in keys), np.bool_, len(keys))
        admitted = self.filter.admits(np.where(held, np.array(keys, np.int64), 0)) if held.any() else None
        found: list[bool] = (held if admitted is None else held & admitted).tolist()
        return found

    def in_order(self, low: int = 0) -> Iterator[int]:
        """The members from a key on, in document order."""
        keys = np.asarray(self.passages.to_array())
        for at in range(int(np.searchsorted(keys, low)), len(keys), CHUNK):
            yield from self.filter.of(keys[at : at + CHUNK].astype(np.int64)).tolist()
