"""The 1:1 law, and what counts as the same character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import compact, is_blank, search_form

REPORT_TEXT = st.text(st.sampled_from("　 \u00a0\u200b“”「」—－-〇零0０9９％%亿億社會会著显①Ⅲ㎡½…İＧG。，,.\n𠮷"))


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("地区生产总值增长６．６％", "地区生产总值增长6.6%"),  # 1990s: full width
        ("２７，２０３，３１９，０００元", "27,203,319,000元"),  # 1956: full-width thousands marks
        ("社會主義建設", "社会主义建设"),  # 1954: traditional
        ("關於今後", "关于今后"),  # in GB 2312, but traditional all the same
        ("衞生擧辦汚水", "卫生举办污水"),  # 1954: variants no table has
        ("效果显著，乾县", "效果显著,乾县"),  # simplified already: 著 is not 着, 乾 is not 干
        ("“放管服”「一网通办」", '"放管服""一网通办"'),
        ("塔湾路—书院街――2020", "塔湾路-书院街--2020"),
        ("二〇二〇年", "二零二零年"),
        ("5Ｇ、GDP、PM2.5", "5g、gdp、pm2.5"),
        ("①加快Ⅲ类35㎡½…", "①加快Ⅲ类35㎡½…"),  # would be misread as 1, III, m2
        ("区长\u00a0\u00a0张艳敏\u3000", "区长  张艳敏 "),
        ("坏\ud800字", "坏 字"),  # a lone surrogate
    ],
)
def test_search_form(printed: str, folded: str) -> None:
    assert search_form(printed) == folded


@given(st.one_of(st.text(), REPORT_TEXT))
def test_the_search_form_has_the_same_length(text: str) -> None:
    assert len(search_form(text)) == len(text)


@given(st.one_of(st.text(), REPORT_TEXT), st.data())
def test_the_fold_of_a_piece_is_the_piece_of_the_fold(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert search_form(text[start:end]) == search_form(text)[start:end]


@given(st.one_of(st.text(), REPORT_TEXT))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert search_form(search_form(text)) == search_form(text)


@given(st.one_of(st.text(), REPORT_TEXT))
def test_compact_keeps_every_character_that_is_not_blank(text: str) -> None:
    squeezed, offsets = compact(text)
    assert [text[i] for i in offsets] == list(squeezed)
    assert squeezed == "".join(c for c in text if not is_blank(c))


@pytest.mark.shared
def test_lengths_hold_on_every_national_report(shared_data: Path) -> None:
    rows = (shared_data / "data/national/reports.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(row)["content"] for row in rows]
    assert len(texts) == 72
    assert all(len(search_form(text)) == len(text) for text in texts)
