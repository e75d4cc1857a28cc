"""The list of formats and the choice between them: file name and bytes in, the format's reading out."""

from __future__ import annotations

from pathlib import PurePath
from types import ModuleType

from corpus.formats import plain_text
from corpus.model.errors import BinaryFile, ReadingError
from corpus.model.raw import RawReport

# Asked in this order; plain text, which says yes to everything, stays last.
FORMATS: tuple[ModuleType, ...] = (plain_text,)

# First bytes of files that are recognised only to say what to do with them.
FOREIGN = (
    (b"%PDF", "PDF"), (b"PK\x03\x04", "Office 文档或压缩包"), (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
    (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"\x1f\x8b", "压缩包"), (b"SQLite format 3", "数据库"),
)  # fmt: skip


def read_bytes(data: bytes, name: str) -> RawReport:
    """Read ``data`` with the first format that recognises it, those of the file's suffix first.

    Raises :class:`BinaryFile` for files of another kind and whatever the format raises.

    >>> read_bytes("各位代表：".encode(), "报告.txt").format
    'plain_text'
    """
    for first, kind in FOREIGN:
        if data.startswith(first):
            raise BinaryFile(f"“{name}”是{kind}，目前只能读取纯文本，请另存为 .txt 后再收录。")
    return _format_for(data, name).read(data, name)  # type: ignore[no-any-return]


def _format_for(data: bytes, name: str) -> ModuleType:
    suffix = PurePath(name).suffix.lower()
    for form in sorted(FORMATS, key=lambda form: suffix not in form.SUFFIXES):
        if form.recognises(data):
            return form
    raise ReadingError(f"“{name}”的格式无法识别，请另存为 .txt 后再收录。")
