"""A list as a file: the links of a page to its files, and what a file says of how it was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from indexer import EXPORT_FORMATS
from webapp.links import Address
from webapp.views.chips import Chip

PAGE = ("offset", "limit", "open")  # a file holds the whole list


def downloads(here: Address, path: str) -> tuple[tuple[str, str], ...]:
    """(name of the format, address) for each kind of file of the list at ``here``."""
    whole = here
    for key in PAGE:
        whole = whole.remove(key)
    return tuple((kind.label, Address(path, (*whole.params, ("format", name))).href) for name, kind in EXPORT_FORMATS.items())


def told(what: str, query: str, chips: Iterable[Chip]) -> tuple[str, ...]:
    """What was asked and under which conditions, a line each."""
    return (f"{what}：{query}", *(f"{chip.kind}：{chip.label}" for chip in chips))
