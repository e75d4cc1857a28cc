"""A line chart on two logarithmic axes, as SVG: text in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 250, 24, 56
COLOURS = ("#b3261e", "#1a5fb4", "#8a6d00", "#2e7d32", "#6a1b9a", "#5f6368")


@dataclass(frozen=True, slots=True)
class Line:
    """A named line through (x, y) points, all above 0."""

    name: str
    points: Sequence[tuple[float, float]]


def chart(lines: Sequence[Line], across: str, up: str) -> str:
    """The chart, with a legend beside it."""
    xs, ys = ([p[side] for line in lines for p in line.points] for side in (0, 1))
    low, high = floor(log10(min(ys, default=1))), max(ceil(log10(max(ys, default=10))), floor(log10(min(ys, default=1))) + 1)
    first, last = log10(min(xs, default=1)), log10(max(xs, default=10))

    def x(value: float) -> float:
        return LEFT + (log10(value) - first) / max(last - first, 1e-9) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<line x1="{LEFT}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for value in sorted(set(xs)):
        parts.append(f'<text x="{x(value):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{value:,.0f}</text>')
    for number, line in enumerate(lines):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in line.points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3.5" fill="{colour}"/>' for a, b in line.points]
        row = TOP + 18 * number
        parts.append(f'<rect x="{WIDTH - RIGHT + 24}" y="{row}" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 42}" y="{row + 10}">{escape(line.name)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>')
    parts.append(f'<text x="{LEFT}" y="14">{escape(up)}</text></svg>')
    return "\n".join(parts) + "\n"
