"""What the reports say: the door of the corpus room. It knows nothing of search.

Other rooms import from here only; a test compares ``__all__`` with what is importable.
"""

from corpus.model.document import STATES, Document, Section, Source, State
from corpus.model.errors import (
    BinaryFile,
    CatalogError,
    EmptyFile,
    NoReport,
    NotFound,
    ReadingError,
    YijuError,
)
from corpus.model.passage import PARTS, Part, Passage, PassageKind, digest_of
from corpus.model.place import LEVELS, NATION, Level, Place, prefix_of
from corpus.model.record import DocumentRecord, PassageRecord
from corpus.model.span import Span
from corpus.text.folding import compact, is_blank, search_form
from corpus.text.matching import inside_longer_number, needle_of, occurrences
from corpus.text.sentences import sentences

__all__ = [
    "LEVELS",
    "NATION",
    "PARTS",
    "STATES",
    "BinaryFile",
    "CatalogError",
    "Document",
    "DocumentRecord",
    "EmptyFile",
    "Level",
    "NoReport",
    "NotFound",
    "Part",
    "Passage",
    "PassageKind",
    "PassageRecord",
    "Place",
    "ReadingError",
    "Section",
    "Source",
    "Span",
    "State",
    "YijuError",
    "compact",
    "digest_of",
    "inside_longer_number",
    "is_blank",
    "needle_of",
    "occurrences",
    "prefix_of",
    "search_form",
    "sentences",
]
