"""One short report of our own, in every container we read: what each format is tested with, built as its program builds it."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

TITLE = "2021年墨岭区政府工作报告"
MEETING = "——2021年1月18日在墨岭区第八届人民代表大会第五次会议上"
FRONT = [TITLE, MEETING, "墨岭区人民政府区长　王平", "各位代表："]
BODY = [
    "现在，我代表墨岭区人民政府，向大会报告工作，请予审议，并请各位政协委员和其他列席人员提出意见。",
    "一、2020年工作回顾",
    "过去一年，面对复杂多变的外部环境，我们坚持稳中求进，全区地区生产总值增长6.1%，一般公共预算收入增长3.2%，主要目标任务顺利完成。",
    "脱贫攻坚取得决定性成果，3个贫困村全部退出，1286名贫困人口全部脱贫，城乡面貌明显改善，群众生活水平不断提高。",
    "二、2021年工作安排",
    "今年，我们将着力扩大有效投资，全年实施重点项目86个，完成投资120亿元，确保经济运行在合理区间，为“十四五”开好局。",
    "各位代表！蓝图已经绘就，奋进正当其时。让我们更加紧密地团结起来，真抓实干，为建设美丽墨岭而努力奋斗！",
]
LINES = [*FRONT, *BODY]
TEXT = "\n".join(LINES)


def long_text(lines: Sequence[str] = LINES) -> str:
    """The report at the length of a real one (the state of a shorter one is ``stub``)."""
    filler = [f"第{i}项工作扎实推进，全年完成投资{i + 10}亿元，惠及群众{i + 3}万人，各项指标均好于预期，群众满意度持续提升。" for i in range(1, 20)]
    return "\n".join([*lines[:7], *filler, *lines[7:]])


# ---------------------------------------------------------------- Word


def word(lines: Sequence[str] = LINES) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def word_with_everything() -> bytes:
    """A table, a text box with its fallback, a deleted and an inserted word, and a footnote."""
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip((c for row in table.rows for c in row.cells), ["指标", "2020年", "2021年", "绿化率", "38%", "40%"], strict=True):
        cell.text = text
    paragraph = document.paragraphs[6]
    paragraph._p.append(_element(DELETED))
    paragraph._p.append(_element(INSERTED))
    paragraph._p.append(_element(TEXT_BOX))
    paragraph._p.append(_reference("1"))
    return _with_footnotes(saved(document))


def word_with_counted_headings() -> bytes:
    """Headings and points without their numbers in the text: Word counts them, two on a level with a restart between."""
    document = docx.Document()
    root = document.part.numbering_part.element
    root.append(_element(NUMBERING))
    for number in ("71", "72"):
        again = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>' if number == "72" else ""
        root.append(_element(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="70"/>{again}</w:num>'))
    for text, depth in (("去年工作回顾", 0), ("经济稳中向好", 1), ("民生持续改善", 1), ("今年工作安排", 0), ("扩大投资", 1), ("不编号的一段。", None)):
        paragraph = document.add_paragraph(text)
        if depth is not None:
            marks = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{71 + (text == "扩大投资")}"/>'
            paragraph._p.get_or_add_pPr().append(_element(f"<w:numPr {W}>{marks}</w:numPr>"))
    return saved(document)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DELETED = f"<w:del {W}><w:r><w:delText>删去的字</w:delText></w:r></w:del>"
INSERTED = f"<w:ins {W}><w:r><w:t>补入的字</w:t></w:r></w:ins>"
_BOX = "<w:txbxContent><w:p><w:r><w:t>文本框里的一句话，也是报告的内容。</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = (
    f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml">'
    f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{_BOX}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
NUMBERING = (
    f'<w:abstractNum {W} w:abstractNumId="70">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
)
FOOTNOTES = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {W}>'
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>分隔线</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>“主要目标任务”：指年初人代会确定的各项任务。</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def _element(xml: str) -> object:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _reference(number: str) -> object:
    run, mark = OxmlElement("w:r"), OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), number)
    run.append(mark)
    return run


def _with_footnotes(data: bytes) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    changes = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": (
            "</Relationships>", f'<Relationship Id="rIdF" Type="{relation}" Target="footnotes.xml"/></Relationships>',
        ),
    }  # fmt: skip
    return rezipped(data, changes, {"word/footnotes.xml": FOOTNOTES.encode()})


def rezipped(data: bytes, changes: dict[str, tuple[str, str]], added: dict[str, bytes]) -> bytes:
    """The archive with a string replaced in some of its members, and members added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                before, after = changes[name]
                assert before.encode() in content
                content = content.replace(before.encode(), after.encode(), 1)
            new.writestr(name, content)
        for name, content in added.items():
            new.writestr(name, content)
    return buffer.getvalue()


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


# ---------------------------------------------------------------- PDF


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with the Chinese font every reader has (PDF 32000-1, 9.7.5.2), a line of text for each line."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>",
    ]
    for i, lines in enumerate(pages):
        shown = b"".join(b"<%s> Tj 0 -20 Td\n" % line.encode("utf-16-be").hex().encode() for line in lines)
        content = b"BT /F1 12 Tf 72 780 Td\n" + shown + b"ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * i)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for i, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (i, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return data + end + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))


