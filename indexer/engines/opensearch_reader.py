"""Asking an index in a cluster; see :class:`indexer.engines.base.Reader`. Safe to use from several threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from corpus import Scope
from indexer.engines.cluster_client import ClusterClient
from indexer.engines.implying import letters_of
from indexer.engines.opensearch_asking import Asking
from indexer.engines.opensearch_foresight import Memory
from indexer.engines.opensearch_query import JsonQueries
from indexer.engines.opensearch_search import Snapshot, SnapshotSearch, counted
from indexer.engines.overlapping import counted as counted_apart
from indexer.engines.term_text import ranking_term
from indexer.model.matching import EVERYTHING, Ask, GramField, GramPhrase, GramPrefix, Match, Ranking, Tally, WordField

VALUES_OF = {"words": "word", "subject": "subject_word"}
OFTEN = {"often": {"sum": {"script": {"source": "_score"}}}}


class OpenSearchReader:
    """One snapshot."""

    def __init__(self, client: ClusterClient, snapshot: Snapshot, state: object) -> None:
        self.state = state
        self._queries = JsonQueries()
        self._search = SnapshotSearch(client, snapshot, self._queries)
        self._memory = Memory()
        self._asking = Asking(self._search, self._queries, self._memory)

    def ask(self, ask: Ask) -> Ranking:
        """Rank the passages that match; ``missing`` says if shards could not be asked."""
        return self._asking.ranking(ask)

    def count(self, match: Match, scope: Scope) -> int:
        """Number of passages in scope that match."""
        known = self._memory.count(match, scope)
        if known is None:
            return self._memory.keep_count(match, scope, self._search.count(self._queries.within(match, scope)))
        return known

    def at_most(self, strings: Sequence[GramPhrase | GramPrefix]) -> list[int]:
        """Their own numbers, asked for together."""
        unknown = [string for string in dict.fromkeys(strings) if self._memory.count(string, Scope()) is None]
        found = self._search.whole(self._search.counting([self._queries.match(s) for s in unknown])) if unknown else None
        for string, number in zip(unknown, counted(found) if found else (), strict=True):
            self._memory.keep_count(string, Scope(), number)
        return [self.count(string, Scope()) for string in strings]

    def matching(self, match: Match, scope: Scope, most: int | None = None) -> list[int]:
        """Keys of the passages in scope that match, in document order."""
        known = self._memory.keys(match, scope)
        return list(islice(self._search.keys(self._queries.within(match, scope), most) if known is None else known, most))

    def tally(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> dict[int, Tally]:
        """By document, where a string stands in scope."""
        letters = letters_of(string)
        held = self._overlapping(letters, string.field, scope)

        def frequencies(text: str) -> dict[int, int]:
            found = held if text == letters else self._overlapping(text, string.field, scope)
            return {document: tally.occurrences for document, tally in found.items()}

        places = counted_apart(letters, frequencies)
        return {document: Tally(tally.passages, places[document]) for document, tally in held.items()}

    def _overlapping(self, text: str, field: GramField, scope: Scope) -> dict[int, Tally]:
        """By document where a string stands in it, overlapping places too: its score, once for each of its bigrams."""
        query = {"bool": {"must": [self._queries.string(text, field)], "filter": self._queries.scope(scope)}}
        found = self._search.values(query, "document_key", OFTEN, scored=True)
        often = max(1, len(text) - 1)
        return {int(b["key"]["document_key"]): Tally(int(b["doc_count"]), round(b["often"]["value"] / often)) for b in found}

    def occurrences(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> int:
        """How often a string stands in scope."""
        return sum(tally.occurrences for tally in self.tally(string, reach, scope).values())

    def holds(self, scope: Scope) -> bool:
        """Whether any passage is in scope."""
        return self.count(EVERYTHING, scope) > 0

    def frequency(self, field: WordField, text: str) -> int:
        """Number of passages with this term."""
        return self._search.count(self._queries.term(field, ranking_term(text)))

    def terms(self, field: WordField) -> Iterator[tuple[str, int]]:
        """Every term of a field with its frequency, in order."""
        values = VALUES_OF[field]
        for bucket in self._search.values(self._queries.every([]), values):
            yield str(bucket["key"][values]), int(bucket["doc_count"])

    def size(self) -> int:
        """Number of passages."""
        return self.count(EVERYTHING, Scope())

    def documents(self) -> Iterable[int]:
        """Keys of the documents held."""
        return {int(b["key"]["document_key"]) for b in self._search.values(self._queries.every([]), "document_key")}
