"""Bytes to text: in go the bytes of a file, out come its characters, the encoding's name and what had to be repaired.

Order: byte order mark, strict UTF-8, UTF-8 cut in the middle of a character, UTF-8 with a few broken bytes, what the text
says of itself (a web page), and only then a guess between the encodings Chinese pages were really saved in. GBK is always
read as GB 18030, its superset: a page that calls itself GBK may hold characters (NBSP, ©) that GBK lacks.
"""

from __future__ import annotations

import codecs
import io
import re
import warnings
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: the mark of the one begins with that of the other
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SUPERSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip
GUESSES = ["gb18030", "big5", "utf_16"]
FALLBACKS = ("gb18030", "big5hkscs")  # where no guess is made: a text may hold too many signs that belong to neither
TYPICAL = "的政府工作年，。市区县區縣人民大会會代表"
SAMPLE = 200_000  # bytes looked at when guessing: enough for any report, and keeps large files quick
WIDE_SAMPLE = 4000  # bytes in which the zero bytes of UTF-16 are counted, and characters looked at
FEWEST_ZEROS = 4
BROKEN_SHARE = 0.01  # more broken characters than this, and the file is not what it was taken for
CONTROL_SHARE = 0.02

CUT = "文件在一个字符中间断开，末尾残缺的字节已略去。"
BROKEN = "文件中有无法解码的字节，已用“�”代替。"
TWICE = "文件的文字被按错误的编码转存过，已还原。"
CONTROLS = "文件中夹有控制字符，已略去。"

LINE_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOJIBAKE = re.compile("[\u00e4-\u00e9][\u0080-\u00bf]{2}")  # the three bytes of a Chinese character, each a letter
_COMMON = re.compile("[\u4e00-\u9fff，。、；：！“”0-9\n]")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file; ``notes`` in Chinese."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text in ``data``, or None where it is text in no encoding we know.

    ``declared`` is what the text says of its own encoding; it counts only where the bytes are neither marked nor UTF-8, and
    only if they can be read so.

    >>> decode("政府工作报告".encode("gb18030")).text
    '政府工作报告'
    >>> decode("政府工作报告".encode()[:-1])
    Decoded(text='政府工作报', encoding='utf-8', notes=('文件在一个字符中间断开，末尾残缺的字节已略去。',))
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _with_bom(data, encoding)
    return _wide(data) or _twice(data) or _utf8(data) or (_declared(data, declared) if declared else None) or _guessed(data)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: unlike all other text it holds zero bytes, and read the right way round it is Chinese."""
    if data[:WIDE_SAMPLE].count(0) < FEWEST_ZEROS:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text, rest = _all_but_cut(data, encoding)
        if text and 2 * len(_COMMON.findall(text[:WIDE_SAMPLE])) > len(text[:WIDE_SAMPLE]):
            return Decoded(text, encoding, (CUT,) if rest else ())
    return None


def _twice(data: bytes) -> Decoded | None:
    """UTF-8 that was read as Latin-1 and saved again: not one Chinese character, and all of them once that is undone."""
    head = data[:WIDE_SAMPLE].decode("utf-8", "ignore")
    if not head or _HAN.search(head) or not _MOJIBAKE.search(head):
        return None
    try:
        text = data.decode("utf-8").encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return Decoded(text, "utf-8", (TWICE,)) if _HAN.search(text) else None


def _declared(data: bytes, name: str) -> Decoded | None:
    """As ``name`` says, with GBK and GB 2312 read as GB 18030; a few broken bytes do not speak against it."""
    encoding = SUPERSETS.get(name.lower().replace("_", "-"))
    if encoding is None:
        return None
    text, rest = _all_but_cut(data, encoding)
    if text is not None:
        return Decoded(text, encoding, (CUT,) if rest else ())
    text = data.decode(encoding, "replace")
    few = text.count("\ufffd") <= BROKEN_SHARE * len(text)
    return Decoded(text, encoding, (BROKEN,)) if few else None


def opened(file: BinaryIO) -> tuple[TextIO, str] | None:
    """The text of a file too large to be held, to be read on, and its encoding, judged by its beginning; None where it is no text."""
    head = decode(file.read(SAMPLE))
    if head is None or looks_binary(head.text):
        return None
    file.seek(0)
    return io.TextIOWrapper(file, SUPERSETS.get(head.encoding, head.encoding), errors="replace", newline=""), head.encoding


def plain_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with ``\\n`` as its only line break, without control characters and halves of surrogate pairs.

    Those cannot be stored or shown; everything else stays as it is.
    """
    text = LINE_BREAK.sub("\n", text)
    notes = []
    if _CONTROL.search(text):
        text, notes = _CONTROL.sub("", text), [CONTROLS]
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        notes.append(BROKEN)
    return text, tuple(notes)


def looks_binary(text: str) -> bool:
    """Whether so many control or replacement characters stand in ``text`` that it was no text at all."""
    odd = len(_CONTROL.findall(text)) + text.count("\ufffd")
    return odd > CONTROL_SHARE * len(text)


def _with_bom(data: bytes, encoding: str) -> Decoded:
    """Decode behind a byte order mark; a cut last character is dropped."""
    text, rest = _all_but_cut(data, encoding)
    if text is not None:
        return Decoded(text, encoding, (CUT,) if rest else ())
    return Decoded(data.decode(encoding, "replace").lstrip("\ufeff"), encoding, (BROKEN,))


def _utf8(data: bytes) -> Decoded | None:
    text, rest = _all_but_cut(data, "utf-8")
    if text is not None and (text or not rest):
        return Decoded(text, "utf-8", (CUT,) if rest else ())
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= BROKEN_SHARE * len(text) and broken * 10 < len(_HAN.findall(text)):
        return Decoded(text, "utf-8", (BROKEN,))
    return None


def _all_but_cut(data: bytes, encoding: str) -> tuple[str | None, bytes]:
    """The text and the bytes of a last character that is not whole; None where the bytes are not in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(data, final=False)
    except UnicodeDecodeError:
        return None, b""
    return text, decoder.getstate()[0]


def _guessed(data: bytes) -> Decoded | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns about "short" samples, which is for us to judge
        best = from_bytes(data[:SAMPLE], cp_isolation=GUESSES).best()
    names = [best.encoding.replace("_", "-")] if best is not None else sorted(FALLBACKS, key=lambda name: -_typical(data, name))
    for encoding in dict.fromkeys([*names, "gb18030"]):
        text, rest = _all_but_cut(data, SUPERSETS.get(encoding, encoding))
        if text:
            return Decoded(text, encoding, (CUT,) if rest else ())
    return None


def _typical(data: bytes, encoding: str) -> int:
    """How many characters that stand in every report stand in these bytes, read so."""
    text = data[:SAMPLE].decode(encoding, "ignore")
    return sum(text.count(char) for char in TYPICAL)
