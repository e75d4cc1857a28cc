"""Marks and snippets: spans of the exact text, never of anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span, needle_of
from indexer.finding.highlighting import marks
from indexer.finding.snippets import WIDTH, best_snippet

TEXT = st.text(st.sampled_from("老旧小区改造 10亿元。，；“”"), min_size=1, max_size=600)
NEEDLES = st.lists(st.text(st.sampled_from("老旧小区改造10亿"), min_size=1, max_size=6), max_size=5)


@pytest.mark.parametrize(
    ("text", "needles", "marked"),
    [
        ("推进老旧小区改造", ["老旧小区改造", "老旧小区", "改造"], ["老旧小区改造"]),
        ("改造老旧小区", ["老旧小区改造", "老旧小区", "改造"], ["改造", "老旧小区"]),
        ("总产值２７亿元", ["27亿元"], ["２７亿元"]),
        ("社會主義建設", ["社会主义"], ["社會主義"]),
        ("区长\u00a0\u00a0张艳敏", ["区长张艳敏"], ["区长\u00a0\u00a0张艳敏"]),
        ("<b>改造</b>", ["改造"], ["改造"]),
        ("没有", ["改造"], []),
    ],
)
def test_marks(text: str, needles: list[str], marked: list[str]) -> None:
    assert [span.of(text) for span in marks(text, needles)] == marked


@given(TEXT, NEEDLES)
def test_marks_are_what_was_looked_for_and_do_not_overlap(text: str, needles: list[str]) -> None:
    spans = marks(text, sorted(set(needles), key=lambda n: (-len(n), n)))
    assert all(needle_of(s.of(text)) in needles for s in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


@given(TEXT, NEEDLES)
def test_a_snippet_is_a_short_stretch_of_the_text(text: str, needles: list[str]) -> None:
    snippet = best_snippet(text, marks(text, needles), dict.fromkeys(needles, 1.0))
    assert len(snippet) <= WIDTH
    assert snippet.end <= len(text)
    assert len(text) > WIDTH or snippet == Span(0, len(text))


@given(TEXT, st.sampled_from(["老旧小区", "改造", "10亿"]))
def test_a_snippet_shows_a_match_if_there_is_one(text: str, needle: str) -> None:
    spans = [s for s in marks(text, [needle]) if len(s) <= 20]
    long_text = "一" * 150 + "。" + text + "。" + "二" * 150 + "。"
    moved = marks(long_text, [needle])
    snippet = best_snippet(long_text, moved, {needle: 1.0})
    if spans and all(not any(c in "，；" for c in s.of(text)) for s in spans):
        assert any(snippet.overlaps(m) for m in moved)


def test_the_densest_sentence_wins() -> None:
    text = "改造" + "甲" * 180 + "。老旧小区改造提速,改造老旧小区47个。" + "乙" * 190 + "。"
    snippet = best_snippet(text, marks(text, ["老旧小区", "改造"]), {"老旧小区": 3.0, "改造": 1.0})
    assert "改造老旧小区47个。" in snippet.of(text)


def test_a_sentence_longer_than_a_snippet_is_cut_at_a_comma() -> None:
    text = "甲" * 150 + "," + "乙" * 120 + "改造," + "丙" * 150 + "。"
    snippet = best_snippet(text, marks(text, ["改造"]), {"改造": 1.0}).of(text)
    assert snippet.startswith("乙")
    assert snippet.endswith("改造,")
