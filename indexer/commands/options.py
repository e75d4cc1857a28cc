"""What the commands have in common: options, filters, exit statuses."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import LEVELS, PARTS, STATES
from indexer.library import Library
from indexer.model.query import SORTS

FAILED = 1  # something failed while working
USAGE = 2  # wrong usage or input


class Values:
    """Parsed options as the multi-dict that requests are read from."""

    def __init__(self, options: argparse.Namespace, without: Sequence[str] = ()) -> None:
        self._options = {name: value for name, value in vars(options).items() if name not in without}

    def getlist(self, name: str) -> list[str]:
        """All values of an option."""
        value = self._options.get("query" if name == "q" else name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        return [str(v) for v in values]


def common(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    """Options of every command."""
    parser.add_argument("--library", type=Path, metavar="文件夹", help="库文件夹（默认 $YIJU_LIBRARY 或用户数据文件夹）")
    parser.add_argument("--json", action="store_true", help="只输出一个 JSON 对象")
    parser.set_defaults(run=run)


def opened(options: argparse.Namespace) -> Library:
    """The library of a command that reads: one that is there, made ready to be searched."""
    library = Library.open(options.library, create=False)
    library.prepare()
    return library


def filters(parser: argparse.ArgumentParser, sorts: Sequence[str] = SORTS) -> None:
    """The filters, as in the web's addresses."""
    for name, meaning in (("year", "年份"), ("place", "地区（名称或代码）"), ("document", "报告编号")):
        parser.add_argument(f"--{name}", action="append", metavar=meaning)
    parser.add_argument("--year-from", metavar="年份")
    parser.add_argument("--year-to", metavar="年份")
    for name, values in (("level", LEVELS), ("part", PARTS), ("state", STATES)):
        parser.add_argument(f"--{name}", action="append", metavar="|".join(values[:3]) + "…")
    parser.add_argument("--limit", metavar="条数")
    parser.add_argument("--offset", metavar="从第几条起")
    parser.add_argument("--sort", metavar="|".join(sorts))
