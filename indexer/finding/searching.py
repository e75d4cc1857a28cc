"""A search from end to end: query, engine, passages, marks. The one place where these meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import log
from time import perf_counter

from corpus import Catalog, CopyGroups, Scope, Span, needle_of, occurrences
from indexer.engines.base import Reader
from indexer.finding import longer_numbers
from indexer.finding.folding import NO_FOLDS, Folds, fold
from indexer.finding.foreseeing import READ, Question, foreseen
from indexer.finding.highlighting import marks, needles
from indexer.finding.listing import Listed, listed
from indexer.finding.naming import Named, PlaceNames
from indexer.finding.snippets import best_snippet
from indexer.model.hit import Exactness, Hit, SearchResult, TermCount
from indexer.model.matching import Ask, Band, Both, Either, GramPhrase, GramPrefix, Match, Ranking, nothing_foreseen
from indexer.model.query import TIERS, Query, Tier, leaves
from indexer.model.request import SearchRequest
from indexer.queries.compiling import Compiler
from indexer.queries.parser import Parser
from indexer.suggesting.correcting import Suggester

ENOUGH = 10  # hits of the better tiers that make the loosest one needless
BATCH = 500  # hits of a download read at once
COUNTED = 20_000  # passages in which occurrences are counted whatever the library's size
SMALL = 100_000  # passages of a library in which occurrences are counted whatever the number of hits
GROWTH = 4  # times as many are ranked where a page is not filled since strings stand only inside longer numbers
MOST_NAMED = 10_000  # documents with copies that an engine is asked for by their ids
SPARE = 50  # hits ranked beyond a page, for those that are folded into others on it


def widened(scope: Scope, places: PlaceNames) -> Scope:
    """The scope with its places under all their codes: who asks for 清苑区 means the reports of 清苑县 too."""
    return replace(scope, places=frozenset(c for code in scope.places for c in (places.codes(code) or {code})))


@dataclass(frozen=True, slots=True)
class Found:
    """What the engine gave: for the query itself, or (``meant``) for what was suggested in its place.

    ``last`` are those of the ranked passages that are put to the end.
    """

    meant: Query
    bands: tuple[Band, ...]
    ranking: Ranking
    folds: Folds
    last: frozenset[int] = frozenset()
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Places of passages that answer the query and were not ranked.

    ``unmatched`` of them say it in other words than the query's, and match nothing of it; ``documents`` are reports of which nothing does.
    """

    places: tuple[Listed, ...] = ()
    unmatched: int = 0
    documents: int = 0


