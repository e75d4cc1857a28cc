"""Comparing: what a report aimed at beside what the next one says came of it.

In go the points of a series, out come pairs with the difference. Only amounts in one unit are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from indexer.model.indicator import IndicatorPoint, TargetMet
from indexer.model.quantity import Sense

Bound = Literal["least", "most", "range"]
_BOUNDS: dict[Sense | None, Bound] = {"ge": "least", "gt": "least", "le": "most", "lt": "most"}


def compared(series: Sequence[IndicatorPoint]) -> tuple[TargetMet, ...]:
    """Each target with the result of its year and place, in the order of the targets."""
    results = {(p.place, p.refers_to, p.amount.unit): p for p in reversed(series) if p.kind == "result"}
    pairs = []
    for target in series:
        result = results.get((target.place, target.refers_to, target.amount.unit))
        if target.kind == "target" and result and target.refers_to is not None:
            bound = bound_of(target)
            pairs.append(
                TargetMet(target.place, target.refers_to, target, result, _gap(target, result, bound), bound)
            )
    return tuple(pairs)


def bound_of(target: IndicatorPoint) -> Bound | None:
    """Which way a target is open."""
    if target.hit.figure.quantity.range:
        return "range"
    return _BOUNDS.get(target.sense)


def _gap(target: IndicatorPoint, result: IndicatorPoint, bound: Bound | None) -> Decimal:
    """The result less the target; from the nearer end of a range, nothing within it."""
    got, low, high = result.amount.low, target.amount.low, target.amount.high
    if bound == "range" and low <= got <= high:
        return Decimal(0)
    return got - (high if got > high else low)
