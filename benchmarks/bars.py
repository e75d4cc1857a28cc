"""The bars the scale benchmark is held against, and whether they are met."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from measured import OURS, Results, firsts, has, high, largest, median

SET_FOR = 1_000_000  # passages; larger libraries are measured too, against no bar
SERIAL = ("read from the catalog", "all analysis", "hand over between processes", "write the engine", "write the figures")


def bars(results: Results, sizes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each bar with what was measured at the largest size it is set for."""
    within = [size for size in sizes if int(size) <= SET_FOR]
    if (size := largest(results, within, "tantivy", "latency")) is not None:
        rows = results[size]["tantivy"]["latency"]
        first, at = firsts(rows), f"at {int(size):,}"
        if direct := [r for r in first if "raw" in r]:
            ratio = median(first, "engine") / median(direct, "raw")
            yield "tantivy: the engine's part ≤ 1.5 × raw tantivy, same tree, filters, facets", f"{ratio:.2f} × {at}", met(ratio <= 1.5)
        above = statistics.median(r["ms"] - r["engine"] for r in first)
        yield "tantivy: all above the engine ≤ 5 ms p50", f"{above:.1f} ms {at}", met(above <= 5)
        p50, p99 = median(first, "ms"), high(first)
        yield "tantivy: end to end p50 ≤ 8 ms, p99 ≤ 30 ms", f"{p50:.1f} / {p99:.1f} ms {at}", met(p50 <= 8 and p99 <= 30)
    if (size := largest(results, within, "tantivy", "memory")) is not None:
        mb = results[size]["tantivy"]["memory"]["rss_mb"]
        yield "tantivy: memory ≤ 1 GB", f"{mb:.0f} MB at {int(size):,}", met(mb <= 1024)
    both = [s for s in within if has(results, s, "whoosh", "latency") and has(results, s, "StockWhoosh", "latency")]
    if both:
        ours, theirs = (median(firsts(results[both[-1]][n]["latency"]), "ms") for n in ("whoosh", "StockWhoosh"))
        said = f"{ours / theirs:.2f} × ({ours:.1f} / {theirs:.1f} ms) at {int(both[-1]):,}"
        yield "Whoosh ≤ 1.2 × stock Whoosh, same hits and facets", said, met(ours <= 1.2 * theirs)
    found = [(s, n, results[s][n]["recall"]["found"]) for s in sizes for n in OURS if has(results, s, n, "recall")]
    if found:
        worst = min(found, key=lambda f: f[2])
        yield "exact strings found: 1.00 at every size on every engine", f"{worst[2]:.4f} at worst", met(worst[2] == 1.0)
    for name in OURS:
        if (size := largest(results, within, name, "build", "stages")) is not None:
            share = _efficiency(results[size][name])
            yield f"{name}: a build ≥ 85 % of what its stages take one by one", f"{share:.0%} at {int(size):,}", met(share >= 0.85)
    crowds = [(s, n, results[s][n]["load"]["16"]) for s in sizes for n in OURS if has(results, s, n, "load")]
    if crowds:
        bad = sum(c["lost"] + c["wrong"] + c["refused"] for _, _, c in crowds)
        total = sum(c["requests"] for _, _, c in crowds)
        yield "16 clients: every request answered, none wrong", f"{bad} of {total:,} not answered or wrong", met(not bad)


def met(yes: bool) -> str:
    return "met" if yes else "**missed**"


def _efficiency(found: dict[str, Any]) -> float:
    """What the stages take one after another, of the processor time the whole build took."""
    serial = sum(found["stages"][stage] for stage in SERIAL)
    return float(serial / (found["build"]["processor"] / found["build"]["passages"] * 1e6))
