"""Hits of a tantivy index in their order, as many as are asked for: by score, ties in document order.

Which passages belong to a band is known (``tantivy_counting.py``): tantivy is asked for the best of a query that is cheap and
matches them all, and what does not belong is passed over. Passages without a score come last, and need not be asked for. tantivy
breaks ties by segment, so that more hits are looked at than are wanted, to where a tie ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import Any

from tantivy import FieldType, Query, Schema, Searcher

from indexer.engines.fact_terms import SORTED_BY
from indexer.engines.tantivy_counting import Counting, Overview
from indexer.engines.tantivy_facts import DocumentFacts
from indexer.engines.tantivy_members import Filter, Members
from indexer.engines.tantivy_query import Queries
from indexer.engines.term_text import ranking_term
from indexer.engines.ties import Scored, tied
from indexer.model.matching import Ask, Match, ScoreTerm

MARGIN = 20  # hits looked at beyond those wanted
GROWTH = 4  # times as many are looked at next
BEST = 3  # hits looked at for each that belongs where many do: they are among the best, and all are wanted only of few
CHEAP = 4_000  # of so many passages a query goes through, one more hit costs nothing beside
SPARSE = 20  # hits for each that belongs, beyond which a query leads to too many others
TOGETHER = 64  # hits looked at together
FEWEST = 500  # passages looked through together in a long tie


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages of a band between which only score and document order decide: what they match, what the filters ask of them, and of
    what kind they are.
    """

    band: int
    match: Match
    facts: Sequence[Query]
    kind: Sequence[Query]
    members: Members


