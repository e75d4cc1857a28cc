"""How often words stand in the reports of each year and place, from end to end: tallies of the engine, facts of the catalog.

No text is read: the engine's positions tell every place of a string, as Ctrl+F would count them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Protocol, TypeVar

from corpus import NATION, Catalog, DocumentFacts, Place, Scope
from indexer.engines.base import Reader
from indexer.finding.naming import PlaceNames
from indexer.finding.remembering import Remembered
from indexer.finding.searching import widened
from indexer.model.errors import EmptyQuery, QueryError
from indexer.model.matching import GramPhrase, GramPrefix, Tally
from indexer.model.query import Any, Phrase, Query
from indexer.model.trend import MOST_TERMS, Held, Region, Series, Trend, TrendCount, TrendRequest
from indexer.queries.compiling import Compiler
from indexer.queries.parser import Parser

Key = TypeVar("Key")
Tallies = Mapping[int, Tally]

REPORTS = ("report", "truncated")
ONLY_STRINGS = "这里只能比较词语和加引号的原文，不能用 -、标题: 和 同句:，请改写，例如 老旧小区 “棚户区改造”。"
TOO_MANY = "一次最多比较 {most} 个词，这里有 {given} 个，请删去一些。"
NOTHING = "没有要比较的词，请写一个或几个词，用空格隔开。"


class Lineages(PlaceNames, Protocol):
    """What is needed of the gazetteer."""

    def lineage(self, code: str) -> tuple[Place, ...]:
        """The same place under each code and name it has had, oldest first."""


@dataclass(frozen=True, slots=True)
class Trending:
    """Counts words; made for each request, of parts that live as long as the index."""

    catalog: Catalog
    reader: Reader
    parser: Parser
    compiler: Compiler
    names: Lineages
    remembered: Remembered[Tallies]

    def run(self, request: TrendRequest) -> Trend:
        """All series. Raises :class:`QueryError` for a query that holds anything but a few strings and filters."""
        begun = perf_counter()
        read = self.parser.parse(request.query, request.scope, literal=True)
        terms, scope = terms_in(read), widened(read.scope, self.names)
        documents = self.catalog.facts(scope)
        copies = self._copies(documents)
        if request.fold:
            documents = [d for d in documents if d.key not in copies]
        region_of = self._regions(scope)
        sizes = self.catalog.characters((d.key for d in documents), scope.parts) if request.measure == "rate" else None
        tallies = [self._tally(term, scope) for term in terms]
        return Trend(
            query=request.query,
            series=tuple(_series(term, tally, documents, region_of) for term, tally in zip(terms, tallies, strict=True)),
            held=_held(documents, sizes), years=_grouped(documents, sizes, lambda d: d.year),
            regions=_grouped(documents, sizes, region_of),
            cells=_grouped(documents, sizes, lambda d: (region_of(d), d.year)), copies=len(copies), folded=request.fold, scope=read.scope,
            notices=read.notices, took_ms=round((perf_counter() - begun) * 1000, 2),
        )  # fmt: skip

    def _copies(self, documents: Sequence[DocumentFacts]) -> frozenset[int]:
        """Those that are copies of a better one that is counted too."""
        best, here = self.catalog.copy_groups().documents, {d.key for d in documents}
        return frozenset(key for key in here if best.get(key, key) != key and best[key] in here)

    def _tally(self, term: str, scope: Scope) -> Tallies:
        name = (self.reader.state, term, scope)
        known = self.remembered.get(name)
        if known is not None:
            return known
        string = self.compiler.string(term)
        found = isinstance(string, GramPhrase | GramPrefix)
        return self.remembered.put(name, self.reader.tally(string, self.compiler.reach(term), scope) if found else {})  # type: ignore[arg-type]

    def _regions(self, scope: Scope) -> Callable[[DocumentFacts], Region]:
        """Where a document is counted: one step below the places that are filtered by, or by province."""

        @cache
        def region(place: Place) -> Region:
            path = codes_above(place)
            at = next((i for i, code in enumerate(path) if code in scope.places), -1) + 1
            own = at == len(path)
            line = self.names.lineage(path[-1 if own else at])
            found = line[-1] if line else place
            return Region(found.code, found.name, found.level, own)

        return lambda document: region(document.place) if document.place else Region("", document.zone or "")


def terms_in(query: Query) -> tuple[str, ...]:
    """The strings to compare, each once. Raises :class:`QueryError` where a query says more than that."""
    children = [c for child in query.root.children for c in (child.children if isinstance(child, Any) else (child,))]
    if any(not isinstance(c, Phrase) or c.field != "text" for c in children):
        raise QueryError(ONLY_STRINGS)
    terms = tuple(dict.fromkeys(phrase.text for phrase in query.phrases))
    if not terms:
        raise EmptyQuery(NOTHING)
    if len(terms) > MOST_TERMS:
        raise QueryError(TOO_MANY.format(most=MOST_TERMS, given=len(terms)))
    return terms


def codes_above(place: Place) -> tuple[str, ...]:
    """The codes a place is filtered by: from its province down to its own.

    >>> codes_above(Place("419001", "济源市", "county", ("河南省", "济源市")))
    ('410000', '419001')
    """
    code = place.code
    upper = () if code == NATION else (code[:2] + "0000", code[:4] + "00")[: max(1, len(place.path) - 1)]
    return tuple(dict.fromkeys((*upper, code)))


def _series(
    term: str, tally: Tallies, documents: Iterable[DocumentFacts], region_of: Callable[[DocumentFacts], Region]
) -> Series:
    total, years, regions, cells = TrendCount(), _Sums[int | None](), _Sums[Region](), _Sums[tuple[Region, int | None]]()
    for document in documents:
        found = tally.get(document.key)
        if found:
            count, region = TrendCount(found.occurrences, found.passages, 1), region_of(document)
            total += count
            years[document.year] += count
            regions[region] += count
            cells[region, document.year] += count
    return Series(term, total, dict(years), dict(regions), dict(cells))


class _Sums(dict[Key, TrendCount]):
    """Counts by key that begin with nothing."""

    def __missing__(self, key: Key) -> TrendCount:
        return TrendCount()


def _grouped(
    documents: Iterable[DocumentFacts], sizes: Mapping[int, int] | None, key_of: Callable[[DocumentFacts], Key]
) -> dict[Key, Held]:
    groups: dict[Key, list[DocumentFacts]] = {}
    for document in documents:
        groups.setdefault(key_of(document), []).append(document)
    return {key: _held(group, sizes) for key, group in groups.items()}


def _held(documents: Sequence[DocumentFacts], sizes: Mapping[int, int] | None) -> Held:
    reports = sum(document.state in REPORTS for document in documents)
    return Held(len(documents), reports, None if sizes is None else sum(sizes[d.key] for d in documents))
