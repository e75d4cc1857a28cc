"""Building the derived store: what the catalog holds and the store does not yet, in one commit after another.

Each passage is read once and goes to the engine and to the table of figures. The engine commits first, then the table, then
the catalog marks the documents: a crash in between is found at the next start, and done again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus import NATION, Catalog, DocumentRecord, PassageRecord, search_form
from indexer.analysis.analyzer import Analyzer, grams
from indexer.engines.base import Engine
from indexer.figures.store import FigureStore, Placed
from indexer.figuring import figures_of
from indexer.model.matching import Entry

BATCH = 200  # documents in one engine commit


def catch_up(catalog: Catalog, engine: Engine, figures: FigureStore, analyzer: Analyzer, generation: str) -> int:
    """Bring the engine up to the catalog; returns the number of documents taken in."""
    done = 0
    while True:
        removed, pending = catalog.removed(), catalog.pending(generation)[:BATCH]
        if not (removed or pending):
            return done
        with figures.writer() as table, engine.writer() as writer:  # left in reverse: the engine commits first
            for key in (*removed, *pending):
                writer.forget(key)
                table.forget(key)
            for passage in _passages(catalog, pending):
                writer.add(entry_of(passage, analyzer))
                table.add(placed(passage), figures_of(passage))
        catalog.mark_indexed(pending, generation, removed)
        done += len(pending)


def _passages(catalog: Catalog, keys: Sequence[int]) -> Iterator[PassageRecord]:
    for key in keys:
        document = catalog.by_key(key)
        yield from catalog.document_passages(document) if document else ()


def placed(passage: PassageRecord) -> Placed:
    """Where the figures of a passage stand, as the table of figures takes it in."""
    document = passage.document
    return Placed(
        passage.key, document.key, document.document_id, document.year, place_codes(document), document.level,
        passage.part, document.state,
    )  # fmt: skip


def entry_of(passage: PassageRecord, analyzer: Analyzer) -> Entry:
    """A passage as the engine takes it in."""
    document, form = passage.document, search_form(passage.text)
    titles = _titles(passage)
    return Entry(
        key=passage.key, document_key=document.key, document_id=document.document_id, body=passage.kind == "body",
        words=tuple(analyzer.words(form)), subject=tuple(analyzer.words(titles)),
        grams=tuple((g.text, g.position) for g in grams(form)), titles=tuple((g.text, g.position) for g in grams(titles)),
        year=document.year, places=place_codes(document), level=document.level, part=passage.part, state=document.state,
    )  # fmt: skip


def _titles(passage: PassageRecord) -> str:
    """The search form of what heads a passage: its labels, or all of a heading or front line."""
    if passage.kind in ("heading", "front"):
        return search_form(passage.text)
    return search_form("。".join(label.of(passage.text) for label in passage.labels))


def place_codes(document: DocumentRecord) -> tuple[str, ...]:
    """The codes a document is filtered by: those of its province and city, and its own."""
    if not document.place:
        return ()
    code = document.place.code
    if code == NATION:
        return (NATION,)
    upper = (code[:2] + "0000", code[:4] + "00")
    path = (upper[0],) if len(document.place.path) < 3 else upper
    return tuple(dict.fromkeys((*path, code)))
