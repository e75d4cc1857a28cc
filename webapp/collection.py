"""The holdings of a library, kept between requests until the library changes."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from indexer import Library, Scope
from webapp.views.holdings import Holding

BATCH = 1000  # documents read from the catalog at a time
KEPT = 16  # scopes remembered for a library

Held = tuple[Holding, ...]
Stamp = tuple[str | None, int, int, int]

_known: WeakKeyDictionary[Library, tuple[Stamp, dict[Scope, Held]]] = WeakKeyDictionary()
_lock = Lock()


def holdings(library: Library, scope: Scope | None = None) -> Held:
    """Every document in scope as the overviews need it, ordered by place and then year.

    Tens of thousands of records take a second to read, so they are read once for each state of the library.
    """
    status = library.status()
    stamp = (status.generation, status.documents, status.passages, status.characters)
    wanted = scope or Scope()
    with _lock:
        known_stamp, kept = _known.get(library, (stamp, {}))
        if known_stamp != stamp or len(kept) > KEPT:
            kept = {}
        _known[library] = (stamp, kept)
        if wanted in kept:
            return kept[wanted]
    held = _read(library, wanted)
    with _lock:
        kept[wanted] = held
    return held


def _read(library: Library, scope: Scope) -> Held:
    out: list[Holding] = []
    total = 1
    while len(out) < total:
        total, batch = library.documents(scope, limit=BATCH, offset=len(out), sort="place")
        if not batch:
            break
        out += [Holding.of(document) for document in batch]
    return tuple(out)
