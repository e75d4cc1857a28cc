"""A chart of values over years as shapes in a plane: what a template writes out as SVG, on a page or as a file of its own.

In go lines of marks, out come paths with the class that says how each looks. Zero is always on the axis; years without a value are
left open; nothing here knows reports or addresses beyond the link each mark carries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, TOP, BOTTOM = 960, 40, 300  # of the plane: TOP and BOTTOM bound the values
LEFT, RIGHT, NAMES = 72, 14, 116  # margins; NAMES is the right one where lines are named at their ends
ASIDE = 6  # a target stands left of its year, a result right of it
NARROW, LABELLED = 44, 25  # width of a year below which not every year is named, and below which values are not
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MOST_TICKS = 7
LINE_GAP = 15  # between names at the ends of lines
_FIG, _ACCENT, _SHEET, _EDGE = "#9f2a1c", "#154f6d", "#fefefc", "#81888b"  # as in yiju.css, the light ones
LOOKS: dict[str, dict[str, str]] = {  # what yiju.css says of each class, for a picture that leaves the page
    "axis": {"fill": "none", "stroke": "#1b1f21"}, "grid": {"fill": "none", "stroke": "#d9dad4"},
    "line": {"fill": "none", "stroke": _FIG, "stroke-width": "1.75"}, "have": {"fill": _EDGE},
    "gap": {"fill": "none", "stroke": _EDGE, "stroke-dasharray": "3 3"},
    "pt": {"fill": _FIG, "stroke": _SHEET, "stroke-width": "1.5"},
    "tg": {"fill": _SHEET, "stroke": _ACCENT, "stroke-width": "1.75"},
    "pt-line": {"fill": "none", "stroke": _FIG, "stroke-width": "1.75"},
    "tg-line": {"fill": "none", "stroke": _ACCENT, "stroke-width": "1.75"},
    "aside": {"fill": _SHEET, "stroke": _FIG}, "about": {"stroke-dasharray": "3 2"}, "val": {"fill": "#1b1f21"},
    "line--1": {"stroke-dasharray": "7 4"}, "line--2": {"stroke-dasharray": "2 4"}, "line--3": {"stroke": _ACCENT},
    "line--4": {"stroke": _ACCENT, "stroke-dasharray": "7 4"}, "line--5": {"stroke": _ACCENT, "stroke-dasharray": "2 4"},
    "pt--3": {"fill": _ACCENT}, "pt--4": {"fill": _ACCENT}, "pt--5": {"fill": _ACCENT},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A value of a year: both ends of a range, else the same twice. ``open`` is an arrow up or down for 以上 and 以内, ``about`` a
    value with 左右; ``aside`` one that does not stand for its year (told differently, or later).
    """

    year: int
    low: Decimal
    high: Decimal
    target: bool
    text: str
    label: str
    href: str
    open: str = ""
    about: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The marks of one place, in order of years."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A path and its class in ``yiju.css``."""

    kind: str
    d: str

    @property
    def look(self) -> dict[str, str]:
        """What the class means, as attributes: of several classes the later ones weigh more."""
        return {name: value for kind in self.kind.split() for name, value in LOOKS.get(kind, {}).items()}


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a point; ``anchor`` is ``start``, ``middle`` or ``end``."""

    x: float
    y: float
    words: str
    anchor: str = "middle"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark as drawn: a link with what it says."""

    href: str
    label: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything to be written out; ``behind`` and ``words`` say nothing that the shapes do not."""

    height: int
    behind: tuple[Path, ...]
    words: tuple[Text, ...]
    shapes: tuple[Shape, ...]


def draw(lines: Sequence[Line], years: range, unit: str) -> Chart:
    """The chart of ``lines`` over ``years``. A single line shows targets beside results and which years have neither; of several
    each has its own stroke and its name at the end.
    """
    plane = _Plane(lines, years)
    words = [*plane.ticks_named(unit), *plane.years_named()]
    behind = list(plane.grid())
    several = len(lines) > 1
    for at, line in enumerate(lines):
        behind += plane.joined(line, f"line line--{at % 6}" if several else "line")
    if several:
        words += plane.names(lines)
    else:
        words += plane.values(lines[0])
        strips, strip_words = plane.strips(lines[0])
        behind, words = behind + strips, words + strip_words
    marks = sorted(((m, at) for at, line in enumerate(lines) for m in line.marks), key=lambda pair: (pair[0].year, pair[1]))
    shapes = tuple(Shape(m.href, m.label, tuple(plane.mark(m, at))) for m, at in marks)
    return Chart(336 if several else 380, tuple(behind), tuple(words), shapes)


class _Plane:
    """Where years and values lie."""

    def __init__(self, lines: Sequence[Line], years: range) -> None:
        self.years, self.several = years, len(lines) > 1
        self.width = (WIDTH - LEFT - (NAMES if self.several else RIGHT)) / len(years)
        marks = [m for line in lines for m in line.marks]
        self.ticks = ticks(min(m.low for m in marks), max(m.high for m in marks))
        self.least, self.most = self.ticks[0], self.ticks[-1]

    def x(self, year: int, target: bool = False) -> float:
        aside = 0.0 if self.several else min(ASIDE, self.width / 4)
        return round(LEFT + (year - self.years.start + 0.5) * self.width + (-aside if target else aside), 1)

    def y(self, value: Decimal) -> float:
        share = (value - self.least) / (self.most - self.least)
        return round(BOTTOM - float(share) * (BOTTOM - TOP), 1)

    def grid(self) -> Iterator[Path]:
        right = WIDTH - (NAMES if self.several else RIGHT)
        for tick in self.ticks:
            yield Path("axis" if tick == 0 else "grid", f"M{LEFT} {self.y(tick)}H{right}")

    def ticks_named(self, unit: str) -> Iterator[Text]:
        for tick in self.ticks:
            yield Text(LEFT - 8, self.y(tick) + 4, plain(tick), "end")
        yield Text(LEFT - 8, TOP - 18, unit, "end")

    def years_named(self) -> Iterator[Text]:
        every = max(1, -(-NARROW // max(1, int(self.width))))
        for year in self.years[:: every if self.width < NARROW else 1]:
            yield Text(round(LEFT + (year - self.years.start + 0.5) * self.width, 1), BOTTOM + 20, str(year))

    def joined(self, line: Line, kind: str) -> Iterator[Path]:
        """The results that follow one another year by year."""
        run: list[Mark] = []
        for mark in [*(m for m in line.marks if not m.target and not m.aside), None]:
            if mark is None or (run and mark.year != run[-1].year + 1):
                if len(run) > 1:
                    yield Path(kind, "M" + "L".join(f"{self.x(m.year)} {self.y(m.low)}" for m in run))
                run = []
            if mark:
                run.append(mark)

    def values(self, line: Line) -> Iterator[Text]:
        """The values of results where there is room, below a dip and above all else."""
        results = {m.year: m for m in line.marks if not m.target and not m.aside}
        for year, mark in results.items() if self.width >= LABELLED else ():
            around = [results[y].low for y in (year - 1, year + 1) if y in results]
            dips = bool(around) and all(mark.low < v for v in around)
            yield Text(self.x(year), self.y(mark.low) + (19 if dips else -10), mark.text, kind="val")

    def names(self, lines: Sequence[Line]) -> list[Text]:
        """Each line's name at its last mark, kept apart from one another."""
        ends = sorted((self.y(line.marks[-1].low), self.x(line.marks[-1].year), line.name) for line in lines if line.marks)
        words, last = [], 0.0
        for y, x, name in ends:
            last = max(y + 4, last + LINE_GAP)
            words.append(Text(x + 10, round(last, 1), name, "start", "val"))
        return words

    def strips(self, line: Line) -> tuple[list[Path], list[Text]]:
        """Which years have a target and which a result."""
        paths, words = [], []
        for y, name, target in ((342, "目标", True), (360, "实绩", False)):
            have = {m.year for m in line.marks if m.target == target}
            if not have:
                continue
            words.append(Text(LEFT - 8, y + 4, name, "end"))
            for year in self.years:
                x, width = round(LEFT + (year - self.years.start) * self.width + self.width * 0.16, 1), round(self.width * 0.68, 1)
                if year in have:
                    paths.append(Path("have", f"M{x} {y - 3}h{width}v6h{-width}z"))
                else:
                    paths.append(Path("gap", f"M{x} {y - 6}h{width}v12h{-width}z"))
        return paths, words

    def mark(self, mark: Mark, at: int) -> Iterator[Path]:
        """A dot for a result, a diamond for a target, a bar for a range, an arrow where it is open."""
        x, y = self.x(mark.year, mark.target), self.y(mark.low)
        kind = "tg" if mark.target else f"pt pt--{at % 6}" if self.several else "pt"
        if mark.low != mark.high:
            top = self.y(mark.high)
            yield Path(f"{'tg' if mark.target else 'pt'}-line", f"M{x - 5} {y}h10M{x - 5} {top}h10M{x} {y}V{top}")
            return
        suffix = (" aside" if mark.aside else "") + (" about" if mark.about else "")
        if mark.target:
            yield Path(kind + suffix, f"M{x} {y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z")
        else:
            yield Path(kind + suffix, _sign(at if self.several else 0, x, y))
        line = "tg-line" if mark.target else "pt-line"
        if mark.open == "up":
            yield Path(line, f"M{x} {y - 8}v-14m-4 5l4 -5l4 5")
        if mark.open == "down":
            yield Path(line, f"M{x} {y + 8}v14m-4 -5l4 5l4 -5")


