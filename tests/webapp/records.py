"""Reports in memory, with real sentences: records, passages, and what the fake library looks up in them."""

from __future__ import annotations

from dataclasses import replace

from indexer import (
    PARTS,
    DocumentRecord,
    PassageRecord,
    Place,
    ReadAs,
    Region,
    Scope,
    Section,
    Source,
    Span,
)

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


def read_as_filters() -> ReadAs:
    """A year and a place read from the words of a query."""
    return ReadAs(years=((2020, "2020年"),), places=(("410104", "管城区"),))


def codes_of(place: Place) -> list[tuple[str, str]]:
    if place.code == NATION.code:
        return [(place.code, place.name)]
    return [(place.code[: 2 * (i + 1)].ljust(6, "0"), name) for i, name in enumerate(place.path)]


def places_of_words(text: str, words: list[str]) -> tuple[Span, ...]:
    out = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            out.append(Span(at, at + len(word)))
            at = text.find(word, at + len(word))
    return tuple(sorted(out))


def holds(scope: Scope, record: DocumentRecord) -> bool:
    codes = [c for c, _ in codes_of(record.place)] if record.place else []
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


def region(record: DocumentRecord) -> Region:
    place = record.place
    return Region(place.code, place.name, place.level) if place else Region("", "")


def cell(record: DocumentRecord) -> tuple[Region, int | None]:
    return region(record), record.year
