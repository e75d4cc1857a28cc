"""From what an engine is asked to its own queries: the parts that are the same for every engine that has a query language.

An engine gives the building blocks; hits are conditions without scores.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from corpus import Scope
from indexer.engines.implying import letters_of, widest
from indexer.model.matching import (
    Ask,
    Band,
    Both,
    Either,
    Enough,
    GramField,
    GramPhrase,
    GramPrefix,
    Match,
    Near,
    Without,
)

Q = TypeVar("Q")
COMPARED = 8  # alternatives among which those are left out that follow from others


class Matches(ABC, Generic[Q]):
    """From a match to what stands for the passages that match: a query, or the passages themselves."""

    # building blocks -------------------------------------------------------------------------

    @abstractmethod
    def string(self, letters: str, field: GramField) -> Q:
        """Passages in which these characters stand in a row; it scores by how often they do."""

    @abstractmethod
    def near(self, near: Near) -> Q:
        """Passages one sentence of which holds a member of each group."""

    @abstractmethod
    def enough(self, enough: Enough) -> Q:
        """Passages in which the children that hold weigh enough together."""

    @abstractmethod
    def every(self, queries: Sequence[Q], but: Sequence[Q] = ()) -> Q:
        """What matches all of these and none of ``but``; everything, if there are none."""

    @abstractmethod
    def some(self, queries: Sequence[Q]) -> Q:
        """What matches one of these; nothing, if there are none."""

    # hits ------------------------------------------------------------------------------------

    def match(self, match: Match) -> Q:
        """Passages that match."""
        if isinstance(match, GramPhrase | GramPrefix):
            return self.string(letters_of(match), match.field)
        if isinstance(match, Both):
            denied = [c.child for c in match.children if isinstance(c, Without)]
            held = [c for c in match.children if not isinstance(c, Without)]
            return self.every([self.match(c) for c in held], [self.match(c) for c in denied])
        if isinstance(match, Either):
            children = widest(match.children) if len(match.children) <= COMPARED else match.children
            return self.some([self.match(c) for c in children])
        if isinstance(match, Without):
            return self.every([], [self.match(match.child)])
        if isinstance(match, Enough):
            return self.enough(match)
        return self.near(match)


class Conditions(Matches[Q]):
    """Makes the queries of one engine: of matches, filters and bands."""

    # building blocks -------------------------------------------------------------------------

    @abstractmethod
    def term(self, field: str, value: str) -> Q:
        """Passages with a term."""

    @abstractmethod
    def spoken_in(self, scope: Scope) -> Q:
        """Passages whose year a scope admits."""

    # hits ------------------------------------------------------------------------------------

    def within(self, match: Match, scope: Scope) -> Q:
        """Passages in scope that match."""
        return self.every([self.match(match), *self.scope(scope)])

    # facts -----------------------------------------------------------------------------------

    def scope(self, scope: Scope, but: str = "") -> list[Q]:
        """One condition for each filter that is set, the one of the facet ``but`` left out."""
        filters: list[tuple[str, str, Iterable[str]]] = [
            ("place", "places", scope.places),
            ("level", "level", scope.levels),
            ("part", "part", scope.parts),
            ("state", "state", scope.states),
            ("document", "document_id", scope.documents),
        ]
        found = [self.one_of(field, values) for facet, field, values in filters if values and facet != but]
        timed = scope.years or scope.year_from is not None or scope.year_to is not None
        return [self.spoken_in(scope), *found] if timed and but != "year" else found

    def one_of(self, field: str, values: Iterable[str]) -> Q:
        """Passages with one of these terms."""
        return self.some([self.term(field, value) for value in sorted(values)])

    # bands -----------------------------------------------------------------------------------

    def band(self, band: Band) -> Q:
        """Passages that match a band, in other bands or not."""
        match = self.match(band.match)
        return match if band.body is None else self.every([match, self.term("body", str(int(band.body)))])

    def apart(self, ask: Ask) -> list[Q]:
        """For each band the passages that belong to it: those that match it and no band before."""
        found = [self.band(band) for band in ask.bands]
        return [
            self.every([query], [q for q, b in zip(found[:i], ask.bands, strict=False) if not _apart(b, ask.bands[i])])
            for i, query in enumerate(found)
        ]


def _apart(one: Band, other: Band) -> bool:
    """Whether two bands can have no passage in common."""
    return None not in (one.body, other.body) and one.body != other.body
