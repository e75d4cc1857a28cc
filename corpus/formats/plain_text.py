"""Plain text: .txt files and pages saved as text, in any encoding of :mod:`corpus.formats.charset`."""

from __future__ import annotations

from corpus.formats.charset import decode, looks_binary, plain_characters
from corpus.formats.markup import plain_markup
from corpus.model.errors import BinaryFile
from corpus.model.raw import RawReport

NAME = "plain_text"
SUFFIXES = frozenset({".txt", ".text", ".md"})


def recognises(data: bytes, named: bool) -> bool:
    """Anything may be text: this format is asked last."""
    return True


def read(data: bytes, name: str) -> RawReport:
    """Decode ``data``; ``name`` is the file's, for messages.

    Raises :class:`BinaryFile` where the bytes are no text.
    """
    decoded = decode(data)
    if decoded is None or looks_binary(decoded.text):
        raise BinaryFile(f"“{name}”不是文本文件（或编码无法识别），请另存为 UTF-8 编码的纯文本（.txt）后再收录。")
    text, notes = plain_characters(decoded.text)
    text, told = plain_markup(text)
    return RawReport(text, NAME, decoded.encoding, notes=decoded.notes + notes + told)
