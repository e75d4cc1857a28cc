"""Reading files into a catalog: documents a second by format and number of processes, memory, bad files, and a run in which nothing
has changed. Writes ``READING.md``.

    python benchmarks/reading.py [--documents 120] [--files 10000] [--only formats memory folder shared]

Reports are made for it (about 9,000 characters each, every one different) and written in each format as its programs write it. Only
reading is measured, not the building of the index (``scale.py`` does that), but for the collection beside the checkout, which is taken in
with the command as a user would. Processor seconds are given beside wall seconds, since other programs may run on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from corpus import Catalog  # noqa: E402
from indexer.intake.taking import IndexingOptions, take  # noqa: E402
from tests.corpus import made, mess  # noqa: E402

SHARED = HERE.parents[1] / "shared" / "data"
WORDS = [
    "产业", "项目", "投资", "改革", "创新", "民生", "就业", "教育", "医疗", "养老", "住房", "交通", "水利", "农业", "乡村", "生态", "环境", "治理",
    "安全", "服务", "企业", "市场", "消费", "开放", "园区", "城市", "社区", "文化", "旅游", "科技",
]  # fmt: skip
VERBS = ["推进", "完成", "实施", "建成", "优化", "提升", "扩大", "强化", "深化", "落实", "完善", "加快"]
PLACES = ["洛阳市", "开封市", "新乡市", "安阳市", "焦作市", "许昌市", "南阳市", "信阳市", "周口市", "鹤壁市"]
PARAGRAPHS = 90  # of a report, beside those every one has
MEMORY = (1600, 3200, 6400)  # documents: files of some 25 to 100 MB
BROKEN = 50  # of the files of the folder

Lines = list[str]


def report(number: int) -> Lines:
    """A report like no other: words and figures drawn at random."""
    chance = random.Random(number)
    place, year = PLACES[number % len(PLACES)], 1981 + number // len(PLACES) % 40
    opening, *middle, closing = mess.body(place, year)
    told = ["；".join(_clause(chance) for _ in range(4)) + "。" for _ in range(PARAGRAPHS)]
    return [*mess.front(place, year), opening, *middle, *told, closing]


def _clause(chance: random.Random) -> str:
    what = chance.choice(VERBS) + chance.choice(WORDS) + chance.choice(WORDS)
    return f"{what}，完成投资{chance.randint(1, 9999)}万元，增长{chance.randint(1, 300) / 10}%"


# the same reports in each format ------------------------------------------------------------


def one_a_file(suffix: str, written: Callable[[Lines], bytes]) -> Callable[[Path, int], None]:
    def write(folder: Path, count: int) -> None:
        for i in range(count):
            (folder / f"{i:05}{suffix}").write_bytes(written(report(i)))

    return write


def table(name: str, written: Callable[[list[list[str]]], bytes]) -> Callable[[Path, int], None]:
    def write(folder: Path, count: int) -> None:
        rows = [[PLACES[i % len(PLACES)], "\n".join(report(i))] for i in range(count)]
        (folder / name).write_bytes(written(rows))

    return write


def zipped(folder: Path, count: int) -> None:
    (folder / "集.zip").write_bytes(made.zipped({f"河南/{i:05}.txt": "\n".join(report(i)).encode("gb18030") for i in range(count)}))


FORMATS: dict[str, Callable[[Path, int], None]] = {
    "text": one_a_file(".txt", lambda lines: "\n".join(lines).encode()),
    "text, GBK": one_a_file(".txt", lambda lines: "\n".join(lines).encode("gb18030")),
    "text, wrapped at 40": one_a_file(".txt", lambda lines: "\n".join(mess.wrapped(lines)).encode()),
    "web page": one_a_file(".html", lambda lines: mess.portal(lines)),
    "Word": one_a_file(".docx", made.word),
    "PDF": one_a_file(".pdf", lambda lines: made.pdf(made.wrapped_pages(lines, height=30))),
    "CSV": table("集.csv", lambda rows: made.comma_separated([["地区", "正文"], *rows])),
    "XLSX": table("集.xlsx", lambda rows: made.workbook([["地区", "正文"], *rows])),
    "JSON lines": table("集.jsonl", lambda rows: made.json_lines(rows, ["地区", "正文"])),
    "zip of text": zipped,
}


# measuring -----------------------------------------------------------------------------------


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="reading-") as name:
        yield Path(name)


def taken(catalog: Path, source: Path, workers: int) -> tuple[Counter[str], float, tuple[float, float]]:
    """Outcomes, wall seconds, and processor seconds of the writing and of the reading processes of one run."""
    found, begun, used = Catalog(catalog), time.perf_counter(), processor()
    fates = Counter[str](outcome.fate for outcome in take(found, [source], IndexingOptions(workers=workers)))
    found.close()
    own, children = processor()
    return fates, time.perf_counter() - begun, (own - used[0], children - used[1])


def processor() -> tuple[float, float]:
    usage = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own, children = (each.ru_utime + each.ru_stime for each in usage)
    return own, children


def formats(count: int) -> list[str]:
    rows = ["| format | documents a second, 1 process | 2 processes | processor ms a document: reading | writing |", "|---|---|---|---|---|"]
    for name, write in FORMATS.items():
        with folder() as home:
            source = home / "来源"
            source.mkdir()
            write(source, count)
            cells: list[str] = []
            cost: tuple[float, ...] = ()
            for workers in (1, 2):
                fates, seconds, used = taken(home / f"{workers}.sqlite", source, workers)
                assert fates == {"read": count}, (name, fates)
                cells.append(f"{count / seconds:.0f}")
                cost = cost or tuple(seconds / count * 1000 for seconds in used)
            rows.append(f"| {name} | {cells[0]} | {cells[1]} | {cost[1]:.0f} | {cost[0]:.1f} |")
            print(rows[-1], flush=True)
    return [f"{count} documents of each format.", "", *rows]


def memory() -> list[str]:
    """Peak memory of the writing process and of the largest reading one, each run a process of its own."""
    rows = ["| documents in one JSON lines file | writing process, MB | reading process, MB |", "|---|---|---|"]
    for count in MEMORY:
        with folder() as home:
            FORMATS["JSON lines"](home, count)
            done = subprocess.run([sys.executable, __file__, "--peak", str(home)], capture_output=True, text=True, check=True)
            own, child = json.loads(done.stdout)
            rows.append(f"| {count:,} | {own:.0f} | {child:.0f} |")
            print(rows[-1], flush=True)
    return rows


def peak(home: Path) -> None:
    """Prints the peak memory of this process and of its child, in MB."""
    highest = [0.0, 0.0]
    catalog = Catalog(home / "catalog.sqlite")
    for number, _ in enumerate(take(catalog, [home / "集.jsonl"], IndexingOptions(workers=1))):
        with suppress(OSError):  # a thread that ends while it is looked at
            if number % 20 == 0:
                children = [pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]
                now = [high_water("self"), max((high_water(pid) for pid in children), default=0.0)]
                highest = [max(pair) for pair in zip(highest, now, strict=True)]
    print(json.dumps(highest))


def high_water(pid: str) -> float:
    """Peak resident memory since the program began, as Linux tells it; what ``getrusage`` tells survives from the program before."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(next((line.split()[1] for line in told.splitlines() if line.startswith("VmHWM")), 0)) / 1024  # none once it has ended


