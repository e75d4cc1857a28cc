"""Queries of tantivy that rank: they match all passages of a match, and perhaps more, at the least cost.

Which passages match is known before (``tantivy_passages.py``); what else comes is passed over. So nothing is excluded, sentences are
not looked at, and of alternatives that must weigh enough together one will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tantivy import Occur, Query, Schema

from corpus import Scope
from indexer.engines.conditions import Conditions
from indexer.engines.implying import letters_of, one_needed
from indexer.engines.tantivy_strings import Strings, every, some
from indexer.engines.term_text import ranking_term
from indexer.model.matching import Both, Either, Enough, GramField, GramPhrase, GramPrefix, Match, Near, ScoreTerm

FEW = 100  # terms that are asked for one by one: for more, one look-up of all costs less
KEPT = 1_000  # queries kept for the next time


class Queries(Conditions[Query]):
    """Makes queries for one snapshot of ``size`` passages; ``years`` are theirs."""

    def __init__(self, schema: Schema, strings: Strings, years: Sequence[int], size: int) -> None:
        self._schema, self._strings, self._years, self._size = schema, strings, years, size
        self._made: dict[object, Query] = {}

    def match(self, match: Match) -> Query:
        """Passages that may match; made once, since a search asks for the same in several ways."""
        return self._once(match, lambda: super(Queries, self).match(match))

    def one_of(self, field: str, values: Iterable[str]) -> Query:
        """Passages with one of these terms: many are looked up in one go."""
        wanted = tuple(sorted(values))
        if len(wanted) > FEW:
            return self._once((field, wanted), lambda: Query.term_set_query(self._schema, field, wanted))
        return self._once((field, wanted), lambda: super(Queries, self).one_of(field, wanted))

    def _once(self, name: object, make: Callable[[], Query]) -> Query:
        known = self._made.get(name)
        if known is None:
            if len(self._made) >= KEPT:
                self._made = {}
            known = self._made[name] = make()
        return known

    def term(self, field: str, value: str) -> Query:
        """Passages with a term."""
        return Query.term_query(self._schema, field, value, index_option="basic")

    def string(self, letters: str, field: GramField) -> Query:
        """Passages with that term of a string which the fewest passages hold."""
        return self._strings.counted(*self._strings.rarest(letters, field)[1])

    def at_most(self, match: Match) -> int:
        """No fewer passages may match."""
        if isinstance(match, GramPhrase | GramPrefix):
            return self._strings.rarest(letters_of(match), match.field)[0]
        if isinstance(match, Both):
            return min((self.at_most(child) for child in match.children), default=self._size)
        if isinstance(match, Either | Enough):
            return sum(map(self.at_most, one_needed(match) if isinstance(match, Enough) else match.children))
        return min((sum(map(self.at_most, group)) for group in match.groups), default=0) if isinstance(match, Near) else self._size

    def near(self, near: Near) -> Query:
        """Passages that hold a member of each group, in one sentence or not."""
        return every([self.match(Either(group)) for group in near.groups])

    def enough(self, enough: Enough) -> Query:
        """Passages that hold one of the children without which the others are not enough."""
        return some([self.match(child) for child in one_needed(enough)])

    def spoken_in(self, scope: Scope) -> Query:
        """Passages whose year a scope admits."""
        low, high = scope.year_from, scope.year_to
        years = set(self._years) & (scope.years or set(self._years))
        return self.one_of("year", (str(y) for y in years if (low is None or y >= low) and (high is None or y <= high)))

    def said(self, terms: Iterable[ScoreTerm]) -> Query:
        """Passages with one of these terms, and their score."""
        return some([Query.boost_query(self._strings.counted(t.field, ranking_term(t.text)), t.weight) for t in terms])

    def scored(self, query: Query, terms: Sequence[ScoreTerm]) -> Query:
        """A condition whose passages have the score of these terms."""
        return Query.boolean_query([(Occur.Must, Query.const_score_query(query, 0.0)), (Occur.Should, self.said(terms))])

    def every(self, queries: Sequence[Query], but: Sequence[Query] = ()) -> Query:
        """What matches all of these; everything, if there are none. What is denied is passed over later."""
        return every(queries)

    def some(self, queries: Sequence[Query]) -> Query:
        """What matches one of these; nothing, if there are none."""
        return some(queries)
