"""Spreadsheets: .xlsx (and .xlsm). Bytes in, a report for each row of each sheet out."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from typing import Any
from zipfile import BadZipFile

import openpyxl
from defusedxml.common import DefusedXmlException

from corpus.formats.archive import DAMAGED, contents, open_archive
from corpus.formats.table import Source
from corpus.formats.table import members as members_of
from corpus.model.errors import BinaryFile, EmptyFile, ReadingError
from corpus.model.raw import Member

NAME = "xlsx"
SUFFIXES = frozenset({".xlsx", ".xlsm"})
PART = b"xl/workbook.xml"
MAX_CELLS = 20_000_000
MAX_COLUMNS = 500


def recognises(data: bytes, named: bool) -> bool:
    """Whether it is a zip with a workbook in its directory."""
    return data.startswith(b"PK\x03\x04") and PART in data


def members(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Member]:
    """The reports of all sheets; a sheet without a text column is passed over if another has one.

    Raises :class:`BinaryFile` where the file is damaged, ``TooLarge`` where it would swell, and what
    :mod:`corpus.formats.table` raises.
    """
    archive = open_archive(data, name)
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in contents(archive, member, name)[:4096]:
            raise ReadingError(f"“{name}”含有不安全的实体声明，没有读取，请用 Excel 或 WPS 打开另存后再收录。")
    sheets = _sheets(data, name)
    refusals: list[ReadingError] = []
    for title, rows in sheets:
        try:
            yield from members_of(rows, Source(name, NAME, "utf-8"), columns, title if len(sheets) > 1 else "")
        except ReadingError as error:
            refusals.append(error)
    if len(refusals) == len(sheets):
        raise refusals[0] if refusals else EmptyFile(f"“{name}”是空表，请检查文件内容后重新收录。")


def _sheets(data: bytes, name: str) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = [(str(sheet.title), _rows(sheet)) for sheet in book.worksheets]
            book.close()
    except DefusedXmlException as error:
        raise ReadingError(f"“{name}”含有不安全的实体声明，没有读取，请用 Excel 或 WPS 打开另存后再收录。") from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, BadZipFile) as error:
        raise BinaryFile(DAMAGED.format(name)) from error
    return [sheet for sheet in sheets if sheet[1]]


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    """The cells of a sheet that hold anything, as text; read no further than :data:`MAX_CELLS`."""
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows, cells = [], 0
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), 1):
        cells += len(row)
        if cells > MAX_CELLS:
            break
        texts = [_text(value) for value in row]
        if any(texts):
            rows.append((number, texts))
    return rows


def _text(value: object) -> str:
    """A cell as it is shown: whole numbers without ``.0``, dates as ISO; ``_x000D_`` is how Excel writes a carriage return."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).removesuffix(" 00:00:00").replace("_x000D_", "\r")
