"""Laws of citing, over texts with everything that some format could trip on, and over every passage of the shipped report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import bibtexparser
import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus import (
    STATES,
    STYLES,
    Catalog,
    Citation,
    PassageRecord,
    Place,
    Span,
    cite,
    read_report,
    sentences,
    shipped_reports,
)
from corpus.citations import naming

TODAY = date(2026, 11, 22)
PLAIN = bibtexparser.middlewares.LatexDecodingMiddleware(keep_braced_groups=True)
# What the catalog may hold: no line breaks, control characters or halves of surrogate pairs; everything else.
ANYTHING = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
TRAPS = st.sampled_from(
    [*"\\`*_{}[]()<>#+-.!|~&$%^\"'=@:;,， \u3000\xa0“”‘’1九老𠮷é", "--", "1. ", "&amp;", "https://a.b/?c=d&e", "TY  - ", "ER  - "]
)
TEXTS = st.lists(TRAPS | ANYTHING, min_size=1, max_size=40).map("".join).filter(lambda text: bool(text.strip()))


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> list[PassageRecord]:
    """The passages of the shipped report."""
    catalog = Catalog(Path(tmp_path_factory.mktemp("catalog")) / "catalog.sqlite")
    taken = catalog.add(read_report(shipped_reports()[0]), "seed")
    return catalog.document_passages(catalog.document(taken.document_id))



@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


def citation(report: list[PassageRecord], text: str, span: Span, style: str, title: str | None = None) -> Citation:
    document = report[0].document if title is None else replace(report[0].document, title=title)
    passage = replace(report[5], text=text, document=document)
    link = f"https://yiju.example/p/{passage.passage_id}?d={passage.digest}"
    return cite(passage, style, span=span, permalink=link, accessed=TODAY)


class Words(HTMLParser):
    """The text of the first paragraph and of the citation in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.inside, self.tags = "", 0, list[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.inside += tag == "p" and self.tags.count("p") == 1

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "p" and self.inside

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


@given(stretches(), st.sampled_from(sorted(STYLES)))
def test_a_citation_quotes_the_very_characters(report, stretch, style):
    text, span = stretch
    cited = citation(report, text, span, style)
    assert (cited.quote, cited.span) == (text[span.start : span.end], span)
    assert cited.text


@given(stretches())
def test_the_words_stand_in_prose_character_for_character(report, stretch):
    text, span = stretch
    quoted = f"“{text[span.start : span.end]}”"
    for style in ("plain", "official"):
        assert quoted in citation(report, text, span, style).text
    if len(span) < len(text):
        assert citation(report, text, span, "legal").text.startswith(quoted)


@given(stretches())
def test_a_browser_shows_the_words_of_the_html(report, stretch):
    text, span = stretch
    read = Words(citation(report, text, span, "html").text)
    assert read.text == text[span.start : span.end]
    assert read.tags == ["blockquote", "p", "footer", "a", "cite"]


@given(stretches())
@example(("1. 老旧小区", Span(0, 7)))
@example(("*名词解释", Span(0, 5)))
@example(("　（三）改造", Span(0, 6)))
@example(("- - -", Span(0, 5)))
@example(("<b>&amp;</b>", Span(0, 12)))
@example(("=", Span(0, 1)))
def test_markdown_shows_the_words(report, stretch):
    text, span = stretch
    html = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(citation(report, text, span, "markdown").text)
    read = Words(html)
    assert read.text == text[span.start : span.end]
    assert read.tags == ["blockquote", "p", "p", "a"]


@given(stretches())
def test_a_reference_manager_reads_the_words_from_ris(report, stretch):
    text, span = stretch
    [read] = rispy.loads(citation(report, text, span, "ris").text)
    assert read["notes_abstract"].strip() == text[span.start : span.end].strip() or not text[span.start : span.end].strip()


@given(stretches())
@example(("6.6%{约}\\", Span(0, 7)))
@example(("a--b---c,,d``e''f", Span(0, 17)))
def test_a_bibtex_reader_reads_the_words(report, stretch):
    text, span = stretch
    raw = citation(report, text, span, "bibtex").text
    library = bibtexparser.parse_string(raw)
    assert not library.failed_blocks
    [entry] = library.entries
    assert _from_tex(entry["annotation"]).strip() == text[span.start : span.end].strip()


def _from_tex(text: str) -> str:
    """What our commands stand for; an empty group stands for nothing."""
    named = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}
    return re.sub(r"\\([a-z]+)\{\}|\\(.)|\{\}", lambda m: named[m[1]] if m[1] else m[2] or "", text)


@given(TEXTS)
def test_a_title_of_any_characters_breaks_no_format(report, title):
    text = "老旧小区改造"
    whole = Span(0, len(text))
    [item] = json.loads(citation(report, text, whole, "csl-json", title).text)
    assert item["title"] == title
    [entry] = bibtexparser.parse_string(citation(report, text, whole, "bibtex", title).text).entries
    assert _from_tex(entry["title"])[1:-1] == title
    assert Words(citation(report, text, whole, "html", title).text).tags == ["blockquote", "p", "footer", "a", "cite"]
    tokens = MarkdownIt("commonmark").parse(citation(report, text, whole, "markdown", title).text)
    link = next(t for t in tokens if t.type == "inline" and t.content.startswith("—"))
    assert [c.type for c in link.children if c.type.startswith("link")] == ["link_open", "link_close"]
    assert len(rispy.loads(citation(report, text, whole, "ris", title).text)) == 1
    json.loads(citation(report, text, whole, "web-annotation", title).text)


