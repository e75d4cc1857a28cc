"""The passages that match, as bitmaps of keys: what is counted, folded and listed comes out of them, by the thousand at once.

A term that many passages hold lies ready (``tantivy_kept.py``); of others tantivy tells the keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap
from tantivy import Query, Searcher

from indexer.engines.conditions import Matches
from indexer.engines.implying import one_needed
from indexer.engines.tantivy_columns import keys_of
from indexer.engines.tantivy_strings import Strings, bigrams_of, every
from indexer.model.matching import Enough, GramField, Match, Near

DIGIT = re.compile("[0-9]")  # the bigrams of numbers stand together everywhere, and seldom in a row
LEADING = 2  # bigrams by which passages are looked through: the others would cost more than they leave out
FEW = 100  # passages asked for by their keys: more are slower than all that match
KEPT = 200  # matches kept for the next time; a bitmap has at most a bit for each passage

Keys = npt.NDArray[np.int64]
Kept = Callable[[str, str], "BitMap | None"]


class Passages(Matches[BitMap]):
    """Passages of one snapshot; ``every_one`` are all of them, ``kept`` those of a term that lies ready."""

    def __init__(self, searcher: Searcher, strings: Strings, every_one: BitMap, kept: Kept) -> None:
        self._searcher, self._strings, self._every_one, self._kept = searcher, strings, every_one, kept
        self._known: dict[Match, BitMap] = {}

    def match(self, match: Match) -> BitMap:
        """Passages that match. What is given back is not to be changed: it is kept, since a search asks for the same again."""
        known = self._known.get(match)
        if known is None:
            if len(self._known) >= KEPT:
                self._known = {}
            known = self._known[match] = super().match(match)
        return known

    def string(self, letters: str, field: GramField) -> BitMap:
        """Passages in which these characters stand in a row."""
        alone = self._strings.alone(letters, field)
        kept = self._kept(*alone) if alone else None
        if kept is not None:
            return kept
        bigrams = sorted(bigrams_of(letters), key=lambda bigram: self._strings.held(field, bigram))
        holding = None if alone or DIGIT.search(letters) else self._holding(field, bigrams)
        if holding is None:
            return self._asked(self._strings.string(letters, field), self._strings.rarest(letters, field)[0])
        return self._among(holding, letters, field, bigrams[:LEADING])

    def _holding(self, field: str, terms: Sequence[str]) -> BitMap | None:
        """The passages that hold all of these terms, the rarest of which comes first; None if one does not lie ready."""
        found: BitMap | None = None
        for term in terms:
            kept = self._kept(field, term)
            if kept is None:
                return None
            found = kept if found is None else found & kept
        return found

    def _among(self, holding: BitMap, letters: str, field: GramField, leading: Sequence[str]) -> BitMap:
        """Of the passages that hold all bigrams of a string, those in which they follow one another: nearly all.

        Longer strings that lie ready tell of most. tantivy is asked for those in which they do not, or for the few left.
        """
        query = self._strings.string(letters, field)
        proven = self.some([self._kept("strings", longer) or BitMap() for longer in self._strings.longer(letters, field)])
        open_ = holding - proven
        if len(open_) <= FEW:
            return proven | self._asked(every([query, self._strings.keys(list(open_))]), len(open_)) if open_ else proven
        terms = [self._strings.counted(field, bigram) for bigram in leading]
        return holding - self._asked(every(terms, [query]), self._strings.held(field, leading[0]))

    def near(self, near: Near) -> BitMap:
        """Passages one sentence of which holds a member of each group."""
        return self._asked(self._strings.near(near), self._searcher.num_docs)

    def _asked(self, query: Query, most: int) -> BitMap:
        """The passages tantivy finds."""
        return BitMap(keys_of(self._searcher, query, most) if most else ())

    def enough(self, enough: Enough) -> BitMap:
        """Passages in which the children that hold weigh enough together."""
        open_ = self.some([self.match(child) for child in one_needed(enough)])
        keys = array_of(open_)
        weights = np.zeros(len(keys))
        for weight, child in enough.children:
            weights[np.searchsorted(keys, array_of(self.match(child) & open_))] += weight
        return BitMap(keys[weights >= enough.needed].tolist())

    def every(self, queries: Sequence[BitMap], but: Sequence[BitMap] = ()) -> BitMap:
        """What is in all of these and in none of ``but``; everything, if there are none."""
        found = BitMap.intersection(*queries) if queries else self._every_one
        return found - BitMap.union(*but) if but else found

    def some(self, queries: Sequence[BitMap]) -> BitMap:
        """What is in one of these; nothing, if there are none."""
        return BitMap.union(*queries) if queries else BitMap()


def array_of(passages: BitMap) -> Keys:
    """Keys in order, as an array."""
    return np.asarray(passages.to_array()).astype(np.int64)
