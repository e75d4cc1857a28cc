"""The scorer itself: what counts as the same answer, what as evidence, and what as a refusal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.golden.scoring import Question, figures, is_right, judge, measure, read_questions, same_figures

KEY = "国内生产总值增长10.3%"
NUMBER = Question(
    "q", "100000-2011", "2010年国内生产总值增长多少？", False, "number", frozenset({"past-vs-plan"}), True, "10.3%", (), (),
    ((("100000-2011", KEY),),),
)  # fmt: skip
NONE = replace(NUMBER, answerable=False, answer=None, places=(), tags=frozenset())


def passage(text: str = f"过去一年，{KEY}。", document: str = "100000-2011") -> dict[str, Any]:
    return {"document_id": document, "text": text}


def reply(answer: str, *cited: dict[str, Any], label: str | None = None) -> dict[str, Any]:
    answers = [{"text": answer, "label": label, "kind": "result", "evidence": hit} for hit in cited or [passage()]]
    return {"answerable": True, "answer": answer, "answers": answers, "evidence": []}


REFUSAL = {"answerable": False, "answer": None, "reason": "报告里没有。", "answers": [], "evidence": [passage()]}


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("１０．３％", "10.3%"),
        ("百分之十点三", "10.3%"),
        ("三十六點九", "36.9"),  # traditional
        ("国内生产总值增长10.3%", "10.3%"),  # words around it are no other value
        ("4564亿公斤", "４５６４亿公斤"),
        ("三亿零四百七十五万吨", "30475万吨"),
        ("8,291亿元", "八千二百九十一亿元"),
        ("近2万亿元", "2万亿元"),
        ("超过2.6万亿", "2.6万亿元"),  # unit cut short
        ("700多万人", "七百多万人"),
        ("一百四十四億餘元", "144亿元"),
        ("千分之六点一", "6.1‰"),
        ("从47.5％提高到51.5%", "47.5%；51.5%"),
        ("6%－6.5%", "6%至6.5%"),
        ("5到7元", "5元；7元"),
        ("1953年11月23日", "一九五三年十一月二十三日"),
        ("六月一日起", "今年六月一日"),
        ("900万人以上", "900万"),
        ("2010年增长10.3%", "10.3%"),  # a year is no second value
    ],
)
def test_the_same_figures(given: str, wanted: str) -> None:
    assert same_figures(figures(given), figures(wanted)), (figures(given), figures(wanted))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("8%左右", "10.3%"),
        ("10.3万人", "10.3%"),
        ("10.3%和8%", "10.3%"),  # a second value is a second answer
        ("13.4亿元", "13.4万元"),
        ("6个百分点", "6%"),
        ("没有数字", "10.3%"),
        ("", "10.3%"),
    ],
)
def test_other_figures(given: str, wanted: str) -> None:
    assert not same_figures(figures(given), figures(wanted))


@pytest.mark.parametrize(("given", "right"), [("“五一”前", True), ("五一前", True), ("年底前", False), ("5月1日前", False)])
def test_a_date_without_figures_is_compared_as_text(given: str, right: bool) -> None:
    asked = replace(NUMBER, type="date", answer="“五一”前")
    assert judge(asked, reply(given)).exact is right


def test_an_answer_needs_its_evidence() -> None:
    assert judge(NUMBER, reply("10.3%")).right
    assert not judge(NUMBER, reply("8%左右")).right
    elsewhere = judge(NUMBER, reply("10.3%", passage("国内生产总值增长8%左右。")))
    assert (elsewhere.exact, elsewhere.proved, elsewhere.right) == (True, False, False)
    # The same words in another year's report prove nothing.
    assert not judge(NUMBER, reply("10.3%", passage(document="100000-2010"))).right
    assert not judge(NUMBER, reply("10.3%", passage("别的段落。"), passage())).proved


def test_line_breaks_and_width_do_not_hide_a_key() -> None:
    assert judge(NUMBER, reply("10.3%", passage("国内生产 总值\n增长１０．３％"))).right


def test_refusals() -> None:
    assert judge(NONE, REFUSAL).right
    assert not judge(NONE, reply("10.3%")).right
    needless = judge(NUMBER, REFUSAL)
    assert (needless.refused, needless.right) == (True, False)
    # An error is no refusal.
    assert not judge(NONE, {"error": {"code": "timeout", "message": "…"}}).right


YES = replace(NUMBER, type="yes-no", answer="否", variants=("不再发行",))


@pytest.mark.parametrize(
    ("answer", "label", "right"),
    [
        ("不再发行抗疫特别国债", "否", True),
        ("否", None, True),
        ("否，不再发行", None, True),
        ("不再发行抗疫特别国债", None, True),
        ("不再发行抗疫特别国债", "是", False),
        ("是，发行", None, False),
        ("赤字率拟按3.2%左右安排", None, False),
    ],
)
def test_yes_and_no(answer: str, label: str | None, right: bool) -> None:
    assert is_right(YES, reply(answer, label=label)) is right


LIST = replace(NUMBER, type="list", answer=None, items=("印度", "印度尼西亚", "緬甸", "和平共处五项原则纪念大会"))


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("印度、印度尼西亚、缅甸和和平共处五项原则纪念大会", True),
        ("和平共处五项原则纪念大会；缅甸；印度尼西亚；印度", True),
        ("印度尼西亚、缅甸、和平共处五项原则纪念大会", False),  # 印度 is missing, not hidden in 印度尼西亚
        ("印度、印度尼西亚、缅甸、泰国、菲律宾、马来西亚、和平共处五项原则纪念大会", False),
    ],
)
def test_lists(answer: str, right: bool) -> None:
    assert is_right(LIST, reply(answer)) is right


def test_lists_of_figures_and_of_ordinals() -> None:
    both = replace(NUMBER, items=("8.7%", "10.3%"))
    assert is_right(both, reply("8.7%；10.3%"))
    assert is_right(both, reply("10.3%；8.7%"))
    assert not is_right(both, reply("10.3%"))
    games = replace(NUMBER, type="list", items=("第十五届全国运动会", "第十二届世界运动会"))
    assert is_right(games, reply("第十五届全国运动会和第十二届世界运动会"))
    assert not is_right(games, reply("第十五届全国运动会"))


def test_several_facts_need_several_proofs() -> None:
    other = ("100000-2010", "比上年增长8.7%")
    both = replace(NUMBER, items=("8.7%", "10.3%"), places=(*NUMBER.places, (other,)))
    assert judge(both, reply("8.7%；10.3%", passage(), passage("比上年增长8.7%", "100000-2010"))).right
    assert not judge(both, reply("8.7%；10.3%", passage())).right


def test_names_are_compared_without_marks() -> None:
    name = replace(NUMBER, type="person", answer="劉少奇", variants=("刘少奇同志",))
    assert is_right(name, reply("刘少奇"))
    assert is_right(name, reply("“劉少奇”同志"))
    assert not is_right(name, reply("毛泽东"))


def test_measuring() -> None:
    scores = measure([
        judge(NUMBER, reply("10.3%")), judge(NUMBER, reply("8%左右")), judge(NUMBER, REFUSAL),
        judge(NONE, REFUSAL), judge(NONE, reply("8%左右")),
    ])  # fmt: skip
    assert (scores.joint, scores.hallucination) == (0.4, 0.5)
    assert scores.exact == scores.trap == scores.needless_refusal == pytest.approx(1 / 3)
    assert scores.proved == pytest.approx(2 / 3)


GOLD = [
    q for name in ("questions.jsonl", "local_questions.jsonl") for q in read_questions(Path(__file__).with_name(name))
]


def perfect(question: Question) -> dict[str, Any]:
    cited = [passage(fact[0][1], fact[0][0]) for fact in question.places]
    return reply(str(question.answer), *cited) if question.answerable else REFUSAL


@pytest.mark.parametrize("question", GOLD, ids=lambda q: q.id)
def test_the_gold_answers_itself(question: Question) -> None:
    assert judge(question, perfect(question)).right
    for spelling in question.variants:
        assert judge(question, {**perfect(question), "answer": spelling}).exact, spelling


def test_the_answer_to_another_question_is_wrong() -> None:
    answerable = [q for q in GOLD if q.answerable and q.type != "yes-no"]
    lucky = [
        q.id for q, other in zip(answerable, answerable[7:], strict=False) if is_right(q, reply(str(other.answer)))
    ]
    assert len(lucky) <= len(answerable) / 50, lucky