NONE_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Search:
    """Everything one search needs; made for each request, of parts that live as long as the index."""

    catalog: Catalog
    reader: Reader
    parser: Parser
    compiler: Compiler
    suggester: Suggester
    places: PlaceNames
    first: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)  # passages that answer the query, shown first: where, by key

    def run(self, request: SearchRequest) -> SearchResult:
        """Answer a request. Raises :class:`QueryError` for a query that cannot be read."""
        begun = perf_counter()
        read = self._read(request, request.query)
        query = self._widened(read)
        found = self._find(request, query)
        beside = self._beside(request, query, found)
        totals = _totals(found, beside.unmatched)
        counted, exactness = self._occurrences(query, found)
        places = self._listed(request, found, beside)
        documents = found.ranking.documents + beside.documents
        matching = documents if request.group == "document" else sum(totals.values())
        result = SearchResult(
            query=request.query, total=sum(totals.values()), totals=totals,
            total_is="at_least" if found.ranking.missing else "exact", occurrences=counted,
            occurrences_is=exactness, took_ms=0.0, hits=self._hits(request, found, places), documents=documents,
            listed=matching - len(found.folds.shown),
            facets=found.ranking.facets, places=Named(found.ranking.facets.get("place", []), self.places), suggestion=found.suggestion,
            suggestion_shown=found.meant is not query and sum(totals.values()) > 0,
            expansions=self._expansions(found.meant), read_as=query.read_as, scope=read.scope,
            notices=(*query.notices, *_lacking(found.ranking)), terms=self._terms(query, totals),
        )  # fmt: skip
        return replace(result, took_ms=round((perf_counter() - begun) * 1000, 2))

    def rows(self, request: SearchRequest, most: int) -> Iterator[Hit]:
        """The first ``most`` places of the whole list, whatever page was asked for, read in batches: for a download.

        What is shown of a passage is all of it: nothing is cut.
        """
        whole = replace(request, offset=0, limit=most)
        query = self._widened(self._read(request, request.query))
        found = self._find(whole, query)
        places = self._listed(whole, found, self._beside(whole, query, found))
        for offset in range(0, min(most, len(places)), BATCH):
            yield from self._hits(replace(whole, offset=offset, limit=min(BATCH, most - offset)), found, places, cut=False)

    def _read(self, request: SearchRequest, text: str) -> Query:
        return self.parser.parse(text, request.scope, expand=request.expand, as_words=request.as_words)

    def _widened(self, query: Query) -> Query:
        return replace(query, scope=widened(query.scope, self.places))

    # finding --------------------------------------------------------------------------------

    def _find(self, request: SearchRequest, query: Query) -> Found:
        """The better tiers; with too few hits the loose one too; with none at all, what may have been meant."""
        found = self._ranked(request, query, self.compiler.bands(query))
        if sum(found.ranking.counts) >= ENOUGH or not query.terms:
            return found
        suggestion = None if sum(found.ranking.counts) or self.first else self.suggester.suggest(request.query, query.words)
        if suggestion:
            meant = self._widened(self._read(request, suggestion))
            bands = tuple(replace(b, tier="some") for b in self.compiler.bands(meant, self._loose(meant)))
            return replace(self._ranked(request, meant, bands), suggestion=suggestion)
        loose = self._loose(query)
        return self._ranked(request, query, self.compiler.bands(query, loose)) if loose else found

    def _answers(self, request: SearchRequest, found: Found) -> list[int]:
        """Passages that answer the query, as they are listed: by the copies that stand for them."""
        shown = found.folds.shown if request.group == "passage" else {}
        return list(dict.fromkeys(shown.get(key, key) for key in self.first))

    def _beside(self, request: SearchRequest, query: Query, found: Found) -> Beside:
        """Of the passages that answer the query those that are not among the ranked, in scope and with all that each hit has to hold."""
        ranked, documents = frozenset(found.ranking.ids), query.scope.documents
        passages = self.catalog.passages([key for key in self._answers(request, found) if key not in ranked])
        passages = [p for p in passages if not documents or p.document.document_id in documents]
        if not passages:
            return NONE_BESIDE
        scope = replace(query.scope, documents=frozenset(p.document.document_id for p in passages))
        held = [frozenset(self.reader.matching(band.match, scope)) for band in found.bands]
        wanted = frozenset(self.reader.matching(self.compiler.demands(query), scope))
        passages = [passage for passage in passages if passage.key in wanted]
        bands = [next((at for at, keys in enumerate(held) if passage.key in keys), None) for passage in passages]
        unmatched = [passage for passage, band in zip(passages, bands, strict=True) if band is None]
        alone = {p.document.document_id for p in unmatched if not self._matches(found, query.scope, p.document.document_id)}
        places = [Listed(passage.key, band, passage.document.key) for passage, band in zip(passages, bands, strict=True)]
        return Beside(tuple(places), len(unmatched), len(alone))

    def _matches(self, found: Found, scope: Scope, document: str) -> bool:
        """Whether a passage of a document matches."""
        within = replace(scope, documents=frozenset({document}))
        return any(self.reader.count(band.match, within) for band in found.bands)

    def _loose(self, query: Query) -> Match | None:
        size = self.reader.size()

        def weigh(match: Match) -> float:
            here = self.reader.count(match, query.scope)
            return log(1 + (size - here + 0.5) / (here + 0.5)) + 0.01 if here else 0.0

        return self.compiler.loose(query, weigh)

    def _ranked(self, request: SearchRequest, query: Query, bands: tuple[Band, ...]) -> Found:
        """Ranked as far as the page needs, what is folded into others not counted."""
        page, grouped = request.offset + request.limit, request.group == "document"
        numbers = longer_numbers.edge_numbers(query)
        one_each = grouped and not (numbers or self.first)
        copies = self.catalog.copy_groups()
        copied = self._copied(request, query, bands, copies.ids)
        least = COUNTED if grouped and not one_each else longer_numbers.AT_ONCE if numbers else 0
        ask = Ask(
            bands, self.compiler.score(query), query.scope, request.sort, max(least, page + (min(page, SPARE) if copied else 0)),
            by_document=one_each, foreseen=partial(foreseen, self.compiler, query, bands, None if grouped else copied),
        )  # fmt: skip
        ranking = self.reader.ask(ask)
        folds = self._folds(request, ask, ranking, copied, copies) if copied else NO_FOLDS
        while True:
            keys = ranking.document_keys if grouped else ranking.ids
            reach = len(keys) if grouped else page
            last = longer_numbers.only_inside(numbers, ranking.ids if numbers else (), self.catalog.texts, reach, folds.shown)
            shown = sum(key not in folds.shown and key not in last for key in keys)
            if len(keys) < ask.keep or shown >= page or (ask.keep >= COUNTED and not one_each):
                return Found(query, bands, ranking, folds, last)
            ask = replace(ask, keep=ask.keep * (GROWTH if numbers else 2), foreseen=nothing_foreseen)
            ranking = self.reader.ask(ask)

    def _copied(self, request: SearchRequest, query: Query, bands: tuple[Band, ...], having: frozenset[str]) -> Question | None:
        """Which of all that match may be copies of another: only the documents that have any are asked, unless they are too many."""
        named = having & query.scope.documents if query.scope.documents else having
        if not request.fold or not named:
            return None
        scope = replace(query.scope, documents=named) if len(named) <= MOST_NAMED else query.scope
        return Either(tuple(band.match for band in bands)), scope

    def _folds(self, request: SearchRequest, ask: Ask, ranking: Ranking, copied: Question, copies: CopyGroups) -> Folds:
        """Which of all that match are copies of another."""
        match, scope = copied
        if scope is ask.scope and sum(ranking.counts) > COUNTED:
            return NO_FOLDS
        if request.group == "passage":
            return fold(self.reader.matching(match, scope), copies)
        best = self.reader.ask(Ask(ask.bands, ask.score, scope, keep=len(copies.ids), facets=False, by_document=True))
        return fold(dict(zip(best.document_keys, best.ids, strict=True)), copies, "document")

    # showing --------------------------------------------------------------------------------

    def _listed(self, request: SearchRequest, found: Found, beside: Beside) -> list[Listed]:
        """The places of the list as far as they were ranked."""
        first = self._answers(request, found)
        return listed(found.ranking, request.group, found.folds, last=found.last, first=first, beside=beside.places)

    def _hits(
        self, request: SearchRequest, found: Found, places: Sequence[Listed], *, cut: bool = True
    ) -> tuple[Hit, ...]:
        page = places[request.offset : request.offset + request.limit]
        wanted = {tier: needles(found.meant, loose=tier == "some") for tier in {b.tier for b in found.bands}}
        strings = {n for found_in in wanted.values() for n in found_in} if cut else ()
        weights = self._weights(strings)
        answers = frozenset(self._answers(request, found))
        records = {p.key: p for p in self.catalog.passages([key for place in page for key in (place.key, *place.copies)])}
        hits = []
        for rank, place in enumerate(page, request.offset + 1):
            passage = records.get(place.key)
            if passage is None:  # taken out since it was ranked
                continue
            tier: Tier = "some" if place.band is None else found.bands[place.band].tier
            highlights = self.first[place.key] if place.band is None else marks(passage.text, wanted[tier])
            saying = weights if place.band is not None else {needle_of(span.of(passage.text)): 1.0 for span in highlights}
            snippet = best_snippet(passage.text, highlights, saying) if cut else Span(0, len(passage.text))
            copies = tuple(records[key] for key in place.copies if key in records)
            hits.append(
                Hit(
                    rank, passage, tier, highlights, snippet, place.last, place.key in answers,
                    place.size - 1, copies,
                )
            )  # fmt: skip
        return tuple(hits)

    def _weights(self, needles: Iterable[str]) -> dict[str, float]:
        """How much each marked string says: BM25's idf over the library, as far as the engine knows it without a search."""
        compiled = {needle: self.compiler.string(needle) for needle in needles}
        strings = {needle: string for needle, string in compiled.items() if not isinstance(string, Either)}
        held = dict(zip(strings, self.reader.at_most(list(strings.values())), strict=True))
        size = self.reader.size()
        return {needle: log(1 + (size - held.get(needle, 0) + 0.5) / (held.get(needle, 0) + 0.5)) for needle in compiled}

    def _occurrences(self, query: Query, found: Found) -> tuple[int | None, Exactness]:
        phrases = query.phrases
        if not phrases:
            return None, "exact"
        demands = self.compiler.demands(query)
        known = found.meant is query and self.compiler.node(query.root) == demands  # nothing else was asked for
        count = sum(found.ranking.counts) if known else self.reader.count(demands, query.scope)
        if count > COUNTED and self.reader.size() > SMALL:
            return count, "at_least"
        string = self.compiler.string(phrases[0].text)
        if count > READ and demands == Both((string,)) and isinstance(string, GramPhrase | GramPrefix):
            return self.reader.occurrences(string, self.compiler.reach(phrases[0].text), query.scope), "exact"
        texts = [text for _, text in self.catalog.texts(self.reader.matching(demands, query.scope, SMALL))]
        counted = sum(sum(1 for _ in occurrences(text, p.text)) for text in texts for p in phrases)
        return counted, "exact"

    def _expansions(self, query: Query) -> tuple[str, ...]:
        """The synonyms that brought something, as they are shown."""
        all_of_them = dict.fromkeys(e for term in query.terms for e in term.expansions)
        return tuple(e for e in all_of_them if self.reader.count(self.compiler.string(e), query.scope))

    def _terms(self, query: Query, totals: dict[Tier, int]) -> tuple[TermCount, ...]:
        """Which word has no hit: told only when no passage holds them all."""
        if totals["exact"] + totals["phrase"] + totals["all"]:
            return ()
        counted = {leaf.text: self.reader.count(self.compiler.node(leaf), query.scope) for leaf in leaves(query.root)}
        return tuple(TermCount(text, count) for text, count in counted.items())


def _lacking(ranking: Ranking) -> tuple[str, ...]:
    """What a reader must know of a ranking that not all of the index took part in."""
    return (f"{ranking.missing}，下面的结果不全。",) if ranking.missing else ()


def _totals(found: Found, beside: int) -> dict[Tier, int]:
    totals: dict[Tier, int] = dict.fromkeys(TIERS, 0) | {"some": beside}
    for band, count in zip(found.bands, found.ranking.counts, strict=True):
        totals[band.tier] += count
    return totals
