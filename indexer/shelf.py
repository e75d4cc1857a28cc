"""The shelf: what a library holds, looked up by id. It knows no engine and no index, only the catalog and the gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from corpus import (
    DEFAULT_STYLE,
    STYLES,
    Catalog,
    Citation,
    DocumentFacts,
    DocumentRecord,
    Gazetteer,
    PassageRecord,
    Place,
    Resolution,
    Scope,
    Span,
    cite,
    needle_of,
)
from indexer.finding.searching import widened
from indexer.model.errors import ParameterError
from indexer.model.excerpt import Collected, Excerpt
from indexer.model.query import Sort
from indexer.proving.collecting import collect
from indexer.proving.following import Fate, follow

REPORTS = frozenset({"report", "truncated", "excerpt", "digest"})  # texts that tell what a report says


_ORDERS: dict[Sort, Callable[[DocumentFacts], tuple[object, ...]]] = {
    "relevance": lambda facts: (facts.key,),
    "year": lambda facts: (facts.year is None, -(facts.year or 0), facts.place.code if facts.place else "", facts.key),
    "place": lambda facts: (facts.place is None, facts.place.code if facts.place else "", -(facts.year or 0), facts.key),
}


def _named(facts: DocumentFacts) -> str:
    """What a report can be found by: its title, where it lies, its id."""
    place = "".join(facts.place.path or (facts.place.name,)) if facts.place else facts.zone or ""
    return needle_of(f"{facts.title}\n{place}\n{facts.document_id}")


class Shelf:
    """Reports, passages and places by their ids; :class:`indexer.library.Library` adds finding and taking in."""

    def __init__(self, catalog: Catalog, places: Gazetteer) -> None:
        self._catalog, self._places = catalog, places

    def documents(
        self, scope: Scope, *, limit: int | None = None, offset: int = 0, sort: Sort = "relevance", name: str = ""
    ) -> tuple[int, list[DocumentRecord]]:
        """Number of reports in scope, and a page of them; with ``name`` only those whose title, place or id holds its words."""
        wide = widened(scope, self._places)
        if not name.strip():
            return self._catalog.count_documents(wide), self._catalog.documents(wide, limit=limit, offset=offset, sort=sort)
        found = sorted(self.facts(scope, name), key=_ORDERS[sort])
        page = found[offset : None if limit is None else offset + limit]
        records = (self._catalog.by_key(facts.key) for facts in page)
        return len(found), [record for record in records if record]

    def facts(self, scope: Scope, name: str = "") -> list[DocumentFacts]:
        """What tables need of the reports in scope, by place and then newest first; ``name`` as in :meth:`documents`."""
        found, words = self._catalog.facts(widened(scope, self._places)), [needle_of(word) for word in name.split()]
        return [facts for facts in found if all(word in _named(facts) for word in words)] if words else found

    def place(self, code: str) -> Place | None:
        """The place of a GB/T 2260 code, None if there is none."""
        return self._places.place(code)

    def report_years(self, code: str) -> frozenset[int]:
        """The years of the reports of one place, those below it apart."""
        place = self._places.place(code)
        levels = frozenset({place.level}) if place else frozenset[str]()
        scope = Scope(places=frozenset(self._places.codes(code) or {code}), levels=levels, states=REPORTS)
        return frozenset(self._catalog.years(scope))

    def named_place(self, name: str, year: int | None = None) -> Resolution:
        """The place of a name or code a person typed: one, or the candidates between which nothing decides."""
        by_code = self._places.place(name.strip(), year=year)
        return Resolution(by_code) if by_code else self._places.resolve(name, year=year)

    def document(self, document_id: str) -> DocumentRecord:
        """A report by its id; raises :class:`corpus.NotFound`."""
        return self._catalog.document(document_id)

    def passages(self, document_id: str) -> list[PassageRecord]:
        """All passages of a report, in order; raises :class:`corpus.NotFound`."""
        return self._catalog.document_passages(self._catalog.document(document_id))

    def passage(self, passage_id: str) -> PassageRecord:
        """A passage by its id; raises :class:`corpus.NotFound`."""
        return self._catalog.passage(passage_id)

    def neighbours(self, passage: PassageRecord) -> tuple[PassageRecord | None, PassageRecord | None]:
        """The passages just before and after."""
        return self._catalog.neighbours(passage)

    def follow(self, passage_id: str, digest: str) -> tuple[PassageRecord, Fate]:
        """Where the text of a permalink stands now; see :func:`indexer.proving.following.follow`. Raises :class:`corpus.NotFound`."""
        return follow(self._catalog, passage_id, digest)

    def collected(self, excerpts: Sequence[Excerpt]) -> list[Collected]:
        """How each excerpt of a basket stands now: unchanged, moved with its text, changed, or missing. Never raises for one."""
        return collect(excerpts, self.follow, self.passages)

    @staticmethod
    def cite(
        passage: PassageRecord, style: str = DEFAULT_STYLE, *, start: int | None = None, end: int | None = None, site: str,
        accessed: date | None = None,
    ) -> Citation:  # fmt: skip
        """The citation of a passage, or of ``[start, end)`` of it in characters of its exact text.

        ``site`` is where its pages are served (``https://yiju.example``), empty where there is no address to give;
        ``accessed`` is today unless given. Raises :class:`ParameterError` for an unknown style or a span out of range.
        """
        if style not in STYLES:
            raise ParameterError(f"没有名为“{style[:20]}”的引文格式，可写 {'、'.join(STYLES)}。")
        permalink = f"{site.rstrip('/')}/p/{passage.passage_id}?d={passage.digest}" if site else ""
        span = _stretch(passage, start, end)
        return cite(passage, style, span=span, permalink=permalink, accessed=accessed or date.today())


def _stretch(passage: PassageRecord, start: int | None, end: int | None) -> Span:
    """``[start, end)`` of a passage, to its beginning or end where one is not given; raises :class:`ParameterError`."""
    length = len(passage.text)
    first, last = 0 if start is None else start, length if end is None else end
    if not 0 <= first < last <= length:
        raise ParameterError(f"start 与 end 应满足 0 ≤ start < end ≤ {length}（这一段的字数），这里是 {first} 与 {last}。")
    return Span(first, last)
