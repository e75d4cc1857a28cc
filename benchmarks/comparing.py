"""Across many reports: grouping, concordance, words by year and place, and files, on a grown library. Writes ``COMPARING.md``.

    python benchmarks/comparing.py --size 100000 --work FOLDER [--engine whoosh]

The library is grown from real reports (``growing.py``), one report in forty a copy of another, and kept in the work folder. Times are
processor time of this thread, since other programs may run beside: the first time of its kind, and the median of five more, which is
what the next page or the next view costs. Every count is checked against a reading of all texts in the same run.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from growing import grow

from corpus import Scope, needle_of
from indexer import (
    EXPORT_FORMATS,
    HITS,
    LINES,
    ConcordanceRequest,
    Library,
    Made,
    SearchRequest,
    TrendRequest,
    export,
)

HERE = Path(__file__).parent
COMMON, USUAL, RARE = "发展", "营商环境", "城市书房"
MADE = Made("https://yiju.example", datetime(2026, 1, 1))
MORE = 5  # times after the first


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Milliseconds of the first time and of the median of the next, and what came out."""
    times = []
    for _ in range(1 + MORE):
        begun = time.thread_time()
        found = work()
        times.append((time.thread_time() - begun) * 1000)
    return times[0], statistics.median(times[1:]), found


def once(work: Callable[[], Any]) -> tuple[float, None, Any]:
    """The same for what is done once."""
    begun = time.thread_time()
    found = work()
    return (time.thread_time() - begun) * 1000, None, found


def read_through(library: Library) -> dict[str, int]:
    """How often each string stands in all texts: the slow and obvious way."""
    counts = dict.fromkeys((COMMON, USUAL, RARE), 0)
    for facts in library.facts(Scope()):
        for passage in library.passages(facts.document_id):
            text = needle_of(passage.text)
            for string in counts:
                counts[string] += text.count(string)
    return counts


def size_of(kind: str, library: Library, lines: bool) -> int:
    most = EXPORT_FORMATS[kind].most
    if lines:
        return sum(map(len, export(kind, "语境", library.concordance_rows(ConcordanceRequest(COMMON, sort="left"), most), LINES, MADE)))
    return sum(map(len, export(kind, "检索", library.search_rows(SearchRequest(COMMON), most), HITS, MADE)))


def measured(library: Library) -> list[tuple[str, float, float | None, str]]:
    """(what, first, next, what came of it)."""
    rows = []

    def row(what: str, work: Callable[[], Any], told: Callable[[Any], str], by: Callable[..., Any] = timed) -> None:
        print(what, flush=True)
        first, after, found = by(work)
        rows.append((what, first, after, told(found)))

    for word in (COMMON, USUAL, RARE):
        row(
            f"search, {word}", lambda w=word: library.search(SearchRequest(w)),
            lambda r: f"{r.total:,} passages, {r.total - r.listed:,} copies folded",
        )  # fmt: skip
        row(
            f"one passage of each report, {word}", lambda w=word: library.search(SearchRequest(w, group="document")),
            lambda r: f"{r.listed:,} of {r.documents:,} reports",
        )  # fmt: skip
        for sort in ("order", "left"):
            row(
                f"concordance, {word}, by {sort}",
                lambda w=word, s=sort: library.concordance(ConcordanceRequest(w, sort=s, limit=50)),
                lambda r: f"{r.total_is} {r.total:,} places in {r.passages:,} passages",
            )  # fmt: skip
    three = f"{COMMON} {USUAL} {RARE}"
    row(
        "three words by year and place", lambda: library.trend(TrendRequest(three)),
        lambda t: "; ".join(f"{s.total.occurrences:,}" for s in t.series) + " places",
    )  # fmt: skip
    row(
        "the same in 10,000 characters", lambda: library.trend(TrendRequest(three, measure="rate")),
        lambda t: f"{t.held.characters:,} characters",
    )  # fmt: skip
    row("holdings, all", lambda: library.facts(Scope()), lambda f: f"{len(f):,} reports")
    row("holdings, by name", lambda: library.facts(Scope(), "郑州"), lambda f: f"{len(f):,} reports")
    for kind in EXPORT_FORMATS:
        row(f"{kind} of a search, {COMMON}", lambda k=kind: size_of(k, library, False), lambda n: f"{n / 1e6:.1f} MB", once)
    row(f"csv of a concordance, {COMMON}", lambda: size_of("csv", library, True), lambda n: f"{n / 1e6:.1f} MB", once)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--engine")
    options = parser.parse_args()
    folder = options.work / f"{options.size}"
    grow(folder, options.size)
    library = Library.open(folder)
    library._derived.bring_up(options.engine)
    library.search(SearchRequest("政府"))
    rows, status = measured(library), library.status()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    truth = read_through(library)
    trend = library.trend(TrendRequest(f"{COMMON} {USUAL} {RARE}"))
    right = all(series.total.occurrences == truth[series.term] for series in trend.series)
    table = "\n".join(f"| {what} | {first:,.0f} | {'' if after is None else f'{after:,.0f}'} | {told} |" for what, first, after, told in rows)
    (HERE / "COMPARING.md").write_text(
        f"# Comparing\n\nMade by `python benchmarks/comparing.py --size {options.size}` on {date.today()}: Python {platform.python_version()}, "
        f"{status.engine}, {status.documents:,} reports, {status.passages:,} passages.\nProcessor time of the answering thread "
        f"(0: a repeat answered from memory); the counts of words "
        f"{'equal' if right else 'DO NOT equal'} those of reading all texts ({', '.join(f'{w} {n:,}' for w, n in truth.items())}); "
        f"peak memory of the process, the index opened and all of it done, {peak:,.0f} MB.\n\n"
        f"| what | first, ms | next, ms | result |\n|---|---|---|---|\n{table}\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
