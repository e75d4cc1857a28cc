"""``yiju index``: read reports into the library and index them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from indexer.commands.options import FAILED, common
from indexer.commands.printing import print_json, safe
from indexer.engines import ENGINES
from indexer.library import Library
from indexer.model.errors import ParameterError
from indexer.model.status import Outcome

COLUMNS = ("text", "title", "place", "year", "posted", "url")
FATE_WORDS = {"read": "收录", "updated": "更新", "unchanged": "未变", "refused": "未收录"}


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    parser.add_argument("paths", nargs="*", type=Path, metavar="路径", help="报告文件或文件夹；不写则收录随软件附带的报告")
    parser.add_argument("--rebuild", action="store_true", help="从报告目录重新建立索引")
    parser.add_argument("--engine", choices=sorted(ENGINES), help="检索引擎")
    parser.add_argument(
        "--column", action="append", default=[], metavar="text=列名",
        help="表格中正文所在的列；还可指定 title、place、year、posted、url",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    library = Library.open(options.library)
    show = (lambda outcome: None) if options.json else _print_outcome
    missing = [p for p in options.paths if not p.exists()]
    if missing:
        raise ParameterError(f"没有这个文件或文件夹：{missing[0]}，请检查路径。")
    columns = _columns(options.column)
    outcomes = library.index(options.paths, rebuild=options.rebuild, engine=options.engine, report=show, columns=columns)
    status, refused = library.status(), [o for o in outcomes if o.fate == "refused"]
    if options.json:
        files = [
            {"file": str(o.file), "member": o.member or None, "outcome": o.fate, "document_id": o.document_id, "reason": o.reason}
            for o in outcomes
        ]
        print_json({"files": files, "documents": status.documents, "passages": status.passages})
    else:
        print(f"库 {library.path} 现有 {status.documents} 份报告、{status.passages} 段。")
    return FAILED if refused else 0


def _columns(values: Sequence[str]) -> dict[str, str]:
    """``text=正文`` and the like as role → heading."""
    told = dict(value.partition("=")[::2] for value in values)
    unknown = [role for role, heading in told.items() if role not in COLUMNS or not heading.strip()]
    if unknown:
        raise ParameterError(f"--column {unknown[0]} 不对，请写成 用途=列名，例如 text=正文；用途有 {'、'.join(COLUMNS)}。")
    return told


def _print_outcome(outcome: Outcome) -> None:
    print(f"{FATE_WORDS[outcome.fate]} {safe(outcome.name)}" + (f" → {outcome.document_id}" if outcome.document_id else ""))
    if outcome.reason:
        print(f"  {outcome.reason}", file=sys.stderr)
