"""What the scale benchmark keeps of its measurements, by size, contender and step, and the numbers read off it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

NAMES = {
    "whoosh": "Yiju on Whoosh", "tantivy": "Yiju on tantivy", "cluster": "Yiju on OpenSearch", "StockWhoosh": "Whoosh + jieba ChineseAnalyzer",
    "RawTantivy": "tantivy on jieba tokens", "Fts5": "SQLite FTS5 on jieba tokens", "RankBm25": "rank-bm25 on jieba tokens",
    "OpenSearch": "OpenSearch on jieba tokens",
}  # fmt: skip
OURS = ("whoosh", "tantivy", "cluster")
Results = dict[str, Any]
Rows = list[dict[str, Any]]


def firsts(rows: Rows) -> Rows:
    """Of the rows those of a query asked for the first time."""
    return [r for r in rows if r["turn"] == 0]


def median(rows: Rows, key: str) -> float:
    """The median of a number of the rows."""
    return float(statistics.median(r[key] for r in rows)) if rows else 0.0


def high(rows: Rows) -> float:
    """The latency that one in a hundred exceeds."""
    times = sorted(r["ms"] for r in rows)
    return float(times[min(len(times) - 1, int(len(times) * 0.99))])


def has(results: Results, size: str, name: str, step: str) -> bool:
    """Whether a step was measured."""
    return step in results.get(size, {}).get(name, {})


def largest(results: Results, sizes: Sequence[str], name: str, *steps: str) -> str | None:
    """The largest of the sizes at which all of these steps were measured."""
    return next((s for s in reversed(sizes) if all(has(results, s, name, step) for step in steps)), None)
