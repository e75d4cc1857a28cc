"""What an engine at the end of a network remembers, and what it asks ahead: a search of many questions is then a journey or two.

Nothing is remembered that is not whole: what some shards could not answer, or would not, is asked again when it is needed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

from corpus import Scope
from indexer.engines.opensearch_query import JsonQueries
from indexer.engines.opensearch_search import SnapshotSearch, counted, keys_of, missing
from indexer.model.matching import Foreseen, Match

CACHED = 10_000  # counts kept for the next requests
LISTS = 32  # lists of keys kept, the newest; each is asked for within one search

Json = dict[str, Any]


class Memory:
    """Answers of one snapshot, which do not change; shared by threads."""

    def __init__(self) -> None:
        self._counts: dict[tuple[Match, Scope], int] = {}
        self._keys: OrderedDict[tuple[Match, Scope], list[int]] = OrderedDict()
        self._lock = Lock()

    def count(self, match: Match, scope: Scope) -> int | None:
        """How many passages match, if that is known."""
        return self._counts.get((match, scope))

    def keys(self, match: Match, scope: Scope) -> list[int] | None:
        """All that match, if they are known."""
        return self._keys.get((match, scope))

    def keep_count(self, match: Match, scope: Scope, number: int) -> int:
        """Remember it; gives it back."""
        if len(self._counts) >= CACHED:
            self._counts = {}
        self._counts[match, scope] = number
        return number

    def keep_keys(self, match: Match, scope: Scope, keys: list[int]) -> None:
        """Remember all that match."""
        with self._lock:
            self._keys[match, scope] = keys
            while len(self._keys) > LISTS:
                self._keys.popitem(last=False)


class Ahead:
    """What is foreseen and not known yet: as requests, whose answers are remembered."""

    def __init__(self, foreseen: Foreseen, memory: Memory, search: SnapshotSearch, queries: JsonQueries) -> None:
        self._memory, self._search, self._queries = memory, search, queries
        self._counts = [asked for asked in dict.fromkeys(foreseen.counts) if memory.count(*asked) is None]
        self._lists = [asked for asked in dict.fromkeys(foreseen.matching) if memory.keys(*asked[:2]) is None]

    def bodies(self) -> list[Json]:
        """The requests: one for all counts, one for each list, which asks for one key more than are of interest."""
        counts = [self._search.counting([self._queries.within(*asked) for asked in self._counts])] if self._counts else []
        return counts + [self._search.listing(self._queries.within(match, scope), most + 1) for match, scope, most in self._lists]

    def keep(self, answers: Sequence[Json]) -> None:
        """Remember what is whole."""
        whole = [None if "error" in answer or missing(answer) else answer for answer in answers]
        lists = whole[1:] if self._counts else whole
        if self._counts and whole[0]:
            for asked, number in zip(self._counts, counted(whole[0]), strict=True):
                self._memory.keep_count(*asked, number)
        for (match, scope, most), answer in zip(self._lists, lists, strict=True):
            if answer and len(keys := keys_of(answer)) <= most:
                self._memory.keep_keys(match, scope, keys)
