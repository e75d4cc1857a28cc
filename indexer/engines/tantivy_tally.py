"""How often a string stands in the passages of a tantivy index.

How often a bigram or a common string stands in all of them is told by terms of its own. Of others, and within a scope, it has to be
worked out: tantivy tells no positions and no frequencies, but what a phrase scores: BM25, ``weight · f / (f + norm)``, from which the
frequency ``f`` is worked out. The weight and the mean length stand in its explanation of one hit, the length of each passage
in a field of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, takewhile
from typing import Any

import numpy as np
import numpy.typing as npt
from tantivy import DocAddress, Query, Searcher

from indexer.engines.implying import letters_of
from indexer.engines.overlapping import counted, shifts
from indexer.engines.tantivy_schema import LENGTH_OF, REPEATED, repeated
from indexer.engines.tantivy_strings import Strings, every
from indexer.model.matching import GramField, GramPhrase, GramPrefix, Tally

K1, B = 1.2, 0.75
EXACT = 24  # lengths up to this are kept exactly, of what is beyond only the first four bits (Lucene's SmallFloat)


def rounded(lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Lengths as engines of Lucene's kind keep them.

    >>> rounded(np.array([40, 41, 1000])).tolist()
    [40, 40, 984]
    """
    over = np.maximum(0, lengths - EXACT)
    shift = np.maximum(0, np.frexp(over)[1] - 4)
    found: npt.NDArray[np.int64] = np.minimum(lengths, EXACT) + (over >> shift << shift)
    return found


class Frequencies:
    """Frequencies in one snapshot."""

    def __init__(self, searcher: Searcher, strings: Strings) -> None:
        self._searcher, self._strings = searcher, strings

    def tally(self, string: GramPhrase | GramPrefix, inside: Sequence[Query], passages: Mapping[int, int]) -> dict[int, Tally]:
        """By document key the passages with a string and its places, given the passages."""
        most = sum(passages.values())
        places = counted(letters_of(string), lambda text: self._by_document(text, string.field, inside, most))
        return {document: Tally(n, places[document]) for document, n in passages.items()}

    def total(self, string: GramPhrase | GramPrefix, inside: Sequence[Query], most: int) -> int:
        """How often a string stands in all of the passages together, which are at most so many."""

        def together(text: str) -> dict[int, int]:
            _, frequencies = self._of_each(text, string.field, inside, most)
            return {0: int(frequencies.sum())}

        return counted(letters_of(string), together)[0]

    def told(self, string: GramPhrase | GramPrefix) -> int | None:
        """How often a string stands in the whole index, where the index tells: that of one term which cannot overlap itself.

        To be asked where no passage was taken out since the last merge: the index would tell of it too.
        """
        text = letters_of(string)
        alone = self._strings.alone(text, string.field)
        if not alone or alone[0] not in REPEATED or shifts(text):
            return None
        term = alone[1]
        more = takewhile(bool, (self._searcher.doc_freq("repeats", repeated(term, times)) for times in count(2)))
        return self._searcher.doc_freq(*alone) + sum(more)

    def _by_document(self, text: str, field: GramField, inside: Sequence[Query], most: int) -> dict[int, int]:
        """By document how often a string stands in it, overlapping places too."""
        addresses, frequencies = self._of_each(text, field, inside, most)
        keys: list[Any] = self._searcher.fast_field_values("document_key", addresses)
        found, which = np.unique(np.array(keys, np.int64), return_inverse=True)
        totals = np.bincount(which, weights=frequencies, minlength=len(found))
        return dict(zip(found.tolist(), totals.astype(np.int64).tolist(), strict=True))

    def _of_each(
        self, text: str, field: GramField, inside: Sequence[Query], most: int
    ) -> tuple[list[DocAddress], npt.NDArray[np.float64]]:
        """The passages that hold a string, and how often it stands in each."""
        query = self._strings.string(text, field)
        within = every([query, *(Query.const_score_query(q, 0.0) for q in inside)])
        hits = self._searcher.search(within, max(1, most), count=False).hits
        own, _ = self._strings.alone(text, field) or (field, "")
        return [address for _, address in hits], self._frequencies(query, own, hits) if hits else np.empty(0)

    def _frequencies(self, query: Query, field: str, hits: Sequence[tuple[float, DocAddress]]) -> npt.NDArray[np.float64]:
        explained = dict(_values(json.loads(query.explain(self._searcher, hits[0][1]).to_json())))
        weight, mean = (K1 + 1) * explained["idf"], explained["avgdl"]
        kept: list[Any] = self._searcher.fast_field_values(LENGTH_OF[field], [address for _, address in hits])
        norms = K1 * (1 - B + B * rounded(np.fromiter(kept, np.int64, len(kept))) / mean)
        scores = np.fromiter((score for score, _ in hits), np.float64, len(hits))
        frequencies: npt.NDArray[np.float64] = np.rint(norms * scores / (weight - scores))
        return frequencies


def _values(explanation: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The numbers of an explanation under the first words of their descriptions."""
    yield explanation["description"].split(",")[0], explanation["value"]
    for detail in explanation.get("details", ()):
        yield from _values(detail)
