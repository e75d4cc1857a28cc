"""A library in memory, with real sentences: what the pages need, and states the shipped report cannot bring about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from indexer import (
    PARTS,
    Answer,
    AskResult,
    CheckedQuote,
    Collected,
    Concordance,
    ConcordanceLine,
    ConcordanceRequest,
    Difference,
    DocumentFacts,
    DocumentRecord,
    DraftCheck,
    Evidence,
    Examined,
    Excerpt,
    FigureFilter,
    FigureGroup,
    FigureHit,
    FigureResult,
    FigureTable,
    Held,
    Hit,
    IndicatorCount,
    IndicatorRequest,
    IndicatorResult,
    Library,
    LibraryStatus,
    NoIndex,
    NotFound,
    Outcome,
    PassageRecord,
    Place,
    Prepared,
    QuoteMatch,
    ReadAs,
    Region,
    Resolution,
    Scope,
    SearchRequest,
    SearchResult,
    Section,
    Series,
    Source,
    Span,
    Suggestion,
    TermCount,
    Trend,
    TrendCount,
    TrendRequest,
    Verification,
)
from indexer.figuring.indicating import point_of
from indexer.proving.collecting import collect
from indexer.quantities.labelling import Context, label
from indexer.quantities.measures import read_name
from indexer.queries.parser import check
from indexer.series.choosing import sort_out
from indexer.series.comparing import compared

GUANCHENG = Place("410104", "管城回族区", "county", ("河南省", "郑州市", "管城回族区"))
NATION = Place("100000", "全国", "country")
SOURCE = Source(
    file="000_413c328c574a2674.txt",
    sha256="27035b30c2203a538e71e80d8464348b33250555354ba450d05aae53f78281350",
    size=36087,
    format="forum_page",
    encoding="utf-8",
    posted="2020-09-03T16:12:37",
    url="https://example.org/thread-1.html",
    stripped=("设为首页收藏本站", "查看: 1871|回复: 0"),
)
FIRST, SECOND = "一、2019年以来工作回顾", "(三)注重功能品质提升,城乡发展面貌大幅改观"
TEXTS: tuple[tuple[str, str, tuple[str, ...], tuple[Span, ...]], ...] = (
    ("front", "2020年郑州市管城回族自治区政府工作报告", (), ()),
    ("front", "——2020年5月27日在区第十六届人民代表大会第五次会议上", (), ()),
    ("front", "区人民政府区长  张艳敏", (), ()),
    ("front", "各位代表:", (), ()),
    ("body", "现在,我代表区人民政府向大会报告工作,请予审议,并请各位政协委员和其他列席人员提出意见。", (), ()),
    ("heading", FIRST, (FIRST,), ()),
    ("body", "2019年,是管城区充满机遇和挑战的一年。地区生产总值同比增长6.6%,固定资产投资同比增长10.2%。", (FIRST,), ()),
    (
        "body",
        "(三)注重功能品质提升,城乡发展面貌大幅改观。聚焦城乡统筹,提升建管品质。老旧小区综合改造全面实施。"
        "启动235个老旧小区、91条支路背街改造,完工老旧小区改造47个、支路背街改造30条。",
        (FIRST, SECOND),
        (Span(0, 23), Span(37, 50)),
    ),
    ("heading", "二、2020年工作安排", ("二、2020年工作安排",), ()),
    ("body", "持续实施老旧小区改造,建设城市书房10个。<b>不是标签</b>&amp;", ("二、2020年工作安排",), ()),
    ("note", "注: 空气质量优良天数为环境空气质量指数小于等于100的天数。", (), ()),
)


TEXT = "".join(text for _, text, _, _ in TEXTS)


def _region(record: DocumentRecord) -> Region:
    place = record.place
    return Region(place.code, place.name, place.level) if place else Region("", "")


def _cell(record: DocumentRecord) -> tuple[Region, int | None]:
    return _region(record), record.year


def document(
    place: Place | None = GUANCHENG, year: int | None = 2020, *, key: int = 1, **changes: object
) -> DocumentRecord:
    """A report; by default the shipped one, shortened."""
    title = (
        TEXTS[0][1] if place == GUANCHENG and year == 2020 else f"{place.name if place else ''}{year or ''}政府工作报告"
    )
    record = DocumentRecord(
        key=key,
        document_id=f"{place.code if place else 'x' + str(key)}-{year or 'undated'}",
        title=title,
        year=year,
        date=f"{year}-05-27" if year else None,
        place=place,
        meeting="区第十六届人民代表大会第五次会议",
        speaker="张艳敏",
        role="区人民政府区长",
        state="report",
        notes=("题名照录。“管城回族自治区”应为“管城回族区”，来源有误。",) if place == GUANCHENG else (),
        outline=(Section(1, FIRST, 2, (Section(2, SECOND, 3),)), Section(1, "二、2020年工作安排", 4)),
        source=SOURCE,
        passages=len(TEXTS),
        paragraphs=4,
        characters=180,
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def passages_of(record: DocumentRecord) -> list[PassageRecord]:
    """The passages of a report, numbered within their kind."""
    counts: dict[str, int] = {}
    out = []
    for index, (kind, text, section, labels) in enumerate(TEXTS):
        counts[kind] = counts.get(kind, 0) + 1
        letter = {"body": "p", "front": "f", "heading": "h", "note": "n"}[kind]
        part = None if kind == "front" else PARTS[0 if len(section) and section[0] == FIRST else 2]
        out.append(
            PassageRecord(
                key=record.key * 1000 + index,
                passage_id=f"{record.document_id}-{letter}{counts[kind]}",
                document=record,
                text=text if index else record.title,
                kind=kind,  # type: ignore[arg-type]
                number=counts[kind],
                section=section,
                part=part,
                labels=labels,
            )
        )
    return out


@dataclass(eq=False)
class FakeLibrary:
    """Answers as :class:`indexer.Library` does, looking for words as they stand. ``override`` changes each result, ``hits`` each hit."""

    records: list[DocumentRecord] = field(default_factory=lambda: [document()])
    override: dict[str, object] = field(default_factory=dict)
    hits: dict[str, object] = field(default_factory=dict)
    ready: bool = True
    asked: list[SearchRequest] = field(default_factory=list)
    fails: Exception | None = None
    verdict: str = ""

    extract = staticmethod(Library.extract)

    def prepare(self) -> None:
        self.ready = True

    def file_of(self, document_id: str) -> Path | None:
        """Its file is there only for the report of the district."""
        return Path("/srv/报告.txt") if document_id == "410104-2020" else None

    def examine(self, data: bytes, name: str, told: object = None) -> list[Examined]:
        """A report where there is text, of a place that stays open where the file is called so."""
        if not data:
            return [Examined(name, "", f"“{name}”是空文件，请检查文件内容后重新收录。")]
        found, open_place = document(), "开" in name and not told
        found = replace(found, place=None, year=None) if open_place else found
        similar = ((document(), 0.97), (document(), None))
        prepared = Prepared("x", "d", "t", {}, [], [], [])
        return [Examined(name, "", None, prepared, found, tuple(passages_of(document())), (GUANCHENG,) if open_place else (), similar, None)]

    def keep(self, reports: Iterable[Examined]) -> list[Outcome]:
        return [Outcome(Path(each.file), "read", "410104-2020") for each in reports]

    def reread(self, document_id: str) -> list[Outcome]:
        return [Outcome(Path("报告.txt"), "updated", self.document(document_id).document_id)]

    def remove(self, document_id: str) -> None:
        self.records = [record for record in self.records if record.document_id != self.document(document_id).document_id]

    def named_place(self, name: str, year: int | None = None) -> Resolution:
        return Resolution(GUANCHENG if "管城" in name else None, (GUANCHENG, NATION) if "朝阳" in name else ())

    def status(self) -> LibraryStatus:
        years = [r.year for r in self.records if r.year is not None]
        return LibraryStatus(
            path=Path("/srv/yiju"),
            ready=self.ready,
            documents=len(self.records),
            passages=sum(r.passages for r in self.records),
            characters=sum(r.characters for r in self.records),
            engine="fake",
            generation="g1",
            years=(min(years), max(years)) if years else None,
        )

    def search(self, request: SearchRequest) -> SearchResult:
        self.asked.append(request)
        if self.fails:
            raise self.fails
        if not self.ready:
            raise NoIndex("库中还没有报告。请运行 yiju index。")
        words = [w.strip('"“”') for w in request.query.split()]
        anywhere = [p for r in self.records for p in passages_of(r) if all(w in p.text for w in words)]
        found = [p for p in anywhere if _holds(request.scope, p.document)]
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
            places={c: n for r in self.records if r.place for c, n in _codes(r.place)},
            scope=request.scope,
            listed=len(found),
            terms=() if found else tuple(TermCount(w, self._holding(w)) for w in words),
        )
        listed = {"listed": self.override["total"]} if "total" in self.override else {}
        return replace(result, **(listed | self.override))  # type: ignore[arg-type]

    def search_rows(self, request: SearchRequest, most: int) -> Iterator[Hit]:
        yield from self.search(replace(request, offset=0, limit=most)).hits

    def concordance_rows(self, request: ConcordanceRequest, most: int) -> Iterator[ConcordanceLine]:
        yield from self.concordance(replace(request, offset=0, limit=most)).lines

    def concordance(self, request: ConcordanceRequest) -> Concordance:
        check(request.query)
        if not self.ready:
            raise NoIndex("库中还没有报告。请运行 yiju index。")
        keys = tuple(w.strip('"“”') for w in request.query.split())
        anywhere = [p for r in self.records for p in passages_of(r) if all(k in p.text for k in keys)]
        found = [p for p in anywhere if _holds(request.scope, p.document)]
        places = [(p, span) for p in found for span in _spans(p.text, list(keys))]
        lines = tuple(
            ConcordanceLine(n, p, s, p.text[max(0, s.start - request.width) : s.start], p.text[s.end : s.end + request.width])
            for n, (p, s) in enumerate(places, 1)
        )
        result = Concordance(
            request.query, keys, len(places), "exact", len(found), len({p.document.key for p in found}),
            lines[request.offset : request.offset + request.limit], self._facets(anywhere),
            {c: n for r in self.records if r.place for c, n in _codes(r.place)}, scope=request.scope, took_ms=1.5,
        )  # fmt: skip
        return replace(result, **self.override)  # type: ignore[arg-type]

    def trend(self, request: TrendRequest) -> Trend:
        check(request.query)
        if not self.ready:
            raise NoIndex("库中还没有报告。请运行 yiju index。")
        records = self._in(request.scope)
        held = {r.year: self._held([s for s in records if s.year == r.year]) for r in records}
        regions = {_region(r): self._held([s for s in records if _region(s) == _region(r)]) for r in records}
        series = tuple(
            Series(
                word, self._counted(word, records),
                {r.year: self._counted(word, [s for s in records if s.year == r.year]) for r in records if word in TEXT},
                {_region(r): self._counted(word, [s for s in records if _region(s) == _region(r)]) for r in records if word in TEXT},
                {(_region(r), r.year): self._counted(word, [s for s in records if _cell(s) == _cell(r)]) for r in records if word in TEXT},
            )
            for word in dict.fromkeys(w.strip('"“”') for w in request.query.split())
        )  # fmt: skip
        cells = {_cell(r): self._held([s for s in records if _cell(s) == _cell(r)]) for r in records}
        trend = Trend(request.query, series, self._held(records), held, regions, cells, 0, request.fold, request.scope, took_ms=1.5)
        return replace(trend, **self.override)  # type: ignore[arg-type]

    @staticmethod
    def _held(records: list[DocumentRecord]) -> Held:
        return Held(len(records), sum(r.state == "report" for r in records), sum(r.characters for r in records))

    @staticmethod
    def _counted(word: str, records: list[DocumentRecord]) -> TrendCount:
        found = [p for r in records for p in passages_of(r) if word in p.text]
        return TrendCount(sum(p.text.count(word) for p in found), len(found), len({p.document.key for p in found}))

    def suggest(self, text: str, limit: int = 8) -> list[Suggestion]:
        if not self.ready:
            raise NoIndex("库中还没有报告。请运行 yiju index。")
        words: tuple[tuple[str, Literal["热词", "指标", "地区"]], ...] = (("老旧小区", "热词"), ("老旧小区改造", "指标"), ("管城回族区", "地区"))
        return [Suggestion(word, group) for word, group in words if text and word.startswith(text)][:limit]

    def facts(self, scope: Scope, name: str = "") -> list[DocumentFacts]:
        found = [r for r in self._in(scope) if all(w in r.title + "".join(r.place.path if r.place else ()) for w in name.split())]
        found.sort(key=lambda r: (r.place is None, r.place.code if r.place else "", -(r.year or 0)))
        return [DocumentFacts(r.key, r.document_id, r.title, r.year, r.place, r.state) for r in found]

    def place(self, code: str) -> Place | None:
        return next((r.place for r in self.records if r.place and r.place.code == code), None)

    def figure(
        self, query: str, scope: Scope, *, limit: int = 10, offset: int = 0, only: FigureFilter | None = None,
        as_words: frozenset[str] = frozenset(),
    ) -> FigureResult:  # fmt: skip
        check(query)
        asked = self.extract(query)
        if not asked:
            return FigureResult(query, None, False, 0, (), ())
        every = list(self.figure_rows(scope, only or FigureFilter(), "order", 1000))
        found = [h for h in every if (h.figure.quantity.value, h.figure.quantity.unit) == (asked[0].value, asked[0].unit)]
        near = () if found else tuple(replace(h, difference="多 1个") for h in every[:2])
        counts = Counter((h.figure.indicator_id or h.figure.indicator or "", h.figure.change) for h in found)
        groups = tuple(FigureGroup(key, key, change, n) for (key, change), n in counts.items())
        return FigureResult(
            query, asked[0], bool(found), len(found), tuple(found[offset : offset + limit]), near, asked[0].value,
            asked[0].value, (), groups, {"kind": [("result", 1), ("target", 1)]},
        )  # fmt: skip

    def figures(
        self, scope: Scope, only: FigureFilter, *, sort: str = "order", limit: int = 10, offset: int = 0
    ) -> FigureTable:
        rows = tuple(self.figure_rows(scope, only, sort, 1000))
        return FigureTable(len(rows), rows[offset : offset + limit], {"kind": [("result", 1), ("target", 1)]}, {})

    def figure_rows(self, scope: Scope, only: FigureFilter, sort: str, most: int) -> Iterator[FigureHit]:
        rank = 0
        for passage in (p for r in self._in(scope) for p in passages_of(r)):
            for figure in label(passage.text, self.extract(passage.text), Context(passage.document.year, passage.part)):
                if not only.kinds or figure.kind in only.kinds:
                    rank += 1
                    span = figure.quantity.span
                    yield FigureHit(Hit(rank, passage, "exact", (span,), Span(0, len(passage.text))), figure)

    def indicator(self, asked: IndicatorRequest) -> IndicatorResult:
        check(asked.query)
        name = read_name(asked.query)
        hits = list(self.figure_rows(asked.scope, FigureFilter(), "order", 1000))
        points = [point_of(h) for h in hits if (h.figure.indicator_id or h.figure.indicator) == name.key]
        if not points:
            return IndicatorResult(asked.query, name.name, None, False, "level", suggestions=("地区生产总值",))
        told = sort_out(p for p in points if not asked.kinds or p.kind in asked.kinds)
        places = {r.place.code: r.place.name for r in self.records if r.place}
        return IndicatorResult(
            asked.query, name.name, name.key, True, points[0].measure, told.series, told.repeats, told.apart,
            compared(told.series), {points[0].measure: len(points)}, places,
        )  # fmt: skip

    def names_indicator(self, query: str) -> bool:
        return read_name(query).known

    def indicator_places(self, asked: IndicatorRequest) -> tuple[IndicatorCount, ...]:
        return tuple(IndicatorCount(r.place.code, r.place.name, 1) for r in self.records if r.place)

    def indicators(self, scope: Scope) -> tuple[IndicatorCount, ...]:
        hits = [h.figure.indicator_id for h in self.figure_rows(scope, FigureFilter(), "order", 1000)]
        return tuple(IndicatorCount(key, key, n) for key, n in Counter(filter(None, hits)).items())

    def report_years(self, code: str) -> frozenset[int]:
        return frozenset(r.year for r in self.records if r.year and r.place and r.place.code == code)

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

    def counterpart(self, hit: FigureHit) -> FigureHit | None:
        return None

    def documents(
        self, scope: Scope, *, limit: int, offset: int, sort: str, name: str = ""
    ) -> tuple[int, list[DocumentRecord]]:
        def by_place(r: DocumentRecord) -> tuple[str, int]:
            return (r.place.code if r.place else "~", -(r.year or 0))

        named = {facts.key for facts in self.facts(scope, name)}
        here = [r for r in self._in(scope) if r.key in named]
        found = sorted(here, key=by_place if sort == "place" else lambda r: (-(r.year or 0), *by_place(r)))
        return len(found), found[offset : offset + limit]

    def document(self, document_id: str) -> DocumentRecord:
        for record in self.records:
            if record.document_id == document_id:
                return record
        raise NotFound(f"库中没有报告 {document_id}，请在“报告”页查看收录了哪些。")

    def passages(self, document_id: str) -> list[PassageRecord]:
        return passages_of(self.document(document_id))

    def passage(self, passage_id: str) -> PassageRecord:
        for passage in self.passages(passage_id.rpartition("-")[0]):
            if passage.passage_id == passage_id:
                return passage
        raise NotFound(f"没有这一段：{passage_id}。链接可能抄错了段号。")

    def neighbours(self, passage: PassageRecord) -> tuple[PassageRecord | None, PassageRecord | None]:
        around = {p.key: p for p in passages_of(passage.document)}
        return around.get(passage.key - 1), around.get(passage.key + 1)

    def follow(self, passage_id: str, digest: str) -> tuple[PassageRecord, str]:
        passage = self.passage(passage_id)
        return passage, self.verdict or ("unchanged" if passage.digest == digest else "changed")

    def figures_in(self, passage: PassageRecord) -> tuple[FigureHit, ...]:
        figures = label(passage.text, self.extract(passage.text), Context(passage.document.year, passage.part))
        return tuple(FigureHit(Hit(1, passage, "exact", (), Span(0, len(passage.text))), f) for f in figures)

    cite = staticmethod(Library.cite)

    def collected(self, excerpts: Sequence[Excerpt]) -> list[Collected]:
        return collect(excerpts, self.follow, self.passages)  # type: ignore[arg-type]

    def highlights(self, query: str, passages: Sequence[PassageRecord]) -> list[tuple[Span, ...]]:
        if self.fails:
            raise self.fails
        return [_spans(p.text, query.split()) for p in passages]

    def _in(self, scope: Scope) -> list[DocumentRecord]:
        return [r for r in self.records if _holds(scope, r)]

    def _holding(self, word: str) -> int:
        return sum(word in p.text for r in self.records for p in passages_of(r))

    def _hit(self, rank: int, passage: PassageRecord, words: list[str]) -> Hit:
        hit = Hit(rank, passage, "exact", _spans(passage.text, words), Span(0, min(len(passage.text), 60)))
        return replace(hit, **self.hits)  # type: ignore[arg-type]

    def _facets(self, found: list[PassageRecord]) -> dict[str, list[tuple[str | int, int]]]:
        out: dict[str, dict[str | int, int]] = {key: {} for key in ("year", "place", "level", "part", "state")}
        for p in found:
            codes = [c for c, _ in _codes(p.document.place)] if p.document.place else []
            values = (
                ("year", p.document.year),
                ("level", p.document.level),
                ("part", p.part),
                ("state", p.document.state),
            )
            for key, value in (*values, *(("place", c) for c in codes)):
                if value is not None:
                    out[key][value] = out[key].get(value, 0) + 1
        return {key: sorted(values.items(), key=lambda v: str(v)) for key, values in out.items()}


def read_as_filters() -> ReadAs:
    """A year and a place read from the words of a query."""
    return ReadAs(years=((2020, "2020年"),), places=(("410104", "管城区"),))


def _codes(place: Place) -> list[tuple[str, str]]:
    if place.code == NATION.code:
        return [(place.code, place.name)]
    return [(place.code[: 2 * (i + 1)].ljust(6, "0"), name) for i, name in enumerate(place.path)]


def _spans(text: str, words: list[str]) -> tuple[Span, ...]:
    out = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            out.append(Span(at, at + len(word)))
            at = text.find(word, at + len(word))
    return tuple(sorted(out))


def _holds(scope: Scope, record: DocumentRecord) -> bool:
    codes = [c for c, _ in _codes(record.place)] if record.place else []
    year = record.year or 0
    return (
        (not scope.years or record.year in scope.years)
        and (scope.year_from is None or year >= scope.year_from)
        and (scope.year_to is None or 0 < year <= scope.year_to)
        and (not scope.places or any(c in scope.places for c in codes))
        and (not scope.levels or record.level in scope.levels)
        and (not scope.states or record.state in scope.states)
        and (not scope.documents or record.document_id in scope.documents)
    )
