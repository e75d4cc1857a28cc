"""Marks never change or hide a character, and nothing in a text becomes a tag."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from indexer import Span
from webapp.marking import marked

NASTY = [
    "老旧小区",
    "改造",
    "<script>",
    "&amp;",
    "</mark>",
    '"',
    "'",
    "<",
    "&",
    "{{ q }}",
    "　",
    "６．６％",
    "𠀀",
    "\n",
]
texts = st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=12).map("".join)
spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
labels = st.tuples(spans, st.sampled_from(["runin", "label"]))
OURS = re.compile(r'<mark(?: class="quote")?>|</mark>|<strong class="(?:runin|label)">|</strong>')


@given(
    texts, st.lists(spans, max_size=6), st.lists(labels, max_size=4), st.none() | spans, st.sampled_from(["", "quote"])
)
def test_taking_the_tags_out_gives_the_text(text, marks, named, within, kind):
    html = str(marked(text, marks, labels=named, within=within, kind=kind))
    assert unescape(OURS.sub("", html)) == (within.of(text) if within else text)
    assert "<" not in OURS.sub("", html)


@given(texts, st.lists(spans, max_size=6))
def test_exactly_the_characters_under_a_span_are_marked(text, marks):
    shown = [unescape(m) for m in re.findall(r"<mark>(.*?)</mark>", str(marked(text, marks)), re.DOTALL)]
    under = "".join(c for i, c in enumerate(text) if any(m.start <= i < m.end for m in marks))
    assert "".join(shown) == under


def test_a_script_in_a_report_is_text():
    assert marked("<script>alert(1)</script>", [Span(0, 8)]) == ("<mark>&lt;script&gt;</mark>alert(1)&lt;/script&gt;")


def test_marks_lie_inside_labels_and_are_cut_at_their_ends():
    html = marked("主导产业更加稳固。持续", [Span(7, 11)], labels=[(Span(0, 9), "label")])
    assert html == '<strong class="label">主导产业更加稳<mark>固。</mark></strong><mark>持续</mark>'


def test_matches_that_touch_stay_two_and_matches_that_overlap_become_one():
    assert marked("改造改造", [Span(0, 2), Span(2, 4)]) == "<mark>改造</mark><mark>改造</mark>"
    assert marked("老旧小区改造", [Span(0, 4), Span(2, 6)]) == "<mark>老旧小区改造</mark>"