class Hits:
    """Looks hits up in one snapshot."""

    def __init__(self, searcher: Searcher, schema: Schema, queries: Queries, counting: Counting, facts: DocumentFacts) -> None:
        self._searcher, self._schema, self._queries = searcher, schema, queries
        self._counting, self._facts = counting, facts

    def kept(self, ask: Ask, seen: Overview) -> list[tuple[int, int, int]]:
        """The hits to keep: band, key, key of the document. By document, the first of each."""
        found: list[tuple[int, int, int]] = []
        documents: set[int] = set()
        for stretch in self._stretches(ask, seen) if ask.keep else ():
            for key in self._ranked(stretch, ask.score, ask.keep - len(found)):
                document = self._facts.document_of(stretch.members.filter.fact[key])
                if ask.by_document and document in documents:
                    continue
                documents.add(document)
                found.append((stretch.band, key, document))
                if len(found) == ask.keep or (ask.by_document and len(documents) == seen.documents):
                    return found
        return found

    def _stretches(self, ask: Ask, seen: Overview) -> Iterator[Stretch]:
        """What comes before what: values of the fact that sorts, then bands, then reports before other texts."""
        filters = self._queries.scope(ask.scope)
        for values, inside in self._sorted(ask, seen):
            for index, band in enumerate(ask.bands):
                for report in (True, False):
                    if most := seen.kinds[index][report]:
                        kind = [self._queries.term("report", str(int(report)))]
                        kind += [] if band.body is None else [self._queries.term("body", str(int(band.body)))]
                        members = Members(seen.bands[index], self._of_kind(inside, report), most)
                        yield Stretch(index, band.match, [*values, *filters], kind, members)

    def _of_kind(self, inside: Filter, report: bool) -> Filter:
        kind = self._facts.reports == report
        return replace(inside, facts=kind if inside.facts is None else inside.facts & kind)

    def _sorted(self, ask: Ask, seen: Overview) -> Iterator[tuple[list[Query], Filter]]:
        """One value after another of the fact that sorts, and the passages in scope that have it."""
        inside = self._counting.filter(ask.scope)
        if ask.sort == "relevance":
            yield [], inside
            return
        field = SORTED_BY[ask.sort]
        for value, having in self._facts.sorting(field, seen.by_facts):
            met = having if inside.facts is None else inside.facts & having
            yield [self._queries.term(field, value)], replace(inside, facts=met)

    def _ranked(self, stretch: Stretch, score: Sequence[ScoreTerm], wanted: int) -> Iterator[int]:
        """The members of a stretch, best first; ``wanted`` is a guess at how many of them will be taken."""
        given = set[int]()
        for key in self._scored(stretch, score, wanted) if score else ():
            given.add(key)
            yield key
        yield from islice((key for key in stretch.members.in_order() if key not in given), stretch.members.most - len(given))

    def _scored(self, stretch: Stretch, score: Sequence[ScoreTerm], wanted: int) -> Iterator[int]:
        """The members that have a score. Where the query leads to too many others, those of other kinds are left out too."""
        query, size = self._cheapest(stretch, score)
        given, others = set[int](), SPARSE
        looked = wanted + MARGIN
        limit = looked * min(SPARSE if stretch.members.most < looked else BEST, max(1, size // stretch.members.most)) + size // CHEAP
        while True:
            hits = self._searcher.search(query, limit, count=False).hits
            whole = len(hits) < limit or not hits[-1][0] > 0
            last = list[Scored]()
            for tie in self._ties(stretch, hits):
                yield from (hit.key for hit in last if hit.key not in given)
                given.update(hit.key for hit in last)
                last = tie
            rest = [hit.key for hit in last if hit.key not in given]
            known = len(given) + len(rest)
            whole = whole or known == stretch.members.most
            if not whole and others and others * known < len(hits):
                query, size, others = self._matching(stretch, score, of_kind=True), stretch.members.most, 0
                continue
            if whole or not (last and tied(last[-1].score, hits[-1][0])):
                yield from rest
                given.update(rest)
            elif 2 * len(last) > limit:
                for key in self._tied(last[-1].score, stretch, query, max(FEWEST, wanted * size // (GROWTH * len(last)))):
                    given.add(key)
                    yield key
            if whole:
                return
            limit = min(limit * GROWTH, self._searcher.num_docs + 1)

    def _ties(self, stretch: Stretch, hits: Sequence[tuple[float, Any]]) -> Iterator[list[Scored]]:
        """Hits that belong to a stretch by their ties, the best first; the last may go on beyond the hits. No more are looked at than
        are asked for.
        """
        tie = list[Scored]()
        for at in range(0, len(hits), TOGETHER):
            for hit in self._members(stretch, hits[at : at + TOGETHER]):
                if tie and not tied(tie[-1].score, hit.score):
                    yield sorted(tie, key=lambda hit: hit.key)
                    tie = []
                tie.append(hit)
        if tie:
            yield sorted(tie, key=lambda hit: hit.key)

    def _cheapest(self, stretch: Stretch, score: Sequence[ScoreTerm]) -> tuple[Query, int]:
        """The passages with one of the words, or those that may match; and how many they are at most.

        Of the latter each word has to be looked for in each.
        """
        said = sum(self._searcher.doc_freq(term.field, ranking_term(term.text)) for term in score)
        matching = self._queries.at_most(stretch.match)
        if said <= min(SPARSE * stretch.members.most, matching * (1 + len(score))):
            return self._queries.said(score), said
        return self._matching(stretch, score), matching

    def _matching(self, stretch: Stretch, score: Sequence[ScoreTerm], *, of_kind: bool = False) -> Query:
        """The passages that may belong to a stretch."""
        kind = stretch.kind if of_kind else ()
        return self._queries.scored(self._queries.every([self._queries.match(stretch.match), *stretch.facts, *kind]), score)

    def _members(self, stretch: Stretch, hits: Sequence[tuple[float, Any]]) -> list[Scored]:
        """The hits that belong to a stretch and have a score."""
        keys: list[Any] = self._searcher.fast_field_values("key", [address for _, address in hits])
        belong = stretch.members.among(keys)
        return [
            Scored(score, key, 0) for (score, _), key, belongs in zip(hits, keys, belong, strict=True) if belongs and score > 0
        ]

    def _tied(self, tie: float, stretch: Stretch, query: Query, together: int) -> Iterator[int]:
        """All members whose score is that of a tie, in document order; ``together`` so many are looked through at first.

        They are looked for in one stretch of keys after another. Thousands of reports hold the same line; their passages are equal
        to the last digit.
        """
        members = stretch.members.in_order()
        while keys := list(islice(members, together)):
            between = Query.range_query(self._schema, "key", FieldType.Unsigned, keys[0], keys[-1])
            best = self._no_less(tie, self._queries.every([query, Query.const_score_query(between, 0.0)]))
            yield from sorted(hit.key for hit in self._members(stretch, best) if tied(tie, hit.score))
            together *= 2

    def _no_less(self, tie: float, query: Query) -> list[tuple[float, Any]]:
        """The hits whose score is at least that of a tie."""
        limit = FEWEST
        while True:
            hits = self._searcher.search(query, limit, count=False).hits
            best = list(takewhile(lambda hit: hit[0] > tie or tied(tie, hit[0]), hits))
            if len(best) < limit:
                return best
            limit *= GROWTH
