"""The terminal: every command but ``serve``. Chinese for people, ``--json`` for programs.

Exit status: 0 done, 1 something failed while working, 2 wrong usage or input (one line on stderr, never a traceback).
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from corpus import NotFound, YijuError
from indexer.commands import COMMANDS
from indexer.commands.options import FAILED, USAGE
from indexer.model.errors import ParameterError, QueryError

__all__ = ["FAILED", "OneLineParser", "build_parser", "guarded", "main", "speak_utf8"]


class OneLineParser(argparse.ArgumentParser):
    """Wrong usage in one line that names the culprit and the remedy."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with status 2."""
        print(f"{self.prog}：{message}。用法见 {self.prog} --help。", file=sys.stderr)
        raise SystemExit(USAGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    speak_utf8()
    options = build_parser().parse_args(argv)
    return guarded(lambda: int(options.run(options)))


def speak_utf8() -> None:
    """UTF-8 wherever the output goes; a terminal keeps its own encoding, and what it cannot show becomes ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


def guarded(work: Callable[[], int]) -> int:
    """Run work, with foreseen errors as one line on stderr and the right status."""
    try:
        return work()
    except (QueryError, ParameterError, NotFound) as error:
        print(error, file=sys.stderr)
        return USAGE
    except YijuError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt as stopped:
        print(str(stopped) or "已中断；已收录的报告没有受损，可再次运行。", file=sys.stderr)
        return FAILED


def build_parser() -> argparse.ArgumentParser:
    """The command line. ``commands`` of the result take further commands of other rooms."""
    parser = OneLineParser(prog="yiju", description="依据：政府工作报告检索与求证")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令", parser_class=OneLineParser)
    for name, help_text, define in COMMANDS:
        define(commands.add_parser(name, help=help_text, description=help_text))
    return parser
