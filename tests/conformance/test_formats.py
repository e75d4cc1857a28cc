"""One report in every container: the same paragraphs, place, year and date come out of each. A new format adds a row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.formats.registry import FORMATS, load, read_bytes
from corpus.model.document import Document
from corpus.reading import read_report, read_reports
from corpus.structure.lines import squeeze
from tests.corpus import made
from tests.corpus.test_reading import check

BODY = [squeeze(line) for line in made.BODY]

# File name, its bytes, the format that must recognise it.
ONE: list[tuple[str, Callable[[], bytes], str]] = [
    ("报告.txt", lambda: made.TEXT.encode(), "plain_text"),
    ("报告.txt", lambda: made.TEXT.replace("\n", "\r\n").encode("gb18030"), "plain_text"),
    ("报告", lambda: made.TEXT.encode("utf-16"), "plain_text"),  # no suffix
    ("报告.docx", made.word, "word"),
    ("报告.txt", made.word, "word"),  # a wrong suffix: the first bytes tell
    ("报告.pdf", lambda: made.pdf([made.LINES]), "pdf"),
    ("报告.pdf", lambda: made.pdf(made.wrapped_pages()), "pdf"),
    ("报告.html", made.government_page, "html"),
    ("报告.htm", lambda: made.government_page("gb2312"), "html"),
    ("报告.txt", made.government_page, "html"),
    ("报告.html", made.forum_page, "html"),
    ("报告.mht", made.web_archive, "html"),
    ("报告.tmx", made.translation_memory, "tmx"),
    ("报告.csv", lambda: made.comma_separated([["正文"], [made.TEXT]]), "csv"),
    ("报告.csv", lambda: made.comma_separated([["title", "full_text"], [made.TITLE, made.TEXT]], "gb18030", ";"), "csv"),
    ("报告.tsv", lambda: made.comma_separated([["title", "full_text"], [made.TITLE, made.TEXT]], delimiter="\t"), "csv"),
    ("报告.csv", lambda: made.comma_separated([["zh", "en"], *[[line, "A line."] for line in made.LINES]]), "csv"),
    ("报告.xlsx", lambda: made.workbook([["一份报告"], [], ["年度", "内容"], [2021.0, made.TEXT]]), "xlsx"),
    ("报告.xlsx", lambda: made.workbook([[line, f"Line {i} of it."] for i, line in enumerate(made.LINES)]), "xlsx"),
    ("报告.xlsx", lambda: made.workbook([["甲", "乙"], ["x", made.long_text()]]), "xlsx"),  # known by its cells alone
    ("报告.jsonl", lambda: made.json_lines([[made.TEXT]], ["content"]), "jsonl"),
    ("报告.json", lambda: b"[" + made.json_lines([[made.TEXT]], ["content"]) + b"]", "jsonl"),
    ("报告.zip", lambda: made.zipped({"报告.docx": made.word()}), "word"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "build", "form"), ONE, ids=[f"{i}-{name}-{form}" for i, (name, _, form) in enumerate(ONE)])
def test_the_same_report_from_every_container(tmp_path: Path, name: str, build: Callable[[], bytes], form: str) -> None:
    path = tmp_path / name
    path.write_bytes(build())
    document = read_report(path)
    assert document.source.format == form
    assert set(BODY) <= {squeeze(p.text) for p in document.passages if p.kind in ("body", "heading")}
    assert (document.year, document.date, document.speaker) == (2021, "2021-01-18", "王平")
    assert squeeze(document.title) in (made.TITLE, f"[河南]{made.TITLE}")
    assert not [word for word in made.CHROME for passage in document.passages if word in passage.text]
    check(document, "\n".join([document.text, *document.source.stripped]))


def test_every_format_has_a_row() -> None:
    assert {load(name).NAME for name in FORMATS} - {"zip"} == {form for _, _, form in ONE}


def read_all(tmp_path: Path, name: str, data: bytes, **more: object) -> tuple[dict[str, Document], dict[str, str]]:
    """Documents and refusals by member."""
    path = tmp_path / name
    path.write_bytes(data)
    readings = list(read_reports(path, **more))  # type: ignore[arg-type]
    return (
        {r.member: r.document for r in readings if r.document is not None},
        {r.member: str(r.refusal) for r in readings if r.refusal is not None},
    )


TABLES: list[tuple[str, Callable[[], bytes]]] = [
    ("报告集.csv", lambda: made.comma_separated([made.HEADINGS, *made.ROWS])),
    ("报告集.csv", lambda: made.comma_separated([made.HEADINGS, *made.ROWS], "gb18030")),
    ("报告集.txt", lambda: made.comma_separated([made.HEADINGS, *made.ROWS])),
    ("报告集.xlsx", lambda: made.workbook([made.HEADINGS, *made.ROWS])),
    ("报告集.jsonl", lambda: made.json_lines(made.ROWS, made.HEADINGS)),
]


@pytest.mark.parametrize(("name", "build"), TABLES)
def test_a_table_gives_a_report_for_each_row(tmp_path: Path, name: str, build: Callable[[], bytes]) -> None:
    documents, refusals = read_all(tmp_path, name, build())
    first, second = documents.values()
    assert not refusals
    assert [d.place and d.place.name for d in (first, second)] == ["郑州市", "洛阳市"]
    assert (first.title, first.source.url, first.source.posted) == ("2020年郑州市政府工作报告", "http://a.example/1", "2020-02-01")
    assert first.source.file == f"{name}#{next(iter(documents))}"
    told = ("标题写的是2020年，讲话在2021年，以讲话日期为准。", "来源把它归入2020年，报告本身是2021年的，以报告为准。")
    assert (first.year, first.notes) == (2021, told)
    assert (second.year, second.notes) == (2021, ())


def test_rows_without_a_text_are_told_of_together(tmp_path: Path) -> None:
    rows = [made.HEADINGS, made.ROWS[0], ["河南省", "2022", "某市", "", "", ""], made.ROWS[1], ["河南省", "2023", "某市", "", "", " "]]
    documents, refusals = read_all(tmp_path, "集.xlsx", made.workbook(rows))
    assert list(documents) == ["第2行", "第4行"]
    assert refusals == {"": "“集.xlsx”有 2 行没有正文（第 3、5 行），这些行没有收录，请补上正文后重新收录。"}


def test_sheets_without_reports_are_passed_over(tmp_path: Path) -> None:
    documents, refusals = read_all(tmp_path, "集.xlsx", made.workbook([["说明"], ["数据来源"]], [made.HEADINGS, made.ROWS[0]]))
    assert list(documents) == ["表2第2行"]
    assert not refusals


def test_a_table_without_a_text_column_is_refused_with_its_reason(tmp_path: Path) -> None:
    data = made.comma_separated([["地区", "年份", "GDP"], ["河南省", "2020", "54997"]])
    documents, refusals = read_all(tmp_path, "数据.csv", data)
    assert not documents
    assert refusals == {
        "": "“数据.csv”里没有存放报告正文的列（现有：地区、年份、GDP），请把正文所在列的表头改为“正文”，或用 --column text=列名 指定。"
    }


def test_columns_may_be_told(tmp_path: Path) -> None:
    data = made.comma_separated([["甲", "乙", "丙"], ["郑州市", "别的内容", made.TEXT.replace("墨岭区", "郑州市")]])
    documents, _ = read_all(tmp_path, "集.csv", data, columns={"text": "丙", "place": "甲"})
    (document,) = documents.values()
    assert document.place is not None
    assert document.place.name == "郑州市"
    _, refusals = read_all(tmp_path, "集.csv", data, columns={"text": "丁"})
    assert refusals[""].startswith("“集.csv”里没有“丁”这一列（现有：甲、乙、丙）")


def test_an_archive_gives_a_report_for_each_file(tmp_path: Path) -> None:
    files = {
        "河南/郑州.docx": made.word([line.replace("墨岭区", "郑州市") for line in made.LINES]),
        "河南/表.csv": made.comma_separated([made.HEADINGS, *made.ROWS]),
        "里面.zip": made.zipped({"报告.txt": made.TEXT.encode()}),
        "__MACOSX/._报告.txt": b"\x00\x05\x16\x07",
        "图.png": b"\x89PNG\r\n\x1a\n",
        "../../越界.txt": made.TEXT.encode(),
    }
    documents, refusals = read_all(tmp_path, "集.zip", made.zipped(files, made.GbkName))
    assert set(documents) == {"河南/郑州.docx", "河南/表.csv#第2行", "河南/表.csv#第3行", "里面.zip#报告.txt", "越界.txt"}
    assert set(refusals) == {"图.png"}
    assert [path.name for path in tmp_path.iterdir()] == ["集.zip"]


def test_word_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(made.word_with_everything())
    text = read_report(path).text
    assert "主要目标任务顺利完成。补入的字[1]" in text
    assert text.count("文本框里的一句话，也是报告的内容。") == 1
    assert "绿化率 | 38% | 40%" in text
    assert "[1]“主要目标任务”：指年初人代会确定的各项任务。" in text
    assert "删去" not in text
    assert "分隔线" not in text


def test_word_footnotes_are_notes_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(made.word_with_everything())
    assert [p.text[:12] for p in read_report(path).passages if p.kind == "note"] == ["[1]“主要目标任务”："]


def test_word_counts_headings() -> None:
    lines = read_bytes(made.word_with_counted_headings(), "报告.docx").text.split("\n")
    assert lines == ["一、去年工作回顾", "（一）经济稳中向好", "（二）民生持续改善", "二、今年工作安排", "（一）扩大投资", "不编号的一段。"]


def test_a_report_filed_under_another_place_is_told_of(tmp_path: Path) -> None:
    rows = [["区县", "正文"], ["唐县", made.TEXT.replace("墨岭区", "高阳县")]]
    documents, _ = read_all(tmp_path, "集.csv", made.comma_separated(rows))
    (document,) = documents.values()
    assert document.place is not None
    assert document.place.name == "高阳县"
    assert "来源把它归入“唐县”，正文讲的是“高阳县”，以正文为准。" in document.notes


def test_the_long_column_is_the_text(tmp_path: Path) -> None:
    """A column whose name says 内容 may hold no more than a line."""
    rows = [["标题", "内容", "丙"], ["2021年墨岭区政府工作报告", "工作报告", made.long_text()]]
    documents, refusals = read_all(tmp_path, "集.csv", made.comma_separated(rows))
    assert [d.state for d in documents.values()] == ["report"]
    assert not refusals


def test_a_full_cell_is_told_of(tmp_path: Path) -> None:
    text = (made.TEXT * 100)[:32_767]
    (document,) = read_all(tmp_path, "集.xlsx", made.workbook([["正文"], [text]]))[0].values()
    assert "正文写满了一个 Excel 单元格（32767字），后面的文字可能被截去。" in document.notes


def test_lines_of_markup_are_no_blanks_of_the_text() -> None:
    page = b"<html><body><p>\n" + made.BODY[2][:30].encode() + b"\n   " + made.BODY[2][30:].encode() + b"\n</p></body></html>"
    assert read_bytes(page, "报告.html").text == made.BODY[2]


def test_a_page_tells_when_it_was_posted(tmp_path: Path) -> None:
    path = tmp_path / "报告.html"
    path.write_bytes(made.government_page())
    assert read_report(path).source.posted == "2021-02-03T09:15"
