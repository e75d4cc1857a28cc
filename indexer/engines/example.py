"""An engine to copy: everything in memory, every passage looked at for every question. For tests and for reading.

It shows how little an engine has to do. Hits are decided by the tree of bigrams, order by plain BM25 (k1 1.2, b 0.75, the
idf of Lucene), facts by ``facts.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import log
from pathlib import Path

from corpus import Scope
from indexer.engines.base import FEATURES
from indexer.engines.facts import by_document, facets, facts_of, in_scope, sort_key, tallied, together
from indexer.model.errors import EngineError
from indexer.model.matching import (
    Ask,
    Both,
    Either,
    Enough,
    Entry,
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
from indexer.model.seals import Seals

K1, B = 1.2, 0.75


@dataclass
class ExampleWriter:
    """Collects changes on a copy of the entries."""

    entries: dict[int, Entry] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Take one passage in."""
        self.entries[entry.key] = entry

    def forget(self, document_key: int) -> None:
        """Take all passages of a document out."""
        self.entries = {k: e for k, e in self.entries.items() if e.document_key != document_key}


class ExampleEngine:
    """Holds its entries as long as it lives."""

    name = choice = "example"
    joins = 1
    fingerprint = "example-1"
    features = FEATURES

    def __init__(self, folder: Path, seals: Seals) -> None:
        self._entries: dict[int, Entry] | None = None

    @contextmanager
    def writer(self) -> Iterator[ExampleWriter]:
        """The changes count only if the block ends well."""
        writer = ExampleWriter(dict(self._entries or {}))
        yield writer
        self._entries = writer.entries

    def reader(self) -> ExampleReader:
        """A snapshot: later writers replace the entries, they do not change them."""
        if self._entries is None:
            raise EngineError("还没有索引，请运行 yiju index。")
        return ExampleReader(sorted(self._entries.values(), key=lambda e: e.key))

    def about(self) -> str:
        """Its name."""
        return self.name

    def settle(self) -> None:
        """Nothing more to do."""

    def settled(self) -> bool:
        """Always."""
        return True

    def publish(self) -> None:
        """Nothing more to do."""

    def close(self) -> None:
        """Forget everything."""
        self._entries = None


class ExampleReader:
    """Looks at every entry; see :class:`indexer.engines.base.Reader`."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = entries

    @property
    def state(self) -> object:
        """The keys of the passages: a passage that changes gets a new one."""
        return tuple(e.key for e in self._entries)

    def ask(self, ask: Ask) -> Ranking:
        """Rank the passages that match."""
        inside = in_scope(ask.scope)
        band_of: dict[int, int] = {}
        for position, entry in enumerate(self._entries):
            for index, band in enumerate(ask.bands):
                if band.body in (None, entry.body) and _holds(band.match, entry):
                    band_of[position] = index
                    break
        found = [p for p in band_of if inside(facts_of(self._entries[p]))]
        scores = self._scores(ask.score)

        def order(p: int) -> tuple[object, ...]:
            entry = self._entries[p]
            return sort_key(ask.sort, facts_of(entry), band_of[p], scores[p], entry.key)

        ranked = sorted(found, key=order)
        grouped = by_document(ranked, lambda p: self._entries[p].document_key) if ask.by_document else [(p, 1) for p in ranked]
        kept = [p for p, _ in grouped[: ask.keep]]
        counts = Counter(band_of[p] for p in found)
        return Ranking(
            ids=tuple(self._entries[p].key for p in kept),
            bands=tuple(band_of[p] for p in kept),
            counts=tuple(counts[i] for i in range(len(ask.bands))),
            documents=len({self._entries[p].document_key for p in found}),
            facets=facets((facts_of(self._entries[p]) for p in band_of), ask.scope) if ask.facets else {},
            document_keys=tuple(self._entries[p].document_key for p in kept),
            sizes=tuple(size for _, size in grouped[: ask.keep]),
        )

    def count(self, match: Match, scope: Scope) -> int:
        """Number of passages in scope that match."""
        return len(self.matching(match, scope))

    def at_most(self, strings: Sequence[GramPhrase | GramPrefix]) -> list[int]:
        """Their own numbers."""
        return [self.count(string, Scope()) for string in strings]

    def matching(self, match: Match, scope: Scope, most: int | None = None) -> list[int]:
        """Keys of the passages in scope that match."""
        inside = in_scope(scope)
        return [e.key for e in self._entries if inside(facts_of(e)) and _holds(match, e)][:most]

    def tally(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> dict[int, Tally]:
        """By document, where a string stands in scope."""
        inside = in_scope(scope)
        found = ((e.document_key, _starts(string, e)) for e in self._entries if inside(facts_of(e)))
        return tallied(((document, starts) for document, starts in found if starts), reach)

    def occurrences(self, string: GramPhrase | GramPrefix, reach: int, scope: Scope) -> int:
        """How often a string stands in scope."""
        return sum(tally.occurrences for tally in self.tally(string, reach, scope).values())

    def holds(self, scope: Scope) -> bool:
        """Whether any passage is in scope."""
        inside = in_scope(scope)
        return any(inside(facts_of(e)) for e in self._entries)

    def frequency(self, field: WordField, text: str) -> int:
        """Number of passages with this term."""
        return sum(text in getattr(e, field) for e in self._entries)

    def terms(self, field: WordField) -> Iterator[tuple[str, int]]:
        """Every term of a field with its frequency."""
        yield from sorted(Counter(t for e in self._entries for t in set(getattr(e, field))).items())

    def size(self) -> int:
        """Number of passages."""
        return len(self._entries)

    def documents(self) -> Iterable[int]:
        """Keys of the documents held."""
        return {e.document_key for e in self._entries}

    def _scores(self, terms: Iterable[ScoreTerm]) -> list[float]:
        scores = [0.0] * len(self._entries)
        for term in terms:
            lengths = [len(getattr(e, term.field)) for e in self._entries]
            mean = sum(lengths) / len(lengths) or 1
            frequency = self.frequency(term.field, term.text)
            idf = log(1 + (len(lengths) - frequency + 0.5) / (frequency + 0.5))
            for position, entry in enumerate(self._entries):
                tf = getattr(entry, term.field).count(term.text)
                norm = tf + K1 * (1 - B + B * lengths[position] / mean)
                scores[position] += term.weight * idf * tf * (K1 + 1) / norm
        return scores


def _holds(match: Match, entry: Entry) -> bool:
    if isinstance(match, Both):
        return all(_holds(c, entry) for c in match.children)
    if isinstance(match, Either):
        return any(_holds(c, entry) for c in match.children)
    if isinstance(match, Without):
        return not _holds(match.child, entry)
    if isinstance(match, Enough):
        return sum(weight for weight, c in match.children if _holds(c, entry)) >= match.needed
    if isinstance(match, Near):
        groups = [{s for member in group for s in _starts(member, entry)} for group in match.groups]
        return together(groups, match.window)
    return bool(_starts(match, entry))


def _starts(match: GramPhrase | GramPrefix, entry: Entry) -> set[int]:
    """Positions at which a string begins."""
    held = entry.grams if match.field == "grams" else entry.titles
    if isinstance(match, GramPrefix):
        return {position for text, position in held if text.startswith(match.text)}
    here = set(held)
    first = match.grams[0][1]
    return {p for text, p in held if text == first and all((gram, p + d) in here for d, gram in match.grams)}
