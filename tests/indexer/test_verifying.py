"""Quotations: what stands in a report is exact, what differs in a word, digit or mark never is, and every difference is told."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Scope
from indexer import EmptyQuery, Library, QueryError, QueryTooLong, Verification
from indexer.model.quotation import FORM
from indexer.quoting.differences import differences
from indexer.quoting.drafts import quotations
from indexer.quoting.plain import plain


def verify(library: Library, quote: str) -> Verification:
    return library.verify(quote, Scope())


def is_unit(text: str) -> bool:
    return text in ("个", "家", "户", "亿元", "万元", "米", "个百分点")


KINDS = [  # quotation, source, (kind, in the quotation, in the source)
    ("完成495.8亿元", "完成494.8亿元", ("digit", "495.8", "494.8")),
    ("达到146天", "达到164天", ("digit", "146", "164")),
    ("一百二十个", "一百三十个", ("digit", "一百二十", "一百三十")),
    ("新增5家", "新增5个", ("unit", "家", "个")),
    ("增长5个百分点", "增长5%", ("unit", "个百分点", "%")),
    ("敢腐、不想腐", "不敢腐、不想腐", ("negation", "", "不")),
    ("完成投资555亿元", "完成投资约555亿元", ("missing", "", "约")),
    ("全省示范亮点", "全市示范亮点", ("word", "省", "市")),
    ("很多项目", "多项目", ("extra", "很", "")),
    ("投资,消费", "投资、消费", ("punctuation", ",", "、")),
]


@pytest.mark.parametrize(("quote", "source", "expected"), KINDS)
def test_a_difference_has_its_kind_and_covers_what_differs(quote: str, source: str, expected: tuple[str, str, str]) -> None:
    (found,) = [d for d in differences(quote, source, is_unit) if not d.form]
    assert (found.kind, quote[slice(*found.quote)], source[slice(*found.source)]) == expected


FORMS = [
    ("增长６．６％", "增长6.6%", {"width"}), ("達到", "达到", {"script"}), ("达到III类", "达到Ⅲ类", {"width"}),
    ("“双减”，", '"双减",', {"punctuation", "width"}), ("张艳敏", "张  艳敏", {"space"}), ("第一\n第二", "第一第二", {"space"}),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "source", "kinds"), FORMS)
def test_form_alone_changes_nothing_and_is_named(quote: str, source: str, kinds: set[str]) -> None:
    found = differences(quote, source, is_unit)
    assert {d.kind for d in found} == kinds
    assert all(d.form for d in found)


TEXT = st.text(alphabet="增长改造完成不约0123456789.%亿元个，。、Ⅲ６社會会 ", min_size=1, max_size=40)


@given(TEXT, TEXT)
def test_what_no_difference_covers_is_the_same(quote: str, source: str) -> None:
    found = differences(quote, source, is_unit)
    for d in found:
        assert 0 <= d.quote[0] <= d.quote[1] <= len(quote)
        assert 0 <= d.source[0] <= d.source[1] <= len(source)

    def left(text: str, spans: list[tuple[int, int]]) -> str:
        return plain("".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in spans))).form

    hard = [d for d in found if not d.form]
    if "Ⅲ" not in quote + source:  # of a character that stands for three, no part can be marked
        assert left(quote, [d.quote for d in hard]) == left(source, [d.source for d in hard])
    assert (plain(quote).form == plain(source).form) == (not hard)


def passages(library: Library) -> list[str]:
    return [p.text for p in library.passages("410104-2020") if p.kind == "body"]


def test_any_slice_of_a_report_is_exact(shipped: Library) -> None:
    chance = random.Random("slices")
    for _ in range(60):
        text = chance.choice(passages(shipped))
        start = chance.randrange(max(1, len(text) - 12))
        quote = text[start : start + chance.randint(10, 60)].strip()
        result = verify(shipped, quote)
        assert result.verdict == "exact", quote
        assert all(m.span.of(m.hit.passage.text) == quote and not m.differences for m in result.matches)


def test_a_changed_character_is_never_called_the_same(shipped: Library) -> None:
    chance = random.Random("changes")
    for _ in range(120):
        text = chance.choice([t for t in passages(shipped) if len(t) > 60])
        start = chance.randrange(len(text) - 40)
        quote = text[start : start + 40].strip()
        at = chance.randrange(5, len(quote) - 5)
        changed = chance.choice([quote[:at] + "龘" + quote[at + 1 :], quote[:at] + quote[at + 1 :], quote[:at] + "不" + quote[at:]])
        if plain(changed).form in plain(text).form:
            continue
        result = verify(shipped, changed)
        assert result.verdict == "altered", (quote, changed)
        assert any(not d.form and d.kind not in FORM for m in result.matches for d in m.differences)


VERDICTS = [
    ("第三产业增加值完成494.8亿元,同比增长8.1%", "exact"),
    ("“第三产业增加值完成494.8亿元,同比增长8.1%”", "exact"),
    ("第三产业增加值完成494.8亿元，同比增长８.1%", "normalised"),
    ("確保十八里河等4條河流水質達到III類標準", "normalised"),
    ("新签约华润万象天地等22个重点项目……引进境内域外资金138亿元", "normalised"),
    ("第三产业增加值完成495.8亿元,同比增长8.1%", "altered"),
    ("地区生产总值同比增长6.6%,一般公共预算收入增长3%左右", "altered"),  # from two paragraphs
    ("坚持房子是用来住的、不是用来炒的定位", "not_found"),
    ("引进境内域外资金138亿元……新签约华润万象天地等22个重点项目", "not_found"),  # the wrong way round
]


@pytest.mark.parametrize(("quote", "verdict"), VERDICTS)
def test_verdicts(shipped: Library, quote: str, verdict: str) -> None:
    assert verify(shipped, quote).verdict == verdict


def test_a_stitched_quotation_names_each_source(shipped: Library) -> None:
    result = verify(shipped, "地区生产总值同比增长6.6%,一般公共预算收入增长3%左右")
    assert [m.span.of(m.hit.passage.text) for m in result.matches] == ["地区生产总值同比增长6.6%", "一般公共预算收入增长3%左右"]


def test_a_quotation_over_the_break_of_a_paragraph(shipped: Library) -> None:
    body = [p for p in shipped.passages("410104-2020") if p.kind == "body"]
    first, second = next((a, b) for a, b in zip(body, body[1:], strict=False) if b.key == a.key + 1)
    result = verify(shipped, first.text[-20:] + "\n" + second.text[:20])
    assert result.verdict == "normalised"
    assert [m.hit.passage.passage_id for m in result.matches] == [first.passage_id, second.passage_id]


def test_what_stands_in_several_places_gives_all(shipped: Library) -> None:
    quote = "老旧小区改造"
    assert len(verify(shipped, quote).matches) > 1


@pytest.mark.parametrize("quote", ["改", "。", "“”", "……", "  ，、"])
def test_nothing_to_check_is_told(shipped: Library, quote: str) -> None:
    with pytest.raises(QueryError, match="太短"):
        verify(shipped, quote)


def test_too_long_a_quotation_is_told(shipped: Library) -> None:
    with pytest.raises(QueryTooLong, match="20000"):
        verify(shipped, "引" * 20_001)


@given(st.text(max_size=80))
def test_any_text_gets_a_verdict_or_a_reason(shipped: Library, text: str) -> None:
    try:
        result = verify(shipped, text)
    except QueryError:
        return
    assert (result.verdict == "not_found") == (not result.matches)


# drafts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他说“增长6.6%，很快”。", ["增长6.6%，很快"]), ("“外面“里面”外面”完", ["外面“里面”外面"]), ("没有引号", []),
        ("没有关上“的引号", []), ('"直引号里的话"和"另一句话"', ["直引号里的话", "另一句话"]),
        ("「角引号里的」『也算引文』", ["角引号里的", "也算引文"]),
        ("“双减”政策", []), ("”倒过来“不算", []),
    ],
)  # fmt: skip
def test_quotations_of_a_draft(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in quotations(text)] == found


DRAFT = "2019年，“地区生产总值同比增长6.8%”，“第三产业增加值完成494.8亿元,同比增长8.1%”。“这一句报告里没有说过”。老旧小区改造47个。"


def test_a_draft_is_checked_quotation_by_quotation_and_figure_by_figure(shipped: Library) -> None:
    check = shipped.check(DRAFT, Scope())
    assert [q.verification.verdict for q in check.quotations] == ["altered", "exact", "not_found"]
    assert all(q.span.of(DRAFT) == q.verification.quote for q in check.quotations)
    verdicts = {f.figure.quantity.span.of(DRAFT): f.verdict for f in check.figures}
    assert verdicts["494.8亿元"] == "stated"
    assert verdicts["6.8%"] == "differs"
    assert all(f.hits for f in check.figures if f.verdict != "not_found")


def test_a_draft_without_anything_or_too_long_is_told(shipped: Library) -> None:
    with pytest.raises(EmptyQuery):
        shipped.check(" \n", Scope())
    with pytest.raises(QueryTooLong):
        shipped.check("稿" * 20_001, Scope())
    assert shipped.check("没有引文，也没有数字。", Scope()).quotations == ()
