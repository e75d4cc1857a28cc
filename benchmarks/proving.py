"""The performance of answers and of checked quotations, over the shipped report and over many. Writes ``PROVING.md`` beside this file.

    python benchmarks/proving.py [--passages 100000] [--library FOLDER]

The many are grown from real reports (``growing.py``); ``--library`` takes one that was grown and indexed before, by ``scale.py`` say.
Everything is asked in one process, as a request would ask. Times are processor time of the asking thread, of the first time that each
question, sentence or draft is asked: repeats are answered partly from memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from growing import grow

from indexer import Library, Scope

HERE = Path(__file__).parent
QUESTIONS = (
    "地区生产总值增长多少？", "新增绿化面积多少？", "2020年计划新增绿化面积多少？", "改造了多少个老旧小区？", "新增城镇就业多少人？",
    "一般公共预算收入是多少？", "谁作的政府工作报告？", "城市设计什么时候完成？", "有哪些荣誉？", "三大核心板块是哪三个？",
    "生活垃圾分类全覆盖了吗？", "“三污一净”是什么意思？", "民生支出占多少？", "人均可支配收入增长多少？", "建成公园多少个？",
)  # fmt: skip
SENTENCES = 40
ASKED = (250, 500, 1000, 2000, 4000)  # different questions after which memory is read
ABOUT = ("地区生产总值", "一般公共预算收入", "固定资产投资", "新增城镇就业", "粮食产量", "绿化面积", "老旧小区改造", "人均可支配收入")


def timed(work: Callable[[str], object], items: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds of processor time, each item asked once."""
    times = []
    for item in items:
        begun = time.thread_time()
        work(item)
        times.append(time.thread_time() - begun)
    return statistics.median(times) * 1e3, sorted(times)[int(len(times) * 0.95)] * 1e3


def measured(library: Library, where: str, bars: tuple[str, str, str]) -> Iterator[tuple[str, str, str]]:
    scope, sentences, altered = Scope(), sentences_of(library, SENTENCES), [changed(s) for s in sentences_of(library, SENTENCES)]
    draft = "".join(f"报告说“{s}”，又说“{changed(s)}”。" for s in sentences_of(library, 400))[:20_000]
    cases: tuple[tuple[str, Callable[[str], object], Sequence[str], str], ...] = (
        ("a question", lambda q: library.ask(q, scope), QUESTIONS, bars[0]),
        ("an exact sentence", lambda q: library.verify(q, scope), sentences, bars[1]),
        ("an altered sentence", lambda q: library.verify(q, scope), altered, bars[1]),
        ("a draft of 20,000 characters", lambda q: library.check(q, scope), [draft], bars[2]),
    )
    for name, work, items, bar in cases:
        p50, p95 = timed(work, items)
        yield f"{where}: {name}, p50 / p95", f"{p50:.1f} / {p95:.1f} ms", bar


def changed(sentence: str) -> str:
    """The sentence with another character in its middle."""
    middle = len(sentence) // 2
    return sentence[:middle] + "某" + sentence[middle + 1 :]


def sentences_of(library: Library, count: int) -> list[str]:
    """Sentences of 15 to 60 characters out of paragraphs drawn from all reports, seeded."""
    chosen, found = random.Random(3), list[str]()
    _, records = library.documents(Scope())
    while len(found) < count:
        passages = library.passages(chosen.choice(records).document_id)
        read = [s for p in passages if p.kind == "body" for s in re.findall(r"[^。]{15,60}。", p.text)]
        found += chosen.sample(read, min(2, len(read)))
    return found[:count]


def many_questions(library: Library) -> Iterator[str]:
    """Different questions, each about another report or another matter, without end."""
    chosen, (_, records) = random.Random(5), library.documents(Scope())
    while True:
        record, matter = chosen.choice(records), chosen.choice(ABOUT)
        when, where = f"{record.year}年", record.place_name
        yield chosen.choice((f"{when}{where}{matter}是多少？", f"{where}{matter}增长多少？", f"{when}{matter}最多的是哪里？"))


def memory() -> float:
    """What this process holds, in MB; ``VmRSS`` is in kilobytes."""
    return int(next(x.split()[1] for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmRSS"))) / 1024


def growth(library: Library, where: str) -> Iterator[tuple[str, str, str]]:
    """Memory as more and more different questions are asked: it fills what is kept of them, and then stays."""
    questions, held, asked = many_questions(library), list[str](), 0
    for count in ASKED:
        for _ in range(count - asked):
            library.ask(next(questions), Scope())
        asked = count
        held.append(f"{memory():.0f}")
    yield f"{where}: memory after {', '.join(f'{n:,}' for n in ASKED)} different questions", " / ".join(held) + " MB", "flat"


def run(passages: int, ready: Path | None) -> Iterator[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "one")
        library.prepare()
        yield from warmed(library, "the shipped report", ("≤ 30 ms", "≤ 20 ms", "≤ 5,000 ms"))
        many = ready or Path(folder) / "many"
        if not ready:
            grow(many, passages)
        library = Library.open(many)
        library.prepare()
        yield from warmed(library, f"{library.status().passages:,} passages on {library.status().engine}", ("≤ 150 ms", "≤ 100 ms", "≤ 10,000 ms"))


def warmed(library: Library, where: str, bars: tuple[str, str, str]) -> Iterator[tuple[str, str, str]]:
    library.warm()
    library.ask("粮食产量是多少？", Scope())
    library.check("报告说“粮食产量53万吨，同比增长九倍”。", Scope())
    before = memory()
    yield from measured(library, where, bars)
    yield f"{where}: memory that asking and checking added", f"{memory() - before:.0f} MB", ""
    if library.status().documents > 1:
        yield from growth(library, where)
    library.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000, help="passages of the large library")
    parser.add_argument("--library", type=Path, help="a large library that is there")
    options = parser.parse_args()
    rows = list(run(options.passages, options.library))
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
