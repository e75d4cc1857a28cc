"""What the reports say: the door of the corpus room. It knows nothing of search.

Other rooms import from here only; a test compares ``__all__`` with what is importable.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from corpus.catalog.catalog import Catalog
from corpus.catalog.connection import can_write
from corpus.catalog.files import KnownReading
from corpus.catalog.intake import Taken
from corpus.catalog.prepared import records_of
from corpus.citations.cited import Work
from corpus.citations.markdown import escape as escape_markdown
from corpus.citations.naming import locator
from corpus.citations.plain import document_line, source_line
from corpus.citations.registry import DEFAULT_STYLE, STYLES, Style, cite, enter, remarks_on
from corpus.model.citation import Citation
from corpus.model.copies import CopyGroups
from corpus.model.document import STATES, Document, Section, Source, State
from corpus.model.errors import (
    BinaryFile,
    CatalogError,
    EmptyFile,
    NoReport,
    NoTextColumn,
    NotFound,
    ReadingError,
    SeveralReports,
    TooLarge,
    YijuError,
)
from corpus.model.intake import Found, Prepared, Stamp, Told
from corpus.model.passage import PARTS, Part, Passage, PassageKind, digest_of
from corpus.model.place import LEVELS, NATION, Level, Mention, Place, Resolution, prefix_of
from corpus.model.record import DocumentFacts, DocumentRecord, PassageRecord
from corpus.model.scope import Scope
from corpus.model.span import Span
from corpus.places.gazetteer import Gazetteer
from corpus.reader_version import reader_version
from corpus.shipped import shipped_folder, shipped_reports
from corpus.text.definitions import Definition, definitions, mentions
from corpus.text.file_names import readable_name
from corpus.text.folding import compact, is_blank, search_form
from corpus.text.matching import inside_longer_number, needle_of, occurrences
from corpus.text.numerals import canonical, parse_number, times
from corpus.text.sentences import sentences

if TYPE_CHECKING:
    from corpus.child import read_file
    from corpus.isolated import MOST_BYTES, ReadingChild, examine, read_sent
    from corpus.reading import Reading, read_report, read_reports, read_text

# Loaded when first asked for: the reader's tables take 0.2 s, and a server with an index reads nothing.
LAZY = {
    "read_file": "corpus.child",
    **dict.fromkeys(("Reading", "read_report", "read_reports", "read_text"), "corpus.reading"),
    **dict.fromkeys(("MOST_BYTES", "ReadingChild", "examine", "read_sent"), "corpus.isolated"),
}


def __getattr__(name: str) -> object:
    if name in LAZY:
        return getattr(import_module(LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "DEFAULT_STYLE",
    "LEVELS",
    "MOST_BYTES",
    "NATION",
    "PARTS",
    "STATES",
    "STYLES",
    "BinaryFile",
    "Catalog",
    "CatalogError",
    "Citation",
    "CopyGroups",
    "Definition",
    "Document",
    "DocumentFacts",
    "DocumentRecord",
    "EmptyFile",
    "Found",
    "Gazetteer",
    "KnownReading",
    "Level",
    "Mention",
    "NoReport",
    "NoTextColumn",
    "NotFound",
    "Part",
    "Passage",
    "PassageKind",
    "PassageRecord",
    "Place",
    "Prepared",
    "Reading",
    "ReadingChild",
    "ReadingError",
    "Resolution",
    "Scope",
    "Section",
    "SeveralReports",
    "Source",
    "Span",
    "Stamp",
    "State",
    "Style",
    "Taken",
    "Told",
    "TooLarge",
    "Work",
    "YijuError",
    "can_write",
    "canonical",
    "cite",
    "compact",
    "definitions",
    "digest_of",
    "document_line",
    "enter",
    "escape_markdown",
    "examine",
    "inside_longer_number",
    "is_blank",
    "locator",
    "mentions",
    "needle_of",
    "occurrences",
    "parse_number",
    "prefix_of",
    "read_file",
    "read_report",
    "read_reports",
    "read_sent",
    "read_text",
    "readable_name",
    "reader_version",
    "records_of",
    "remarks_on",
    "search_form",
    "sentences",
    "shipped_folder",
    "shipped_reports",
    "source_line",
    "times",
]
