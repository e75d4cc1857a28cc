"""The query language, piece by piece."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.queries.lexer import LOOSE_BRACKET, UNPAIRED_BRACKET, UNPAIRED_QUOTE, lex

CASES: list[tuple[str, list[tuple[str, str]]]] = [
    ("老旧小区 改造", [("word", "老旧小区"), ("word", "改造")]),
    ("老旧小区　改造", [("word", "老旧小区"), ("word", "改造")]),  # ideographic space
    ('"老旧小区"', [("phrase", "老旧小区")]),
    ("“老旧小区”改造", [("phrase", "老旧小区"), ("word", "改造")]),
    ("＂老旧小区＂", [("phrase", "老旧小区")]),
    ("「城市书房」", [("phrase", "城市书房")]),
    ('"落实“1+7”政策"', [("phrase", "落实“1+7”政策")]),  # the other kind inside is text
    ('“他说"好"”', [("phrase", '他说"好"')]),
    ("“外“内”外”", [("phrase", "外“内”外")]),  # its own partner, not the first closing mark
    ("改造 -电梯", [("word", "改造"), ("not", "-"), ("word", "电梯")]),
    ('改造 －"加装电梯"', [("word", "改造"), ("not", "-"), ("phrase", "加装电梯")]),
    ("2018-2020年", [("word", "2018-2020年")]),  # a hyphen inside is no negation
    ("——2020年5月27日", [("word", "——2020年5月27日")]),  # a pasted dash is none either
    ("公厕 OR 公共厕所", [("word", "公厕"), ("or", "OR"), ("word", "公共厕所")]),
    ("公厕|厕所｜卫生间", [("word", "公厕"), ("or", "|"), ("word", "厕所"), ("or", "|"), ("word", "卫生间")]),
    ("order or", [("word", "order"), ("word", "or")]),
    ("年份:2020 地区：郑州", [("field", "年份"), ("word", "2020"), ("field", "地区"), ("word", "郑州")]),
    ("备注:好", [("word", "备注:好")]),  # no field of ours
    ("标题:“营商环境”", [("field", "标题"), ("phrase", "营商环境")]),
    (
        "同句:(老旧小区 电梯) 改造",
        [("field", "同句"), ("open", "("), ("word", "老旧小区"), ("word", "电梯"), ("close", ")"), ("word", "改造")],
    ),
    ("新(改)建公厕", [("word", "新(改)建公厕")]),  # brackets are text elsewhere
    ('""', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_lexemes(text: str, expected: list[tuple[str, str]]) -> None:
    lexemes, notices = lex(text)
    assert [(x.kind, x.text) for x in lexemes] == expected
    assert notices == []


@pytest.mark.parametrize(
    ("text", "expected", "notice"),
    [
        ('老旧"小区', [("word", '老旧"小区')], UNPAIRED_QUOTE),
        ("“老旧小区", [("word", "“老旧小区")], UNPAIRED_QUOTE),
        ("老旧小区”", [("word", "老旧小区”")], None),
        ("(改造", [("word", "(改造")], LOOSE_BRACKET),
        ("改造）", [("word", "改造）")], LOOSE_BRACKET),
        ("同句:(甲 乙", [("field", "同句"), ("open", "("), ("word", "甲"), ("word", "乙")], UNPAIRED_BRACKET),
    ],
)
def test_what_has_no_partner_is_a_character_and_said_so(
    text: str, expected: list[tuple[str, str]], notice: str | None
) -> None:
    lexemes, notices = lex(text)
    assert [(x.kind, x.text) for x in lexemes] == expected
    assert notices == ([notice] if notice else [])


@given(st.text(st.sampled_from('老旧小区 "“”「」-|OR年份标题同句:：()（）　2020'), max_size=60))
def test_any_text_gives_lexemes_in_order(text: str) -> None:
    lexemes, _ = lex(text)
    assert all(x.start < x.end for x in lexemes)
    assert all(a.end <= b.start for a, b in zip(lexemes, lexemes[1:], strict=False))
