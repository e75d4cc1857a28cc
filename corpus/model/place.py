"""A place as GB/T 2260 knows it: six digits, a name, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.model.span import Span

Level = Literal["country", "province", "city", "county", "zone"]
LEVELS: tuple[Level, ...] = ("country", "province", "city", "county", "zone")

NATION = "100000"


@dataclass(frozen=True, slots=True)
class Place:
    """One place; ``path`` holds the names from the province down to the place itself (empty for the nation).

    >>> Place("410104", "管城回族区", "county", ("河南省", "郑州市", "管城回族区")).province
    '河南省'
    """

    code: str
    name: str
    level: Level
    path: tuple[str, ...] = ()

    @property
    def province(self) -> str | None:
        """Name of the province, or None for the nation."""
        return self.path[0] if self.path else None

    @property
    def city(self) -> str | None:
        """Name of the prefecture-level city the place lies in or is, or None."""
        if self.level == "city":
            return self.name
        return self.path[1] if len(self.path) == 3 else None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a printed place name was read as: one place, or None and the candidates between which nothing decided.

    ``remark`` is a Chinese sentence for the reader when the name as printed is not the official one of its time. ``refused`` says that
    the text names something that has no code: a township, or a development zone, whose name is ``zone``.
    """

    place: Place | None
    candidates: tuple[Place, ...] = ()
    remark: str | None = None
    refused: bool = False
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name standing in a text, with every place it may mean, those in force first.

    ``bare`` says that the name stands there without its 省, 市, 区, 县, 旗, 州 or 盟 (河南, 朝阳): such a name may also be an
    ordinary word, a street or a person, and callers should take it for a place only where one is expected.
    """

    span: Span
    places: tuple[Place, ...]
    bare: bool = False


def prefix_of(code: str) -> str:
    """The leading digits shared by everything a place covers; a province covers its cities and counties.

    Source: GB/T 2260 gives two digits each to province, city and county; ``00`` stands for "the whole of it".

    >>> prefix_of("410000"), prefix_of("410100"), prefix_of("410104"), prefix_of("100000")
    ('41', '4101', '410104', '')
    """
    if code == NATION:
        return ""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code
