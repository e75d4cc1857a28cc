"""Tables as text: .csv and .tsv in any encoding, parted by commas, tabs or semicolons. Bytes in, a report for each row out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, TextIO

from corpus.formats.charset import decode, looks_binary, opened
from corpus.formats.columns import roles_of
from corpus.formats.table import Row, Source
from corpus.formats.table import members as members_of
from corpus.model.errors import BinaryFile, ReadingError
from corpus.model.raw import Member

NAME = "csv"
SUFFIXES = frozenset({".csv", ".tsv"})
DELIMITERS = ",\t;"
HEAD = 2000  # bytes in which the headings stand
NO_TEXT = "“{}”不是文本表格（或编码无法识别），请另存为 UTF-8 编码的 .csv 或 .xlsx 后再收录。"
csv.field_size_limit(100_000_000)  # a cell may hold a whole report; the module's own limit is 131,072 characters


def recognises(data: bytes, named: bool) -> bool:
    """Whether it is called a table, or its first line is that of a table of reports."""
    if named:
        return True
    first = data[:HEAD].decode("utf-8-sig", "ignore").partition("\n")[0].strip()
    cells = first.split(_delimiter(first))
    roles = roles_of(cells) if len(cells) > 2 and len(first) < 300 else {}
    return "text" in roles and ("title" in roles or len(roles) > 2)


def members(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Member]:
    """The reports in the table. Raises :class:`BinaryFile` where it is no text, and what :mod:`corpus.formats.table` raises."""
    decoded = decode(data)
    if decoded is None or looks_binary(decoded.text):
        raise BinaryFile(NO_TEXT.format(name))
    source = Source(name, NAME, decoded.encoding, decoded.notes)
    yield from members_of(_rows(io.StringIO(decoded.text, newline=""), name), source, columns)


def stream(file: BinaryIO, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Member]:
    """As :func:`members`, of a file too large to be held: a row at a time."""
    found = opened(file)
    if found is None:
        raise BinaryFile(NO_TEXT.format(name))
    text, encoding = found
    with text:
        yield from members_of(_rows(text, name), Source(name, NAME, encoding), columns)


def _rows(text: TextIO, name: str) -> Iterator[Row]:
    delimiter = _delimiter(text.readline(HEAD))
    text.seek(0)
    try:
        yield from enumerate(csv.reader((line.replace("\x00", "") for line in text), delimiter=delimiter), 1)
    except csv.Error as error:
        raise ReadingError(f"“{name}”的引号或换行不合 CSV 的写法，请用 Excel 或 WPS 打开后另存为 .xlsx 再收录。") from error


def _delimiter(first: str) -> str:
    """The sign that parts the headings: the commonest, a comma where there is none."""
    return max(DELIMITERS, key=first.count)
