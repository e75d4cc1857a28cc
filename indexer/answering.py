"""A question from end to end: what it asks, where that may stand, which clause answers it, or why none does.

Nothing is generated: an answer is a span of a passage, or there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

from corpus import Catalog, DocumentRecord, PassageRecord, Scope, Span, prefix_of, search_form
from indexer.answers.clauses import Material
from indexer.answers.composing import Composed, Inquiry, composed, explained, spot_answer
from indexer.answers.fronts import attested, front_facts
from indexer.answers.lists import bare_heading, headings
from indexer.answers.questions import read_question, relative_year, stripped
from indexer.answers.spans import Spot
from indexer.answers.weighing import Weighed, weighed
from indexer.engines.base import Reader
from indexer.figures.store import FigureStore
from indexer.model.answer import Answer, AskResult, Question
from indexer.model.matching import Ask, Band, Both, Either, Match, ScoreTerm
from indexer.model.quantity import Figure
from indexer.model.query import ReadAs, Term
from indexer.quantities.units import in_base, unit_at
from indexer.queries.compiling import Compiler
from indexer.queries.narrowing import narrow
from indexer.queries.reading_scope import Reader as ScopeReader
from indexer.queries.reading_scope import read_scope_words

LOOKED_AT = 60  # passages looked at for one question
LONG = 2  # characters from which on a word that stands nowhere is looked at in parts
MOST_CUTS = 16  # characters of a term among which a quotation mark is looked for
MOST_REPORTS = 40  # reports whose front matter or outline is looked at
OWN_LEVEL = {0: "country", 2: "province", 4: "city", 6: "county"}  # by the digits of a place's code that are its own
NO_QUESTION = "没有读出要问什么，请写成一个问题，例如 2019年地区生产总值增长多少？"
SEVERAL = "一次请只问一个问题；这里有 {n} 个。"
NOTHING_HERE = "所选范围内没有报告，请放宽筛选条件。"
NO_YEAR = "库中没有讲到{year}年的报告；有{held}年的报告。"
NOT_SAID = "报告中没有给出这个答案；下面是最接近的段落。"
NOT_MENTIONED = "报告中没有提到“{word}”。"
OTHER_YEAR = "报告没有给出{year}年的数字；有{other}。"
NO_FRONT = "报告的题名、会议、报告人几行里没有写明。"


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything one question needs; made for each request, of parts that live as long as the index."""

    catalog: Catalog
    reader: Reader
    figures: FigureStore
    compiler: Compiler
    scopes: ScopeReader
    terms_of: Callable[[str], list[Term]]
    segment: Callable[[str], list[Span]]
    widen: Callable[[Scope], Scope]

    def run(self, text: str, scope: Scope) -> AskResult:
        """Answer a question within a scope, or say why not."""
        empty = AskResult(text, scope=scope)
        several = _questions(text)
        if several > 1:
            return replace(empty, reason=SEVERAL.format(n=several))
        words, narrowed, read_as = self._placed(text, scope)
        question = read_question(search_form(words), _unit_at, self.segment)
        if question is None:
            return replace(empty, reason=NO_QUESTION)
        if not self.reader.holds(self.widen(narrowed)):
            return replace(empty, scope=narrowed, read_as=read_as, reason=NOTHING_HERE)
        question, within, missing = self._timed(question, narrowed)
        read_as = replace(read_as, years=tuple((y, f"{y}年") for y in question.years or filter(None, [question.report_year])))
        result = replace(empty, scope=narrowed, read_as=read_as)
        if missing:
            return replace(result, reason=missing)
        found = self._answered(result, question, within)
        if found.answers or within == narrowed or question.kind != "number" or question.report_year is not None:
            return found
        far = self._answered(result, question, narrowed)  # a goal for 1997 may stand in the report of 1993
        return far if far.answers else found

    # scope ------------------------------------------------------------------------------------

    def _placed(self, text: str, scope: Scope) -> tuple[str, Scope, ReadAs]:
        """The question without the places that became filters; its years are another matter."""
        left, narrowed, read_as = read_scope_words([text], scope, self.scopes, frozenset({"year"}), alone=False)
        own = narrow(narrowed, Scope(levels=frozenset(OWN_LEVEL[len(prefix_of(code))] for code, _ in read_as.places)))
        if read_as.places and self.reader.holds(self.widen(own)):
            narrowed = own  # 保定市 in a question means the city; its counties speak for themselves
        return "".join(left[0]), narrowed, read_as

    def _timed(self, question: Question, scope: Scope) -> tuple[Question, Scope, str | None]:
        """Which reports may answer: a result of 2019 stands in the report of 2020, a target in that of 2019."""
        held = self._years(scope)
        if question.report_year is not None:
            if question.report_year not in held:
                return question, scope, self._no_year(question.report_year, held)
            return question, narrow(scope, Scope(years=frozenset({question.report_year}))), None
        if question.period and re.fullmatch(r"\d{4}-\d{4}", question.period):
            return question, self._of_period(question.period, scope, held), None
        if not question.years:
            latest = max(held, default=None)
            relative = relative_year(question.text, latest) if latest is not None else None
            if relative is None or latest is None:
                return question, scope, None
            spoken = replace(question, years=(relative,), wanted="result" if relative < latest else question.wanted and "target")
            return spoken, narrow(scope, Scope(years=frozenset({latest}))), None
        return self._spoken_of(question, scope, held)

    @staticmethod
    def _of_period(period: str, scope: Scope, held: Sequence[int]) -> Scope:
        """The reports that look back on several years, or set out for them."""
        first, last = (int(year) for year in period.split("-"))
        near = {first - 1, first, last, last + 1} & set(held)
        return narrow(scope, Scope(years=frozenset(near))) if near and len(held) > 3 else scope

    def _spoken_of(self, question: Question, scope: Scope, held: Sequence[int]) -> tuple[Question, Scope, str | None]:
        wanted = {y + step for y in question.years for step in ((0,) if question.wanted == "target" else (0, 1))}
        near = wanted & set(held)
        if near:
            return question, narrow(scope, Scope(years=frozenset(near))) if len(held) > 3 else scope, None
        if any(self._names_year(year, scope) for year in question.years):
            return question, scope, None
        return question, scope, self._no_year(question.years[0], held)

    def _names_year(self, year: int, scope: Scope) -> bool:
        chinese = "".join("零一二三四五六七八九"[int(d)] for d in str(year))
        strings = Either(tuple(self.compiler.string(f"{y}年") for y in (str(year), chinese)))
        return self.reader.count(strings, self.widen(scope)) > 0

    def _years(self, scope: Scope) -> list[int]:
        """The years of the reports in scope."""
        return self.catalog.years(self.widen(scope))

    @staticmethod
    def _no_year(year: int, held: Sequence[int]) -> str:
        return NO_YEAR.format(year=year, held="、".join(map(str, sorted(held)[:6])) + ("等" if len(held) > 6 else ""))

    # finding ----------------------------------------------------------------------------------

    def _answered(self, result: AskResult, question: Question, scope: Scope) -> AskResult:
        if question.kind == "front":
            return self._front(result, question, scope)
        terms = self._weighed(question, scope)
        if not terms:
            return replace(result, reason=NO_QUESTION)
        found = self._composed(question, terms, scope)
        if found.answers:
            return replace(result, answers=found.answers, also=found.also, evidence=tuple(a.evidence for a in found.answers))
        return replace(result, reason=self._reason(question, terms, found, scope), evidence=found.near)

    def _composed(self, question: Question, terms: Sequence[Weighed], scope: Scope) -> Composed:
        if question.term:
            found = explained(Inquiry(question, tuple(terms), tuple(self._explaining(question.term, scope)), self.segment, _base))
            if found.answers or question.kind == "definition":
                return found
        materials = self._materials(question, terms, scope)
        inquiry = Inquiry(question, tuple(terms), tuple(materials), self.segment, _base)
        if question.kind == "list" and question.count:
            listed = self._headed(question, terms, materials)
            if listed:
                return Composed(listed)
        if len(question.years) > 1 and question.kind == "number":
            each = [composed(replace(inquiry, question=replace(question, years=(year,)))) for year in question.years]
            if all(one.answers for one in each):
                return Composed(tuple(a for one in each for a in one.answers[:1]))
        return composed(inquiry)

    def _weighed(self, question: Question, scope: Scope) -> list[Weighed]:
        size, found = self.reader.size(), dict[str, Weighed]()
        of_kind = {question.what, question.head} if question.kind == "name" else set()
        for part in dict.fromkeys(
            (question.before.removesuffix(question.what), question.what, question.head, question.after)
        ):
            for term in (self.terms_of if part in of_kind else self._terms)(part) if part else ():
                here = self.reader.count(
                    self.compiler.term(term), self.widen(scope) if part == question.what else Scope()
                )
                idf = log(1 + (size - here + 0.5) / (here + 0.5))
                found.setdefault(term.text, weighed(term, idf, not here, kind=part in of_kind))
        return list(found.values())

    def _terms(self, words: str) -> list[Term]:
        """The terms of some words; of one that stands nowhere those parts of it that do: 京雄农谷|总投资."""
        found: list[Term] = []
        for term in self.terms_of(words):
            absent = len(term.text) > LONG and not self.reader.count(self.compiler.term(term), Scope())
            known = [word for word in term.looser if 2 * len(word) >= len(term.text)]  # 制氢 of 加制氢
            parts = (known or self._standing(term.text)) if absent else []
            found += [t for part in parts for t in self.terms_of(part)] or [term]
        return found

    def _standing(self, word: str) -> list[str]:
        """The longest strings of a word, from the left, that stand in the library; single characters between them fall out."""
        parts, at = list[str](), 0
        while at < len(word):
            ends = range(len(word), at + 1, -1)
            end = next((e for e in ends if self.reader.count(self.compiler.string(word[at:e]), Scope())), None)
            parts += [word[at:end]] if end else []
            at = end or at + 1
        return parts

    def _materials(self, question: Question, terms: Sequence[Weighed], scope: Scope) -> list[Material]:
        strings = [s for t in terms for s in (t.whole, *t.parts, *t.loose, *t.synonyms) if len(s) > 1]
        match = Either(tuple(self.compiler.string(s) for s in dict.fromkeys(strings)))
        score = tuple(ScoreTerm("words", s, t.weight) for t in terms for s in dict.fromkeys((t.whole, *t.parts, *t.loose, *t.synonyms)))
        ids = self.reader.ask(Ask((Band("some", match),), score, self.widen(scope), keep=LOOKED_AT, facets=False)).ids
        passages = self.catalog.passages(ids)
        by_key: dict[int, list[Figure]] = {}
        for found in self.figures.of_passages(ids) if ids else ():
            by_key.setdefault(found.passage_key, []).append(found.figure)
        return [Material(p, by_key.get(p.key, [])) for p in passages if p.kind in ("body", "note")]

    def _explaining(self, term: str, scope: Scope) -> list[Material]:
        """Passages that may say what a term means: notes with its words, in whatever quotation marks, and passages with all of it."""
        words = [p for t in self.terms_of(term) for p in t.pieces or (t.text,)] or [term]
        whole = self._strings(re.findall(r"\w+", term))
        halves = [self._strings((term[:at], term[at:])) for at in range(2, min(len(term), MOST_CUTS) - 1)]  # “瞪羚”企业
        score = tuple(ScoreTerm(field, w, 1.0) for w in words for field in ("words", "subject"))
        loose = Either((self._strings(words), *halves))
        bands = (Band("exact", whole, body=False), Band("all", loose, body=False), Band("some", whole))
        ids = self.reader.ask(Ask(bands, score, self.widen(scope), keep=LOOKED_AT, facets=False)).ids
        return [Material(p, ()) for p in self.catalog.passages(ids)]

    def _strings(self, strings: Iterable[str]) -> Match:
        return Both(tuple(self.compiler.string(s) for s in strings))

    def _headed(self, question: Question, terms: Sequence[Weighed], materials: Sequence[Material]) -> tuple[Answer, ...]:
        """The headings of a section as a list: 分哪四个方面."""
        documents = list({m.passage.document.document_id: m.passage.document for m in materials}.values())[:MOST_REPORTS]
        ranked = sorted(headings(question, terms, documents), key=lambda h: -h[0])
        if not ranked or ranked[0][0] < 0.5:
            return ()
        _, document, sections = ranked[0]
        passages = self.catalog.document_passages(document)
        spots = [_heading_spot(section.text, passages) for section in sections]
        return tuple(spot_answer(_without_common(s, question)) for s in spots if s) if all(spots) else ()

    def _front(self, result: AskResult, question: Question, scope: Scope) -> AskResult:
        if question.years and question.report_year is None:
            scope = narrow(scope, Scope(years=frozenset(question.years)))
        for document in sorted(self.catalog.documents(self.widen(scope), limit=MOST_REPORTS), key=lambda d: (-(d.year or 0), d.state != "report")):
            found = self._front_of(document, question)
            if found:
                answer = replace(spot_answer(found[0]), label=None)
                return replace(result, answers=(answer,), evidence=(answer.evidence,))
        return replace(result, reason=NO_FRONT)

    def _front_of(self, document: DocumentRecord, question: Question) -> list[Spot]:
        passages = self.catalog.document_passages(document)[:30]
        if document.state == "resolution":
            return attested(question.topic, passages)
        return front_facts(question.topic, [p for p in passages if p.kind == "front" or p.number <= 2]) if document.state == "report" else []

    # refusing ---------------------------------------------------------------------------------

    def _reason(self, question: Question, terms: Sequence[Weighed], found: Composed, scope: Scope) -> str:
        heavy = sorted(terms, key=lambda t: -t.weight)
        for term in heavy[:2]:
            if not self.reader.count(_either(self.compiler, (term.whole, *term.synonyms)), self.widen(scope)) and len(term.whole) > 1:
                return NOT_MENTIONED.format(word=term.whole)
        if question.years and question.kind == "number":
            other = composed(Inquiry(replace(question, years=()), tuple(terms), tuple(self._materials(question, terms, scope)), self.segment, _base))
            label = other.answers[0].label if other.answers else None
            if label:
                return OTHER_YEAR.format(year=question.years[0], other=f"{label}（{other.answers[0].text}）")
        return NOT_SAID


