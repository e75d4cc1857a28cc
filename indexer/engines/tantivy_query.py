"""From what an engine is asked to tantivy's queries. Hits are conditions without scores; scores come from words alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tantivy import Occur, Query, Schema, Searcher

from corpus import Scope
from indexer.engines.implying import letters_of
from indexer.engines.term_text import escaped, ranking_term
from indexer.model.matching import (
    Ask,
    Band,
    Both,
    Either,
    GramPhrase,
    GramPrefix,
    Match,
    Near,
    ScoreTerm,
    Without,
)

LETTERS = {"grams": "chars", "titles": "title_chars"}


class Queries:
    """Makes queries for one snapshot; ``years`` are those of its passages."""

    def __init__(self, searcher: Searcher, schema: Schema, years: Sequence[int]) -> None:
        self._searcher, self._schema, self._years = searcher, schema, years

    # hits -----------------------------------------------------------------------------------

    def match(self, match: Match) -> Query:
        """Passages that match."""
        if isinstance(match, GramPhrase):
            return self._phrase(match.field, [text for _, text in match.grams])
        if isinstance(match, GramPrefix):
            return self.term(LETTERS[match.field], escaped(match.text))
        if isinstance(match, Both):
            return every([self.match(c) for c in match.children if not isinstance(c, Without)], [
                self.match(c.child) for c in match.children if isinstance(c, Without)
            ])  # fmt: skip
        if isinstance(match, Either):
            return some([self.match(c) for c in match.children])
        if isinstance(match, Without):
            return every([], [self.match(match.child)])
        return self._near(match)

    def string(self, letters: str, field: str) -> Query:
        """Passages in which these characters stand in a row; it scores by how often they do."""
        if len(letters) == 1:
            return self.term(LETTERS[field], escaped(letters), "freq")
        return self._phrase(field, [letters[i : i + 2] for i in range(len(letters) - 1)])

    def _phrase(self, field: str, grams: Sequence[str]) -> Query:
        """A string by those of its bigrams that stand in the fewest passages: together they hold all its characters."""
        terms = [escaped(gram) for gram in grams]
        chosen = rarest_cover([self._searcher.doc_freq(field, term) for term in terms] if len(terms) > 2 else [0] * len(terms))
        return self._following(field, [(i, terms[i]) for i in chosen])

    def _following(self, field: str, places: Sequence[tuple[int, str]]) -> Query:
        """Terms at these distances from one another."""
        if len(places) == 1:
            return self.term(field, places[0][1], "freq")
        return Query.phrase_query(self._schema, field, list(places))

    def _near(self, near: Near) -> Query:
        """In one of the sentences that may hold a member of each group, they all stand."""
        groups = [{letters_of(member): self._sentences(letters_of(member)) for member in group} for group in near.groups]
        marks = frozenset.intersection(*(frozenset().union(*group.values()) for group in groups)) if groups else frozenset()
        return some([every([self._in_sentence(group, mark) for group in groups]) for mark in sorted(marks)])

    def _in_sentence(self, group: Mapping[str, frozenset[str]], mark: str) -> Query:
        here = [letters for letters, marks in group.items() if mark in marks]
        return some([self._following("sentences", [(i, escaped(c) + mark) for i, c in enumerate(text)]) for text in here])

    def _sentences(self, letters: str) -> frozenset[str]:
        """The marks of the sentences that hold each of these characters, in one passage or another."""
        return frozenset.intersection(*(self._marks(escaped(letter)) for letter in letters))

    def _marks(self, letter: str) -> frozenset[str]:
        found = self._searcher.terms_with_prefix("sentences", letter)
        return frozenset(text.removeprefix(letter) for text, _ in found)

    def within(self, match: Match, scope: Scope) -> Query:
        """Passages in scope that match."""
        return every([self.match(match), *self.scope(scope)])

    # facts ----------------------------------------------------------------------------------

    def scope(self, scope: Scope, but: str = "") -> list[Query]:
        """One condition for each filter, the one of the facet ``but`` left out."""
        low, high = scope.year_from, scope.year_to
        years = set(self._years) & (scope.years or set(self._years))
        within = [y for y in years if (low is None or y >= low) and (high is None or y <= high)]
        timed = scope.years or low is not None or high is not None
        filters: list[tuple[str, Iterable[str], bool]] = [
            ("year", map(str, within), bool(timed)),
            ("places", scope.places, bool(scope.places)),
            ("level", scope.levels, bool(scope.levels)),
            ("part", scope.parts, bool(scope.parts)),
            ("state", scope.states, bool(scope.states)),
            ("document_id", scope.documents, bool(scope.documents)),
        ]
        return [self._one_of(field, values) for field, values, is_set in filters if is_set and not (but and field.startswith(but))]

    def _one_of(self, field: str, values: Iterable[str]) -> Query:
        return some([self.term(field, value) for value in sorted(values)])

    def term(self, field: str, value: str, detail: str = "basic") -> Query:
        """Passages with a term; its frequencies are read where the detail is ``freq``."""
        return Query.term_query(self._schema, field, value, index_option=detail)

    # bands ----------------------------------------------------------------------------------

    def band(self, band: Band) -> Query:
        """Passages that match a band, in other bands or not."""
        match = self.match(band.match)
        return match if band.body is None else every([match, self.term("body", str(int(band.body)))])

    def apart(self, ask: Ask) -> list[Query]:
        """For each band the passages that belong to it: those that match it and no band before."""
        found = [self.band(band) for band in ask.bands]
        return [
            every([query], [q for q, b in zip(found[:i], ask.bands, strict=False) if not _apart(b, ask.bands[i])])
            for i, query in enumerate(found)
        ]

    def scored(self, query: Query, terms: Iterable[ScoreTerm]) -> Query:
        """A condition whose passages have the score of these terms."""
        words = [
            Query.boost_query(self.term(t.field, ranking_term(t.text), "freq"), t.weight) for t in terms
        ]
        held = Query.const_score_query(query, 0.0)
        return Query.boolean_query([(Occur.Must, held), *((Occur.Should, word) for word in words)])


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


def _apart(one: Band, other: Band) -> bool:
    """Whether two bands can have no passage in common."""
    return None not in (one.body, other.body) and one.body != other.body


def every(queries: Sequence[Query], but: Sequence[Query] = ()) -> Query:
    """What matches all of these and none of ``but``; everything, if there are none."""
    if not but and len(queries) == 1:
        return queries[0]
    wanted = queries or [Query.all_query()]
    return Query.boolean_query([*((Occur.Must, q) for q in wanted), *((Occur.MustNot, q) for q in but)])


def some(queries: Sequence[Query]) -> Query:
    """What matches one of these; nothing, if there are none."""
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, q) for q in queries])
