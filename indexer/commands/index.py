"""``yiju index``: read reports into the library and index them."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from indexer.commands.options import FAILED, common
from indexer.commands.printing import print_json
from indexer.commands.progress import Progress, counted, progress
from indexer.engines import ENGINES, kept_choice
from indexer.engines.cluster_address import EXAMPLE
from indexer.exporting.intake_rows import INTAKE_COLUMNS, intake_row
from indexer.exporting.tables import csv_lines
from indexer.intake.crew import default_workers
from indexer.intake.taking import IndexingOptions
from indexer.library import Library
from indexer.model.errors import EngineError, ParameterError
from indexer.model.status import Fate, Outcome

COLUMNS = ("text", "title", "place", "year", "posted", "url")
STOPPED = "已中断：{counted}。已收录的不会丢失，再次运行同一条命令即可接着做。"


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    parser.add_argument("paths", nargs="*", type=Path, metavar="路径", help="报告文件或文件夹；不写则收录随软件附带的报告")
    parser.add_argument("--workers", type=int, metavar="个数", help="同时读取文件的进程数；0：不另开进程。默认按处理器个数")
    parser.add_argument("--report", type=Path, metavar="文件.csv", help="把每个文件的结果另存为表格")
    parser.add_argument("--reread", action="store_true", help="没有改动的文件也重新读取")
    parser.add_argument("--prune", action="store_true", help="文件已经不在了的报告，从库中删除")
    parser.add_argument("--rebuild", action="store_true", help="从报告目录重新建立索引")
    parser.add_argument(
        "--engine", metavar="名称|地址", help=f"检索引擎：{'、'.join(n for n, e in ENGINES.items() if not e.elsewhere)}，或集群的地址 {EXAMPLE}"
    )
    parser.add_argument(
        "--column", action="append", default=[], metavar="text=列名",
        help="表格中正文所在的列；还可指定 title、place、year、posted、url",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    missing = [p for p in options.paths if not p.exists()]
    if missing:
        raise ParameterError(f"没有这个文件或文件夹：{missing[0]}，请检查路径。")
    how = IndexingOptions(_columns(options.column), _workers(options), options.reread, options.prune)
    _check_engine(options.engine)
    library = Library.open(options.library)
    tally: Counter[Fate] = Counter()
    files: list[dict[str, Any]] = []
    with closing(Progress() if options.json else progress(options.paths)) as shown, _table(options.report, library) as enter:
        told = None if options.json else shown.indexed
        try:
            for outcome in library.indexing(options.paths, how, rebuild=options.rebuild, engine=options.engine, told=told):
                tally[outcome.fate] += 1
                files.append(_as_json(outcome)) if options.json else shown.outcome(outcome)
                enter(outcome)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(STOPPED.format(counted=counted(tally) or "还没有收录")) from None
    status = library.status()
    if options.json:
        print_json({"files": files, "outcomes": dict(tally), "documents": status.documents, "passages": status.passages})
    else:
        print(f"{counted(tally) or '没有可收录的文件'}。库 {library.path} 现有 {status.documents} 份报告、{status.passages} 段。")
    return FAILED if tally["refused"] else 0


def _as_json(o: Outcome) -> dict[str, Any]:
    return {"file": str(o.file), "member": o.member or None, "outcome": o.fate, "document_id": o.document_id, "reason": o.reason}


@contextmanager
def _table(path: Path | None, library: Library) -> Iterator[Callable[[Outcome], None]]:
    """Outcomes as rows of a CSV file, each as soon as it is known."""
    if path is None:
        yield lambda outcome: None
        return
    try:
        file = path.open("w", encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise ParameterError(f"无法写入 {path}（{error.strerror or error}），请换一个文件。") from error

    def enter(outcome: Outcome) -> None:
        document = library.document(outcome.document_id) if outcome.document_id and outcome.fate != "removed" else None
        *_, line = csv_lines(INTAKE_COLUMNS, [intake_row(outcome, document)])
        file.write(line)

    with file:
        file.writelines(csv_lines(INTAKE_COLUMNS, ()))
        yield enter


def _workers(options: argparse.Namespace) -> int:
    """The reports that ship with the program are few and ours: this process reads them."""
    if options.workers is None:
        return default_workers() if options.paths else 0
    if not 0 <= options.workers <= 64:
        raise ParameterError(f"--workers {options.workers} 不对，请写 0 到 64 之间的整数。")
    return int(options.workers)


def _check_engine(choice: str | None) -> None:
    """Wrong usage is told before anything is read."""
    try:
        if choice is not None:
            kept_choice(choice)
    except EngineError as error:
        raise ParameterError(str(error)) from error


def _columns(values: Sequence[str]) -> dict[str, str]:
    """``text=正文`` and the like as role → heading."""
    told = dict(value.partition("=")[::2] for value in values)
    unknown = [role for role, heading in told.items() if role not in COLUMNS or not heading.strip()]
    if unknown:
        raise ParameterError(f"--column {unknown[0]} 不对，请写成 用途=列名，例如 text=正文；用途有 {'、'.join(COLUMNS)}。")
    return told
