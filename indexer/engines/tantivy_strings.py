"""Strings as tantivy's queries: by the bigrams at their places, or by one term where one stands for the whole string."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tantivy import Occur, Query, Schema, Searcher

from indexer.engines.implying import letters_of
from indexer.engines.tantivy_common import CommonStrings
from indexer.engines.term_text import escaped
from indexer.model.matching import GramField, Near

NONE = CommonStrings()
KEPT = 20_000  # numbers of passages kept for the next time: a search asks for the same several times
LETTERS = {"grams": "chars", "titles": "title_chars"}


class Strings:
    """Makes the queries of strings in one snapshot."""

    def __init__(self, searcher: Searcher, schema: Schema, common: CommonStrings = NONE) -> None:
        self._searcher, self._schema, self._common = searcher, schema, common
        self._held: dict[tuple[str, str], int] = {}

    def counted(self, field: str, value: str) -> Query:
        """Passages with a term; it scores by how often it stands there."""
        return Query.term_query(self._schema, field, value, index_option="freq")

    def string(self, letters: str, field: GramField) -> Query:
        """Passages in which these characters stand in a row, by those of their bigrams that stand in the fewest passages."""
        alone = self.alone(letters, field)
        if alone:
            return self.counted(*alone)
        terms = bigrams_of(letters)
        return self._following(field, [(i, terms[i]) for i in rarest_cover([self.held(field, term) for term in terms])])

    def held(self, field: str, term: str) -> int:
        """How many passages hold a term, those among them that were taken out since the last merge."""
        known = self._held.get((field, term))
        if known is None:
            if len(self._held) >= KEPT:
                self._held = {}
            known = self._held[field, term] = self._searcher.doc_freq(field, term)
        return known

    def alone(self, letters: str, field: GramField) -> tuple[str, str] | None:
        """The field and the term that mean these characters, if one term does."""
        if len(letters) == 1:
            return LETTERS[field], escaped(letters)
        if len(letters) == 2:
            return field, escaped(letters)
        return ("strings", letters) if field == "grams" and letters in self._common else None

    def longer(self, letters: str, field: GramField) -> list[str]:
        """The common strings of which these characters are a part."""
        return list(self._common.holding(letters)) if field == "grams" else []

    def keys(self, keys: Sequence[int]) -> Query:
        """Passages by their keys."""
        return Query.term_set_query(self._schema, "key", list(keys))

    def rarest(self, letters: str, field: GramField) -> tuple[int, tuple[str, str]]:
        """The term of these characters that the fewest passages hold, and how many do: no fewer than hold the characters."""
        alone = self.alone(letters, field)
        return min((self.held(*term), term) for term in ([alone] if alone else [(field, t) for t in bigrams_of(letters)]))

    def _following(self, field: str, places: Sequence[tuple[int, str]]) -> Query:
        """Terms at these distances from one another."""
        if len(places) == 1:
            return self.counted(field, places[0][1])
        return Query.phrase_query(self._schema, field, list(places))

    def near(self, near: Near) -> Query:
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


def bigrams_of(letters: str) -> list[str]:
    """The bigrams of a string as terms.

    >>> bigrams_of("新能源")
    ['新能', '能源']
    """
    return [escaped(letters[i : i + 2]) for i in range(len(letters) - 1)]


def rarest_cover(costs: Sequence[int]) -> list[int]:
    """Which bigrams of a string to ask for: its first, its last, one of each two neighbours, at the least cost together; and the
    rarest of all, by which the others are looked for.

    >>> rarest_cover([38, 4, 20, 1, 30])  # 经济 济社 社会 会发 发展
    [0, 1, 3, 4]
    >>> rarest_cover([155, 1, 198])  # 投资 资环 环境
    [0, 1, 2]
    """
    best: list[tuple[int, int]] = []  # cost of the cheapest choice that ends here, the bigram chosen before
    for i, cost in enumerate(costs):
        before = min(((best[j][0], j) for j in (i - 1, i - 2) if j >= 0), default=(0, -1))
        best.append((before[0] + cost, before[1]))
    chosen = [len(costs) - 1]
    while best[chosen[0]][1] >= 0:
        chosen.insert(0, best[chosen[0]][1])
    return sorted({*chosen, costs.index(min(costs))})
