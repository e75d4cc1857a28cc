"""A basket as a file: the table of formats, and the one function that writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from corpus import enter
from indexer.exporting.excerpt_rows import EXCERPT_COLUMNS, excerpt_rows
from indexer.exporting.markdown_list import markdown_list
from indexer.exporting.reference_list import ReferenceList
from indexer.exporting.tables import csv_lines
from indexer.exporting.word_list import word_list


@dataclass(frozen=True, slots=True)
class BasketFormat:
    """A format: its Chinese name, the media type, and what writes it at a given time."""

    label: str
    media_type: str
    write: Callable[[ReferenceList, datetime], bytes]


def _entries(style: str) -> Callable[[ReferenceList, datetime], bytes]:
    def write(listed: ReferenceList, made: datetime) -> bytes:
        return "".join(enter(reference.work, style) + "\n\n" for reference in listed.references).encode()

    return write


BASKET_FORMATS: dict[str, BasketFormat] = {  # the name is the suffix of the file too
    "docx": BasketFormat(
        "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", word_list
    ),
    "md": BasketFormat("Markdown", "text/markdown", lambda listed, made: markdown_list(listed).encode()),
    "bib": BasketFormat("BibTeX", "application/x-bibtex", _entries("bibtex")),
    "ris": BasketFormat("RIS", "application/x-research-info-systems", _entries("ris")),
    "csv": BasketFormat(
        "CSV", "text/csv", lambda listed, made: "".join(csv_lines(EXCERPT_COLUMNS, excerpt_rows(listed))).encode()
    ),
}


def basket_file(listed: ReferenceList, name: str, made: datetime) -> bytes:
    """The basket in the format of this name, UTF-8 where it is text. Raises ``KeyError`` for a name that is no format."""
    return BASKET_FORMATS[name].write(listed, made)
