"""The performance of Yiju on the shipped report, beside the stock recipe, in one run. Writes ``RESULTS.md`` beside this file.

    python benchmarks/run.py [--rounds 20]

Times of the server are taken from outside, over HTTP, on this machine. The stock recipe is what a user would write first:
Whoosh with jieba's own ``ChineseAnalyzer``, its query parser and its highlighter, over the same paragraphs; it is timed in
process, and so is Yiju's search beside it. Ratios are of medians of the same run.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import metadata
from pathlib import Path

from indexer import Library, Scope, SearchRequest

HERE = Path(__file__).parent
QUERIES = (
    "老旧小区改造", "营商环境", "“城市书房”", "垃圾分类", "就业", "道路 通车", "空气质量 优良天数", "“新增绿化面积265万平方米”",
    "公共厕所", "看病 医院", "政府债务", "党风廉政 建设", "5G", "放管服", "10亿", "改造 -道路", "标题:教育", "同句:(老旧小区 改造)",
    "2020年 幼儿园", "财政收入",
)  # fmt: skip


TYPED = ("老旧", "ljxq", "zhaoshang", "营商环", "管城", "增长", "改造 绿", "wuran")
PAGES = (
    ("a result page of ten hits", "/search?" + urllib.parse.urlencode({"q": "发展"})),
    ("the report page", "/reports/410104-2020"),
)


def median_ms(times: list[float]) -> float:
    return statistics.median(times) * 1000


def high_ms(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, int]:
    """(status, bytes of the body) of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        reply = connection.getresponse()
        return reply.status, len(reply.read())
    finally:
        connection.close()


def get_timed(port: int, path: str) -> float:
    begun = time.perf_counter()
    get(port, path)
    return time.perf_counter() - begun


def weight(port: int, path: str) -> str:
    """Kilobytes of a page, and of the page with what it loads, as sent to a browser that accepts gzip."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    body = connection.getresponse().read()
    total = len(body)
    for address in set(re.findall(r'(?:src|href)="(/static/[^"]+)"', body.decode())):
        connection.request("GET", address.replace("&amp;", "&"), headers={"Accept-Encoding": "gzip"})
        total += len(connection.getresponse().read())
    connection.close()
    return f"{len(body) / 1024:.0f} / {total / 1024:.0f} KB"


@contextmanager
def server(folder: Path) -> Iterator[tuple[int, int, float]]:
    """A server over a library folder: (port, process id, seconds from its start to the first served page)."""
    port = free_port()
    environment = os.environ | {"YIJU_LIBRARY": str(folder / "library"), "YIJU_SETTINGS": str(folder / "settings")}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", "from webapp.cli import main; main()", "serve", "--port", str(port)],
        env=environment, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while True:
            try:
                if get(port, "/")[0] == 200:
                    break
            except OSError:
                if process.poll() is not None:
                    raise SystemExit("the server has stopped") from None
                time.sleep(0.01)
        yield port, process.pid, time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(15)


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def timed(work: Callable[[str], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        for query in QUERIES:
            begun = time.perf_counter()
            work(query)
            times.append(time.perf_counter() - begun)
    return times


def stock(folder: Path, texts: list[str]) -> Callable[[str], object]:
    """Whoosh with jieba's analyzer, as the documentation of both has it."""
    from jieba.analyse import ChineseAnalyzer
    from whoosh import fields, index, qparser

    folder.mkdir()
    schema = fields.Schema(number=fields.STORED, text=fields.TEXT(stored=True, analyzer=ChineseAnalyzer()))
    found = index.create_in(str(folder), schema)
    writer = found.writer()
    for number, text in enumerate(texts, 1):
        writer.add_document(number=number, text=text)
    writer.commit()
    searcher, parser = found.searcher(), qparser.QueryParser("text", schema)

    def search(query: str) -> list[str]:
        return [hit.highlights("text") for hit in searcher.search(parser.parse(query), limit=10)]

    search("改造")
    return search


def measure(rounds: int) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with server(folder) as (_, _, seconds):
            rows.append(("first start, from nothing to a served page", f"{seconds:.2f} s", "≤ 5 s"))
        starts = []
        for _ in range(3):
            with server(folder) as (port, pid, seconds):
                starts.append(seconds)
                for path in ("/api/search", "/search"):
                    timed(lambda q, p=path: get(port, p + "?" + urllib.parse.urlencode({"q": q})), 1)  # type: ignore[misc]
        rows.append(("start with an index, median of 3", f"{statistics.median(starts):.2f} s", "≤ 1.5 s"))
        with server(folder) as (port, pid, _):
            for path, bar in (("/api/search", "≤ 10 ms"), ("/search", "≤ 20 ms")):
                address = path + "?"
                timed(lambda q, a=address: get(port, a + urllib.parse.urlencode({"q": q})), 1)  # type: ignore[misc]
                times = timed(lambda q, a=address: get(port, a + urllib.parse.urlencode({"q": q})), rounds)  # type: ignore[misc]
                rows.append((f"warm `{path}`, p50 / p95", f"{median_ms(times):.1f} / {high_ms(times):.1f} ms", bar))
            typed = [get_timed(port, "/api/suggest?" + urllib.parse.urlencode({"q": t})) for t in TYPED * rounds]
            rows.append(("`/api/suggest`, p50 / p95", f"{median_ms(typed):.1f} / {high_ms(typed):.1f} ms", "≤ 10 ms"))
            for name, path in PAGES:
                rows.append((f"{name}: page / with its style and scripts", weight(port, path), "≤ 60 KB"))
            rows.append(("resident memory of the server after these", f"{resident_mb(pid):.0f} MB", "≤ 200 MB"))
        rows += beside_stock(folder, rounds)
    return rows


def beside_stock(folder: Path, rounds: int) -> list[tuple[str, str, str]]:
    os.environ["YIJU_SETTINGS"] = str(folder / "settings")
    library = Library.open(folder / "library")
    library.prepare()
    document = library.documents(Scope())[1][0]
    texts = [p.text for p in library.passages(document.document_id) if p.kind == "body"]
    recipe = stock(folder / "stock", texts)
    ours: list[float] = []
    theirs: list[float] = []
    library.search(SearchRequest(QUERIES[0]))
    for _ in range(rounds):  # in turns, so that a slow moment of the machine meets both
        ours += timed(lambda q: library.search(SearchRequest(q)), 1)
        theirs += timed(recipe, 1)
    ratio = statistics.median(ours) / statistics.median(theirs)
    found = sum(bool(library.search(SearchRequest(q)).hits) for q in QUERIES)
    stock_found = sum(bool(recipe(q)) for q in QUERIES)
    return [
        ("a search in process, p50: Yiju", f"{median_ms(ours):.2f} ms", ""),
        ("the same with the stock recipe", f"{median_ms(theirs):.2f} ms", ""),
        ("ratio of the two", f"{ratio:.2f}", ""),
        (f"of the {len(QUERIES)} queries with a hit: Yiju / stock", f"{found} / {stock_found}", ""),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="times each query is asked")
    rows = measure(parser.parse_args().rounds)
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("Whoosh", "jieba", "Flask", "waitress"))
    lines = [
        "# Results", "",
        f"Made by `python benchmarks/run.py` on {date.today()}: Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" {platform.system()} {platform.machine()}; {versions}. The shipped report, {len(QUERIES)} queries.", "",
        "| what | measured | bar |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows),
    ]  # fmt: skip
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
