"""The contract between Yiju and an engine: terms in, ids out.

An engine takes :class:`Entry` objects, answers an :class:`Ask` with a :class:`Ranking`, and knows nothing else. Ties are
broken by ``key`` (document order). What an engine cannot do it leaves out of ``features``; asking for it all the same raises
:class:`EngineError`. ``tests/conformance`` runs the same cases on every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from corpus import Scope
from indexer.model.matching import Ask, Entry, GramPhrase, GramPrefix, Match, Ranking, Tally, WordField

FEATURES = frozenset({"phrase", "prefix", "near", "not", "filters", "facets", "sort", "group", "tally"})


class Writer(Protocol):
    """Changes to an index, taken as a whole or not at all."""

    def add(self, entry: Entry) -> None:
        """Take one passage in; keys are new to the index and grow."""

    def forget(self, document_key: int) -> None:
        """Take all passages of a document out, if there are any."""


class Reader(Protocol):
    """A snapshot of the index: it does not change while it is used. For one thread only."""

    @property
    def state(self) -> object:
        """Equal for readers of the same snapshot and different for others; hashable."""

    def ask(self, ask: Ask) -> Ranking:
        """Rank the passages that match; what is foreseen to be asked next need not be looked at."""

    def count(self, match: Match, scope: Scope) -> int:
        """Number of passages in scope that match, of any kind."""

    def at_most(self, strings: Sequence[GramPhrase | GramPrefix]) -> list[int]:
        """How many passages hold each string, or a greater number that costs less to know."""

    def matching(self, match: Match, scope: Scope, most: int | None = None) -> list[int]:
        """Keys of the passages in scope that match, of any kind, in document order; at most so many, the first."""

    def tally(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> dict[int, Tally]:
        """By document key, where a string stands in scope. ``reach`` is how many positions after its beginning it may begin
        again: places are counted without overlap, as Ctrl+F does.
        """

    def occurrences(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> int:
        """How often a string stands in scope, counted as in a tally."""

    def holds(self, scope: Scope) -> bool:
        """Whether any passage is in scope."""

    def frequency(self, field: WordField, text: str) -> int:
        """Number of passages with this term."""

    def terms(self, field: WordField) -> Iterator[tuple[str, int]]:
        """Every term of a field with the number of passages that have it."""

    def size(self) -> int:
        """Number of passages."""

    def documents(self) -> Iterable[int]:
        """Keys of the documents held."""


class Engine(Protocol):
    """An index in a folder (or at an address)."""

    name: str
    features: frozenset[str]
    joins: int
    """So many segments of about the same size it joins into one, as soon as there are as many; 1: it goes by another rule."""

    @property
    def choice(self) -> str:
        """What chooses this engine again: its name, or its address without name and password."""

    @property
    def fingerprint(self) -> str:
        """Engine, its version and our schema; an index made under another one is not opened."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Begin a change; leaving the block commits it, an exception leaves the index as it was."""

    def reader(self) -> Reader:
        """The newest snapshot, for the calling thread. Raises :class:`EngineError` if there is none to be trusted."""

    def about(self) -> str:
        """The engine and its version in words, and how it fares if that can be told."""

    def settle(self) -> None:
        """All of a change is committed and nothing more comes for now: make ready what only serves speed."""

    def settled(self) -> bool:
        """Whether :meth:`settle` has nothing to do; it has if a process was killed before it came to it."""

    def publish(self) -> None:
        """An index built aside is complete and about to be used for the first time."""

    def close(self) -> None:
        """Let go of files and memory."""
