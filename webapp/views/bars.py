"""Bars over years as coordinates of an SVG: each bar a link, years without texts dashed, no year left out of the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 960, 190
LEFT, RIGHT, TOP, BASE = 52, 950, 30, 150
LABEL = 46  # width of a year below the axis
NUMBER = 30  # width of a number above a bar
THICKEST = 34
NICE = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of one year; ``other`` where the year has no report but other texts. ``name`` says it in words."""

    value: float
    text: str
    href: str
    name: str
    other: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the axis; without a bar it is a gap."""

    year: int
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar where it stands; a zero is a line on the axis. ``shown`` writes its number above it."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float
    middle: float
    shown: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Years in a row that the library lacks."""

    x: float
    width: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn of one word. ``ticks`` are (height, label), ``labels`` (middle, year)."""

    title: str
    bars: tuple[Drawn, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, int], ...]
    years: tuple[int, int]


def chart(title: str, years: Sequence[Year], top: float) -> Chart:
    """The chart of these years, which follow one another; ``top`` is the greatest value of all charts on the page."""
    step = (RIGHT - LEFT) / len(years)
    ceiling, ticks = scale(top)
    bars = [_drawn(year.bar, LEFT + step * at, step, ceiling) for at, year in enumerate(years) if year.bar]
    every = max(1, -(-LABEL // max(1, int(step))))
    return Chart(
        title, tuple(bars), tuple(_gaps(years, step)),
        tuple((round(BASE - (BASE - TOP) * tick / ceiling, 1), f"{tick:g}") for tick in ticks),
        tuple((round(LEFT + step * (at + 0.5), 1), y.year) for at, y in enumerate(years) if (len(years) - 1 - at) % every == 0),
        (years[0].year, years[-1].year),
    )  # fmt: skip


def scale(top: float) -> tuple[float, tuple[float, ...]]:
    """A round number not below ``top``, and the marks from 0 up to it, at most five.

    >>> scale(37), scale(0)
    ((40, (0, 10, 20, 30, 40)), (1, (0, 1)))
    """
    if top <= 0:
        return 1, (0, 1)
    power = 1.0
    while top > power * 40:
        power *= 10
    while top <= power * 4 and power > 0.001:
        power /= 10
    step = next(power * nice for nice in NICE if top <= power * nice * 4)
    step = int(step) if step == int(step) else round(step, 4)
    count = int(-(-top // step))
    return step * count, tuple(step * n for n in range(count + 1))


def _drawn(bar: Bar, x: float, step: float, ceiling: float) -> Drawn:
    width = min(step * 0.72, THICKEST)
    height = (BASE - TOP) * bar.value / ceiling
    left = x + (step - width) / 2
    return Drawn(
        bar, round(left, 1), round(BASE - height, 1), round(width, 1), round(height, 1), round(x + step / 2, 1), step >= NUMBER
    )


def _gaps(years: Sequence[Year], step: float) -> list[Gap]:
    out: list[Gap] = []
    for at, year in enumerate(years):
        if year.bar:
            continue
        if out and out[-1].last == year.year - 1:
            out[-1] = Gap(out[-1].x, round(out[-1].width + step, 1), out[-1].first, year.year)
        else:
            out.append(Gap(round(LEFT + step * at, 1), round(step, 1), year.year, year.year))
    return out