def wrapped_pages(lines: Sequence[str] = LINES, width: int = 28, height: int = 12) -> list[list[str]]:
    """The report as set on paper: paragraphs indented and broken at a fixed width, a number at the foot of each page."""
    rows = []
    for line in lines:
        indented = "　　" + line
        rows += [indented[at : at + width] for at in range(0, len(indented), width)]
    pages = [rows[at : at + height] for at in range(0, len(rows), height)]
    return [[*page, f"— {number} —"] for number, page in enumerate(pages, 1)]


def locked(data: bytes, password: str = "secret") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    return written(writer)


def scanned(pages: int = 3) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


# ---------------------------------------------------------------- tables

HEADINGS = ["地区", "年份", "标题", "来源网址", "发布日期", "报告全文"]
ROWS = [
    ["河南省", "2020", "2020年郑州市政府工作报告", "http://a.example/1", "2020-02-01", TEXT.replace("墨岭区", "郑州市")],
    ["河南省", "2021", "2021年洛阳市政府工作报告", "http://a.example/2", "2021-02-01", TEXT.replace("墨岭区", "洛阳市")],
]


def comma_separated(rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for i, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{i}")
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def json_lines(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> bytes:
    return "\n".join(json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=False) for row in rows).encode()


def translation_memory(lines: Sequence[str] = LINES) -> bytes:
    units = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>{escape(line)}</seg></tuv><tuv xml:lang="en-US"><seg>Line {i} &amp; more.</seg></tuv></tu>'
        for i, line in enumerate(lines)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header/><body>{units}</body></tmx>'.encode()


# ---------------------------------------------------------------- archives


class GbkName(zipfile.ZipInfo):
    """A member whose name is written as Windows programs in China do: in GBK, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def zipped(files: dict[str, bytes], kind: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = kind(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


# ---------------------------------------------------------------- pages

CHROME = ["首页", "当前位置", "字体", "打印本页", "扫一扫", "热门推荐", "北溪县2021年政府工作报告", "ICP备", "阅读排行", "东湖市举行春节团拜会", "window.scroll"]


def government_page(charset: str = "utf-8") -> bytes:
    """A page as content management systems of governments make it."""
    body = "".join(f"<p>　　{escape(line)}</p>\n" for line in LINES[1:])
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{TITLE}_墨岭区人民政府</title>
<meta name="PubDate" content="2021-02-03 09:15"><script>window.scroll(0, 0); var 政府工作报告 = "各位代表";</script></head>
<body><div class="top"><a href="/">首页</a> <a href="/zw">政务公开</a><div>当前位置：<a href="/">首页</a> &gt; 政府工作报告</div></div>
<div class="left"><h3>热门推荐</h3><ul><li><a href="/1">北溪县2021年政府工作报告</a></li><li><a href="/2">东湖市举行春节团拜会，市领导向全市人民致以节日的问候。</a></li></ul></div>
<div class="wrap"><h1>{TITLE}</h1><div class="info"><span>发布时间：2021-02-03 09:15</span><span>来源：墨岭日报</span>
<span>字体：<a>大</a> <a>中</a> <a>小</a></span></div>
<div id="zoom" class="TRS_Editor">{body}</div><div style="display:none">隐藏的各位代表，这一段不应当读到，因为网页并不显示它。</div></div>
<div class="bottom"><p>扫一扫在手机打开当前页</p><p>【打印本页】</p><p>阅读排行</p><p>主办：墨岭区人民政府办公室 冀ICP备05000000号</p></div></body></html>""".encode(
        "gb18030" if charset.startswith("gb") else charset
    )


def forum_page() -> bytes:
    """A forum's page: the text in one cell, its lines parted by ``<br>``, the poster's panel beside it, an answer below."""
    body = "<br />\n<br />\n".join(escape(line) for line in LINES)
    return f"""<html><head><meta charset="gbk"><title>[河南] {TITLE} - 乡土论坛 - Powered by Discuz!</title></head><body>
<div id="toptb"><a>设为首页</a><a>收藏本站</a></div>
<table><tr><td class="pls"><a>小王</a><p>签到天数: 4 天</p><p>[LV.2]偶尔看看I</p><dl><dt>积分</dt><dd>105</dd></dl></td>
<td class="plc"><em>发表于 2021-3-1 17:41:02</em> | <a>显示全部楼层</a><table><tr><td class="t_f">{body}</td></tr></table></td></tr></table>
<table><tr><td>小李</td><td class="t_f">谢谢楼主分享</td></tr></table><div id="ft">Powered by <b>Discuz!</b> 粤ICP备1号</div></body></html>""".encode("gb18030")


def web_archive() -> bytes:
    """A page saved as one file (.mht)."""
    head = b"From: \"Saved by a browser\"\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n"
    page = base64.encodebytes(government_page())
    part = b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + page + b"\r\n--b--\r\n"
    return head + part