@given(stretches())
def test_both_selectors_find_the_words_again(report, stretch):
    text, span = stretch
    quote, position = json.loads(citation(report, text, span, "web-annotation").text)["target"]["selector"]["refinedBy"]
    assert text[position["start"] : position["end"]] == quote["exact"]
    places = [
        m.start() for m in re.finditer(f"(?={re.escape(quote['exact'])})", text)
        if text[: m.start()].endswith(quote["prefix"]) and text[m.start() + len(quote["exact"]) :].startswith(quote["suffix"])
    ]  # fmt: skip
    assert span.start in places


@given(stretches())
def test_a_text_fragment_leads_to_the_words(report, stretch):
    text, span = stretch
    if text[span.start : span.end].strip():
        assert _marked(text, citation(report, text, span, "text-fragment").text) == text[span.start : span.end].strip()


def _marked(text: str, address: str) -> str:
    """What a browser marks: the first place where all parts stand in order. Source: the text fragments draft, "find a range"."""
    parts = address.partition("#:~:text=")[2].split(",")
    before = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    after = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    first, last = unquote(parts[0]), unquote(parts[-1]) if len(parts) > 1 else ""
    between = f".*?{re.escape(last)}" if last else ""
    found = re.search(rf"{re.escape(before)}\s*({re.escape(first)}{between})\s*{re.escape(after)}", text, re.DOTALL)
    return found[1] if found else ""


def sentences_of(report: list[PassageRecord]) -> Iterator[tuple[PassageRecord, Span]]:
    for passage in report:
        yield passage, Span(0, len(passage.text))
        yield from ((passage, s) for s in sentences(passage.text))


def test_a_text_fragment_leads_to_the_very_place_in_every_sentence_of_the_report(report):
    for passage, span in sentences_of(report):
        link = cite(passage, "text-fragment", span=span, permalink="https://yiju.example/p/x", accessed=TODAY).text
        assert _marked(passage.text, link) == span.of(passage.text).strip(), passage.passage_id
        assert re.fullmatch(r"[!-~]+", link)  # nothing but ASCII


def test_every_sentence_of_the_report_is_cited_in_every_style(report):
    keys = set()
    for passage, span in sentences_of(report):
        for style in STYLES:
            cited = cite(passage, style, span=span, permalink="https://yiju.example/p/x", accessed=TODAY)
            assert cited.quote == span.of(passage.text)
        keys.add(cite(passage, "ris", span=span, accessed=TODAY).text.splitlines()[1])
    assert len(keys) == len({(p.passage_id, s) for p, s in sentences_of(report)})  # entries of one list never share a name


FACTS = {
    "speaker": "张艳敏", "date": "2020-05-27", "year": 2020, "meeting": "区第十六届人民代表大会第五次会议",
    "place": Place("410104", "管城回族区", "county", ("河南省", "郑州市", "管城回族区")),
}  # fmt: skip
KINDS = ("body", "front", "heading", "note")
READ = [name for name, style in STYLES.items() if not style.verbatim and name != "text-fragment"]


@settings(max_examples=600)
@given(
    st.sets(st.sampled_from(sorted(FACTS))), st.sampled_from(STATES), st.sampled_from(KINDS), st.sampled_from(sorted(STYLES)),
    st.sampled_from(("https://yiju.example/p/x", "")), st.sampled_from((None, "https://a.example/1.html")),
    st.sampled_from((None, "2020-09-03T16:12:37", "去年")),
)  # fmt: skip
def test_whatever_is_unknown_leaves_no_trace(report, known, state, kind, style, link, url, posted):
    """No empty brackets, no doubled or dangling marks, nothing made up; and what is no report says so."""
    source = replace(report[0].document.source, url=url, posted=posted)
    facts = {name: value if name in known else None for name, value in FACTS.items()}
    document = replace(report[0].document, title="关于工作", notes=(), state=state, source=source, **facts)
    passage = replace(report[5], text="老旧小区改造47个", kind=kind, document=document)
    cited = cite(passage, style, span=Span(0, 4), permalink=link, accessed=TODAY)
    assert "None" not in cited.text + "".join(cited.remarks)
    if style in READ:
        assert not re.search(r"\(\)|（）|《》|\[\]|，，|,,|, \.|^[，,. ]|[，,：] *$|\.\.|  |[（(][，, ]|[，,] ?[）)]", cited.text), cited.text
        assert cited.text == cited.text.strip()
    for name in set(FACTS) - known - {"place", "year", "meeting"}:
        assert str(FACTS[name]) not in cited.text
    if state != "report" and style not in ("web-annotation", "text-fragment"):
        words = (*naming.STATE_WORDS[state], naming.STATE_WORDS[state][1].lower()[1:])
        assert any(word in cited.text for word in words), cited.text
