"""``SCALE.md`` and ``scale.svg`` from the results of the scale benchmark. Nothing is measured here.

All of it takes a day to measure. A row of an earlier run stays until the same is measured again; the notes say what is of when.
"""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import metadata
from pathlib import Path

from bars import bars
from charting import Line, chart
from measured import NAMES, OURS, Results, Rows, firsts, has, high, median

PACKAGES = ("Whoosh", "tantivy", "jieba", "rjieba", "rank-bm25", "numpy", "Flask", "waitress")
KINDS = ("common", "rare", "several words", "either", "without", "quoted", "any string", "figure", "with a year", "with a place")
STAGES = (
    "read from the catalog", "words, jieba", "words, rjieba", "bigrams", "figures", "all analysis", "hand over between processes",
    "write the engine", "write the figures", "figures in a passage",
)  # fmt: skip
LATENCY = ("passages", "contender", "first p50", "first p99", "again p50", "wall, first p50")

INTRO = """# Scale

Made by `python benchmarks/scale.py` on {today}: Python {python}, {cores} cores, {system}; {versions}.

Corpora are grown from real reports by `growing.py` (seeded): sentences recombined, figures drawn anew, names of towns, streets and enterprises
invented, so that the vocabulary keeps growing; one report in forty is a copy. Every contender runs in a process of its own and answers the
same {queries} queries of ten kinds (`queries.tsv`), each as text in and ten marked hits out; all but rank-bm25 and FTS5's marks also count
five facets. **Latencies are milliseconds of processor time of the answering thread**: other programs used the machine's cores while these hours
of measuring ran, so wall time would tell of them. Where a server answers (OpenSearch), whose work is not the thread's, they are wall time.
"First" is the first time a query is asked, "again" the third, when caches help.

![Median latency by size](scale.svg)
"""

EXACT = """## Exact strings

Strings of 2 to 12 characters cut out of passages wherever they fell, and asked for as they stand: how many find their passage.
"""


def write(results: Results, folder: Path) -> str:
    """Write both files; returns the text."""
    sizes, made = sorted(results, key=int), folder / "SCALE.md"
    before = _rows_of(made.read_text("utf-8")) if made.exists() else {}
    tables = [(text, head, _together(before.get(tuple(head), []), rows)) for text, head, rows in _sections(results, sizes)]
    notes = folder / "scale_notes.md"  # what a reader should know of the last run, written by hand
    parts = [_intro(results), *(text + table(head, rows) for text, head, rows in tables)]
    text = "\n".join([*parts, notes.read_text("utf-8")] if notes.exists() else parts)
    made.write_text(text.rstrip() + "\n", "utf-8")
    latencies = next(rows for _, head, rows in tables if head == LATENCY)
    lines = [Line(name, [(_number(r[0]), _number(r[2])) for r in latencies if r[1] == name]) for name in NAMES.values()]
    drawn = chart([line for line in lines if line.points], "passages", "median latency of a first query, ms of processor time")
    (folder / "scale.svg").write_text(drawn, "utf-8")
    return text


