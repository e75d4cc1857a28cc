"""Units and classifiers (``units.tsv``): which a text continues with, and exact conversion within a dimension.

In goes a search form or a quantity, out come units and amounts in base units. No numbers are read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from corpus import canonical, times
from indexer.model.quantity import Quantity

RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of ``units.tsv``. ``least`` is the smallest bare Chinese numeral that makes a figure with it, if any does."""

    name: str
    base: str
    factor: Decimal
    dimension: str
    least: Decimal | None


NO_UNIT = Unit("", "", Decimal(1), "number", None)


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """All units by name, in the order of the file."""
    table = files(__package__).joinpath("units.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {
        name: Unit(name, base, Decimal(factor), dimension, Decimal(least) if least else None)
        for name, base, factor, dimension, least in rows
    }


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """For each first character, the lengths of the units that begin with it, longest first."""
    by_first: dict[str, set[int]] = {}
    for name in units():
        by_first.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in by_first.items()}


def unit_at(form: str, at: int) -> Unit | None:
    """The longest unit at this place of a search form, composite ones included.

    >>> unit_at("达到96微克/立方米", 4).name, unit_at("3亿千瓦时", 2).name, unit_at("50元/人次", 2).name
    ('微克/立方米', '千瓦时', '元/人次')
    """
    found = _simple(form, at)
    if found is None or form[at + len(found.name) : at + len(found.name) + 1] != "/":
        return found
    below = _simple(form, at + len(found.name) + 1)
    return found if below is None else composite(found, below)


def _simple(form: str, at: int) -> Unit | None:
    table = units()
    for length in _lengths().get(form[at : at + 1], ()):
        found = table.get(form[at : at + length])
        if found is not None:
            return found
    return None


def composite(above: Unit, below: Unit) -> Unit:
    """One unit per another (元/人); it converts only above the stroke."""
    return Unit(f"{above.name}/{below.name}", f"{above.base}/{below.name}", above.factor, "rate", above.least)


def unit_named(name: str) -> Unit:
    """The unit of this name; an unknown name is a unit of its own that converts into nothing."""
    found = unit_at(name, 0) if name else NO_UNIT
    return found if found is not None and found.name == name else Unit(name, name, Decimal(1), "count", None)


def in_base(value: Decimal, unit: str, dimension: str = "") -> tuple[Decimal, str]:
    """The amount in the base unit of its dimension, and that unit. Fractions (三分之一, 五成) are a ratio without a unit: in %.

    >>> in_base(Decimal("3.3"), "平方公里"), in_base(Decimal(10), "亿元")
    ((Decimal('4950'), '亩'), (Decimal('10'), '亿元'))
    >>> in_base(Decimal("0.5"), "", "ratio")
    (Decimal('50'), '%')
    """
    if not unit and dimension == RATIO:
        return times(value, Decimal(100)), "%"
    known = unit_named(unit)
    return times(value, known.factor), known.base


def same(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities state the same amount, whatever their spelling, unit or approximator. A bare number has no unit
    and equals only a bare number.

    >>> from indexer.quantities.extraction import extract
    >>> area, hectares, money = extract("3.3平方公里、330公顷、3.3亿元")
    >>> same(area, hectares), same(area, money)
    (True, False)
    """
    return _ends(one) == _ends(other)


def _ends(quantity: Quantity) -> list[tuple[Decimal, str]]:
    values = quantity.range or (quantity.value,)
    return [in_base(canonical(value), quantity.unit, quantity.dimension) for value in values]
