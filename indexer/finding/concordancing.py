"""A concordance from end to end: strings as typed, passages from the engine, places and their order from the texts.

Nothing is segmented and no synonym is looked for: what is counted is what Ctrl+F over the reports would count.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from corpus import Catalog, Span, compact, needle_of, search_form
from indexer.engines.base import Reader
from indexer.finding.naming import Named, PlaceNames
from indexer.finding.remembering import Remembered
from indexer.finding.searching import COUNTED, widened
from indexer.model.concordance import Concordance, ConcordanceLine, ConcordanceRequest, ContextSort
from indexer.model.errors import EmptyQuery
from indexer.model.matching import Ask, Band
from indexer.model.query import Query
from indexer.queries.compiling import Compiler
from indexer.queries.parser import Parser

COMPARED = 24  # characters on one side by which lines are put in order
BATCH = 500  # lines of a download read at once
NOTHING_TO_FIND = "没有要看语境的词，请写一个词，或用引号括起一句原文。"

Place = tuple[int, int, int]  # key of the passage, start and end in its exact text


@dataclass(frozen=True, slots=True)
class Places:
    """Every place in order, as three columns; ``complete`` if all passages that match were looked through."""

    keys: array[int]
    starts: array[int]
    ends: array[int]
    passages: int
    copies: int
    complete: bool

    def page(self, offset: int, limit: int) -> list[Place]:
        """Some of the places."""
        here = slice(offset, offset + limit)
        return list(zip(self.keys[here], self.starts[here], self.ends[here], strict=True))


@dataclass(frozen=True, slots=True)
class Concordancing:
    """Makes concordances; made for each request, of parts that live as long as the index."""

    catalog: Catalog
    reader: Reader
    parser: Parser
    compiler: Compiler
    names: PlaceNames
    remembered: Remembered[Places]

    def run(self, request: ConcordanceRequest) -> Concordance:
        """A page of lines. Raises :class:`QueryError` for a query that cannot be read or has no string to look for."""
        begun = perf_counter()
        read, query, keys = self._read(request)
        places = self._places(query, keys, request)
        ranking = self.reader.ask(Ask((Band("exact", self.compiler.node(query.root)),), (), query.scope, keep=0))
        return Concordance(
            query=request.query, keys=keys, total=len(places.keys), total_is="exact" if places.complete else "at_least",
            passages=places.passages, documents=ranking.documents, lines=tuple(self._lines(request, places)),
            copies=places.copies, folded=request.fold, facets=ranking.facets,
            places=Named(ranking.facets.get("place", []), self.names), scope=read.scope, notices=read.notices,
            took_ms=round((perf_counter() - begun) * 1000, 2),
        )  # fmt: skip

    def rows(self, request: ConcordanceRequest, most: int) -> Iterator[ConcordanceLine]:
        """The first ``most`` lines, read in batches: for a download."""
        _, query, keys = self._read(request)
        places = self._places(query, keys, request)
        for offset in range(0, min(most, len(places.keys)), BATCH):
            yield from self._lines(replace(request, offset=offset, limit=min(BATCH, most - offset)), places)

    def _read(self, request: ConcordanceRequest) -> tuple[Query, Query, tuple[str, ...]]:
        """The query as read, the same with its places under all their codes, and its strings."""
        read = self.parser.parse(request.query, request.scope, literal=True)
        return read, replace(read, scope=widened(read.scope, self.names)), keys_of(read)

    def _places(self, query: Query, keys: tuple[str, ...], request: ConcordanceRequest) -> Places:
        name = (self.reader.state, query.root, query.scope, request.sort, request.fold)
        return self.remembered.get(name) or self.remembered.put(name, self._gathered(query, keys, request.sort, fold=request.fold))

    def _gathered(self, query: Query, keys: tuple[str, ...], sort: ContextSort, *, fold: bool) -> Places:
        matching = self.reader.matching(self.compiler.node(query.root), query.scope)
        copies = self._copies(matching)
        if fold:
            matching = [key for key in matching if key not in copies]
        needles = tuple(dict.fromkeys(map(needle_of, keys)))
        found = sorted(places_in(self.catalog.texts(matching[:COUNTED]), needles, sort))
        columns = [array(kind, (place[at] for _, place in found)) for at, kind in enumerate("qII")]
        return Places(columns[0], columns[1], columns[2], len(matching), len(copies), len(matching) <= COUNTED)

    def _copies(self, matching: Sequence[int]) -> frozenset[int]:
        """Those of the passages that are copies of a better one among them."""
        best = self.catalog.copy_groups().passages
        here = frozenset(matching) if best else frozenset[int]()
        return frozenset(key for key in here if best.get(key, key) != key and best[key] in here)

    def _lines(self, request: ConcordanceRequest, places: Places) -> Iterator[ConcordanceLine]:
        page = places.page(request.offset, request.limit)
        records = {p.key: p for p in self.catalog.passages(list(dict.fromkeys(key for key, _, _ in page)))}
        for number, (key, start, end) in enumerate(page, request.offset + 1):
            passage = records.get(key)
            if passage:  # not taken out in the meantime
                left = passage.text[max(0, start - request.width) : start]
                yield ConcordanceLine(number, passage, Span(start, end), left, passage.text[end : end + request.width])


def keys_of(query: Query) -> tuple[str, ...]:
    """The strings of a literal query, each once however it is spelled. Raises :class:`EmptyQuery` where there is none."""
    keys = {needle_of(phrase.text): phrase.text for phrase in reversed(query.phrases) if needle_of(phrase.text)}
    if not keys:
        raise EmptyQuery(NOTHING_TO_FIND)
    return tuple(reversed(keys.values()))


def places_in(
    texts: Iterable[tuple[int, str]], needles: Sequence[str], sort: ContextSort
) -> Iterator[tuple[tuple[bytes, bytes], Place]]:
    """Each place with what it is sorted by; every string is counted by itself, without overlap, as Ctrl+F does."""
    for key, text in texts:
        squeezed, offsets = compact(search_form(text))
        for needle in needles:
            at = squeezed.find(needle)
            while at >= 0:
                end = at + len(needle)
                yield _order(squeezed, at, end, sort), (key, offsets[at], offsets[end - 1] + 1)
                at = squeezed.find(needle, end)


def _order(text: str, start: int, end: int, sort: ContextSort) -> tuple[bytes, bytes]:
    """GB 18030 puts the common characters in the order of their sounds; what has nothing beside the key comes first."""
    if sort == "order":
        return b"", b""
    left, right = text[max(0, start - COMPARED) : start][::-1], text[end : end + COMPARED]
    first, second = (left, right) if sort == "left" else (right, left)
    return first.encode("gb18030", "replace"), second.encode("gb18030", "replace")