def many(count: int) -> list[str]:
    """A folder of small reports of which some are broken in one way or another."""
    broken = [b"", b"%PDF-1.4 broken", b"PK\x03\x04broken", bytes(range(256)) * 40, b"This is no report at all. " * 30]
    suffixes = [".txt", ".pdf", ".docx", ".txt", ".txt"]
    with folder() as home:
        for i in range(count):
            below = home / "来源" / f"{i // 500:03}"
            below.mkdir(parents=True, exist_ok=True)
            if i % (count // BROKEN) == 7:
                (below / f"{i:05}坏{suffixes[i % 5]}").write_bytes(broken[i % 5])
            else:
                lines = report(i)
                (below / f"{i:05}.txt").write_text("\n".join([*lines[:12], *lines[20:30], lines[-1]]), "utf-8")
        for path in (home / "来源").rglob("*.*"):
            os.utime(path, (1_600_000_000,) * 2)  # a file as young as these is compared byte by byte the next time
        first = taken(home / "catalog.sqlite", home / "来源", 2)
        again = taken(home / "catalog.sqlite", home / "来源", 2)
    rows = ["| run | read | unchanged | refused, each with its reason | seconds | processor seconds |", "|---|---|---|---|---|---|"]
    for name, (fates, seconds, used) in (("first", first), ("again, nothing changed", again)):
        rows.append(f"| {name} | {fates['read']:,} | {fates['unchanged']:,} | {fates['refused']} | {seconds:.1f} | {sum(used):.1f} |")
        print(rows[-1], flush=True)
    return rows


def shared() -> list[str]:
    """The collection beside the checkout, with the command, index and all."""
    if not SHARED.is_dir():
        return ["Not measured: the collection is not here."]
    rows = ["| run | reports | seconds | processor seconds |", "|---|---|---|---|"]
    with folder() as home:
        command = [sys.executable, "-m", "indexer", "index", str(SHARED / "national" / "reports.jsonl"), str(SHARED / "reports" / "raw")]
        for name in ("first, with the index", "again, nothing changed"):
            begun, used = time.perf_counter(), sum(processor())
            done = subprocess.run([*command, "--library", str(home / "库"), "--json"], capture_output=True, text=True, cwd=HERE.parent, check=False)
            documents = json.loads(done.stdout)["documents"]
            rows.append(f"| {name} | {documents} | {time.perf_counter() - begun:.1f} | {sum(processor()) - used:.1f} |")
            print(rows[-1], flush=True)
    return rows


PARTS: dict[str, tuple[str, str]] = {
    "formats": (
        "By format",
        "One process writes beside those that read; of one file one process reads all, so that a table keeps a single one busy. Processor"
        " time includes the start of the reading process (about half a second in all).",
    ),
    "memory": ("Memory", "Peak resident memory while one file is read a row at a time; it does not grow with the number of documents."),
    "folder": ("Ten thousand files, fifty of them broken", "Small reports, two reading processes, catalog only."),
    "shared": ("A real collection", "72 national records and the originals of 53 local reports: docx, csv, xlsx, txt, GBK."),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--only", nargs="*", default=list(PARTS), choices=list(PARTS))
    parser.add_argument("--peak", type=Path)
    options = parser.parse_args()
    if options.peak:
        peak(options.peak)
        return
    measured = {"formats": lambda: formats(options.documents), "memory": memory, "folder": lambda: many(options.files), "shared": shared}
    busy = os.getloadavg()[0]
    told = [
        "# Reading", "",
        "Written by `python benchmarks/reading.py`; "
        f"{date.today().isoformat()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {busy:.0f} by other programs as it began.", "",
    ]  # fmt: skip
    for part in options.only:
        title, about = PARTS[part]
        told += [f"## {title}", "", about, "", *measured[part](), ""]
    text = "\n".join(told)
    if set(options.only) == set(PARTS):
        (HERE / "READING.md").write_text(text, "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    shutil.rmtree(HERE / "__pycache__", ignore_errors=True)
    main()
