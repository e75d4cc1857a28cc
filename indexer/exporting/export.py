"""Lists as files: what is on a list comes in as any kind of item with the ways to write one, out comes CSV, XLSX, JSON lines or Word.

CSV and JSON lines are sent item by item; nothing that is longer than its bound is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Generic, TypeVar

from indexer.exporting.json_form import Json
from indexer.exporting.tables import MOST_ROWS, Cell, csv_lines, xlsx_bytes
from indexer.exporting.word_entries import MOST_ENTRIES, Entry, word_entries

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Writing(Generic[Item]):
    """How one item is written: as cells under ``columns`` (``wide`` names the wide ones), as JSON, and as an entry of a document.

    Each is given the beginning of its whole address (``https://yiju.example``, or empty) and the time of the download.
    """

    columns: tuple[str, ...]
    row: Callable[[Item, Made], tuple[Cell, ...]]
    json: Callable[[Item], Json]
    entry: Callable[[Item, Made], Entry]
    wide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Where and when a file is made: ``site`` is where the pages are served, empty where there is no address to give."""

    site: str
    when: datetime


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name for the reader, its media type, and how many items it takes at most."""

    label: str
    media_type: str
    most: int


EXPORT_FORMATS: dict[str, ExportFormat] = {  # the name is the suffix of the file too
    "csv": ExportFormat("CSV", "text/csv", MOST_ROWS),
    "xlsx": ExportFormat("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", MOST_ROWS),
    "jsonl": ExportFormat("JSONL", "application/jsonl", MOST_ROWS),
    "docx": ExportFormat("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", MOST_ENTRIES),
}


def export(
    name: str, title: str, items: Iterable[Item], writing: Writing[Item], made: Made, told: tuple[str, ...] = ()
) -> Iterator[bytes]:
    """The file in pieces; the first item is fetched before anything is given, so that an error can still be told.

    ``told`` are lines on what was asked, for formats that have room for them. Raises ``KeyError`` for a name that is no format.
    """
    bounded = islice(items, EXPORT_FORMATS[name].most)
    first = list(islice(bounded, 1))
    whole = chain(first, bounded)
    if name == "csv":
        lines = csv_lines(writing.columns, (writing.row(item, made) for item in whole))
        return (line.encode(errors="replace") for line in lines)
    if name == "jsonl":
        return ((json.dumps(writing.json(item), ensure_ascii=False) + "\n").encode(errors="replace") for item in whole)
    if name == "xlsx":
        return iter([xlsx_bytes(title, writing.columns, (writing.row(item, made) for item in whole), writing.wide)])
    return iter([word_entries(title, told, (writing.entry(item, made) for item in whole), made.when)])
