"""A basket as a file, opened again by another program: Word, Markdown, BibTeX, RIS, CSV. The words come back exactly."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser

import bibtexparser
import docx
import pytest
import rispy
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus import PassageRecord
from indexer import BASKET_FORMATS, Collected, Excerpt, ReferenceList, Span, basket_file, basket_json, reference_list
from tests.webapp.records import NATION, document, passages_of

TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 8, 30)
SITE = "https://yiju.example"
NOTE = "“管城回族自治区”应为“管城回族区”，来源有误。"
GUANCHENG = passages_of(document(notes=(NOTE,)))
COUNTRY = passages_of(document(NATION, 2019, key=2, speaker="李克强"))
DECODED = [bibtexparser.middlewares.LatexDecodingMiddleware(keep_braced_groups=True)]
STANDING = "unchanged"


def stood(passage: PassageRecord, start: int = 0, end: int | None = None, note: str = "") -> Collected:
    span = Span(start, len(passage.text) if end is None else end)
    return Collected(Excerpt(passage.passage_id, span, passage.digest, note=note), STANDING, passage, span)


def listed(*found: Collected) -> ReferenceList:
    return reference_list(found, site=SITE, accessed=TODAY)


AT = GUANCHENG[6].text.index("地区生产总值")
GDP = stood(GUANCHENG[6], AT, AT + 14, "核对 2019 年公报")
NOTED = stood(GUANCHENG[9])  # <b>不是标签</b>&amp;
NATIONAL = stood(COUNTRY[6], 0, 5)
CHANGED = Collected(Excerpt("410104-2020-p3", Span(0, 4), "0" * 12, "旧的说法"), "changed", GUANCHENG[7])
GONE = Collected(Excerpt("410104-2021-p9", None, "0" * 12), "missing")
BASKET = listed(GDP, NATIONAL, CHANGED, NOTED, GONE)
ENTRY = "张艳敏. 2020年郑州市管城回族自治区政府工作报告[R/OL]. 2020-05-27. https://yiju.example/reports/410104-2020."


def written(basket: ReferenceList, name: str) -> str:
    return basket_file(basket, name, NOW).decode()


def paragraphs(basket: ReferenceList) -> list[tuple[str, str]]:
    """(style, text) of each paragraph of the Word file."""
    file = docx.Document(io.BytesIO(basket_file(basket, "docx", NOW)))
    return [(p.style.name, p.text) for p in file.paragraphs]


def test_one_entry_a_report_numbered_by_first_mention_with_the_place_outside():
    assert [row.mark for row in BASKET.rows] == ["[1]第2段", "[2]第2段", "", "[1]第4段", ""]
    assert BASKET.references[0].text == ENTRY
    assert BASKET.references[0].remarks == (f"题名照录；{NOTE}",)
    assert BASKET.references[1].text.startswith("李克强. ")
    assert [row.permalink for row in BASKET.rows] == [
        f"{SITE}/p/410104-2020-p2?d={GUANCHENG[6].digest}&start={AT}&end={AT + 14}",
        f"{SITE}/p/100000-2019-p2?d={COUNTRY[6].digest}&start=0&end=5",
        "",
        f"{SITE}/p/410104-2020-p4?d={GUANCHENG[9].digest}",
        "",
    ]


def test_the_order_of_the_basket_decides_the_numbers():
    assert [r.work.document.document_id for r in listed(NATIONAL, GDP).references] == ["100000-2019", "410104-2020"]


def test_without_an_address_nothing_is_said_to_be_online():
    basket = reference_list([GDP], site="", accessed=TODAY)
    assert basket.references[0].text == "张艳敏. 2020年郑州市管城回族自治区政府工作报告[R]. 2020-05-27."
    assert basket.rows[0].permalink == ""
    assert "https" not in written(basket, "md") + written(basket, "bib") + written(basket, "ris")


def test_headings_and_notes_are_cited_by_what_they_are():
    basket = listed(stood(GUANCHENG[5]), stood(GUANCHENG[10]))
    assert [row.mark for row in basket.rows] == ["[1]第1个标题", "[1]注释第1条"]


def test_word_opened_and_read_back():
    assert paragraphs(BASKET) == [
        ("Title", "引文"),
        ("Quote", "地区生产总值同比增长6.6%[1]第2段"),
        ("Normal", "备注：核对 2019 年公报"),
        ("Quote", "2019年[2]第2段"),
        ("Quote", f"{GUANCHENG[9].text}[1]第4段"),
        ("Heading 1", "参考文献"),
        ("Normal", f"[1] {ENTRY}"),
        ("Normal", f"（题名照录；{NOTE}）"),
        ("Normal", f"[2] {BASKET.references[1].text}"),
        ("Heading 1", "未能收录"),
        ("Normal", "410104-2020-p3：原文已改动"),
        ("Normal", "410104-2021-p9：库中找不到这一处"),
    ]


def test_word_raises_the_number_and_is_set_for_chinese():
    file = docx.Document(io.BytesIO(basket_file(BASKET, "docx", NOW)))
    words, mark = file.paragraphs[1].runs
    assert (words.text, words.font.superscript, mark.text, mark.font.superscript) == ("地区生产总值同比增长6.6%", None, "[1]第2段", True)
    fonts = {name: file.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Title", "Heading 1", "Quote")}
    assert fonts == {"Normal": "宋体", "Title": "黑体", "Heading 1": "黑体", "Quote": "楷体"}
    properties = file.core_properties
    assert (properties.title, properties.author, properties.comments, properties.created.replace(tzinfo=None)) == ("引文", "", "", NOW)
    assert (file.sections[0].page_width.cm, file.sections[0].page_height.cm) == (pytest.approx(21, 0.01), pytest.approx(29.7, 0.01))


class Blocks(HTMLParser):
    """The text of each block quote of a page, without what is raised."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.quotes: list[str] = []
        self.raised: list[str] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        if tag == "blockquote":
            self.quotes.append("")

    def handle_endtag(self, tag):
        while self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if "sup" in self.inside:
            self.raised.append(data)
        elif "p" in self.inside and "blockquote" in self.inside:
            self.quotes[-1] += data