def _questions(text: str) -> int:
    """How many questions a text holds."""
    pieces = [p for line in text.splitlines() for p in line.replace("?", "？").split("？")]
    return len([p for p in pieces if len(stripped(search_form(p))) > 3])


def _unit_at(form: str, at: int) -> tuple[str, str, str] | None:
    if form[at : at + 1] == "年" and form[at : at + 2] != "年度":
        return "年", "年", "time"  # 多少年 asks for a duration
    unit = unit_at(form, at)
    return None if unit is None or unit.dimension in ("date", "ordinal") else (unit.name, unit.base, unit.dimension)


def _base(figure: Figure) -> str:
    quantity = figure.quantity
    return in_base(quantity.value, quantity.unit, quantity.dimension)[1]


def _either(compiler: Compiler, strings: Iterable[str]) -> Match:
    return Either(tuple(compiler.string(s) for s in strings))


def _heading_spot(text: str, passages: Sequence[PassageRecord]) -> Spot | None:
    """The span of a heading, without its number, in the passage that it opens or is."""
    for passage in passages:
        if passage.text.startswith(text):
            inner = bare_heading(search_form(text))
            return Spot(Material(passage, ()), Span(0, len(text)), inner, 1.0)
    return None


def _without_common(spot: Spot, question: Question) -> Spot:
    """着力抓哪六个方面: the 着力 with which every heading begins is the question's."""
    words = spot.span.of(spot.material.form)
    if words[:2] in question.text and words[:2] in ("着力", "突出", "聚焦", "强化", "狠抓", "做好"):
        return Spot(spot.material, spot.sentence, Span(spot.span.start + 2, spot.span.end), spot.score)
    return spot
