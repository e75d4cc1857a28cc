"""Files of other kinds, recognised only to say what to do with them. First bytes in, a refusal out."""

from __future__ import annotations

from pathlib import PurePath

from corpus.model.errors import BinaryFile

_AS_WORD = "请用 Word 或 WPS 打开，另存为 .docx 后再收录"
_AS_SHEET = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再收录"
_RECOGNISE = "请先用文字识别（OCR）软件转成文字，另存为 .docx 或 .txt 后再收录"
_UNPACK = "请解压后收录其中的报告文件"

# First bytes, what it is, and the remedy. Compound files (OLE) are told apart by suffix, below.
KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "RTF 文档", _AS_WORD),
    (b"\x89PNG", "图片", _RECOGNISE), (b"\xff\xd8\xff", "图片", _RECOGNISE), (b"GIF8", "图片", _RECOGNISE),
    (b"II*\x00", "图片", _RECOGNISE), (b"MM\x00*", "图片", _RECOGNISE),
    (b"Rar!", "RAR 压缩包", _UNPACK), (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "压缩包", _UNPACK), (b"BZh", "压缩包", _UNPACK), (b"\xfd7zXZ", "压缩包", _UNPACK),
    (b"SQLite format 3", "数据库", "请导出为 .csv 或 .jsonl 后再收录"),
    (b"CAJ", "CAJ 文档", "请用 CAJViewer 另存为文本（.txt）后再收录"),
    (b"\x7fELF", "程序", "请确认文件是否选错"), (b"MZ", "程序", "请确认文件是否选错"),
)  # fmt: skip

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB: .doc, .wps, .xls, .et and everything Office locks with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SHEETS = frozenset({".xls", ".et"})
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise :class:`BinaryFile` where ``data`` is of a kind we know and do not read.

    >>> refuse_foreign(COMPOUND, "报告.wps")
    Traceback (most recent call last):
    corpus.model.errors.BinaryFile: “报告.wps”是旧版 Office 文档，请用 Word 或 WPS 打开，另存为 .docx 后再收录。
    """
    if data.startswith(COMPOUND):
        raise BinaryFile(_compound(data, name))
    if _OPEN_DOCUMENT in data[:100]:
        remedy = _AS_SHEET if "spreadsheet" in data[:120].decode("latin-1") else _AS_WORD
        raise BinaryFile(f"“{name}”是 OpenDocument 文档，{remedy}。")
    for first, kind, remedy in KINDS:
        if data.startswith(first):
            raise BinaryFile(f"“{name}”是{kind}，{remedy}。")


def _compound(data: bytes, name: str) -> str:
    if _LOCKED in data:
        return f"“{name}”有密码，请打开后去掉密码，另存后再收录。"
    if PurePath(name).suffix.lower() in _SHEETS:
        return f"“{name}”是旧版 Excel 表格，{_AS_SHEET}。"
    return f"“{name}”是旧版 Office 文档，{_AS_WORD}。"
