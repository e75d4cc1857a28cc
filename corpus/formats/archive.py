"""Opening what is zipped (.zip, .docx, .xlsx) without being hurt by it. Bytes in, a checked archive and its contents out.

An archive tells its own sizes, and may lie: the directory is checked before anything is unpacked, and nothing is unpacked
beyond the size it told. Names are read and shown; no file is ever written under one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from corpus.model.errors import BinaryFile, TooLarge

MAX_MEMBERS = 20_000
MAX_MEMBER = 200_000_000  # bytes of one member, unpacked
MAX_TOTAL = 1_000_000_000  # bytes of all members, unpacked
MAX_RATIO = 200  # unpacked to packed; text reaches about 20, a sheet of equal cells 100
SMALL = 5_000_000  # bytes up to which no ratio is suspicious
_UTF8_NAME = 0x800  # flag bit 11: the name is UTF-8
_ENCRYPTED = 0x1
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST_NAME = 200  # characters shown

DAMAGED = "“{}”已损坏或没有下载完整，无法解开，请重新下载或另存后再收录。"
BOMB = "“{}”解开后过大（超过上限或压缩比异常），为安全起见没有读取，请解压后挑出报告文件再收录。"


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive in ``data``; ``name`` is the file's, for messages.

    Raises :class:`BinaryFile` where it is damaged, :class:`TooLarge` where its directory tells of too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BinaryFile(DAMAGED.format(name)) from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_TOTAL or any(map(_swells, members)):
        raise TooLarge(BOMB.format(name))
    return archive


def contents(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a member. Raises :class:`BinaryFile` where it is damaged or locked, :class:`TooLarge` where it lied."""
    if member.flag_bits & _ENCRYPTED:
        raise BinaryFile(f"“{name}”有密码，请去掉密码后再收录。")
    try:
        with archive.open(member) as file:
            data = file.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BinaryFile(DAMAGED.format(name)) from error
    if len(data) > member.file_size:
        raise TooLarge(BOMB.format(name))
    return data


def shown_name(member: zipfile.ZipInfo) -> str:
    """A member's name with the characters it was written in, and without steps that lead out of the archive.

    Windows programs in China write names in GBK and do not say so; zipfile then reads them as code page 437.

    >>> shown_name(zipfile.ZipInfo("报告/../2020.txt".encode("gb18030").decode("cp437")))
    '报告/2020.txt'
    """
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        name = _recoded(name)
    steps = [step for step in name.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    plain = "".join(char if char.isprintable() else "_" for char in "/".join(steps))
    return plain[-_LONGEST_NAME:] or "（无名）"


def _recoded(name: str) -> str:
    """GBK and UTF-8 may both fit (图 in GBK is ͼ in UTF-8): Chinese characters decide."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    readings = []
    for encoding in ("utf-8", "gb18030"):
        try:
            readings.append(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return max(readings, key=lambda text: len(_HAN.findall(text)), default=name)


def _swells(member: zipfile.ZipInfo) -> bool:
    if member.file_size > MAX_MEMBER:
        return True
    return member.file_size > SMALL and member.file_size > MAX_RATIO * max(1, member.compress_size)
