"""The library: everything one can do with a collection of reports, each in a few lines of composition."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from corpus import (
    Catalog,
    Gazetteer,
    PassageRecord,
    Scope,
    Span,
    YijuError,
    search_form,
)
from indexer.analysis.word_lists import shape_neighbours, synonyms
from indexer.derived.analyzers import analyzer_with
from indexer.derived.generation import Generation
from indexer.derived.sealing import SealedFiles
from indexer.derived.store import DerivedStore
from indexer.engines import engine_name
from indexer.engines.base import Reader
from indexer.engines.outgrowing import outgrown
from indexer.figures.store import FigureStore
from indexer.finding.concordancing import Concordancing, Places
from indexer.finding.highlighting import marks, needles
from indexer.finding.remembering import Remembered
from indexer.finding.searching import Search, widened
from indexer.finding.trending import Tallies, Trending
from indexer.folders import default_folder, make_folder
from indexer.model.answer import AskResult
from indexer.model.concordance import Concordance, ConcordanceLine, ConcordanceRequest
from indexer.model.errors import NoIndex
from indexer.model.figure_query import FigureFilter, FigureSort
from indexer.model.hit import FigureHit, FigureResult, FigureTable, Hit, SearchResult
from indexer.model.indicator import IndicatorCount, IndicatorRequest, IndicatorResult
from indexer.model.matching import Either
from indexer.model.quantity import Quantity
from indexer.model.query import DEFAULT_LIMIT
from indexer.model.quotation import DraftCheck, Verification
from indexer.model.request import SearchRequest
from indexer.model.status import LibraryStatus
from indexer.model.suggestion import Suggestion
from indexer.model.trend import Trend, TrendRequest
from indexer.queries.compiling import Compiler
from indexer.queries.parser import Parser, check
from indexer.queries.reading_scope import Reader as ScopeReader
from indexer.queries.reading_scope import read_scope_words
from indexer.queries.wording import terms_of
from indexer.reception import Reception
from indexer.suggesting.correcting import Suggester

if TYPE_CHECKING:
    from indexer.figuring.indicating import IndicatorSearch
    from indexer.figuring.looking_up import FigureSearch
    from indexer.figuring.tables import FigureTables
    from indexer.proving.verifying import Verifier

CATALOG = "catalog.sqlite"
ANY_FIGURE = FigureFilter()
LONGEST_NAME = 30  # characters of an indicator with its years and places
KEPT_SEARCHES = 200  # pages of results, some 30 KB each
KEPT = 32  # concordances and tallies remembered for the next page or the next view of them
GARBAGE = 20_000  # objects made before the collector looks for garbage: a request makes thousands, and they go by themselves


class Library(Reception):
    """One library folder: catalog and derived store. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        writable = make_folder(folder)
        catalog, seals = Catalog(folder / CATALOG, read_only=not writable), SealedFiles()
        self._analyzer = analyzer_with(folder / "cache" if writable else None, seals)
        derived = DerivedStore(folder / "derived", catalog, self._analyzer, seals)
        super().__init__(folder, catalog, Gazetteer.load(), derived, writable=writable)
        self._compiler = Compiler(self._analyzer)
        self._concordances: Remembered[Places] = Remembered(KEPT)
        self._tallies: Remembered[Tallies] = Remembered(KEPT)
        self._results: Remembered[SearchResult] = Remembered(KEPT_SEARCHES)

    @classmethod
    def open(cls, folder: Path | None = None, *, create: bool = True) -> Library:
        """Open a library; if there is none, make an empty one, or raise :class:`NoIndex` where none should be made.

        Raises :class:`LibraryError` where the folder cannot be used.
        """
        chosen = folder or default_folder()
        if not create and not (chosen / CATALOG).exists():
            raise NoIndex(f"{chosen} 中没有库，请先运行 yiju index，或用 --library 指定库文件夹。")
        return cls(chosen)

    def close(self) -> None:
        """Let go of files."""
        self._derived.close()
        self._catalog.close()

    def warm(self) -> None:
        """Do now what the first queries would have to wait for: the dictionary, the ranker, the sounds of words, the history of
        places. For a process that serves from now on."""
        self._analyzer.load()
        self._places.codes("110000")  # reads the history of codes
        with suppress(YijuError):
            self.search(SearchRequest("政府工作报告"))
            generation, reader = self._derived.reading()
            generation.vocabulary.bring_up(reader)
        with suppress(YijuError):
            self.suggest("政府")
        gc.collect()
        gc.freeze()  # what is loaded now stays: the collector need not look through it again in the midst of a request
        gc.set_threshold(GARBAGE)

    # finding --------------------------------------------------------------------------------

    def search(self, request: SearchRequest) -> SearchResult:
        """Ranked passages. Raises :class:`QueryError` for a query that cannot be read, :class:`NoIndex` before indexing."""
        begun, search = perf_counter(), self._search()
        name = (search.reader.state, request)
        known = self._results.get(name)
        if known is not None:
            return replace(known, took_ms=round((perf_counter() - begun) * 1000, 2))
        result = replace(search, first=self._answering(request)).run(request)
        whole = result.total_is == "exact"  # else a part of the index was away, and may be back with the next request
        return self._results.put(name, result) if whole and request.limit <= DEFAULT_LIMIT else result

    def search_rows(self, request: SearchRequest, most: int) -> Iterator[Hit]:
        """The hits of a search from the first, at most so many, one after another: for a download."""
        return replace(self._search(), first=self._answering(request)).rows(request, most)

    def _answering(self, request: SearchRequest) -> dict[int, tuple[Span, ...]]:
        """Where the answer stands, if the query is a question: spans by passage, the best first."""
        if request.sort != "relevance" or not self.is_question(request.query):
            return {}
        found: dict[int, list[Span]] = {}
        for evidence in (answer.evidence for answer in self.ask(request.query, request.scope).answers):
            spans, span = found.setdefault(evidence.hit.passage.key, []), evidence.answer_span
            if span and not any(span.overlaps(other) for other in spans):
                spans.append(span)
        return {key: tuple(sorted(spans)) for key, spans in found.items()}

    def suggest(self, text: str, limit: int = 8) -> list[Suggestion]:
        """What the query being typed may become: by prefix, by sound and by initials. Raises :class:`NoIndex`."""
        generation, reader = self._derived.reading()
        generation.suggestions.bring_up(reader, self._catalog.documents, self._counter(reader))
        return generation.suggestions.offered(text, limit)

    def highlights(self, query: str, passages: Sequence[PassageRecord]) -> list[tuple[Span, ...]]:
        """Where the strings of a query stand in each of these passages."""
        wanted = needles(self._search().parser.parse(query, Scope()))
        return [marks(passage.text, wanted) for passage in passages]

    def figure(
        self, query: str, scope: Scope, *, limit: int = DEFAULT_LIMIT, offset: int = 0, only: FigureFilter = ANY_FIGURE,
        as_words: frozenset[str] = frozenset(),
    ) -> FigureResult:  # fmt: skip
        """The paragraphs that state a figure, typed in any spelling. Raises :class:`QueryError` for a query that is empty or too
        long, or whose numbers have no value.
        """
        check(query)
        return self._figure_search().run(query, widened(scope, self._places), only, as_words, limit, offset)

    def _figure_search(self) -> FigureSearch:
        from indexer.figuring.looking_up import FigureSearch
        from indexer.figuring.tables import Names

        figures = self._derived.current().figures
        return FigureSearch(
            figures, self._catalog, lambda word: terms_of(word, self._analyzer, synonyms()),
            lambda words, kept: read_scope_words(words, Scope(), self._figure_scopes(figures), kept, alone=False),
            Names(self._catalog, self._places),
        )  # fmt: skip

    def figures(
        self, scope: Scope, only: FigureFilter = ANY_FIGURE, *, sort: FigureSort = "order", limit: int = DEFAULT_LIMIT,
        offset: int = 0,
    ) -> FigureTable:  # fmt: skip
        """A page of all figures of the reports in scope. Raises :class:`NoIndex` before indexing."""
        return self._figure_tables().page(widened(scope, self._places), only, sort, limit, offset)

    def figure_rows(self, scope: Scope, only: FigureFilter, sort: FigureSort, most: int) -> Iterator[FigureHit]:
        """The figures of the reports in scope one after another, at most so many: for a download."""
        return self._figure_tables().rows(widened(scope, self._places), only, sort, most)

    def figures_in(self, passage: PassageRecord) -> tuple[FigureHit, ...]:
        """The figures of one passage, in order. Raises :class:`NoIndex`."""
        return self._figure_tables().of_passage(passage)

    def counterpart(self, hit: FigureHit) -> FigureHit | None:
        """What the same report sets against a figure: the target beside a result, the result beside a target."""
        return self._figure_tables().counterpart(hit)

    def indicator(self, asked: IndicatorRequest) -> IndicatorResult:
        """An indicator over years and places. Raises :class:`QueryError` for a name that is empty or too long, or where too many
        reports state it.
        """
        check(asked.query)
        return self._indicators().run(replace(asked, scope=widened(asked.scope, self._places)))

    def names_indicator(self, query: str) -> bool:
        """Whether a query is the name of a known indicator (2020年郑州市GDP增速), rather than words to look for."""
        return len(query) <= LONGEST_NAME and self._indicators().knows(query)

    def indicator_places(self, asked: IndicatorRequest) -> tuple[IndicatorCount, ...]:
        """The places that state an indicator, with how often; those that state it most first."""
        return self._indicators().places_of(replace(asked, scope=widened(asked.scope, self._places)))

    def indicators(self, scope: Scope) -> tuple[IndicatorCount, ...]:
        """The indicators that the reports in scope state, with how often."""
        return self._indicators().counts(widened(scope, self._places))

    def _indicators(self) -> IndicatorSearch:
        from indexer.figuring.indicating import IndicatorSearch

        figures = self._derived.current().figures
        return IndicatorSearch(
            figures, self._catalog, self._places,
            lambda words, kept: read_scope_words(words, Scope(), self._figure_scopes(figures), kept, alone=False),
        )  # fmt: skip

    def _figure_tables(self) -> FigureTables:
        from indexer.figuring.tables import FigureTables, Names

        return FigureTables(self._derived.current().figures, self._catalog, Names(self._catalog, self._places))

    def _figure_scopes(self, figures: FigureStore) -> ScopeReader:
        """Reads years and places beside a figure. Any year is one, held or not: the figure of another year is no hit."""

        def holds(scope: Scope) -> bool:
            return figures.holds(replace(widened(scope, self._places), years=frozenset()))

        return ScopeReader(self._places, holds, lambda text: self._counter(self._derived.reading()[1])(text) > 0)

    def ask(self, question: str, scope: Scope) -> AskResult:
        """Verbatim answers with their evidence, or a reason why there is none. Raises :class:`QueryError` like a search."""
        from indexer.answering import Asking
        from indexer.answers.questions import spoken

        asked = {**spoken(), **{word: (*said, *spoken().get(word, ())) for word, said in synonyms().items()}}
        check(question)
        generation, reader = self._derived.reading()
        return Asking(
            self._catalog, reader, generation.figures, self._compiler, self._scope_reader(reader, self._counter(reader)),
            lambda word: terms_of(word, self._analyzer, asked), lambda text: self._analyzer.segment(search_form(text)),
            lambda scope: widened(scope, self._places),
        ).run(question, scope)  # fmt: skip

    def verify(self, quote: str, scope: Scope) -> Verification:
        """Whether a quotation is exact, and if not, what differs. Raises :class:`QueryError` for one that is too short or too long."""
        return self._verifier().run(quote, widened(scope, self._places))

    def check(self, text: str, scope: Scope) -> DraftCheck:
        """Every quotation and every figure of a draft against the reports. Raises :class:`QueryError` for an empty or too long one."""
        from indexer.proving.checking import MOST_OF_ONE, DraftChecker

        verifier, figures, wide = self._verifier(), self._figure_search(), widened(scope, self._places)
        return DraftChecker(
            verifier.run, lambda figure, where: figures.first(figure, where, frozenset({"year", "place"}), MOST_OF_ONE),
            lambda where, only: tuple(self._figure_tables().rows(where, only, "order", MOST_OF_ONE)),
        ).run(text, wide)

    def _verifier(self) -> Verifier:
        from indexer.proving.verifying import Verifier
        from indexer.quantities.units import units

        reader = self._derived.reading()[1]
        return Verifier(self._catalog, reader, self._compiler, lambda text: text in units())

    def concordance(self, request: ConcordanceRequest) -> Concordance:
        """Every place of a string with its context, a page of them. Raises :class:`QueryError` like a search."""
        return self._concordancing().run(request)

    def concordance_rows(self, request: ConcordanceRequest, most: int) -> Iterator[ConcordanceLine]:
        """The lines of a concordance one after another, at most so many: for a download."""
        return self._concordancing().rows(request, most)

    def _concordancing(self) -> Concordancing:
        reader = self._derived.reading()[1]
        parser = self._parser(reader, self._counter(reader))
        return Concordancing(self._catalog, reader, parser, self._compiler, self._places, self._concordances)

    def trend(self, request: TrendRequest) -> Trend:
        """How often words stand in the reports of each year and place. Raises :class:`QueryError` for what is no list of words."""
        reader = self._derived.reading()[1]
        parser = self._parser(reader, self._counter(reader))
        return Trending(self._catalog, reader, parser, self._compiler, self._places, self._tallies).run(request)

    @staticmethod
    def is_question(query: str) -> bool:
        """Whether a query asks something, rather than names words to look for."""
        from indexer.answers.questions import looks_like_a_question

        return looks_like_a_question(search_form(query))

    @staticmethod
    def extract(text: str) -> list[Quantity]:
        """Every figure of any text; spans count in its characters. Nothing is looked up or stored."""
        from indexer.quantities.extraction import extract

        return extract(text)

    def _search(self) -> Search:
        generation, reader = self._derived.reading()
        count = self._counter(reader)
        return Search(
            self._catalog, reader, self._parser(reader, count), self._compiler,
            Suggester(generation.vocabulary, reader, shape_neighbours(), self._counts(reader)), self._places,
        )  # fmt: skip

    def _counter(self, reader: Reader) -> Callable[[str], int]:
        return lambda text: reader.count(self._compiler.string(text), Scope())

    def _counts(self, reader: Reader) -> Callable[[Sequence[str]], list[int]]:
        """For many strings, most of which stand nowhere: they are told apart together, and only the others are counted."""

        def counts(texts: Sequence[str]) -> list[int]:
            strings = [self._compiler.string(text) for text in texts]
            asked = [string for string in strings if not isinstance(string, Either)]
            somewhere = {string for string, most in zip(asked, reader.at_most(asked), strict=True) if most}
            return [reader.count(string, Scope()) if string in somewhere else 0 for string in strings]

        return counts

    def _parser(self, reader: Reader, count: Callable[[str], int]) -> Parser:
        return Parser(self._analyzer, synonyms(), self._scope_reader(reader, count), self._places)

    def _scope_reader(self, reader: Reader, count: Callable[[str], int]) -> ScopeReader:
        def holds(scope: Scope) -> bool:
            return reader.holds(widened(scope, self._places))

        return ScopeReader(self._places, holds, lambda text: count(text) > 0)

    # telling ------------------------------------------------------------------------------

    def words_are_read_by(self) -> str:
        """What reads the words of passages when an index is built, in a sentence."""
        return self._analyzer.accelerate()

    def status(self) -> LibraryStatus:
        """What is in the library, and whether it can be searched."""
        counts, choice = self._catalog.counts(), self._derived.engine_choice()
        generation: Generation | None = None
        problem: str | None = None
        try:
            generation, _ = self._derived.reading()
            generation.figures.check()
            waiting = len(self._catalog.pending(generation.name)) + len(self._catalog.removed())
            if waiting:
                problem = f"有 {waiting} 份报告的改动还没有编入索引，请运行 yiju index。"
        except YijuError as error:
            problem = str(error)
        return LibraryStatus(
            self.path, problem is None, counts.documents, counts.passages, counts.characters, counts.years,
            engine_name(choice), generation.name if generation else None, problem, choice, outgrown(engine_name(choice), counts.passages),
        )  # fmt: skip

    def about_engine(self) -> str:
        """The engine with its version, and how it fares; asks a cluster."""
        try:
            return self._derived.current().engine.about()
        except YijuError as error:
            return str(error)