def rendered(basket: ReferenceList) -> str:
    return MarkdownIt("commonmark").render(written(basket, "md"))


def test_markdown_rendered_shows_the_very_words():
    page = rendered(BASKET)
    found = Blocks(page)
    assert found.quotes == ["地区生产总值同比增长6.6%", "2019年", GUANCHENG[9].text]
    assert found.raised == ["[1]第2段", "[2]第2段", "[1]第4段"]
    assert f'href="{BASKET.rows[0].permalink.replace("&", "&amp;")}"' in page
    assert f"<p>[1] {ENTRY}</p>" in page
    assert "<b>" not in page
    assert "<p>410104-2020-p3：原文已改动</p>" in page


def test_a_note_of_several_lines_stays_one():
    page = rendered(listed(replace(GDP, excerpt=replace(GDP.excerpt, note="一\n# 二\n*三*"))))
    assert "<p>备注：一<br />\n# 二<br />\n*三*</p>" in page


def test_bibtex_read_by_a_parser():
    library = bibtexparser.parse_string(written(BASKET, "bib"), append_middleware=DECODED)
    assert not library.failed_blocks
    first, second = library.entries
    assert (first.entry_type, first.key, second.key) == ("techreport", "yiju-410104-2020", "yiju-100000-2019")
    assert first["title"].strip("{}") == "2020年郑州市管城回族自治区政府工作报告"
    assert first["url"] == f"{SITE}/reports/410104-2020"
    assert "pages" not in first
    assert first["annotation"] == f"第2段：地区生产总值同比增长6.6%（备注：核对 2019 年公报）\n\n第4段：{GUANCHENG[9].text}"


def test_ris_read_by_a_parser():
    first, second = rispy.loads(written(BASKET, "ris"))
    assert (first["type_of_reference"], first["id"], second["id"]) == ("RPRT", "yiju-410104-2020", "yiju-100000-2019")
    assert first["title"] == "2020年郑州市管城回族自治区政府工作报告"
    assert first["urls"] == [f"{SITE}/reports/410104-2020"]
    assert first["notes"] == ["第2段：地区生产总值同比增长6.6%（备注：核对 2019 年公报）", f"第4段：{GUANCHENG[9].text}"]
    assert "start_page" not in first


