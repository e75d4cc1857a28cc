"""What filters and facets know of each passage of a tantivy index, as columns by key: numbers by set of facts come out of them.

tantivy tells of each passage one object at a time, which is too slow for a search and fast enough for an opening; where passages
are many the columns are kept beside the index (``tantivy_kept.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap
from tantivy import Order, Query, Searcher

from indexer.engines.fact_table import narrow
from indexer.engines.tantivy_schema import BODY

Column: TypeAlias = npt.NDArray[Any]
NO_PART = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """By key: the place of a passage's facts in their order, and the number of its part; ``parts`` names these from 1 on."""

    fact: Column
    part: Column
    parts: tuple[str, ...]
    passages: BitMap
    bodies: BitMap

    def of_parts(self, wanted: Collection[str]) -> npt.NDArray[np.bool_] | None:
        """By number of a part, whether it is one of these; None: where none is named all are."""
        return np.array([False, *(part in wanted for part in self.parts)]) if wanted else None


def columns_of(searcher: Searcher, places: Mapping[int, int], parts: Mapping[str, Query]) -> Columns:
    """The columns of a snapshot; ``places`` leads from the number of a set of facts to its place, ``parts`` to the passages of each."""
    everything = _in_order(searcher, Query.all_query(), searcher.num_docs)
    keys, addresses = [key for key, _ in everything], [address for _, address in everything]
    size = keys[-1] + 1 if keys else 0
    fact, part = np.zeros(size, np.int64), np.zeros(size, np.uint8)
    numbers: list[Any] = searcher.fast_field_values("fact", addresses)
    fact[keys] = [places[number] for number in numbers]
    for at, query in enumerate(parts.values(), NO_PART + 1):
        part[keys_of(searcher, query, searcher.num_docs)] = at
    kinds = np.array(searcher.fast_field_values("kind", addresses), np.uint8)
    bodies = np.array(keys, np.uint32)[kinds & BODY > 0]
    return Columns(narrow(fact, len(places)), part, tuple(parts), BitMap(keys), BitMap(bodies.tolist()))


def keys_of(searcher: Searcher, query: Query, most: int) -> list[int]:
    """Keys of the passages that match, in order."""
    return [key for key, _ in _in_order(searcher, query, most)]


def _in_order(searcher: Searcher, query: Query, most: int) -> list[tuple[Any, Any]]:
    """The passages that match in the order of their keys: key, and where tantivy has it."""
    return searcher.search(query, max(1, most), count=False, order_by_field="key", order=Order.Asc).hits
