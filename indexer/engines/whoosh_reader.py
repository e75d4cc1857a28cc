"""Asking a Whoosh index: hits from bigram postings, ranked by Whoosh's BM25F.

Hits come from bigrams alone; their positions decide phrases. Sets of passages are masks, and what does not depend on the query is
worked out once a snapshot and shared by all threads; the searcher is one thread's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh import scoring
from whoosh.reading import TermNotFound

from corpus import Scope
from indexer.engines.facts import apart, by_document, together
from indexer.engines.whoosh_postings import (
    NONE,
    POSITION_BITS,
    WORTH_SKIPPING,
    Mask,
    Numbers,
    Scores,
    Segment,
    numbers_of,
    shared_by,
    starts_of,
    weights_of,
)
from indexer.engines.whoosh_snapshot import Snapshot
from indexer.model.matching import (
    Ask,
    Both,
    Either,
    Enough,
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

NO_BAND = 127
WORTH_KEEPING = 1_500  # passages with a bigram up to which all its places are read and kept rather than some
_POSITION = (1 << POSITION_BITS) - 1


class WhooshReader:
    """One thread's view of a snapshot; see :class:`indexer.engines.base.Reader`."""

    def __init__(self, searcher: Any, snapshot: Snapshot) -> None:
        self._searcher = searcher
        self._weighting = scoring.BM25F()
        sized = [(leaf, offset, leaf.reader().doc_count_all()) for leaf, offset in searcher.leaf_searchers()]
        self._segments = [Segment(*found) for found in sized if found[2]]  # Whoosh's empty reader has no columns
        self._shared = snapshot
        if not snapshot.filled:
            snapshot.fill(self._segments)

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
        shared = self._shared
        band = self._bands(ask)
        found = band != NO_BAND
        inside = np.flatnonzero(found & shared.in_scope(ask.scope))
        bands = band[inside]
        ranked = self._ranked(ask, inside, bands)
        facts = shared.table.facts
        grouped = [(n, 1) for n in ranked]
        if ask.by_document:
            grouped = by_document(ranked, lambda n: facts[shared.fact[n]].document_key)[: ask.keep]
        kept = [n for n, _ in grouped]
        counts = np.bincount(bands, minlength=len(ask.bands))
        return Ranking(
            ids=tuple(int(shared.keys[n]) for n in kept),
            bands=tuple(int(band[n]) for n in kept),
            counts=tuple(int(counts[i]) for i in range(len(ask.bands))),
            documents=len(np.unique(shared.document[shared.fact[inside]])),
            facets=dict(shared.facets(found, ask.scope)) if ask.facets else {},
            document_keys=tuple(facts[shared.fact[n]].document_key for n in kept),
            sizes=tuple(size for _, size in grouped),
        )

    def count(self, match: Match, scope: Scope) -> int:
        """Number of passages in scope that match."""
        return int(np.count_nonzero(self._matches(match) & self._shared.in_scope(scope)))

    def at_most(self, strings: Sequence[GramPhrase | GramPrefix]) -> list[int]:
        """Their own numbers."""
        return [self.count(string, Scope()) for string in strings]

    def matching(self, match: Match, scope: Scope, most: int | None = None) -> list[int]:
        """Keys of the passages in scope that match, in document order."""
        found: list[int] = np.sort(self._shared.keys[self._matches(match) & self._shared.in_scope(scope)])[:most].tolist()
        return found

    def tally(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> dict[int, Tally]:
        """By document, where a string stands in scope."""
        shared = self._shared
        starts = self._starts((string,))
        starts = starts[shared.in_scope(scope)[starts >> POSITION_BITS]]
        numbers = starts >> POSITION_BITS
        close = np.unique(numbers[1:][np.diff(starts) < reach])  # passages in which places may overlap: counted one by one
        alone = ~np.isin(numbers, close)
        overlapping = {n: apart(found, reach) for n, found in _by_number(starts[~alone]).items()}
        counts = Counter(shared.document[shared.fact[numbers[alone]]].tolist())
        for number, count in overlapping.items():
            counts[int(shared.document[shared.fact[number]])] += count
        passages = Counter(shared.document[shared.fact[np.unique(numbers)]].tolist())
        return {document: Tally(held, counts[document]) for document, held in passages.items()}

    def occurrences(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> int:
        """How often a string stands in scope."""
        return sum(tally.occurrences for tally in self.tally(string, reach, scope).values())

    def holds(self, scope: Scope) -> bool:
        """Whether any passage is in scope."""
        return bool(self._shared.in_scope(scope).any())

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
        return int(np.count_nonzero(self._shared.live))

    def documents(self) -> Iterable[int]:
        """Keys of the documents held."""
        return {int(key) for key in self._shared.document[self._shared.fact[self._shared.live]]}

    # sets -----------------------------------------------------------------------------------

    def _bands(self, ask: Ask) -> Numbers:
        """For every passage, in or out of scope, the first band it belongs to."""
        found = np.full(len(self._shared.live), NO_BAND, np.int64)
        for index in reversed(range(len(ask.bands))):
            band = ask.bands[index]
            matching = self._matches(band.match)
            found[matching if band.body is None else matching & self._shared.bodies(band.body)] = index
        return found

    def _matches(self, match: Match) -> Mask:
        known = self._shared.known(match)
        return known if known is not None else self._shared.remember(match, self._evaluate(match))

    def _evaluate(self, match: Match) -> Mask:
        if isinstance(match, GramPhrase):
            return self._mask(self._phrase_numbers(match))
        if isinstance(match, GramPrefix):
            return self._mask(*(numbers_of(self._segments, match.field, text) for text in self._expand(match)))
        if isinstance(match, Both):
            return self._intersection(match.children)
        if isinstance(match, Either):
            found = np.zeros_like(self._shared.live)
            for child in match.children:
                found |= self._matches(child)
            return found
        if isinstance(match, Without):
            return self._shared.live & ~self._matches(match.child)
        if isinstance(match, Enough):
            weights = np.zeros(len(self._shared.live))
            for weight, child in match.children:
                weights[self._matches(child)] += weight
            return weights >= match.needed
        return self._near(match)

    def _mask(self, *found: Numbers) -> Mask:
        mask: Mask = np.zeros(len(self._shared.live), np.bool_)
        for numbers in found:
            mask[numbers] = True
        mask[~self._shared.live] = False
        return mask

    def _intersection(self, children: Iterable[Match]) -> Mask:
        found: Mask = self._shared.live.copy()
        for child in children:
            found &= self._matches(child)
            if not found.any():
                break
        return found

    # phrases --------------------------------------------------------------------------------

    def _expand(self, prefix: GramPrefix) -> list[bytes]:
        return list(self._searcher.reader().expand_prefix(prefix.field, prefix.text.encode()))

    def _phrase_numbers(self, phrase: GramPhrase) -> Numbers:
        if len(phrase.grams) == 1:
            return numbers_of(self._segments, phrase.field, phrase.grams[0][1].encode())
        return self._phrase(phrase) >> POSITION_BITS

    def _phrase(self, phrase: GramPhrase) -> Numbers:
        """Where the phrase begins. The rarest bigram is read first and bounds the others."""
        counted = [(self._searcher.doc_frequency(phrase.field, text.encode()), distance, text.encode()) for distance, text in phrase.grams]
        found: Numbers | None = None
        for frequency, distance, term in sorted(counted):
            if found is None:
                found = self._whole(phrase.field, term) - distance
            else:
                found = shared_by(found, self._at_least(phrase.field, term, found, frequency) - distance)
            if not len(found):
                break
        return NONE if found is None else found

    def _whole(self, field: str, term: bytes) -> Numbers:
        """All places of a bigram."""
        known = self._shared.starts(field, term)
        return self._shared.keep_starts(field, term, starts_of(self._segments, field, term)) if known is None else known

    def _at_least(self, field: str, term: bytes, near: Numbers, frequency: int) -> Numbers:
        """The places of a bigram, of a long list only those in blocks that hold a passage of ``near``."""
        if frequency < WORTH_KEEPING or self._shared.starts(field, term) is not None:
            return self._whole(field, term)
        numbers = np.unique(near >> POSITION_BITS)
        if len(numbers) * WORTH_SKIPPING > frequency:
            return self._whole(field, term)
        return starts_of(self._segments, field, term, numbers)

    def _near(self, near: Near) -> Mask:
        """Passages in which every group has a start inside one window.

        A window holds a start of every group if it does so when it begins at one of the starts.
        """
        common = self._intersection([Either(group) for group in near.groups])
        groups = [_by_number(self._starts(group)) for group in near.groups] if common.any() else []
        numbers = [n for n in np.flatnonzero(common).tolist() if together([set(g[n]) for g in groups], near.window)]
        return self._mask(np.array(numbers, np.int64))

    def _starts(self, group: tuple[GramPhrase | GramPrefix, ...]) -> Numbers:
        found = [NONE]
        for member in group:
            if isinstance(member, GramPhrase):
                found.append(self._phrase(member))
            else:
                found += [starts_of(self._segments, member.field, term) for term in self._expand(member)]
        return np.unique(np.concatenate(found))

    # order ----------------------------------------------------------------------------------

    def _ranked(self, ask: Ask, inside: Numbers, bands: Numbers) -> list[int]:
        """The best passages, as many as are asked for (all of them where documents are counted), in order.

        Years newest first, places by code; the rest is decided by band, reports before other texts, score, document order.
        """
        shared = self._shared
        fact = shared.fact[inside]
        group = bands * 2 + shared.late[fact]
        scores = self._scores(ask.score, inside)
        if ask.sort == "relevance" and not ask.by_document:
            chosen = _contenders(group, scores, ask.keep)
            inside, fact, group, scores = inside[chosen], fact[chosen], group[chosen], scores[chosen]
        keys: list[Numbers | Scores] = [shared.keys[inside], -scores, group]
        if ask.sort != "relevance":
            years = np.array([-(f.year or 0) for f in shared.table.facts], np.int64)
            keys.append(years[fact])
        if ask.sort == "place":
            keys.append(self._places()[fact])
        found: list[int] = inside[np.lexsort(keys)].tolist()
        return found if ask.by_document else found[: ask.keep]

    def _places(self) -> Numbers:
        """By fact, the rank of its place."""
        places = [f.places[-1:] or ("~",) for f in self._shared.table.facts]
        rank = {place: at for at, place in enumerate(sorted(set(places)))}
        return np.array([rank[place] for place in places], np.int64)

    def _scores(self, terms: Iterable[ScoreTerm], inside: Numbers) -> Scores:
        """Whoosh's BM25F of each passage, term by term in Whoosh's own arithmetic."""
        scores = np.zeros(len(self._shared.live))
        for term in terms if len(inside) else ():
            text = term.text.encode()
            for segment, numbers, weights in weights_of(self._segments, term.field, text, inside):
                try:
                    scorer = self._weighting.scorer(segment.searcher, term.field, text)
                except TermNotFound:
                    continue
                lengths = self._lengths(segment, term.field)[numbers - segment.offset]
                scores[numbers] += term.weight * scoring.bm25(scorer.idf, weights, lengths, scorer.avgfl, scorer.B, scorer.K1)
        return scores[inside]

    def _lengths(self, segment: Segment, field: str) -> Scores:
        key = (field, segment.offset)
        known = self._shared.lengths.get(key)
        if known is None:
            known = self._shared.lengths[key] = segment.lengths(field)
        return known


def _contenders(group: Numbers, scores: Scores, keep: int) -> Mask:
    """A superset of the best ``keep``, as small as a look at groups and scores allows: ordering all is what costs."""
    if not 0 < keep < len(group):
        return np.full(len(group), keep > 0)
    before = np.cumsum(np.bincount(group))
    last = int(np.searchsorted(before, keep))
    among = scores[group == last]
    needed = keep - int(before[last - 1] if last else 0)
    least = np.partition(among, len(among) - needed)[len(among) - needed]
    contenders: Mask = (group < last) | ((group == last) & (scores >= least))
    return contenders


def _by_number(starts: Numbers) -> dict[int, list[int]]:
    """The positions of starts by passage."""
    found: dict[int, list[int]] = {}
    for start in starts.tolist():
        found.setdefault(start >> POSITION_BITS, []).append(start & _POSITION)
    return found