def table(basket: ReferenceList) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(basket, "csv").removeprefix("\ufeff"), newline="")))


def test_csv_read_back():
    rows = table(BASKET)
    assert [(r["序号"], r["引文"], r["参考文献序号"], r["段"], r["核对"]) for r in rows] == [
        ("1", "地区生产总值同比增长6.6%", "1", "第2段", "原文未变动"),
        ("2", "2019年", "2", "第2段", "原文未变动"),
        ("3", "", "", "", "原文已改动"),  # what was sent as its words is not repeated
        ("4", GUANCHENG[9].text, "1", "第4段", "原文未变动"),
        ("5", "", "", "", "库中找不到这一处"),
    ]
    first = rows[0]
    assert (first["参考文献"], first["起"], first["止"], first["备注"]) == (ENTRY, str(AT), str(AT + 14), "核对 2019 年公报")
    assert (first["地区"], first["报告年份"], first["段落编号"]) == ("管城回族区", "2020", "410104-2020-p2")
    assert (first["原文摘要"], first["固定链接"]) == (GUANCHENG[6].digest, BASKET.rows[0].permalink)
    assert rows[4]["段落编号"] == "410104-2021-p9"


def test_no_text_becomes_a_formula():
    passage = replace(GUANCHENG[6], text="=HYPERLINK(1)，增长6.6%")
    row = table(listed(stood(passage, note="@SUM(A1)")))[0]
    assert (row["引文"], row["备注"]) == ("'=HYPERLINK(1)，增长6.6%", "'@SUM(A1)")


def test_a_basket_of_which_nothing_stands_is_a_file_that_says_so():
    basket = listed(CHANGED, GONE)
    assert [text for _, text in paragraphs(basket)] == ["引文", "未能收录", "410104-2020-p3：原文已改动", "410104-2021-p9：库中找不到这一处"]
    assert written(basket, "bib") == written(basket, "ris") == ""
    assert len(table(basket)) == 2


@pytest.mark.parametrize("name", BASKET_FORMATS)
def test_every_format_holds_every_quotation_and_names_none_of_what_is_lost(name):
    content = basket_file(BASKET, name, NOW)
    text = "\n".join(t for _, t in paragraphs(BASKET)) if name == "docx" else content.decode()
    assert "地区生产总值同比增长6.6" in text
    assert "旧的说法" not in text  # sent, and no longer the report's


def test_the_json_of_a_basket():
    data = basket_json(BASKET)
    assert [(i["standing"], i["reference"], i["locator"]) for i in data["items"]] == [
        ("unchanged", 1, "第2段"), ("unchanged", 2, "第2段"), ("changed", None, ""), ("unchanged", 1, "第4段"), ("missing", None, ""),
    ]  # fmt: skip
    assert data["references"][0] == {
        "number": 1, "document_id": "410104-2020", "text": ENTRY, "remarks": list(BASKET.references[0].remarks),
    }  # fmt: skip


# What the catalog may hold: no line breaks, control characters or halves of surrogate pairs; everything else.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=30)
TRAPS = st.sampled_from(
    ["=1+1", "**6.6%**", "`a`", "{6.6%}\\", "<sup>[1]</sup>", "1. 一", "# 二", " 前后 ", "\u3000全角", "ER  - ", "𠮷祥", "&amp;", "[1](x)"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | TRAPS, min_size=1, max_size=3))
def test_whatever_the_words_are_they_come_back(texts: Sequence[str]):
    basket = listed(*(stood(replace(GUANCHENG[6], text=text, labels=())) for text in texts))
    assert [t for style, t in paragraphs(basket) if style == "Quote"] == [f"{text}[1]第2段" for text in texts]
    assert Blocks(rendered(basket)).quotes == texts
    assert [row["引文"].removeprefix("'") for row in table(basket)] == [text.removeprefix("'") for text in texts]
    assert rispy.loads(written(basket, "ris"))[0]["notes"] == [f"第2段：{text}".strip() for text in texts]
