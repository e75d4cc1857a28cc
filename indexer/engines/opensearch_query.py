"""OpenSearch's queries as JSON, as the building blocks of :mod:`indexer.engines.conditions`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from corpus import Scope
from indexer.engines.conditions import Conditions
from indexer.engines.implying import letters_of
from indexer.engines.term_text import escaped, joined, ranking_term
from indexer.model.matching import Enough, GramField, GramPhrase, GramPrefix, Near, ScoreTerm

LETTERS = {"grams": "chars", "titles": "title_chars", "sentences.grams": "sentences.chars"}

Json = dict[str, Any]


class JsonQueries(Conditions[Json]):
    """Makes queries; no state."""

    def term(self, field: str, value: str) -> Json:
        """Passages with a term."""
        return {"term": {field: value}}

    def string(self, letters: str, field: GramField) -> Json:
        """Passages in which these characters stand in a row; it scores by how often they do, once for each bigram."""
        return self._row(letters, field)

    def _row(self, letters: str, field: str) -> Json:
        if len(letters) == 1:
            return self.term(LETTERS[field], escaped(letters))
        grams = [letters[i : i + 2] for i in range(len(letters) - 1)]
        return self.term(field, escaped(grams[0])) if len(grams) == 1 else {"match_phrase": {field: joined(grams)}}

    def near(self, near: Near) -> Json:
        """One sentence holds a member of each group."""
        groups = [self.some([self._in_sentence(member) for member in group]) for group in near.groups]
        return {"nested": {"path": "sentences", "query": self.every(groups), "score_mode": "none"}}

    def _in_sentence(self, member: GramPhrase | GramPrefix) -> Json:
        return self._row(letters_of(member), "sentences.grams")

    def enough(self, enough: Enough) -> Json:
        """The children score their weights, and too low a sum is no hit."""
        weighed = [{"constant_score": {"filter": self.match(c), "boost": weight}} for weight, c in enough.children]
        return {"function_score": {"query": {"bool": {"should": weighed}}, "min_score": enough.needed}}

    def spoken_in(self, scope: Scope) -> Json:
        """Passages whose year a scope admits. Years have four digits, so that terms are in their order."""
        bounds = {name: str(year) for name, year in (("gte", scope.year_from), ("lte", scope.year_to)) if year is not None}
        within = [{"range": {"year": bounds}}] if bounds else []
        return self.every([self.one_of("year", map(str, scope.years)), *within] if scope.years else within)

    def one_of(self, field: str, values: Iterable[str]) -> Json:
        """Passages with one of these terms."""
        return {"terms": {field: sorted(values)}}

    def scored(self, query: Json, terms: Iterable[ScoreTerm]) -> Json:
        """A condition whose passages have the score of these terms."""
        words = [{"term": {t.field: {"value": ranking_term(t.text), "boost": t.weight}}} for t in terms]
        return {"bool": {"filter": [query], "should": words}}

    def every(self, queries: Sequence[Json], but: Sequence[Json] = ()) -> Json:
        """What matches all of these and none of ``but``; everything, if there are none."""
        if not but and len(queries) == 1:
            return queries[0]
        if not (queries or but):
            return {"match_all": {}}
        return {"bool": {"filter": list(queries), "must_not": list(but)}}

    def some(self, queries: Sequence[Json]) -> Json:
        """What matches one of these; nothing, if there are none."""
        if not queries:
            return {"match_none": {}}
        return queries[0] if len(queries) == 1 else {"bool": {"should": list(queries), "minimum_should_match": 1}}
