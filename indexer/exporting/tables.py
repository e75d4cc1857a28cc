"""Tables as files: rows of text and numbers in, CSV or XLSX out. What the rows hold is not known here.

A cell of text that a spreadsheet would run as a formula gets an apostrophe before it in CSV; in XLSX it is stored as text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

Cell = str | int | Decimal | None
MOST_ROWS = 50_000  # of one download: a spreadsheet opens so many at once
BOM = "\ufeff"  # tells Excel that a CSV file is UTF-8
NARROW, WIDE = 16, 60  # characters of a column
MOST_CHARACTERS = 32_767  # Excel's limit of a cell
MOST_DIGITS = 15  # a spreadsheet keeps no more of a number: longer ones stay text

_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """A CSV file line by line, RFC 4180 with a byte order mark; send it as UTF-8.

    >>> list(csv_lines(["指标", "数值"], [["=1+1", Decimal("6.6")], ["-3.2%", None]]))
    ['\\ufeff指标,数值\\r\\n', "'=1+1,6.6\\r\\n", '-3.2%,\\r\\n']
    """
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow([_harmless(name) for name in header])
    yield BOM + line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([_harmless(cell) for cell in row])
        yield line.getvalue()


def xlsx_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], wide: Collection[str] = ()) -> bytes:
    """An XLSX file of one sheet, numbers as numbers and text as text; the header stays in view. ``wide`` names wide columns."""
    from openpyxl import Workbook  # 0.2 s, which no page has to wait for
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for at, name in enumerate(header, 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDE if name in wide else NARROW
    bold = Font(bold=True)
    for at, row in enumerate(chain((header,), rows)):
        cells = [WriteOnlyCell(sheet, value=_plain(value)) for value in row]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # so that no text is taken for a formula
            if at == 0:
                cell.font = bold
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _harmless(cell: Cell) -> Cell:
    """Text that begins like a formula is marked as text; a number that begins with its sign stays one."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def _plain(value: Cell) -> Cell:
    """What a cell of a spreadsheet can hold: without control characters, not too long, no digit lost."""
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > MOST_DIGITS:
        value = format(value, "f")
    return storable(value)[:MOST_CHARACTERS] if isinstance(value, str) else value


def storable(text: str) -> str:
    """Without the characters that no XML file, and so neither XLSX nor Word, can hold."""
    return _FORBIDDEN.sub("", text)
