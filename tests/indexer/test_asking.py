"""Answers: what a question asks is understood, an answer slices its evidence, and what the reports do not say is refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Scope, Span
from indexer import AskResult, EmptyQuery, Library, QueryTooLong
from indexer.answers.questions import formal, looks_like_a_question, read_question
from indexer.model.answer import Question

Asked = tuple[str, str | None]


def ask(library: Library, question: str, **scope: frozenset[str] | frozenset[int]) -> AskResult:
    return library.ask(question, Scope(**scope))  # type: ignore[arg-type]


def units(form: str, at: int) -> tuple[str, str, str] | None:
    """A table of three units."""
    known = {"个": ("个", "个", "count"), "座": ("座", "座", "count"), "元": ("元", "元", "money")}
    return known.get(form[at : at + 1])


def read(text: str) -> Question:
    found = read_question(text, units, lambda form: [Span(0, len(form))] if form else [])
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2019年新建公厕多少座", "number"), ("粮食产量是多少", "number"), ("经济增速", "number"), ("投资了多少钱", "number"),
        ("城市设计什么时候完成", "date"), ("谁给职工回了信", "person"), ("哪条路要打造成商业大街", "name"),
        ("加强自身建设分哪四个方面", "list"), ("有哪些措施", "list"), ("全覆盖了吗", "yes_no"), ("是不是减产了", "yes_no"),
        ('"放管服"是什么意思', "definition"), ("什么是一网通办", "definition"), ("政府工作报告是谁作的", "front"),
    ],
)  # fmt: skip
def test_kinds_of_questions(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("2020年计划新建多少座", "target"), ("完成了多少座", "result"), ("实际完成多少座", "result"), ("公厕多少座", None)],
)
def test_result_or_target(text: str, wanted: str | None) -> None:
    assert read(text).wanted == wanted


def test_a_place_named_with_what_it_lies_in_is_one_place(shipped: Library) -> None:
    asked = ask(shipped, "河南省郑州市管城区2019年地区生产总值增长多少？")
    assert asked.read_as.places == (("410104", "河南省郑州市管城区"),)
    assert asked.answer == "6.6%"
    both = ask(shipped, "郑州市和管城区2019年地区生产总值增长多少？")
    assert [code for code, _ in both.read_as.places] == ["410100", "410104"]


@pytest.mark.parametrize(
    ("question", "answer", "why"),
    [
        ("今年开工的潮河治理项目是哪个工程？", "潮河上游截污及生态治理工程", "及 joins two works under one head"),
        ("新城区要推进哪两个片区的整体绿化？", "新火车站；南曹小湖", "the row ends at the noun asked for"),
        ("商代王城遗址板块打造成什么？", "世界级黄河文明寻根胜地和中华优秀传统文化观光体验目的地", "the passage's own label names it"),
        ("管城的绿化得到哪个电视节目的专题报道？", "《新闻联播》", "the whole report speaks of 管城"),
        ("哪些河的水质达到了改善目标？", "十七里河；十八里河", "each item says the noun itself"),
    ],
)
def test_names_and_rows(shipped: Library, question: str, answer: str, why: str) -> None:
    assert "；".join(a.text for a in ask(shipped, question).answers) == answer, why


def test_a_plan_decides_that_something_was_not_done_yet(shipped: Library) -> None:
    asked = ask(shipped, "2019年已经完成全国卫生城市复审了吗？")
    assert (asked.answers[0].label or "").startswith("否")


def test_years_units_and_periods_are_read() -> None:
    question = read("一九八二年公厕多少座")
    assert (question.years, question.units, question.topic) == ((1982,), frozenset({"座"}), "公厕")
    assert read('"十一五"期间财政收入从多少增加到多少').period == "2006-2010"
    assert read('"十一五"期间财政收入从多少增加到多少').both_ends
    assert read("2020年政府工作报告里,公厕多少座").report_year == 2020
    assert read("1978年工业总产值比1977年增长多少").years == (1978,)
    years = read("2008到2012年五年改造农村危房多少户")
    assert (years.period, years.years, years.topic) == ("2008-2012", (), "改造农村危房 户")
    assert read("一九七四年至一九七六年损失多少个工厂").period == "1974-1976"


@pytest.mark.parametrize(
    ("text", "change", "why"),
    [
        ("粮食产量增长多少", "growth", "a step"), ("经费标准提高到多少", "level", "what was reached, not the step"),
        ("赤字降到多少", "level", "likewise"), ("能耗降低多少", "fall", "a step down"), ("增加值是多少", "level", "a noun"),
    ],
)  # fmt: skip
def test_a_step_or_the_level_reached(text: str, change: str, why: str) -> None:
    assert read(text).change == change, why


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("2020年政府工作报告是在哪次会议上作的", "front", "nothing else is asked"),
        ("这份报告是什么时候作的", "front", "likewise"),
        ("三峡水利枢纽工程是哪次会议批准的", "name", "a meeting of which the text speaks"),
        ("哪个国际学会的总部落户合肥", "name", "a 学会 is no 会"),
    ],
)
def test_meetings_of_the_report_and_others(text: str, kind: str, why: str) -> None:
    assert read(text).kind == kind, why


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("高企有多少家", "高新技术企业有多少家"), ("固投增速", "固定资产投资增速"), ("修了多少公里路", "建成多少公里路"),
        ("新建了多少座公厕", "新建了多少座公厕"), ("改扩建了多少套", "改扩建了多少套"),  # said as reports say it
    ],
)  # fmt: skip
def test_colloquial_words(text: str, said: str) -> None:
    assert formal(text) == said


@pytest.mark.parametrize("query", ["老旧小区改造", "494.8亿元", "“放管服”改革", "营商环境 优化", "改造 -电梯", "目标"])
def test_words_are_no_question(query: str) -> None:
    assert not looks_like_a_question(query)


ANSWERED: list[Asked] = [  # of the shipped report
    ("2019年地区生产总值增长多少？", "6.6%"),
    ("2020年地区生产总值的增长目标是多少？", "6.5%左右"),
    ("第三产业增加值完成多少？", "494.8亿元"),
    ("PM10年均浓度下降了多少？", "4.6%"),
    ("全年空气质量优良天数有多少天？", "164天"),
    ("这份报告是谁作的？", "张艳敏"),
    ("加强政府自身建设分哪四个方面？", "加强政治建设；推进依法行政；提升政府效能；建设廉洁政府"),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_answers_of_the_shipped_report(shipped: Library, question: str, answer: str) -> None:
    assert (ask(shipped, question).answer or "").replace(" ", "") == answer


def test_an_answer_says_what_it_is(shipped: Library) -> None:
    assert ask(shipped, "2019年地区生产总值增长多少？").answers[0].label == "2019年实绩"
    assert ask(shipped, "2020年地区生产总值的增长目标是多少？").answers[0].label == "2020年目标"
    verdict = ask(shipped, "退役军人服务保障实现全覆盖了吗？").answers[0]
    assert verdict.label
    assert verdict.label.startswith("是")


def test_without_a_year_the_other_reading_is_offered(shipped: Library) -> None:
    result = ask(shipped, "地区生产总值增长多少？")
    assert (result.answer, [a.label for a in result.also]) == ("6.6%", ["2020年目标"])


REFUSED = [
    ("2035年地区生产总值是多少？", "没有讲到2035年的报告"),
    ("管城区累计确诊病例多少例？", "确诊"),
    ("进口总额是多少？", "没有"),
    ("圆方集团的董事长是谁？", ""),
    ("2019年PM2.5降幅比PM10大多少？", ""),  # no sums are done
    ("“六控”是哪六控？", ""),
    ("老旧小区改造", "请写成一个问题"),
    ("公厕多少座？老旧小区多少个？", "只问一个问题"),
    ("\n".join(f"第{i}个问题是多少？" for i in range(20)), "只问一个问题"),
    ("<script>alert(1)</script>是多少？", ""),
]


@pytest.mark.parametrize(("question", "reason"), REFUSED)
def test_what_the_reports_do_not_say_is_refused(shipped: Library, question: str, reason: str) -> None:
    result = ask(shipped, question)
    assert not result.answers, result.answer
    assert result.reason
    assert reason in result.reason


def test_a_contradictory_scope_and_an_empty_library_are_told(shipped: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert "放宽" in (ask(shipped, "公厕多少座？", years=frozenset({1990})).reason or "")
    empty = Library.open(tmp_path_factory.mktemp("empty"))
    empty.prepare()
    empty.remove("410104-2020")
    assert ask(empty, "公厕多少座？").reason


def test_bad_questions_are_refused_like_bad_queries(shipped: Library) -> None:
    with pytest.raises(EmptyQuery):
        ask(shipped, " 　")
    with pytest.raises(QueryTooLong):
        ask(shipped, "问" * 1001)


def holds_the_laws(result: AskResult) -> None:
    """Every answer slices its evidence; an answer or a reason, never both, never neither."""
    assert bool(result.answers) != bool(result.reason)
    for answer in (*result.answers, *result.also):
        evidence, text = answer.evidence, answer.evidence.hit.passage.text
        assert evidence.answer_span
        assert evidence.answer_span.of(text) == answer.text
        assert 0 <= evidence.sentence.start < evidence.sentence.end <= len(text)
    for evidence in result.evidence:
        assert evidence.sentence.end <= len(evidence.hit.passage.text)


WORDS = st.sampled_from(
    [
        "2019年", "2020年", "今年", "去年", "公厕", "老旧小区", "地区生产总值", "投资", "哪些", "多少", "多少座", "什么时候", "谁",
        "哪家", "是什么意思", "了吗", "计划", "完成", "改造", "增长", "PM2.5", "的", "比", "各",
    ]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=7).map("".join))
def test_laws_for_any_question(shipped: Library, question: str) -> None:
    first = ask(shipped, question + "？")
    holds_the_laws(first)
    assert ask(shipped, question + "？") == first


@given(st.text(max_size=60))
def test_any_text_is_answered_or_refused(shipped: Library, text: str) -> None:
    with contextlib.suppress(EmptyQuery):
        holds_the_laws(ask(shipped, text))


CITY = """{year}年保定市政府工作报告
——{year}年1月9日在保定市第十五届人民代表大会第一次会议上
各位代表：
现在，我代表市人民政府，向大会报告政府工作，请予审议。
一、{last}年工作回顾
城市面貌一新。
二、{year}年工作安排
生产总值增长9%左右。
"""
COUNTY = """{year}年徐水县政府工作报告
——{year}年1月9日在徐水县第十五届人民代表大会第一次会议上
各位代表：
现在，我代表县人民政府，向大会报告政府工作，请予审议。
一、{last}年工作回顾
全县生产总值完成160亿元，同比增长6%。
"""


@pytest.fixture(scope="module")
def city_and_county(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("places")
    (folder / "2014年保定市政府工作报告.txt").write_text(CITY.format(year=2014, last=2013), "utf-8")
    (folder / "2014年徐水县政府工作报告.txt").write_text(COUNTY.format(year=2014, last=2013), "utf-8")
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index([folder])
    return library


@pytest.mark.parametrize(
    ("question", "answer", "why"),
    [
        ("2013年保定市生产总值增长多少？", None, "the county's figure is not the city's"),
        ("2013年徐水县生产总值增长多少？", "6%", "the county's own"),
        ("2014年保定市生产总值增长目标是多少？", "9%左右", "the city's own"),
    ],
)
def test_a_place_answers_for_itself(city_and_county: Library, question: str, answer: str | None, why: str) -> None:
    assert ask(city_and_county, question).answer == answer, why


RESOLUTION = """第十三届全国人民代表大会第三次会议关于政府工作报告的决议
第十三届全国人民代表大会第三次会议听取和审议了国务院总理李克强所作的政府工作报告。会议充分肯定国务院过去一年的工作，决定批准这个报告。
会议号召，全国各族人民更加紧密地团结起来。
"""


def test_a_resolution_tells_who_gave_the_report(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("resolutions")
    (folder / "决议.txt").write_text(RESOLUTION, "utf-8")
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index([folder])
    answer = ask(library, "2020年的政府工作报告是谁作的？").answers[0]
    assert (answer.text, answer.evidence.hit.passage.document.state) == ("李克强", "resolution")
    assert ask(library, "2020年政府工作报告是在哪次会议上作的？").answer == "第十三届全国人民代表大会第三次会议"
