"""Ctrl+F, and numbers that are part of longer ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span, compact, inside_longer_number, needle_of, occurrences, search_form, sentences

SMALL = st.text(st.sampled_from("老旧小区 改造10亿.，\u3000"), max_size=30)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("启动235个老旧小区,完工老旧小区改造47个", "老旧小区", ["老旧小区", "老旧小区"]),
        ("区人民政府区长\u00a0\u00a0张艳敏", "区长张艳敏", ["区长\u00a0\u00a0张艳敏"]),  # blanks in the text
        ("区长张艳敏", "区 长 张艳敏", ["区长张艳敏"]),  # blanks in the quotation
        ("哈哈哈哈哈", "哈哈", ["哈哈", "哈哈"]),  # without overlap, as Ctrl+F counts
        ("总产值２７，２０３元", "27,203元", ["２７，２０３元"]),
        ("改造", "", []),
        ("改造", " \u200b", []),
        ("110亿元", "10亿", ["10亿"]),
    ],
)
def test_occurrences(text: str, quote: str, found: list[str]) -> None:
    assert [span.of(text) for span in occurrences(text, quote)] == found


@given(SMALL, SMALL)
def test_as_many_as_a_plain_count(text: str, quote: str) -> None:
    needle = needle_of(quote)
    plain = compact(search_form(text))[0].count(needle) if needle else 0
    spans = list(occurrences(text, quote))
    assert len(spans) == plain
    assert all(needle_of(span.of(text)) == needle for span in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "part", "inside"),
    [
        ("完成110亿元", "10亿", True),
        ("完成10亿元", "10亿", False),
        ("下降6.65个点", "6.6", True),
        ("下降6.6%", "6.6", False),
        ("1,087万元", "087", True),
        ("1,087万元", "1", True),
        ("增长6,7月更快", "6", False),  # a comma between clauses
        ("2020年", "020", True),
        ("１１０亿", "10亿", True),
    ],
)
def test_inside_a_longer_number(text: str, part: str, inside: bool) -> None:
    (span,) = occurrences(text, part)
    assert inside_longer_number(text, span) is inside


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("增长6.6%。“双胜利!”前行", ["增长6.6%。", "“双胜利!”", "前行"]),
        ("没有标点", ["没有标点"]),
        ("", []),
        ("真的？！好。", ["真的？！", "好。"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [s.of(text) for s in sentences(text)] == parts


@given(st.text(st.sampled_from("好。！? ”\n"), max_size=40))
def test_sentences_lose_nothing_but_blanks(text: str) -> None:
    joined = "".join(s.of(text) for s in sentences(text))
    assert joined.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")


def test_a_span_is_never_empty() -> None:
    for start, end in ((1, 1), (2, 1), (-1, 3)):
        with pytest.raises(ValueError, match="not a span"):
            Span(start, end)