def _sign(at: int, x: float, y: float) -> str:
    """A dot, a square or a triangle: which line a mark belongs to, without colour."""
    if at % 3 == 1:
        return f"M{x - 4.5} {y - 4.5}h9v9h-9z"
    if at % 3 == 2:
        return f"M{x} {y - 6}l5.5 10h-11z"
    return f"M{x - 5} {y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"


def ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round numbers that take in all values and zero, about six of them.

    >>> [str(t) for t in ticks(Decimal("2.3"), Decimal("10.7"))], [str(t) for t in ticks(Decimal(-4), Decimal(3))]
    (['0', '2', '4', '6', '8', '10', '12'], ['-4', '-2', '0', '2', '4'])
    """
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    span = high - low or Decimal(1)
    rough = span / (MOST_TICKS - 1)
    size = Decimal(1).scaleb(rough.adjusted())
    step = next(s * size for s in STEPS if s * size >= rough)
    first, last = (low / step).to_integral_value("ROUND_FLOOR"), (high / step).to_integral_value("ROUND_CEILING")
    return [step * n for n in range(int(first), int(last if last > first else first + 1) + 1)]


def plain(value: Decimal) -> str:
    """A number without needless zeros, with thousands marks; a minus sign, not a hyphen."""
    text = f"{value.normalize():,f}" if value else "0"
    return text.replace("-", "−")
