"""Finds and proves: the door of the indexer room. Enters corpus by its door.

Other rooms import from here only; a test compares ``__all__`` with what is importable.
"""

from corpus import (
    LEVELS,
    NATION,
    PARTS,
    STATES,
    DocumentRecord,
    Level,
    NotFound,
    Part,
    PassageKind,
    PassageRecord,
    Place,
    Scope,
    Section,
    Source,
    Span,
    State,
    YijuError,
    sentences,
)
from indexer.exporting.json_form import (
    document_json,
    documents_json,
    figures_json,
    mention_json,
    passage_json,
    search_json,
)
from indexer.library import Library, LibraryStatus, Outcome, default_folder
from indexer.model.errors import (
    EmptyQuery,
    EngineError,
    LibraryError,
    NoIndex,
    ParameterError,
    QueryError,
    QueryTooLong,
)
from indexer.model.hit import FigureHit, FigureResult, Hit, SearchResult, TermCount
from indexer.model.query import DEFAULT_LIMIT, MAX_LIMIT, MAX_QUERY, SORTS, TIERS, ReadAs, Sort, Tier
from indexer.model.request import SearchRequest
from indexer.model.suggestion import GROUPS, Suggestion
from indexer.quantities.extraction import extract
from indexer.requests import read_paging, read_scope, read_search_request, read_sort

__all__ = [
    "DEFAULT_LIMIT",
    "GROUPS",
    "LEVELS",
    "MAX_LIMIT",
    "MAX_QUERY",
    "NATION",
    "PARTS",
    "SORTS",
    "STATES",
    "TIERS",
    "DocumentRecord",
    "EmptyQuery",
    "EngineError",
    "FigureHit",
    "FigureResult",
    "Hit",
    "Level",
    "Library",
    "LibraryError",
    "LibraryStatus",
    "NoIndex",
    "NotFound",
    "Outcome",
    "ParameterError",
    "Part",
    "PassageKind",
    "PassageRecord",
    "Place",
    "QueryError",
    "QueryTooLong",
    "ReadAs",
    "Scope",
    "SearchRequest",
    "SearchResult",
    "Section",
    "Sort",
    "Source",
    "Span",
    "State",
    "Suggestion",
    "TermCount",
    "Tier",
    "YijuError",
    "default_folder",
    "document_json",
    "documents_json",
    "extract",
    "figures_json",
    "mention_json",
    "passage_json",
    "read_paging",
    "read_scope",
    "read_search_request",
    "read_sort",
    "search_json",
    "sentences",
]
