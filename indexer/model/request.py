"""What a caller asks of the library, checked: the same for the web, the terminal and Python."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus import Scope
from indexer.model.query import DEFAULT_LIMIT, Group, Sort


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search; ``as_words`` names what must not be read out of the query's words (``year``, ``place``).

    ``group`` ``document`` lists one passage of each report. ``fold`` shows the same text in copies of one report once.
    """

    query: str
    scope: Scope = field(default_factory=Scope)
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    sort: Sort = "relevance"
    expand: bool = True
    as_words: frozenset[str] = frozenset()
    group: Group = "passage"
    fold: bool = True
