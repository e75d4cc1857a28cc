"""Quantity 数字 and Figure: a number with its unit as printed, and what it says of what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from corpus import Span

Change = Literal["level", "growth", "fall", "share", "rank"]
Kind = Literal["result", "target", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Sense = Literal["approx", "ge", "le", "gt", "lt"]  # what an approximator means: about, at least, at most, more than, less than


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read from a text. ``value`` is exact and in the base unit: 1.3万户 is 13000 户, 494.8亿元 is 49480000000 元.

    ``span`` covers what was read, approximator included where it touches the number. ``range`` holds both ends of 6~7%, and
    ``value`` then is the lower one. ``approximator`` is the word as printed (约 近 余 左右 以上 …), None for none. ``unit`` is
    empty for a bare number; ``dimension`` groups units that convert into one another (money, area, mass, percent, count …).
    """

    value: Decimal
    unit: str
    dimension: str
    approximator: str | None
    range: tuple[Decimal, Decimal] | None
    span: Span


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount in the base unit of its dimension; both ends are the same unless it is a range."""

    unit: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and what it says: the noun phrase measured, the canonical indicator, the change, the period, result or target.

    ``period`` is a year (``2019``) or begins with one (``2016-2020``, ``2020上半年``).
    """

    quantity: Quantity
    indicator: str | None
    indicator_id: str | None
    change: Change
    period: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sought:
    """A figure as a reader types it. ``quantity`` is the amount named (or the lower end of a range); ``low`` and ``high`` bound
    what is wanted, in its unit, ``None`` for no bound: both equal the amount for an exact figure, 5亿元以上 has no ``high``.
    """

    quantity: Quantity
    low: Decimal | None
    high: Decimal | None
    low_included: bool = True
    high_included: bool = True

    @property
    def exact(self) -> bool:
        """Whether one amount is sought, not all within bounds."""
        return self.low == self.high and self.low_included and self.high_included
