"""The indexer's part of the error tree.

::

    YijuError (corpus.model.errors)
    ├── QueryError             the query cannot be read
    │   ├── EmptyQuery
    │   └── QueryTooLong
    ├── ParameterError         a filter, limit, offset or sort that does not exist
    ├── LibraryError           the library folder cannot be used
    │   └── NoIndex            nothing is indexed yet
    └── EngineError            the engine's files are missing, damaged or foreign
        └── EngineAway         its server does not answer, or not now; its index may be sound
"""

from __future__ import annotations

from corpus import YijuError


class QueryError(YijuError):
    """The query cannot be read."""

    code = "bad_query"


class EmptyQuery(QueryError):
    """Nothing, blanks or only punctuation was asked for."""

    code = "empty_query"


class QueryTooLong(QueryError):
    """The query is longer than :data:`indexer.model.query.MAX_QUERY` characters."""

    code = "query_too_long"


class ParameterError(YijuError):
    """A filter, limit, offset or sort that does not exist."""

    code = "bad_parameter"


class LibraryError(YijuError):
    """The library folder cannot be used: read-only, a full disk, another program's files."""

    code = "library"


class NoIndex(LibraryError):
    """Nothing has been indexed yet."""

    code = "no_index"


class EngineError(YijuError):
    """The engine's files are missing, damaged, or were not made by this installation."""

    code = "engine"


class EngineAway(EngineError):
    """The engine is elsewhere and cannot be asked now: nothing is known to be wrong with its index."""
