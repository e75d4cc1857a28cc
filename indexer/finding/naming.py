"""What the places of a facet are called: looked up when it is asked for, since a library may hold thousands and a page names few."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, Sequence
from typing import Protocol

from corpus import Place


class PlaceNames(Protocol):
    """What is needed of the gazetteer."""

    def place(self, code: str) -> Place | None:
        """The place of a code."""

    def names(self, codes: Sequence[str]) -> dict[str, str]:
        """What places are called."""

    def codes(self, code: str) -> frozenset[str]:
        """Every code under which reports of a place may stand."""


class Named(Mapping[str, str]):
    """The names of places by their codes, as far as they have any."""

    def __init__(self, counted: Sequence[tuple[str | int, int]], names: PlaceNames) -> None:
        self._counted, self._names = counted, names

    def __getitem__(self, code: str) -> str:
        return self._names.names([code])[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def items(self) -> ItemsView[str, str]:
        """All of them, looked up at once."""
        return self._all().items()

    def _all(self) -> dict[str, str]:
        return self._names.names([str(code) for code, _ in self._counted])
