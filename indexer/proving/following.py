"""Where the text of a permalink stands now, after its report was read again, edited, put in another order or renamed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeVar

from corpus import Catalog, NotFound, PassageRecord

Fate = Literal["unchanged", "moved", "changed"]
_LOCAL = re.compile(r"([a-z])([0-9]{1,9})")
_T = TypeVar("_T")


def follow(catalog: Catalog, passage_id: str, digest: str) -> tuple[PassageRecord, Fate]:
    """The passage with this text: where it was, else elsewhere in its report or in another text of the same place and year.

    Anywhere in the library is looked only if the report has no such id any more: while it is there, the same words in the
    report of another place or year are not what was cited. Raises :class:`NotFound` if neither the passage nor its text is
    there any more.
    """
    here = _known(catalog.passage, passage_id)
    if here and here.digest == digest:
        return here, "unchanged"
    home, _, local = passage_id.rpartition("-")
    found = catalog.with_digest(digest, "-".join(home.split("-")[:2]))
    if not found and _known(catalog.document, home) is None:
        found = catalog.with_digest(digest)
    if found:
        return min(found, key=lambda p: (p.document.document_id != home, *_distance(p, local), p.key)), "moved"
    return here or catalog.passage(passage_id), "changed"


def _distance(passage: PassageRecord, local_id: str) -> tuple[bool, int]:
    """How far a passage is from a place in its report: a line that stands there twice has moved to the nearer of them."""
    was = _LOCAL.fullmatch(local_id)
    now = _LOCAL.fullmatch(passage.passage_id.rpartition("-")[2])
    if was is None or now is None:
        return True, 0
    return was[1] != now[1], abs(int(was[2]) - int(now[2]))


def _known(look_up: Callable[[str], _T], name: str) -> _T | None:
    try:
        return look_up(name)
    except NotFound:
        return None
