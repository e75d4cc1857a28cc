"""Joining broken lines and cutting endless ones; what is a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.structure.joining import LONGEST, join, paragraphs, split, style_of
from corpus.structure.lines import lines_of, squeeze


def joined(text: str) -> list[str]:
    return join(lines_of(text))


SPACED = "第一段话在这里结束。\n\n{}\n\n最后一段话在这里结束。\n\n各项工作取得新的成绩。"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        # hyperlinks on lines of their own (2006)
        ("制定了《\n信访条例\n》，畅通了信访渠道。", ["制定了《信访条例》，畅通了信访渠道。"]),
        # a page mark in mid sentence (2021)
        ("交出一份人\n\u200b\n民满意、世界瞩目的答卷。", ["交出一份人民满意、世界瞩目的答卷。"]),
        ("细颗粒物（PM\n2.5\n）平均浓度下降。", ["细颗粒物（PM2.5）平均浓度下降。"]),
        ("——\n改革开放\n深入推进。", ["——改革开放深入推进。"]),
        ("实现国内生产总值\n翻一番\n的目标。", ["实现国内生产总值翻一番的目标。"]),
        ("三、关于《\n规划纲要（草案）\n》的说明", ["三、关于《规划纲要（草案）》的说明"]),
        # real boundaries
        ("城乡人民生活进一步改善。\n农民人均纯收入增长。", ["城乡人民生活进一步改善。", "农民人均纯收入增长。"]),
        ("主要预期目标是：\n国内生产总值增长8%左右。", ["主要预期目标是：", "国内生产总值增长8%左右。"]),
        ("二、今年主要任务\n今年是关键一年。", ["二、今年主要任务", "今年是关键一年。"]),
        ("经济稳定增长\n（一）加强宏观调控。", ["经济稳定增长", "（一）加强宏观调控。"]),
        ("人民生活改善\n　　各项事业全面发展。", ["人民生活改善", "各项事业全面发展。"]),  # an indent opens a paragraph
    ],
)
def test_spaced_texts(broken: str, whole: list[str]) -> None:
    assert joined(SPACED.format(broken))[1:-2] == whole


def test_dense_texts_keep_short_headings() -> None:
    review = "各位代表：\n“十四五”时期工作回顾\n“十四五”时期是极不平凡的五年。\n"
    broken = "加强对\n权力\n运行的监督。\n各位代表，我们深知政府的\n权力\n是人民赋予的。"
    text = review + broken
    assert joined(text)[1] == "“十四五”时期工作回顾"
    assert joined(text)[-1] == "各位代表，我们深知政府的权力是人民赋予的。"


def test_wrapped_texts_are_unwrapped() -> None:
    lines = [
        "过去一年，面对复杂多变的外部环境，我们坚持稳中求进，全区地区生",
        "产总值增长百分之六点一，一般公共预算收入增长百分之三点二，主要目",
        "标任务顺利完成。",
    ]
    text = "\n".join(lines * 4)
    assert style_of(lines_of(text)).width == 31
    assert joined(text) == ["".join(lines)] * 4


def test_nothing_before_or_behind_a_break_is_lost() -> None:
    assert joined(SPACED.format("国务院总理　\n的报告 \n，请予审议。"))[1] == "国务院总理　的报告 ，请予审议。"


@given(
    st.lists(
        st.sampled_from(
            ["各位代表：", "一、回顾", "《", "》", "稳中求进", "增长6.6%。", "　　今年，", "", "的", "权力"]
        ),
        max_size=40,
    )
)
def test_joining_loses_no_character(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    assert squeeze("".join(joined(text))) == squeeze(text).replace("\n", "")
    assert all("\n" not in paragraph for paragraph in joined(text))


@given(st.text(alphabet="稳中求进。一、（二）！ ，", min_size=1, max_size=200), st.integers(1, 9000))
def test_splitting_loses_no_character(pattern: str, length: int) -> None:
    text = (pattern * length)[:length]
    pieces = split(text)
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert squeeze("".join(pieces)) == squeeze(text)


def test_a_whole_report_in_one_line_is_cut_before_headings() -> None:
    section = "坚持稳中求进工作总基调，经济运行保持在合理区间，各项事业取得新的成绩。" * 45
    pieces = split(
        f"各位代表：现在报告工作。一、去年工作回顾{section}二、今年主要任务{section}（一）扩大内需。{section}"
    )
    starts = [piece[:8] for piece in pieces]
    assert "一、去年工作回顾" in starts
    assert "二、今年主要任务" in starts
    assert "（一）扩大内需。" in starts


def test_a_line_without_any_sentence_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in split("啊" * 7000)] == [3000, 3000, 1000]
    assert paragraphs(lines_of("短句。")) == ["短句。"]
