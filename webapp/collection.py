"""The holdings of a library, kept between requests until the library changes."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from indexer import Library, Scope
from webapp.views.holdings import Holding

KEPT = 16  # selections remembered for a library

Held = tuple[Holding, ...]
Stamp = tuple[str | None, int, int, int]
Selection = tuple[Scope, str]

_known: WeakKeyDictionary[Library, tuple[Stamp, dict[Selection, Held]]] = WeakKeyDictionary()
_lock = Lock()


def holdings(library: Library, scope: Scope | None = None, name: str = "") -> Held:
    """Every document in scope, of this name if one is given, as the overviews need it, by place and then newest first.

    Tens of thousands of documents take half a second to read, so they are read once for each state of the library.
    """
    status = library.status()
    stamp = (status.generation, status.documents, status.passages, status.characters)
    wanted = (scope or Scope(), name)
    with _lock:
        known_stamp, kept = _known.get(library, (stamp, {}))
        if known_stamp != stamp or len(kept) > KEPT:
            kept = {}
        _known[library] = (stamp, kept)
        if wanted in kept:
            return kept[wanted]
    held = tuple(Holding.of(facts) for facts in library.facts(*wanted))
    with _lock:
        kept[wanted] = held
    return held
