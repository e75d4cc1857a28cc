"""The performance of answers and of checked quotations, over the shipped report and over many. Writes ``PROVING.md`` beside this file.

    python benchmarks/proving.py [--passages 100000]

The many are reports of counties and years made from the shipped one: every digit is drawn anew (seeded), so that figures, years
and sentences differ while the words stay those of a report. Everything is asked in one process, as a request would ask.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus import read_report
from corpus import shipped_reports as shipped
from indexer import Library, Scope

HERE = Path(__file__).parent
PLACES = HERE.parent / "corpus" / "places" / "places.tsv"
QUESTIONS = (
    "地区生产总值增长多少？", "新增绿化面积多少？", "2020年计划新增绿化面积多少？", "改造了多少个老旧小区？", "新增城镇就业多少人？",
    "一般公共预算收入是多少？", "谁作的政府工作报告？", "城市设计什么时候完成？", "有哪些荣誉？", "三大核心板块是哪三个？",
    "生活垃圾分类全覆盖了吗？", "“三污一净”是什么意思？", "民生支出占多少？", "人均可支配收入增长多少？", "建成公园多少个？",
)  # fmt: skip
ROUNDS = 3


def reports(folder: Path, passages: int) -> int:
    """Write reports into ``folder`` until they have so many passages; returns how many there are."""
    read = read_report(next(iter(shipped())))
    body, chosen = [p.text for p in read.passages if p.kind == "body"], random.Random(1)
    counties = [row.split("\t")[1] for row in PLACES.read_text("utf-8").splitlines() if re.match(r"\d{4}(?!00)\d\d\t[^\t]+县\t", row)]
    names = [(c, y) for y in range(2003, 2026) for c in dict.fromkeys(counties)]
    count = -(-passages // len(body))
    for county, year in names[:count]:
        text = "\n".join(re.sub(r"\d", lambda _: str(chosen.randint(1, 9)), p) for p in body)
        (folder / f"{county}{year}.txt").write_text(f"{year}年{county}政府工作报告\n\n{text}\n", "utf-8")
    return count


def timed(work: Callable[[str], object], items: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, the first round left out."""
    times = []
    for turn in range(ROUNDS + 1):
        for item in items:
            begun = time.perf_counter()
            work(item)
            if turn:
                times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1e3, sorted(times)[int(len(times) * 0.95)] * 1e3


def measured(library: Library, where: str, bars: tuple[str, str, str]) -> Iterator[tuple[str, str, str]]:
    scope, sentences = Scope(), sentences_of(library)
    altered = [s[: len(s) // 2] + "某" + s[len(s) // 2 + 1 :] for s in sentences]
    draft = "".join(f"报告说“{s}”，又说“{a}”。" for s, a in zip(sentences * 20, altered * 20, strict=True))[:20_000]
    cases: tuple[tuple[str, Callable[[str], object], Sequence[str], str], ...] = (
        ("a question", lambda q: library.ask(q, scope), QUESTIONS, bars[0]),
        ("an exact sentence", lambda q: library.verify(q, scope), sentences, bars[1]),
        ("an altered sentence", lambda q: library.verify(q, scope), altered, bars[1]),
        ("a draft of 20,000 characters", lambda q: library.check(q, scope), [draft], bars[2]),
    )
    for name, work, items, bar in cases:
        p50, p95 = timed(work, items)
        yield f"{where}: {name}, p50 / p95", f"{p50:.1f} / {p95:.1f} ms", bar


def sentences_of(library: Library) -> list[str]:
    """A sentence of each of twenty paragraphs of one report, of 15 to 60 characters."""
    _, records = library.documents(Scope(), limit=1)
    passages = library.passages(records[0].document_id)
    return [s for p in passages for s in re.findall(r"[^。]{15,60}。", p.text)[:1]][:20]


def memory() -> float:
    """The most this process has held, in MB (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(passages: int) -> Iterator[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "one")
        library.prepare()
        library.warm()
        yield from measured(library, "the shipped report", ("≤ 30 ms", "≤ 20 ms", "≤ 5,000 ms"))
        library.close()
        texts = Path(folder) / "texts"
        texts.mkdir()
        count = reports(texts, passages)
        library = Library.open(Path(folder) / "many")
        begun = time.perf_counter()
        library.index([texts])
        yield f"reading and indexing {count:,} reports", f"{time.perf_counter() - begun:.0f} s", ""
        library.warm()
        held = library.status().passages
        library.ask(QUESTIONS[0], Scope())
        before = memory()
        yield from measured(library, f"{held:,} passages", ("≤ 150 ms", "≤ 100 ms", ""))
        yield "memory that asking and checking added", f"{memory() - before:.0f} MB", ""
        library.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000, help="passages of the large library")
    rows = list(run(parser.parse_args().passages))
    lines = [
        "# Answers and quotations", "",
        f"Made by `python benchmarks/proving.py` on {date.today()}: Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" {platform.system()} {platform.machine()}.", "",
        "| what | measured | bar |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows),
    ]  # fmt: skip
    (HERE / "PROVING.md").write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
