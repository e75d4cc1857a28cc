"""What an engine is asked: a tree over bigrams that decides hits, terms that rank them, and what comes back.

No Chinese here: an engine sees strings and numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from corpus import Scope
from indexer.model.query import Sort, Tier

GramField = Literal["grams", "titles"]
WordField = Literal["words", "subject"]


@dataclass(frozen=True, slots=True)
class GramPhrase:
    """A string by its bigrams, one for each of its characters but the last: (distance from the first, bigram).

    Distances grow by one, and by a jump where a sentence ends.
    """

    grams: tuple[tuple[int, str], ...]
    field: GramField = "grams"


@dataclass(frozen=True, slots=True)
class GramPrefix:
    """A single character: any bigram that begins with it."""

    text: str
    field: GramField = "grams"


@dataclass(frozen=True, slots=True)
class Both:
    """All children hold; with no children, everything does."""

    children: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one child holds; with no children, nothing does."""

    children: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The child does not hold."""

    child: Match


@dataclass(frozen=True, slots=True)
class Enough:
    """The children that hold weigh at least ``needed`` together. Weights are whole, so that all engines add them alike."""

    children: tuple[tuple[int, Match], ...]
    needed: float


@dataclass(frozen=True, slots=True)
class Near:
    """One sentence holds a string of each group: they begin within ``window`` positions, the jump between sentences.

    None of the strings runs over the end of a sentence.
    """

    groups: tuple[tuple[GramPhrase | GramPrefix, ...], ...]
    window: int


Match: TypeAlias = "GramPhrase | GramPrefix | Both | Either | Without | Enough | Near"

EVERYTHING = Both(())
NOTHING = Either(())


@dataclass(frozen=True, slots=True)
class ScoreTerm:
    """A term that ranks: BM25 of the term in the field, times ``weight``."""

    field: WordField
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Band:
    """A class of hits; all of an earlier band come before those of a later one. ``body`` None: passages of any kind."""

    tier: Tier
    match: Match
    body: bool | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What will be asked of the same snapshot after a ranking: counts, and keys that match if they are no more than so many.

    An engine to which every question is a journey may answer it with the ranking and remember; others need not look at it.
    """

    counts: tuple[tuple[Match, Scope], ...] = ()
    matching: tuple[tuple[Match, Scope, int], ...] = ()



def nothing_foreseen() -> Foreseen:
    """Nothing will be asked."""
    return Foreseen()


@dataclass(frozen=True, slots=True)
class Ask:
    """A search as an engine gets it. A passage belongs to the first band it matches; within a band, passages of reports come
    before those of other texts (resolutions, excerpts, placeholders).
    """

    bands: tuple[Band, ...]
    score: tuple[ScoreTerm, ...]
    scope: Scope
    sort: Sort = "relevance"
    keep: int = 100  # ids wanted, best first
    facets: bool = True
    by_document: bool = False  # of each document only the passage that comes first
    foreseen: Callable[[], Foreseen] = field(default=nothing_foreseen, compare=False)  # changes nothing in the answer


@dataclass(frozen=True, slots=True)
class Ranking:
    """What an engine answers: ids in order, each with its band; no scores. Counts are over all matches, not those kept.

    ``document_keys`` goes with ``ids``, and so does ``sizes``: where an ask is by document, the matches in the document of each.
    """

    ids: tuple[int, ...]
    bands: tuple[int, ...]
    counts: tuple[int, ...]
    documents: int
    facets: dict[str, Sequence[tuple[str | int, int]]]
    document_keys: tuple[int, ...] = ()
    sizes: tuple[int, ...] = ()
    missing: str | None = None  # which part of the index could not be asked, in Chinese: then nothing here is complete


@dataclass(frozen=True, slots=True)
class Tally:
    """Where a string stands in a document: in how many passages, and how often."""

    passages: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage as an engine takes it in. ``places`` are the codes from the province down to the place itself."""

    key: int
    document_key: int
    document_id: str
    body: bool
    words: tuple[str, ...]
    subject: tuple[str, ...]
    grams: tuple[tuple[str, int], ...]
    titles: tuple[tuple[str, int], ...]
    year: int | None
    places: tuple[str, ...]
    level: str | None
    part: str | None
    state: str
