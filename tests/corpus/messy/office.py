"""Word files and PDFs as offices make them."""

from __future__ import annotations

import io

import docx
from docx.enum.text import WD_BREAK

from tests.corpus import made
from tests.corpus.messy.texts import Sample, body, front

FRONT, BODY = front("长沙县", 2021), body("长沙县", 2021)
ALL, LINES = [*FRONT, *BODY], tuple(BODY)


def _word(lines: list[str], change: object = None) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if callable(change):
        change(document)
    return made.saved(document)


def _running(document: object) -> None:
    section = document.sections[0]  # type: ignore[attr-defined]
    section.header.paragraphs[0].text = "长沙县第十八届人民代表大会第五次会议文件（三）"
    section.footer.paragraphs[0].text = "— 1 —"


def _annex(document: object) -> None:
    document.add_paragraph("附件：2020年主要指标完成情况表")  # type: ignore[attr-defined]
    table = document.add_table(rows=3, cols=4)  # type: ignore[attr-defined]
    rows = [("指标名称", "单位", "2020年完成", "2021年目标"), ("地区生产总值", "亿元", "486.3", "515"), ("一般公共预算收入", "亿元", "31.7", "33.1")]
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value


def _layout() -> bytes:
    """The whole report in one cell of a table, as a page pasted into Word comes out."""
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = ALL[0]
    for line in ALL[1:]:
        cell.add_paragraph(line)
    return made.saved(document)


def _soft() -> bytes:
    """Soft returns instead of paragraphs, a page break in the middle of a sentence."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for line in [*FRONT, *BODY[:5]]:
        paragraph.add_run(line).add_break()
    half = document.add_paragraph()
    half.add_run(BODY[5][:40]).add_break(WD_BREAK.PAGE)
    half.add_run(BODY[5][40:])
    for line in BODY[6:]:
        document.add_paragraph(line)
    return made.saved(document)


def _pages(lines: list[str], *, width: int = 32, height: int = 22, head: str = "", foot: str = "", indent: str = "　　") -> list[list[str]]:
    rows = []
    for line in lines:
        whole = indent + line
        rows += [whole[at : at + width] for at in range(0, len(whole), width)]
    pages = [rows[at : at + height] for at in range(0, len(rows), height)]
    return [[*([head] if head else []), *page, *([foot.format(n)] if foot else [])] for n, page in enumerate(pages, 1)]


def _footnoted() -> list[list[str]]:
    """Notes at the foot of the page, in the middle of a sentence that runs on over the page."""
    pages = _pages(ALL)
    pages[0] += ["1“项目为王”：指以项目建设论英雄的工作导向。"]
    pages[1] += ["2“放管服”：指简政放权、放管结合、优化服务。"]
    return [[*page, f"—{number}—"] for number, page in enumerate(pages, 1)]


COVER = [["长沙县第十八届人民代表大会", "第五次会议文件（三）", "政府工作报告", "2021年1月20日"], ["目　录", "一、2020年工作回顾 ………………………………… 1", "二、2021年工作安排 ………………………………… 9", "三、加强政府自身建设 ……………………………… 17"]]  # fmt: skip
HTML_AS_DOC = ('<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="gb2312"><title>政府工作报告</title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->'
               "<style>p.MsoNormal {margin:0cm;}</style></head><body lang=ZH-CN><div class=Section1>" + "".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>" for line in ALL) + "</div></body></html>").encode("gb18030")  # fmt: skip
RTF_LIKE = io.BytesIO(b"{\\rtf1\\ansi\\ansicpg936 test}").getvalue()

OFFICE = [
    Sample("running.docx", _word(ALL, _running), "header and footer", "430121", 2021, state="report", lines=LINES, absent=("会议文件", "— 1 —")),
    Sample("annex.docx", _word(ALL, _annex), "a table of figures behind the last sentence", "430121", 2021, state="report"),
    Sample("layout.docx", _layout(), "the report in one cell of a table", "430121", 2021, state="report", lines=LINES),
    Sample("soft.docx", _soft(), "soft returns, a page break in a sentence", "430121", 2021, state="report", lines=LINES),
    Sample("blank.docx", _word([part for line in ALL for part in (line, "", " ")]), "empty paragraphs between", "430121", 2021, lines=LINES),
    Sample("split.docx", _word(["政府工作报告", "——在长沙县第十八届人民代表大会第五次会议上", "（2021年1月20日）", "长沙县县长", "陈国强", "各位代表：", *BODY]), "front over many lines", "430121", 2021, date="2021-01-20", speaker="陈国强", lines=LINES),
    Sample("saved.doc", HTML_AS_DOC, "a web page named .doc, as sites offer it", "430121", 2021, lines=LINES, absent=("mso", "MsoNormal", "Print")),
    Sample("report.txt", _word(ALL), "a Word file named .txt", "430121", 2021, lines=LINES),
    Sample("foot.pdf", made.pdf(_pages(ALL, foot="— {} —")), "page numbers inside sentences", "430121", 2021, lines=LINES, absent=("— 2 —",)),
    Sample("head.pdf", made.pdf(_pages(ALL, head="长沙县人民政府公报　2021年第1期", foot="{}")), "running heads, bare page numbers", "430121", 2021, lines=LINES, absent=("公报",)),
    Sample("numbered.pdf", made.pdf(_pages(ALL, foot="第 {} 页 / 共 6 页")), "pages counted in words", "430121", 2021, lines=LINES, absent=("共 6 页",)),
    Sample("flush.pdf", made.pdf(_pages(ALL, foot="{}", indent="")), "no indents", "430121", 2021, lines=LINES),
    Sample("footnotes.pdf", made.pdf(_footnoted()), "notes at the foot of a page, in a sentence", "430121", 2021, lines=LINES, terms=(("项目为王", "指以项目"), ("放管服", "指简政放权"))),
    Sample("cover.pdf", made.pdf([*COVER, *_pages(ALL, foot="- {} -")]), "a cover and a table of contents", "430121", 2021, lines=LINES, absent=("………", "目　录")),
    Sample("spaced.pdf", made.pdf(_pages([" ".join("政府工作报告"), *ALL[1:]], foot="·{}·")), "a letter-spaced title", "430121", 2021, lines=LINES),
]  # fmt: skip
