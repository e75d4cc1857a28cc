"""A library in memory, with real sentences: what the pages need, and states the shipped report cannot bring about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from indexer import (
    Answer,
    AskResult,
    CheckedQuote,
    Difference,
    DraftCheck,
    Evidence,
    Hit,
    NoIndex,
    PassageRecord,
    QuoteMatch,
    Scope,
    SearchRequest,
    SearchResult,
    Span,
    Suggestion,
    TermCount,
    Verification,
)
from indexer.queries.parser import check
from tests.webapp.fake_counting import FakeCounting
from tests.webapp.fake_figures import FakeFigures
from tests.webapp.records import (
    codes_of,
    holds,
    passages_of,
    places_of_words,
)


class FakeLibrary(FakeFigures, FakeCounting):
    """Answers as :class:`indexer.Library` does, looking for words as they stand."""

    def search(self, request: SearchRequest) -> SearchResult:
        self.asked.append(request)
        if self.fails:
            raise self.fails
        if not self.ready:
            raise NoIndex("库中还没有报告。请运行 yiju index。")
        words = [w.strip('"“”') for w in request.query.split()]
        anywhere = [p for r in self.records for p in passages_of(r) if all(w in p.text for w in words)]
        found = [p for p in anywhere if holds(request.scope, p.document)]
        shown = found[request.offset : request.offset + request.limit]
        hits = tuple(self._hit(request.offset + i, p, words) for i, p in enumerate(shown, 1))
        result = SearchResult(
            query=request.query,
            total=len(found),
            total_is="exact",
            totals={"exact": len(found), "phrase": 0, "all": 0, "some": 0},
            occurrences=None,
            occurrences_is="exact",
            took_ms=1.5,
            hits=hits,
            documents=len({p.document.key for p in found}),
            facets=self._facets(anywhere),
            places={c: n for r in self.records if r.place for c, n in codes_of(r.place)},
            scope=request.scope,
            listed=len(found),
            terms=() if found else tuple(TermCount(w, self._holding(w)) for w in words),
        )
        listed = {"listed": self.override["total"]} if "total" in self.override else {}
        return replace(result, **(listed | self.override))  # type: ignore[arg-type]

    def search_rows(self, request: SearchRequest, most: int) -> Iterator[Hit]:
        yield from self.search(replace(request, offset=0, limit=most)).hits

    def suggest(self, text: str, limit: int = 8) -> list[Suggestion]:
        if not self.ready:
            raise NoIndex("库中还没有报告。请运行 yiju index。")
        words: tuple[tuple[str, Literal["热词", "指标", "地区"]], ...] = (("老旧小区", "热词"), ("老旧小区改造", "指标"), ("管城回族区", "地区"))
        return [Suggestion(word, group) for word, group in words if text and word.startswith(text)][:limit]

    @staticmethod
    def is_question(query: str) -> bool:
        return query.endswith("？")

    def ask(self, question: str, scope: Scope) -> AskResult:
        check(question)
        held = [p for r in self._in(scope) for p in passages_of(r) if question[:2] in p.text]
        near = tuple(Evidence(Hit(1, p, "some", (), Span(0, min(200, len(p.text)))), Span(0, len(p.text))) for p in held[:3])
        if not held or not question.endswith("？"):
            return AskResult(question, evidence=near, reason="报告中没有给出这个答案；下面是最接近的段落。", scope=scope)
        span = Span(0, min(4, len(held[0].text)))
        given = Answer(span.of(held[0].text), "2019年实绩", "result", replace(near[0], answer_span=span))
        return AskResult(question, (given,), (replace(given, kind="target", label="2020年目标"),), (given.evidence,), scope=scope)

    def verify(self, quote: str, scope: Scope) -> Verification:
        check(quote)
        found = [p for r in self._in(scope) for p in passages_of(r) if quote in p.text]
        if not found:
            return Verification(quote, "not_found")
        at = found[0].text.index(quote)
        span = Span(at, at + len(quote))
        changed = (Difference("digit", (0, 1), (at, at + 1)), Difference("width", (1, 2), (at + 1, at + 2), True))
        match = QuoteMatch(Hit(1, found[0], "exact", (span,), span), span, (0, len(quote)), changed)
        return Verification(quote, "altered", (match,))

    def check(self, text: str, scope: Scope) -> DraftCheck:
        check(text)
        return DraftCheck(text, (CheckedQuote(Span(0, 4), self.verify(text[:4], scope)),), ())

    def highlights(self, query: str, passages: Sequence[PassageRecord]) -> list[tuple[Span, ...]]:
        if self.fails:
            raise self.fails
        return [places_of_words(p.text, query.split()) for p in passages]

    def _holding(self, word: str) -> int:
        return sum(word in p.text for r in self.records for p in passages_of(r))

    def _hit(self, rank: int, passage: PassageRecord, words: list[str]) -> Hit:
        hit = Hit(rank, passage, "exact", places_of_words(passage.text, words), Span(0, min(len(passage.text), 60)))
        return replace(hit, **self.hits)  # type: ignore[arg-type]
