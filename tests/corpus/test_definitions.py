"""Definitions: terms and explanations of glossary notes, and where the body speaks of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading import read_text
from corpus.text.definitions import definitions, mentions


@pytest.mark.parametrize(
    ("note", "number", "term", "explanation"),
    [
        ("[18]“专精特新”：即专业化、精细化、特色化、新颖化。", 18, "专精特新", "即专业化、精细化、特色化、新颖化。"),
        ("49.六大优势产业：省委提出的六大产业。", 49, "六大优势产业", "省委提出的六大产业。"),
        ("[1]“7+18+N”：“7”是指“医车电数游”等。", 1, "7+18+N", "“7”是指“医车电数游”等。"),
        ("4.稳增长“21”条：2025年印发的措施。", 4, "稳增长“21”条", "2025年印发的措施。"),
        ("（2）一网通办是指网上办理。", 2, "一网通办", "是指网上办理。"),
        ("③“六稳”指稳就业等。", 3, "六稳", "指稳就业等。"),
        ("[5] “‘放管服’：改革”：简政放权。", 5, "‘放管服’：改革", "简政放权。"),  # a colon inside a quotation ends no term
        ("9.[双随机、一公开]即随机抽取检查对象。", 9, "双随机、一公开", "即随机抽取检查对象。"),
        ("2.[河道“清四乱”]清理河道。", 2, "河道“清四乱”", "清理河道。"),  # after the bracket nothing need say 即
        ("【3】“六保”，是指保居民就业等。", 3, "六保", "是指保居民就业等。"),
        ("注1：“双减”指减轻负担。", 1, "双减", "指减轻负担。"),
        ("1“三区三州”：三区是西藏等。", 1, "三区三州", "三区是西藏等。"),
        ("“两重”：指国家重大战略实施等。", 0, "两重", "指国家重大战略实施等。"),  # no number, but quoted
        ("〔4〕百日攻坚　集中一百天办结。", 4, "百日攻坚", "集中一百天办结。"),  # marked off by a blank alone
        ("三、一网通办：指网上办理。", 3, "一网通办", "指网上办理。"),
        ("12 双减：指减轻负担。", 12, "双减", "指减轻负担。"),
        ("[2]双创双服、三深化三提升：“双创双服”即活动。", 2, "双创双服、三深化三提升", "“双创双服”即活动。"),
    ],
)
def test_notes(note: str, number: int, term: str, explanation: str) -> None:
    (found,) = definitions([note])
    assert (found.number, found.term, found.explanation.of(note)) == (number, term, explanation)
    assert found.term_span.of(note) == term


@pytest.mark.parametrize(
    "text",
    ["名词解释", "[1]", "[1]：", "5.6亿元：", "", "一、工作回顾：好", "[1]" + "长" * 60 + "：短", "（一）深化“放管服”改革：好"],
)
def test_no_notes(text: str) -> None:
    assert definitions([text]) == []


def test_mentions_with_the_notes_number_are_meant() -> None:
    (found,) = definitions(["[3]“六稳”：指稳就业等。"])
    assert [span.of("做好六稳工作，“六稳”^[3]见效") for span in mentions(found, "做好六稳工作，“六稳”^[3]见效")] == ["六稳"]
    assert len(mentions(found, "做好六稳工作，六稳见效")) == 2


@given(st.lists(st.text(max_size=60), max_size=6))
def test_spans_lie_in_their_notes(notes: list[str]) -> None:
    for found in definitions(notes):
        assert found.term_span.of(notes[found.note]) == found.term
        assert found.term_span.end <= found.explanation.start < found.explanation.end <= len(notes[found.note])
        assert found.note <= found.last < len(notes)


@pytest.mark.shared
def test_every_definition_of_the_collections(shared_data: Path) -> None:
    folder = shared_data / "data/reports"
    texts = {r["id"]: r["text"] for r in map(json.loads, (folder / "reports.jsonl").read_text("utf-8").splitlines())}
    missed = []
    for wanted in map(json.loads, (folder / "definitions.jsonl").read_text("utf-8").splitlines()):
        document = read_text(texts[wanted["report"]], "甲")
        notes = [passage.text for passage in document.passages if passage.kind == "note"]
        found = {each.term: each for each in definitions(notes)}.get(wanted["term"])
        body = [passage.text for passage in document.passages if passage.kind == "body"]
        if found is None or wanted["answer"][:12] not in found.explanation.of(notes[found.note]) or not any(mentions(found, t) for t in body):
            missed.append(wanted["id"])
    assert not missed
