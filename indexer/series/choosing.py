"""Choosing: of all sentences that state an indicator for a year, the one that stands for it.

In go points, out come the series, its repeats, and what is of no single year. Nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from indexer.model.indicator import Flag, IndicatorPoint
from indexer.series.agreeing import agree, digits
from indexer.series.dating import APART

_PARTS = {
    "result": ("review", None),
    "target": ("goals", "plan", "government", None),
}  # where each is at home, best first


@dataclass(frozen=True, slots=True)
class Sorted:
    """Points by what they are to a series; see :class:`indexer.model.indicator.IndicatorResult`."""

    series: tuple[IndicatorPoint, ...]
    repeats: tuple[IndicatorPoint, ...]
    apart: tuple[IndicatorPoint, ...]


def sort_out(points: Iterable[IndicatorPoint]) -> Sorted:
    """Series, repeats and the rest, each by place and year."""
    series: list[IndicatorPoint] = []
    repeats: list[IndicatorPoint] = []
    yearly: list[IndicatorPoint] = []
    apart: list[IndicatorPoint] = []
    for point in points:
        (apart if point.kind == "other" or APART & set(point.flags) else yearly).append(point)
    for _, group in groupby(sorted(yearly, key=_key), key=_key):
        main, others = _stand_in(list(group))
        series += main
        repeats += others
    order = lambda p: (p.place, p.refers_to or p.year or 0, p.kind != "target", p.year or 0, p.hit.hit.passage.key)  # noqa: E731
    return Sorted(tuple(sorted(series, key=order)), tuple(sorted(repeats, key=order)), tuple(sorted(apart, key=order)))


def _key(point: IndicatorPoint) -> tuple[str, int, str, str]:
    return point.place, point.refers_to or 0, point.kind, point.amount.unit


def _stand_in(points: Sequence[IndicatorPoint]) -> tuple[list[IndicatorPoint], list[IndicatorPoint]]:
    """The point that stands for a year and those of other reports that contradict it; then the rest.

    The report of the next year comes first, of one report the part where such figures are at home, then the order of
    the text; of amounts that agree there the one printed with most digits.
    """
    first, *rest = sorted(points, key=_rank)
    beside = [p for p in rest if _home(p) == _home(first) and agree(first, p)]
    main = max((first, *beside), key=lambda p: digits(p.amount.low))  # 首次突破万亿元,达到11377亿元
    series, repeats = list[IndicatorPoint](), list[IndicatorPoint]()
    for point in (p for p in (first, *rest) if p is not main):
        if agree(main, point) or any(agree(p, point) for p in series):
            repeats.append(point)
        elif _report(point) == _report(main):
            repeats.append(flagged(point, "differs"))
        else:
            series.append(flagged(point, "restated"))
    return [flagged(main, "restated") if series else main, *series], repeats


def _rank(point: IndicatorPoint) -> tuple[object, ...]:
    part, homes = point.hit.hit.passage.part, _PARTS[point.kind]
    at_home = homes.index(part) if part in homes else len(homes)
    return (
        "look_back" in point.flags,
        point.year or 0,
        at_home,
        point.hit.hit.passage.key,
        point.hit.figure.quantity.span,
    )


def _home(point: IndicatorPoint) -> tuple[str, int]:
    """The report of a point, and how much at home such a point is where it stands in it: 0 the most."""
    part, homes = point.hit.hit.passage.part, _PARTS[point.kind]
    return _report(point), homes.index(part) if part in homes else len(homes)


def _report(point: IndicatorPoint) -> str:
    return point.hit.hit.passage.document.document_id


def flagged(point: IndicatorPoint, flag: Flag) -> IndicatorPoint:
    """The point with one more flag."""
    return replace(point, flags=tuple(dict.fromkeys((*point.flags, flag))))
