"""Asking a tantivy index: what the contract asks for, put together from counting, ranking and frequencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import tantivy
from tantivy import Query

from corpus import Scope
from indexer.engines.implying import letters_of
from indexer.engines.tantivy_columns import Columns, columns_of
from indexer.engines.tantivy_common import CommonStrings
from indexer.engines.tantivy_counting import Counting
from indexer.engines.tantivy_facts import DocumentFacts
from indexer.engines.tantivy_kept import Kept
from indexer.engines.tantivy_passages import Passages
from indexer.engines.tantivy_query import Queries
from indexer.engines.tantivy_ranking import Hits
from indexer.engines.tantivy_strings import Strings
from indexer.engines.tantivy_tally import Frequencies
from indexer.engines.term_text import PRESENT, ranking_term, unescaped
from indexer.model.matching import EVERYTHING, Ask, GramPhrase, GramPrefix, Match, Ranking, Tally, WordField

CACHED = 10_000  # counts kept for the next requests


class TantivyReader:
    """One snapshot; see :class:`indexer.engines.base.Reader`. Safe to use from several threads."""

    def __init__(self, index: tantivy.Index, state: object, common: CommonStrings, kept: Kept | None) -> None:
        self.state = state
        self.searcher, self.strings = index.searcher(), Strings(index.searcher(), index.schema, common)
        self._size = self.searcher.num_docs
        self._untouched = self.searcher.doc_freq("words", PRESENT) == self._size  # nothing was taken out since the last merge
        facts = DocumentFacts(text for text, _ in self._terms("facts"))
        self.ready = kept is not None
        self.columns = kept.columns if kept else self._columns(facts)
        passages = Passages(self.searcher, self.strings, self.columns.passages, kept.passages if kept else _nothing)
        years = [int(text) for text, _ in self._terms("year")]
        self._queries = Queries(index.schema, self.strings, years, self._size)
        self._counting = Counting(passages, self.columns, facts)
        self._hits = Hits(self.searcher, index.schema, self._queries, self._counting, facts)
        self._frequencies = Frequencies(self.searcher, self.strings)
        self._counts: dict[object, int] = {}

    # the contract ---------------------------------------------------------------------------

    def ask(self, ask: Ask) -> Ranking:
        """Rank the passages that match."""
        seen = self._counting.overview(ask)
        kept = self._hits.kept(ask, seen)
        return Ranking(
            ids=tuple(key for _, key, _ in kept),
            bands=tuple(band for band, _, _ in kept),
            counts=seen.counts,
            documents=seen.documents,
            facets=seen.facets,
            document_keys=tuple(document for _, _, document in kept),
            sizes=tuple(seen.sizes[document] if ask.by_document else 1 for _, _, document in kept),
        )

    def count(self, match: Match, scope: Scope) -> int:
        """Number of passages in scope that match."""
        known = self._counts.get((match, scope))
        if known is None:
            known = self._counted(match, scope)
            if len(self._counts) >= CACHED:
                self._counts = {}
            self._counts[match, scope] = known
        return known

    def _counted(self, match: Match, scope: Scope) -> int:
        """Where a single term is asked for everywhere, the index has its number."""
        if self._untouched and not scope and isinstance(match, GramPhrase | GramPrefix):
            alone = self.strings.alone(letters_of(match), match.field)
            if alone:
                return self.searcher.doc_freq(*alone)
        return self._counting.count(match, scope)

    def at_most(self, strings: Sequence[GramPhrase | GramPrefix]) -> list[int]:
        """As many passages as hold the rarest bigram of each string."""
        return [self.strings.rarest(letters_of(string), string.field)[0] for string in strings]

    def matching(self, match: Match, scope: Scope, most: int | None = None) -> list[int]:
        """Keys of the passages in scope that match, in document order."""
        keys: list[int] = self._counting.within(match, scope)[:most].tolist()
        return keys

    def tally(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> dict[int, Tally]:
        """By document, where a string stands in scope."""
        return self._frequencies.tally(string, self._queries.scope(scope), self._counting.by_document(string, scope))

    def occurrences(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> int:
        """How often a string stands in scope."""
        told = None if scope or not self._untouched else self._frequencies.told(string)
        return told if told is not None else self._frequencies.total(string, self._queries.scope(scope), self.count(string, scope))

    def holds(self, scope: Scope) -> bool:
        """Whether any passage is in scope."""
        return self.count(EVERYTHING, scope) > 0

    def frequency(self, field: WordField, text: str) -> int:
        """Number of passages with this term."""
        term = ranking_term(text)
        if self._untouched:
            return self.searcher.doc_freq(field, term)
        found: Any = self.searcher.search(self.strings.counted(field, term), 1)
        return int(found.count)

    def terms(self, field: WordField) -> Iterator[tuple[str, int]]:
        """Every term of a field with its frequency, in order."""
        return iter(sorted((unescaped(text), n) for text, n in self._terms(field) if text != PRESENT))

    def size(self) -> int:
        """Number of passages."""
        return self._size

    def documents(self) -> Iterable[int]:
        """Keys of the documents held."""
        return {int(text) for text, _ in self._terms("document")}

    # opening --------------------------------------------------------------------------------

    def _columns(self, facts: DocumentFacts) -> Columns:
        parts = {text: self.strings.counted("part", text) for text, _ in sorted(self._terms("part"))}
        return columns_of(self.searcher, facts.places, parts)

    # looking up -----------------------------------------------------------------------------

    def _terms(self, field: str) -> list[tuple[str, int]]:
        """The terms of a field with the number of passages that hold them."""
        only = None if self._untouched else Query.all_query()
        return [(text, n) for text, n in self.searcher.terms_with_prefix(field, "", only) if n]


def _nothing(field: str, term: str) -> None:
    """Nothing lies ready."""
