"""The performance of figures: reading them off text, and looking one up among a million. Writes ``FIGURES.md`` beside this file.

    python benchmarks/figures.py [--figures 1000000] [--text FILE]

Extraction is timed in one process over the body of the shipped report (or a UTF-8 text of your own), repeated, in processor
time. "Linear" is the ratio of the times for a text of twice the length and for the text itself, for texts made to be hard: 2 is
linear, 4 quadratic. Look-ups go through the store as the library's do, each opening its own connection, and are timed on the wall.
The figures of the table are generated: values of a few thousand sizes in a dozen units, over documents of a thousand places and
thirty years.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from corpus import Scope, Span, canonical, read_report
from corpus import shipped_reports as shipped
from indexer.figures.store import FigureStore, Placed
from indexer.figuring.hits import amount_of
from indexer.model.figure_query import FigureFilter
from indexer.model.quantity import Figure, Quantity
from indexer.quantities.extraction import extract
from indexer.quantities.labelling import Context, label

HERE = Path(__file__).parent
PER_PASSAGE = 8
UNITS = (
    ("元", "money", 10**6), ("%", "ratio", 1), ("个", "count", 1), ("万人", "count", 1), ("户", "count", 10), ("亩", "area", 100),
    ("平方米", "area", 1000), ("公里", "length", 1), ("吨", "mass", 100), ("人次", "count", 1000), ("家", "count", 1), ("项", "count", 1),
)  # fmt: skip
HARD = {
    "digits": "1234567890" * 2_000,
    "digits with points": "1.2" * 7_000,
    "digits with commas": "1,234" * 4_000,
    "spaced digits": "1 2 " * 5_000,
    "Chinese numerals": "一百二十三万" * 3_500,
    "scales": "亿万千百" * 5_000,
    "ranges": "1-2至3~4到" * 2_500,
    "fractions": "三分之百分之" * 3_500,
    "approximators": "不低于约近" * 4_000,
    "quotes": "“1”" * 7_000,
    "open quotes": "“1" * 10_000,
}


def text_of(path: Path | None) -> str:
    if path:
        return path.read_text("utf-8")
    return "\n".join(p.text for p in read_report(next(iter(shipped()))).passages)


def seconds(work: Callable[[], object], rounds: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    times = []
    for _ in range(rounds):
        begun = clock()
        work()
        times.append(clock() - begun)
    return min(times)


def worked(work: Callable[[], object]) -> float:
    """Seconds of the processor, which a busy machine does not stretch: for what neither reads nor waits."""
    return seconds(work, clock=time.process_time)


def extraction(path: Path | None) -> Iterator[tuple[str, str, str]]:
    passages = text_of(path).split("\n")
    size = sum(len(p.encode()) for p in passages) / 1e6
    found = sum(len(extract(p)) for p in passages)
    read = worked(lambda: [extract(p) for p in passages])
    told = worked(lambda: [label(p, extract(p), Context(2020, "review")) for p in passages])
    yield f"reading figures, MB of UTF-8 text a second ({found} figures in {size:.2f} MB)", f"{size / read:.2f}", "≥ 1.5"
    yield "reading and labelling them, MB a second", f"{size / told:.2f}", ""
    for name, text in HARD.items():
        ratio = worked(lambda t=text: extract(t + t)) / worked(lambda t=text: extract(t))  # type: ignore[misc]
        yield f"twice as many {name}: times the time", f"{ratio:.1f}", "≤ 2.5"


def generated(number: int) -> Iterator[tuple[Placed, list[Figure]]]:
    chosen = random.Random(1)
    for passage in range(number // PER_PASSAGE):
        document = passage // 120
        code = str(110000 + document % 1000)
        placed = Placed(
            passage, document, f"{code}-{1990 + document // 1000}", 1990 + document // 1000, place(code), "county", "review", "report"
        )
        yield placed, [figure(chosen, at) for at in range(PER_PASSAGE)]


def place(code: str) -> tuple[str, ...]:
    return (f"{code[:2]}0000", f"{code[:4]}00", code)


def figure(chosen: random.Random, at: int) -> Figure:
    unit, dimension, step = chosen.choice(UNITS)
    value = canonical(Decimal(chosen.randint(1, 9999)) / 10 * step)
    quantity = Quantity(value, unit, dimension, None, None, Span(at * 10, at * 10 + 5))
    if at == 0:  # one that every report states, and more than once
        return Figure(quantity, "地区生产总值", "gdp", "level", "2019", "result")
    return Figure(quantity, f"指标{chosen.randint(1, 300)}", None, "level", "2019", "result")


def county(i: int) -> Scope:
    return Scope(places=frozenset({str(110101 + i % 90)}))


def look_up(number: int) -> Iterator[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.sqlite"
        store = FigureStore(path)
        begun = time.perf_counter()
        with store.writer() as table:
            for placed, figures in generated(number):
                table.add(placed, [(f, amount_of(f.quantity)) for f in figures])
        yield f"writing {number:,} figures", f"{time.perf_counter() - begun:.0f} s", ""
        yield "the table on disk", f"{path.stat().st_size / 1e6:.0f} MB", ""
        chosen, everywhere = random.Random(2), Scope()
        asked = [amount_of(figure(chosen, 0).quantity) for _ in range(300)]
        one = Scope(documents=frozenset({"110007-1990"}))
        cases: tuple[tuple[str, Callable[[int], object], str], ...] = (
            ("look-up of an amount", lambda i: store.equal(asked[i], everywhere), "≤ 5 ms"),
            ("the same in one year", lambda i: store.equal(asked[i], Scope(years=frozenset({2000}))), ""),
            ("look-up of a number in any unit", lambda i: store.printed(asked[i].low, everywhere), ""),
            ("nearest neighbours", lambda i: store.nearest(asked[i].unit, asked[i].low, everywhere, 50), ""),
            ("figures of a passage", lambda i: store.of_passages([i * 7]), ""),
            ("a page of a report's table", lambda i: store.listed(one, FigureFilter(), "order", 50), ""),
            ("count of a report's table", lambda i: store.counted(one), ""),
            ("a series of one place, of an indicator in every passage", lambda i: store.of_indicator("gdp", county(i), 20_000), "≤ 20 ms"),
            ("the same of a province", lambda i: store.of_indicator("gdp", Scope(places=frozenset({"110000"})), 5_000), ""),
            ("a series everywhere, of an indicator stated 3,000 times", lambda i: store.of_indicator(f"指标{i + 1}", everywhere, 20_000), ""),
            ("the places of an indicator in every passage", lambda i: store.places_of("gdp", everywhere), ""),
            ("counts of two hundred indicators", lambda i: store.counts_of(["gdp", *(f"指标{n}" for n in range(1, 200))], everywhere), ""),
            ("names that begin like this", lambda i: store.keys_like("指标1", 8), ""),
        )
        for name, ask, bar in cases:
            times = [seconds(lambda i=i, a=ask: a(i), 1) for i in range(len(asked) if bar else 50)]  # type: ignore[misc]
            yield f"{name}, p50 / p95", f"{statistics.median(times) * 1e3:.2f} / {sorted(times)[int(len(times) * 0.95)] * 1e3:.2f} ms", bar
        for name, work in (
            ("count of the whole table", lambda: store.counted(everywhere)),
            ("a facet of the whole table", lambda: store.tallied("kind", everywhere, FigureFilter(), 40)),
        ):
            yield name, f"{seconds(work, 2) * 1e3:.0f} ms", ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=1_000_000, help="rows of the generated table")
    parser.add_argument("--text", type=Path, help="text to read instead of the shipped report")
    options = parser.parse_args()
    rows = [*extraction(options.text), *look_up(options.figures)]
    lines = [
        "# Figures", "",
        f"Made by `python benchmarks/figures.py` on {date.today()}: Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" {platform.system()} {platform.machine()}.", "",
        "| what | measured | bar |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows),
    ]  # fmt: skip
    (HERE / "FIGURES.md").write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
