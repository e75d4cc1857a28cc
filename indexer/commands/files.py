"""Lists as files from the terminal: CSV and JSON lines on standard output, Excel and Word into a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path

from indexer.commands.options import Values
from indexer.exporting.export import Item, Made, Writing, export
from indexer.exporting.tables import MOST_ROWS
from indexer.model.errors import LibraryError, ParameterError

TEXTS = ("csv", "jsonl")
FILES = ("xlsx", "docx")


def exports(parser: argparse.ArgumentParser) -> None:
    """The options, one at a time."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--csv", action="store_true", help=f"整个列表输出为 CSV 表格，最多 {MOST_ROWS} 行；可用 --limit 少取")
    group.add_argument("--jsonl", action="store_true", help="整个列表输出为 JSON，一行一条")
    group.add_argument("--xlsx", type=Path, metavar="文件", help="整个列表写成 Excel 表格")
    group.add_argument("--docx", type=Path, metavar="文件", help="整个列表写成 Word 文档，带引文")


def wanted(options: argparse.Namespace) -> str:
    """The format asked for, empty if none was. Raises :class:`ParameterError` beside ``--json`` and for a page in the middle."""
    name = next((name for name in (*TEXTS, *FILES) if vars(options).get(name)), "")
    if name and options.json:
        raise ParameterError(f"--json 与 --{name} 只能写一个。")
    if name and vars(options).get("offset"):
        raise ParameterError(f"--{name} 从头导出，不能与 --offset 同用。")
    return name


def most(options: argparse.Namespace) -> int:
    """How many items are to be written: as many as ``--limit`` says, else all up to the bound."""
    limit = options.limit
    if limit is None:
        return MOST_ROWS
    if not (str(limit).isascii() and str(limit).isdigit() and 1 <= int(limit) <= MOST_ROWS):
        raise ParameterError(f"--limit 应在 1 到 {MOST_ROWS} 之间，这里是 {limit}。")
    return int(limit)


def asked(options: argparse.Namespace) -> tuple[int, Values]:
    """How many items are to be written into a file, 0 for a page on the terminal; and the values to read a request from, in which
    the limit is that of a page.
    """
    count = most(options) if wanted(options) else 0
    return count, Values(options, without=("limit",) if count else ())


def write(
    options: argparse.Namespace, title: str, items: Iterable[Item], writing: Writing[Item], told: tuple[str, ...] = ()
) -> int:
    """Write the list in the format asked for; returns the exit status."""
    name = wanted(options)
    pieces = export(name, title, items, writing, Made("", datetime.now(timezone.utc).replace(tzinfo=None)), told)
    if name in TEXTS:
        for piece in pieces:
            sys.stdout.write(piece.decode())
        return 0
    path: Path = vars(options)[name]
    try:
        path.write_bytes(b"".join(pieces))
    except OSError as error:
        raise LibraryError(f"无法写入 {path}：{error.strerror or error}，请换一个位置。") from error
    print(f"已写入 {path}")
    return 0