def _rows_of(text: str) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """The tables of an earlier run, by what stands over their columns."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    head: tuple[str, ...] | None = None
    for line in text.splitlines():
        if not line.startswith("| "):
            head = None
            continue
        row = tuple(cell.strip() for cell in line.strip("|").split(" | "))
        if head is None:
            found[head := row] = []
        elif set(row) != {"---"}:
            found[head].append(row)
    return found


def _together(before: Sequence[tuple[str, ...]], rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows of both, the newer ones in place of the same of before; by size, contender and clients."""
    named = {_name(row): row for row in (*before, *rows)}
    order = [*NAMES, *NAMES.values()]
    numbered = [row for row in named.values() if row[0].replace(",", "").isdigit()]
    numbered.sort(key=lambda row: (_number(row[0]) // 1000, order.index(row[1]), _number(row[2]) if _clients(row) else 0))
    return numbered or list(named.values())


def _name(row: tuple[str, ...]) -> tuple[str, ...]:
    """What a row is of: a bar, or a size with a contender and perhaps a number of clients. Sizes of grown corpora differ a little."""
    if not row[0].replace(",", "").isdigit():
        return row[:1]
    return (str(int(_number(row[0])) // 1000), row[1], row[2] if _clients(row) else "")


def _clients(row: tuple[str, ...]) -> bool:
    return len(row) == 10 and row[2] in ("1", "4", "16")


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _intro(results: Results) -> str:
    rows: Rows = next((n["latency"] for s in results.values() for n in s.values() if "latency" in n), [])
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    system = f"{platform.system()} {platform.machine()}"
    return INTRO.format(
        today=date.today(), python=platform.python_version(), cores=os.cpu_count(), system=system, versions=versions,
        queries=len({(r["kind"], r["text"]) for r in rows}) or 69,
    )  # fmt: skip


def _sections(results: Results, sizes: Sequence[str]) -> Iterator[tuple[str, Sequence[str], list[tuple[str, ...]]]]:
    """Each table with what stands over it and over its columns."""
    yield "## Bars\n", ("bar", "measured", ""), list(bars(results, sizes))
    yield "## From a query's text to marked hits\n", LATENCY, list(_end_to_end(results, sizes))
    yield "## By kind of query: first p50\n", *_by_kind(results, sizes)
    inside = ("passages", "engine", "in the engine, p50", "above it, p50", "the same tree asked of raw tantivy, p50", "ratio")
    yield "## Where the time goes in ours\n", inside, list(_inside(results, sizes))
    yield EXACT, ("passages", "contender", "found"), list(_recall(results, sizes))
    built = ("passages", "contender", "passages a second", "µs of processor a passage", "index MB", "figures MB", "memory MB")
    yield "## Building\n", built, list(_building(results, sizes))
    yield "### Stages, one after another: µs of processor time a passage\n", *_stages(results, sizes)
    memory = ("passages", "engine", "open, s", "to the first hits, s", "memory after all queries, MB")
    yield "## Opening and memory\n", memory, list(_memory(results, sizes))
    crowd = ("passages", "engine", "clients", "requests a second", "p50 ms", "p99 ms", "refused", "lost", "wrong", "server MB (shared once)")
    yield "## Many clients over HTTP\n\nWall time, the clients on the same cores as the server.\n", crowd, list(_load(results, sizes))


# tables -----------------------------------------------------------------------------------


def _end_to_end(results: Results, sizes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        for name in NAMES:
            if has(results, size, name, "latency"):
                rows = results[size][name]["latency"]
                first, again = firsts(rows), [r for r in rows if r["turn"] == 2]
                numbers = (median(first, "ms"), high(first), median(again, "ms") if again else None, median(first, "wall"))
                yield f"{int(size):,}", NAMES[name], *("" if n is None else f"{n:.2f}" for n in numbers)


def _by_kind(results: Results, sizes: Sequence[str]) -> tuple[Sequence[str], list[tuple[str, ...]]]:
    found = [(s, n) for s in sizes for n in NAMES if has(results, s, n, "latency")]
    rows = []
    for size, name in found:
        first = firsts(results[size][name]["latency"])
        rows.append((f"{int(size):,}", NAMES[name], *(f"{median([r for r in first if r['kind'] == k], 'ms'):.1f}" for k in KINDS)))
    return ("passages", "contender", *KINDS), rows


def _inside(results: Results, sizes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        for name in OURS:
            if has(results, size, name, "latency"):
                first = firsts(results[size][name]["latency"])
                inside, above = median(first, "engine"), statistics.median(r["ms"] - r["engine"] for r in first)
                raw = [r for r in first if "raw" in r]
                direct = (f"{median(raw, 'raw'):.2f}", f"{inside / median(raw, 'raw'):.2f}") if raw else ("", "")
                yield f"{int(size):,}", name, f"{inside:.2f}", f"{above:.2f}", *direct


def _recall(results: Results, sizes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        for name in NAMES:
            if has(results, size, name, "recall"):
                yield f"{int(size):,}", NAMES[name], f"{results[size][name]['recall']['found']:.4f}"


def _building(results: Results, sizes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        for name in NAMES:
            if has(results, size, name, "build"):
                b = results[size][name]["build"]
                count = b.get("passages", int(size))
                parts = (b.get("engine_mb", b.get("mb", 0)), b.get("figures_mb"), b.get("build_rss_mb", b.get("rss_mb")))
                shown = ("" if p is None else f"{p:,.0f}" for p in parts)
                yield f"{count:,}", NAMES[name], f"{count / b['seconds']:.0f}", f"{b['processor'] / count * 1e6:.0f}", *shown


def _stages(results: Results, sizes: Sequence[str]) -> tuple[Sequence[str], list[tuple[str, ...]]]:
    found = [(s, n) for s in sizes for n in OURS if has(results, s, n, "stages")]
    rows = [(f"{int(s):,}", n, *(f"{results[s][n]['stages'].get(stage, 0):.0f}" for stage in STAGES)) for s, n in found]
    return ("passages", "engine", *STAGES), rows


def _memory(results: Results, sizes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        for name in OURS:
            if has(results, size, name, "memory"):
                m = results[size][name]["memory"]
                yield f"{int(size):,}", name, f"{m['open']:.2f}", f"{m['first']:.2f}", f"{m['rss_mb']:.0f}"


def _load(results: Results, sizes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        for name in OURS:
            for clients, c in (results[size].get(name, {}).get("load") or {}).items():
                if clients.isdigit():
                    numbers = (f"{c['per_second']:.0f}", f"{c['p50']:.0f}", f"{c['p99']:.0f}", c["refused"], c["lost"], c["wrong"])
                    yield f"{int(size):,}", name, clients, *map(str, numbers), f"{results[size][name]['load']['mb']:.0f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; nothing where there are no rows."""
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n" + "\n".join(lines) + "\n" if rows else "\nNot measured.\n"
