"""Files that are damaged, locked, foreign or built to hurt: one Chinese sentence that names the file and the remedy, at once."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats import archive, registry, zip_folder
from corpus.formats.charset import decode
from corpus.formats.foreign import COMPOUND
from corpus.model.errors import BinaryFile, EmptyFile, NoReport, ReadingError, SeveralReports, TooLarge
from corpus.model.raw import RawReport
from corpus.reading import read_report, read_reports
from tests.corpus import made

LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
ENTITIES = f'<!DOCTYPE x [<!ENTITY l0 "笑"><!ENTITY f SYSTEM "file:///etc/passwd">{LAUGHS}]>'


def with_entities(data: bytes, member: str, root: str) -> bytes:
    return made.rezipped(data, {member: (root, f"{ENTITIES}{root}")}, {})


def swollen(size: int) -> bytes:
    return made.zipped({"报告.txt": b"\x00" * size})


def nested(depth: int) -> bytes:
    data = made.zipped({"报告.txt": made.TEXT.encode()})
    for _ in range(depth):
        data = made.zipped({"里面.zip": data})
    return data


def encrypted_zip() -> bytes:
    """An archive that says its member is encrypted: bit 0 of the flags, in both headers."""
    data = bytearray(made.zipped({"a.txt": b"secret text"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying_zip() -> bytes:
    """A member whose directory tells of fewer bytes than come out."""
    data = made.zipped({"a.txt": made.TEXT.encode() * 50})
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + (10).to_bytes(4, "little") + data[at + 4 :]


CASES: list[tuple[str, bytes, type[ReadingError], str]] = [
    ("旧.doc", COMPOUND + b"\x00" * 600, BinaryFile, "另存为 .docx"),
    ("旧.wps", COMPOUND + b"\x00" * 600, BinaryFile, "另存为 .docx"),
    ("旧.xls", COMPOUND + b"\x00" * 600, BinaryFile, "另存为 .xlsx"),
    ("锁.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), BinaryFile, "密码"),
    ("文.rtf", b"{\\rtf1\\ansi}", BinaryFile, "另存为 .docx"),
    ("文.odt", b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", BinaryFile, "另存为 .docx"),
    ("图.jpg", b"\xff\xd8\xff\xe0", BinaryFile, "OCR"),
    ("包.rar", b"Rar!\x1a\x07\x01\x00", BinaryFile, "解压"),
    ("报.caj", b"CAJ\x00", BinaryFile, "另存为文本"),
    ("坏.docx", made.word()[:3000], BinaryFile, "重新下载"),
    ("坏.xlsx", made.workbook([["正文"], [made.TEXT]])[:2000], BinaryFile, "重新下载"),
    ("空.docx", made.word([]), EmptyFile, "文字识别"),
    ("坏.pdf", made.pdf([made.LINES])[:200], BinaryFile, "损坏"),
    ("锁.pdf", made.locked(made.pdf([made.LINES])), ReadingError, "去掉密码"),
    ("扫.pdf", made.scanned(), ReadingError, "文字识别"),
    ("坏.zip", made.zipped({"报告.txt": made.TEXT.encode()})[:100], BinaryFile, "重新下载"),
    ("锁.zip", encrypted_zip(), BinaryFile, "密码"),
    ("胀.zip", swollen(20_000_000), TooLarge, "过大"),
    ("谎.zip", lying_zip(), ReadingError, "谎.zip"),
    ("深.zip", nested(3), TooLarge, "套得太深"),
    ("空.zip", made.zipped({}), NoReport, "没有报告"),
    ("炸.docx", with_entities(made.word(), "word/document.xml", "<w:document"), ReadingError, "实体声明"),
    ("炸.xlsx", with_entities(made.workbook([["正文"], [made.TEXT]]), "xl/workbook.xml", "<workbook"), ReadingError, "实体声明"),
    ("炸.tmx", made.translation_memory().replace(b"?>\n", f"?>\n{ENTITIES}".encode(), 1), ReadingError, "实体声明"),
    ("坏.tmx", made.translation_memory()[:300], BinaryFile, "重新导出"),
    ("英.tmx", made.translation_memory().replace(b"zh-CN", b"fr"), NoReport, "中文"),
    ("空.csv", b"\xef\xbb\xbf\n,,\n", EmptyFile, "空表"),
    ("坏.jsonl", b'{"content": \n{"content": ]\n', ReadingError, "JSON"),
    ("深.json", b"[" * 200_000, ReadingError, "JSON"),
    ("空.html", b"<!DOCTYPE html><html><head></head><body><script>var a = 1</script></body></html>", NoReport, "浏览器"),
    ("多.csv", made.comma_separated([made.HEADINGS, *made.ROWS]), SeveralReports, "yiju index"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "error", "remedy"), CASES, ids=[case[0] for case in CASES])
def test_refusals(tmp_path: Path, name: str, data: bytes, error: type[ReadingError], remedy: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read_report(path)
    message = str(caught.value)
    assert remedy in message
    assert name in message or "里面.zip" in message
    assert message.endswith("。")
    assert "\n" not in message
    assert "passwd" not in message


def test_a_file_beyond_the_limit_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 500_000_000)  # a hole: takes no room on the disk
    with pytest.raises(TooLarge, match=r"大\.txt.*500 MB.*200 MB.*拆成"):
        read_report(path)
    (reading,) = read_reports(path)
    assert isinstance(reading.refusal, TooLarge)
    table = path.rename(tmp_path / "大.jsonl")
    with pytest.raises(TooLarge):
        read_report(table)  # one report was asked for
    (reading,) = read_reports(table)
    assert isinstance(reading.refusal, BinaryFile)


def test_limits_of_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.zipped({f"{i}.txt": b"x" for i in range(5)})
    for name in ("MAX_MEMBERS", "MAX_TOTAL"):
        with monkeypatch.context() as patched:
            patched.setattr(archive, name, 4)
            with pytest.raises(TooLarge):
                list(zip_folder.unpack(data, "多.zip"))
    assert len(list(zip_folder.unpack(data, "多.zip"))) == 5


def test_one_bad_member_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "集.zip"
    path.write_bytes(made.zipped({"坏.docx": b"PK\x03\x04word/document.xml", "好.txt": made.TEXT.encode(), "图.png": b"\x89PNG"}))
    readings = {reading.member: reading for reading in read_reports(path)}
    assert readings["好.txt"].document is not None
    assert "重新下载" in str(readings["坏.docx"].refusal)
    assert "OCR" in str(readings["图.png"].refusal)


def test_no_name_is_used_as_a_path() -> None:
    for name, shown in (("../../etc/x.txt", "etc/x.txt"), ("/etc/x.txt", "etc/x.txt"), ("C:\\甲\\..\\x.txt", "C:/甲/x.txt"), ("a\nb", "a_b")):
        member = zipfile.ZipInfo("x")
        member.filename, member.flag_bits = name, 0x800
        assert archive.shown_name(member) == shown


def nested_page(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + made.TEXT.encode() + b"</div>" * depth + b"</body></html>"


def test_nested_pages_are_read_as_deep_as_the_parser_goes() -> None:
    assert "努力奋斗" in registry.read_bytes(nested_page(1500), "深.html").text
    with pytest.raises(NoReport):
        registry.read_bytes(nested_page(50_000), "深.html")


def test_tables_may_hold_anything() -> None:
    data = made.workbook([["正文", None, 3.5], [made.TEXT, True, "=1+1"], [None, "x"]])
    (report, refusal) = registry.read_members(data, "杂.xlsx")
    assert isinstance(report.content, RawReport)
    assert isinstance(refusal.content, ReadingError)


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        ("政府工作报告".encode("gb18030"), "gb2312", "gb18030"),
        ("政府工作報告".encode("big5"), "big5", "big5hkscs"),
        ("政府工作报告".encode(), "gbk", "utf-8"),  # what the bytes say goes before what the page says
        ("政府工作报告。" .encode("gb18030") * 5, "no-such-charset", "gb18030"),
    ],
)  # fmt: skip
def test_declared_encodings(data: bytes, declared: str, encoding: str) -> None:
    decoded = decode(data, declared)
    assert decoded is not None
    assert decoded.encoding == encoding
    assert decoded.text.startswith("政府工作")


BEGINNINGS = [b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body>", b'{"content":', b"<tmx", b"\xff\xfe", COMPOUND, b"MIME-Version: 1.0\n"]
NAMES = ["甲.pdf", "甲.docx", "甲.xlsx", "甲.csv", "甲.jsonl", "甲.html", "甲.zip", "甲.tmx", "甲"]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300), st.sampled_from(NAMES))
def test_no_bytes_break_any_format(beginning: bytes, data: bytes, name: str) -> None:
    for member in registry.read_members(beginning + data, name):
        assert isinstance(member.content, (RawReport, ReadingError))


WHOLE = [
    ("甲.docx", made.word()), ("甲.xlsx", made.workbook([["正文"], [made.TEXT]])), ("甲.pdf", made.pdf([made.LINES])),
    ("甲.zip", made.zipped({"甲.docx": made.word()})), ("甲.html", made.government_page()), ("甲.tmx", made.translation_memory()),
]  # fmt: skip


@given(st.sampled_from(WHOLE), st.floats(0, 1), st.binary(min_size=1, max_size=8))
def test_no_damage_breaks_any_format(whole: tuple[str, bytes], where: float, damage: bytes) -> None:
    name, data = whole
    at = int(where * (len(data) - 1))
    spoilt = io.BytesIO(data)
    spoilt.seek(at)
    spoilt.write(damage)
    for member in registry.read_members(spoilt.getvalue(), name):
        assert isinstance(member.content, (RawReport, ReadingError))
