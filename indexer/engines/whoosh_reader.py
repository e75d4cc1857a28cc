"""Asking a Whoosh index: hits as sets of document numbers, ranked by Whoosh's BM25F over its postings.

Hits come from bigram postings alone; the positions decide phrases. What does not depend on the query (the facts of every
passage, the set of a filter) is worked out once a snapshot and shared by all threads; the searcher is one thread's own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from whoosh import scoring
from whoosh.reading import TermNotFound

from corpus import Scope
from indexer.engines.facts import Facts, by_document, facets, in_scope, sort_key, tallied, together
from indexer.engines.whoosh_schema import unpack, unpack_facts
from indexer.model.matching import (
    Ask,
    Both,
    Either,
    GramPhrase,
    GramPrefix,
    Match,
    Near,
    Ranking,
    ScoreTerm,
    Tally,
    Without,
    WordField,
)

CACHED_NUMBERS = 2_000_000  # document numbers kept in sets, over all sets of a snapshot: about 100 MB
Numbers = frozenset[int]


class Snapshot:
    """What all threads share of one state of the index: facts by document number, and sets already worked out."""

    def __init__(self, stamp: tuple[int, int]) -> None:
        self.stamp = stamp
        self.facts: list[Facts] = []
        self.keys: array[int] = array("q")
        self.live: Numbers = frozenset()
        self.sets: dict[object, Numbers] = {}
        self.kept = 0

    def fill(self, leaves: list[tuple[Any, int]]) -> None:
        """Read the facts of every passage once; the lists are put in place last, so that another thread sees all or none."""
        facts, keys, live, known = [], array("q"), [], dict[str, Facts]()
        for leaf, offset in leaves:
            if not leaf.reader().doc_count_all():  # nothing was ever written: Whoosh's empty reader has no columns
                continue
            column = leaf.reader().column_reader("facts")
            for number in range(leaf.reader().doc_count_all()):
                value = column[number]
                key, fact = unpack_facts(value, known)
                keys.append(key)
                facts.append(fact)
                if not leaf.reader().is_deleted(number):
                    live.append(offset + number)
        self.keys, self.live, self.facts = keys, frozenset(live), facts

    def remember(self, key: object, found: Numbers) -> Numbers:
        """Keep a set for the next request."""
        self.kept += len(found) + 1
        if self.kept > CACHED_NUMBERS:
            self.sets, self.kept = {}, len(found) + 1
        self.sets[key] = found
        return found


class WhooshReader:
    """One thread's view of a snapshot; see :class:`indexer.engines.base.Reader`."""

    def __init__(self, searcher: Any, snapshot: Snapshot) -> None:
        self._searcher = searcher
        self._weighting = scoring.BM25F()
        self._leaves: list[tuple[Any, int]] = searcher.leaf_searchers()
        self._shared = snapshot
        if not snapshot.facts:
            snapshot.fill(self._leaves)

    def close(self) -> None:
        """Close Whoosh's files."""
        self._searcher.close()

    # the contract ---------------------------------------------------------------------------

    @property
    def state(self) -> object:
        """The stamp of the snapshot."""
        return self._shared.stamp

    def ask(self, ask: Ask) -> Ranking:
        """Rank the passages that match."""
        found = self._bands(ask)
        inside = self._in_scope(ask.scope)
        band_of = {n: band for n, band in found.items() if n in inside}
        scores = self._scores(ask.score, band_of)
        facts, keys = self._shared.facts, self._shared.keys
        order = {n: sort_key(ask.sort, facts[n], band_of[n], scores[n], keys[n]) for n in band_of}
        ranked = sorted(band_of, key=order.__getitem__)
        alone = [(n, 1) for n in ranked[: ask.keep]]
        grouped = by_document(ranked, lambda n: facts[n].document_key)[: ask.keep] if ask.by_document else alone
        kept = [n for n, _ in grouped]
        counts = Counter(band_of.values())
        return Ranking(
            ids=tuple(keys[n] for n in kept),
            bands=tuple(band_of[n] for n in kept),
            counts=tuple(counts[i] for i in range(len(ask.bands))),
            documents=len({facts[n].document_key for n in band_of}),
            facets=facets((facts[n] for n in found if n in self._shared.live), ask.scope) if ask.facets else {},
            document_keys=tuple(facts[n].document_key for n in kept),
            sizes=tuple(size for _, size in grouped),
        )

    def count(self, match: Match, scope: Scope) -> int:
        """Number of passages in scope that match."""
        return len(self._matches(match) & self._in_scope(scope))

    def matching(self, match: Match, scope: Scope) -> list[int]:
        """Keys of the passages in scope that match, in document order."""
        return sorted(self._shared.keys[n] for n in self._matches(match) & self._in_scope(scope))

    def tally(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> dict[int, Tally]:
        """By document, where a string stands in scope."""
        inside, facts = self._in_scope(scope), self._shared.facts
        found = self._starts((string,)).items()
        return tallied(((facts[n].document_key, starts) for n, starts in found if n in inside), reach)

    def holds(self, scope: Scope) -> bool:
        """Whether any passage is in scope."""
        return bool(self._in_scope(scope))

    def frequency(self, field: WordField, text: str) -> int:
        """Number of passages with this term."""
        return int(self._searcher.doc_frequency(field, text.encode()))

    def terms(self, field: WordField) -> Iterator[tuple[str, int]]:
        """Every term of a field with its frequency."""
        reader = self._searcher.reader()
        for text in reader.field_terms(field):
            yield text, int(reader.doc_frequency(field, text))

    def size(self) -> int:
        """Number of passages."""
        return len(self._shared.live)

    def documents(self) -> Iterable[int]:
        """Keys of the documents held."""
        return {self._shared.facts[n].document_key for n in self._shared.live}

    # sets -----------------------------------------------------------------------------------

    def _bands(self, ask: Ask) -> dict[int, int]:
        """For every match, in or out of scope, the first band it belongs to."""
        found: dict[int, int] = {}
        facts = self._shared.facts
        for index, band in enumerate(ask.bands):
            for number in self._matches(band.match):
                if number not in found and (band.body is None or facts[number].body == band.body):
                    found[number] = index
        return found

    def _in_scope(self, scope: Scope) -> Numbers:
        if not scope:
            return self._shared.live
        known = self._shared.sets.get(scope)
        if known is not None:
            return known
        inside, facts = in_scope(scope), self._shared.facts
        return self._shared.remember(scope, frozenset(n for n in self._shared.live if inside(facts[n])))

    def _matches(self, match: Match) -> Numbers:
        known = self._shared.sets.get(match)
        return known if known is not None else self._shared.remember(match, self._evaluate(match))

    def _evaluate(self, match: Match) -> Numbers:
        if isinstance(match, GramPhrase):
            return frozenset(self._phrase(match))
        if isinstance(match, GramPrefix):
            return frozenset(n for text in self._expand(match) for n, _ in self._postings(match.field, text))
        if isinstance(match, Both):
            return self._intersection([c for c in match.children])
        if isinstance(match, Either):
            return frozenset().union(*(self._matches(c) for c in match.children))
        if isinstance(match, Without):
            return self._shared.live - self._matches(match.child)
        return self._near(match)

    def _intersection(self, children: list[Match]) -> Numbers:
        found = self._shared.live
        for child in children:
            found = found & self._matches(child)
            if not found:
                break
        return found

    # phrases --------------------------------------------------------------------------------

    def _postings(self, field: str, text: str) -> Iterator[tuple[int, array[int]]]:
        """(document number, positions) of a bigram, deleted passages left out."""
        term = text.encode()
        for leaf, offset in self._leaves:
            try:
                matcher = leaf.reader().postings(field, term)
            except TermNotFound:
                continue
            while matcher.is_active():
                yield offset + matcher.id(), unpack(matcher.value())
                matcher.next()

    def _postings_in(self, field: str, text: str, wanted: Sequence[int]) -> Iterator[tuple[int, array[int]]]:
        """The same for some documents only, given in order: blocks of postings without any of them are not read."""
        term = text.encode()
        for leaf, offset in self._leaves:
            try:
                matcher = leaf.reader().postings(field, term)
            except TermNotFound:
                continue
            for number in wanted[bisect_left(wanted, offset) :]:
                if matcher.is_active():
                    matcher.skip_to(number - offset)
                if not matcher.is_active():
                    break
                if matcher.id() == number - offset:
                    yield number, unpack(matcher.value())

    def _expand(self, prefix: GramPrefix) -> list[str]:
        return [t.decode() for t in self._searcher.reader().expand_prefix(prefix.field, prefix.text.encode())]

    def _phrase(self, phrase: GramPhrase) -> dict[int, set[int]]:
        """Where the phrase begins, by document number. The rarest bigram is read first and bounds the others."""
        by_rarity = sorted(phrase.grams, key=lambda g: self._searcher.doc_frequency(phrase.field, g[1].encode()))
        found: dict[int, set[int]] | None = None
        for distance, text in by_rarity:
            here: dict[int, set[int]] = {}
            if found is None:
                here = {number: {p - distance for p in positions} for number, positions in self._postings(phrase.field, text)}
            else:
                for number, positions in self._postings_in(phrase.field, text, sorted(found)):
                    starts = found[number].intersection(p - distance for p in positions)
                    if starts:
                        here[number] = starts
            found = here
            if not found:
                break
        return found or {}

    def _near(self, near: Near) -> Numbers:
        """Documents in which every group has a start inside one window.

        A window holds a start of every group if it does so when it begins at one of the starts.
        """
        common = self._intersection([Either(group) for group in near.groups])
        groups = [self._starts(group) for group in near.groups] if common else []
        return frozenset(n for n in common if together([g[n] for g in groups], near.window))

    def _starts(self, group: tuple[GramPhrase | GramPrefix, ...]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for member in group:
            if isinstance(member, GramPhrase):
                for number, starts in self._phrase(member).items():
                    found.setdefault(number, set()).update(starts)
                continue
            for text in self._expand(member):
                for number, positions in self._postings(member.field, text):
                    found.setdefault(number, set()).update(positions)
        return found

    # scores -----------------------------------------------------------------------

    def _scores(self, terms: Iterable[ScoreTerm], wanted: dict[int, int]) -> dict[int, float]:
        scores = dict.fromkeys(wanted, 0.0)
        for term in terms:
            text = term.text.encode()
            for leaf, offset in self._leaves:
                try:
                    scorer = self._weighting.scorer(leaf, term.field, text)
                    matcher = leaf.reader().postings(term.field, text, scorer=scorer)
                except TermNotFound:
                    continue
                while matcher.is_active():
                    number = offset + matcher.id()
                    if number in scores:
                        scores[number] += term.weight * matcher.score()
                    matcher.next()
        return scores
