"""tantivy's queries, as the building blocks of :mod:`indexer.engines.conditions`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from tantivy import Occur, Order, Query, Schema, Searcher

from corpus import Scope
from indexer.engines.conditions import Conditions
from indexer.engines.implying import letters_of
from indexer.engines.tantivy_common import CommonStrings
from indexer.engines.term_text import escaped, ranking_term
from indexer.model.matching import Enough, GramField, Match, Near, ScoreTerm

FEW = 100  # terms that are asked for one by one: for more, one look-up of all costs less
KEPT = 1_000  # queries kept for the next time
NONE = CommonStrings()
LETTERS = {"grams": "chars", "titles": "title_chars"}


class Queries(Conditions[Query]):
    """Makes queries for one snapshot; ``years`` are those of its passages."""

    def __init__(self, searcher: Searcher, schema: Schema, years: Sequence[int], common: CommonStrings = NONE) -> None:
        self._searcher, self._schema, self._years, self._common = searcher, schema, years, common
        self._made: dict[object, Query] = {}

    def match(self, match: Match) -> Query:
        """Passages that match; made once, since a search asks for the same in several ways."""
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

    def counted(self, field: str, value: str) -> Query:
        """Passages with a term; it scores by how often it stands there."""
        return Query.term_query(self._schema, field, value, index_option="freq")

    def string(self, letters: str, field: GramField) -> Query:
        """Passages in which these characters stand in a row, by those of their bigrams that stand in the fewest passages."""
        alone = self.alone(letters, field)
        if alone:
            return self.counted(*alone)
        terms = bigrams(letters)
        return self._following(field, [(i, terms[i]) for i in rarest_cover([self._searcher.doc_freq(field, t) for t in terms])])

    def alone(self, letters: str, field: GramField) -> tuple[str, str] | None:
        """The field and the term that mean these characters, if one term does."""
        if len(letters) == 1:
            return LETTERS[field], escaped(letters)
        if len(letters) == 2:
            return field, escaped(letters)
        return ("strings", letters) if field == "grams" and letters in self._common else None

    def at_most(self, letters: str, field: GramField) -> int:
        """No fewer passages hold these characters: as many as hold the rarest of their bigrams, those taken out since the last
        merge among them.
        """
        alone = self.alone(letters, field)
        return min(self._searcher.doc_freq(*term) for term in ([alone] if alone else [(field, t) for t in bigrams(letters)]))

    def _following(self, field: str, places: Sequence[tuple[int, str]]) -> Query:
        """Terms at these distances from one another."""
        if len(places) == 1:
            return self.counted(field, places[0][1])
        return Query.phrase_query(self._schema, field, list(places))

    def near(self, near: Near) -> Query:
        """In one of the sentences that may hold a member of each group, they all stand."""
        groups = [{letters_of(member): self._sentences(letters_of(member)) for member in group} for group in near.groups]
        marks = frozenset.intersection(*(frozenset().union(*group.values()) for group in groups)) if groups else frozenset()
        return self.some([self.every([self._in_sentence(group, mark) for group in groups]) for mark in sorted(marks)])

    def _in_sentence(self, group: Mapping[str, frozenset[str]], mark: str) -> Query:
        here = [letters for letters, marks in group.items() if mark in marks]
        return self.some([self._following("sentences", [(i, escaped(c) + mark) for i, c in enumerate(text)]) for text in here])

    def _sentences(self, letters: str) -> frozenset[str]:
        """The marks of the sentences that hold each of these characters, in one passage or another."""
        return frozenset.intersection(*(self._marks(escaped(letter)) for letter in letters))

    def _marks(self, letter: str) -> frozenset[str]:
        found = self._searcher.terms_with_prefix("sentences", letter)
        return frozenset(text.removeprefix(letter) for text, _ in found)

    def enough(self, enough: Enough) -> Query:
        """The passages themselves, by their keys: tantivy has no threshold for a sum.

        The lightest children whose weights together are not enough say nothing alone: they are asked for only among the passages
        that hold one of the others, which are the rare ones.
        """
        children = sorted(enough.children, key=lambda child: -child[0])
        left = [sum(weight for weight, _ in children[at:]) for at in range(len(children) + 1)]
        alone = next(at for at, weight in enumerate(left) if weight < enough.needed)
        found = {at: self._keys(self.match(children[at][1])) for at in range(alone)}
        keys = np.unique(np.concatenate([*found.values(), np.empty(0, np.int64)]))
        weights = np.zeros(len(keys))
        for at, (weight, child) in enumerate(children):
            if at >= alone:
                open_ = keys[(weights < enough.needed) & (weights + left[at] >= enough.needed)]
                if not len(open_):
                    break
                found[at] = self._keys(self.every([self.match(child), self._having(open_)]))
            weights[np.searchsorted(keys, found[at])] += weight
        return self._having(keys[weights >= enough.needed])

    def _keys(self, query: Query) -> npt.NDArray[np.int64]:
        """Keys of the passages that match, in order."""
        count = int(self._searcher.aggregate(query, {"count": {"value_count": {"field": "key"}}})["count"]["value"])
        hits = self._searcher.search(query, max(1, count), count=False, order_by_field="key", order=Order.Asc).hits
        return np.fromiter((key for key, _ in hits), np.int64, len(hits))

    def _having(self, keys: npt.NDArray[np.int64]) -> Query:
        return Query.term_set_query(self._schema, "key", keys.tolist()) if len(keys) else Query.empty_query()

    def spoken_in(self, scope: Scope) -> Query:
        """Passages whose year a scope admits."""
        low, high = scope.year_from, scope.year_to
        years = set(self._years) & (scope.years or set(self._years))
        return self.one_of("year", (str(y) for y in years if (low is None or y >= low) and (high is None or y <= high)))

    def scored(self, query: Query, terms: Iterable[ScoreTerm]) -> Query:
        """A condition whose passages have the score of these terms."""
        words = [Query.boost_query(self.counted(t.field, ranking_term(t.text)), t.weight) for t in terms]
        held = Query.const_score_query(query, 0.0)
        return Query.boolean_query([(Occur.Must, held), *((Occur.Should, word) for word in words)])

    def every(self, queries: Sequence[Query], but: Sequence[Query] = ()) -> Query:
        """What matches all of these and none of ``but``; everything, if there are none."""
        if not but and len(queries) == 1:
            return queries[0]
        wanted = queries or [Query.all_query()]
        return Query.boolean_query([*((Occur.Must, q) for q in wanted), *((Occur.MustNot, q) for q in but)])

    def some(self, queries: Sequence[Query]) -> Query:
        """What matches one of these; nothing, if there are none."""
        if not queries:
            return Query.empty_query()
        return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, q) for q in queries])


def bigrams(letters: str) -> list[str]:
    """The bigrams of a string as terms.

    >>> bigrams("新能源")
    ['新能', '能源']
    """
    return [escaped(letters[i : i + 2]) for i in range(len(letters) - 1)]


def rarest_cover(costs: Sequence[int]) -> list[int]:
    """Which bigrams of a string to ask for: its first, its last, one of each two neighbours, at the least cost together.

    >>> rarest_cover([38, 4, 20, 1, 30])  # 经济 济社 社会 会发 发展
    [0, 1, 3, 4]
    """
    best: list[tuple[int, int]] = []  # cost of the cheapest choice that ends here, the bigram chosen before
    for i, cost in enumerate(costs):
        before = min(((best[j][0], j) for j in (i - 1, i - 2) if j >= 0), default=(0, -1))
        best.append((before[0] + cost, before[1]))
    chosen = [len(costs) - 1]
    while best[chosen[0]][1] >= 0:
        chosen.insert(0, best[chosen[0]][1])
    return chosen
