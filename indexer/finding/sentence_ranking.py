"""Which sentence of a passage a query means most: rank-bm25 over the sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rank_bm25 import BM25Okapi  # type: ignore[import-untyped,unused-ignore]


class SentenceRanker(BM25Okapi):  # type: ignore[misc]
    """BM25 over the sentences of one passage, with the weights that the whole library gives the words."""

    def __init__(self, tokens: Sequence[Sequence[str]], weights: Mapping[str, float]) -> None:
        self._weights = weights
        super().__init__(tokens)

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """A word's rarity in a single passage says nothing, so the library's is used."""
        self.idf = dict(self._weights)
