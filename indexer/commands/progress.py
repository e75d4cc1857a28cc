"""What ``yiju index`` shows while it works: a line for each report on stdout, and on a terminal a bar on stderr."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from indexer.commands.printing import safe
from indexer.exporting.intake_rows import FATE_WORDS
from indexer.intake.walking import files_of
from indexer.model.status import Fate, Outcome


class Progress:
    """What is shown where there is no terminal: a line for each report."""

    def outcome(self, outcome: Outcome) -> None:
        """A file, or a report in one, is done."""
        print_outcome(outcome, print)

    def indexed(self, done: int, total: int) -> None:
        """So many reports are indexed."""

    def close(self) -> None:
        """Nothing is left to be shown."""


class Bars(Progress):
    """The same with a bar below: first of files, with their outcomes counted, then of reports that are indexed."""

    def __init__(self, paths: Sequence[Path]) -> None:
        from tqdm import tqdm  # only a terminal needs it

        self._made: Callable[..., Any] = partial(tqdm, leave=False, dynamic_ncols=True, file=sys.stderr)
        self._bar: Any = self._made(total=sum(1 for _ in files_of(paths)), unit="个文件", desc="读取")
        self._tally: Counter[Fate] = Counter()
        self._last: Path | None = None
        self._indexing = False

    def outcome(self, outcome: Outcome) -> None:
        """Outcomes of one file come together."""
        self._tally[outcome.fate] += 1
        print_outcome(outcome, self._bar.write)
        self._bar.update(outcome.file != self._last)
        self._bar.set_postfix_str(counted(self._tally), refresh=False)
        self._last = outcome.file

    def indexed(self, done: int, total: int) -> None:
        """The bar of files gives way to that of the index. When all are in it a large index is joined, which takes a while."""
        if not self._indexing:
            self._bar.close()
            self._bar, self._indexing = self._made(total=total, unit="份", desc="编入索引"), True
        self._bar.update(done - self._bar.n)
        if done == total:
            self._bar.set_description_str("整理索引")

    def close(self) -> None:
        """Take the bar away."""
        self._bar.close()


def progress(paths: Sequence[Path]) -> Progress:
    """A bar on a terminal, else only lines."""
    return Bars(paths) if sys.stderr.isatty() else Progress()


def print_outcome(outcome: Outcome, write: Callable[..., Any]) -> None:
    """The line of an outcome, and its reason on stderr."""
    name = f" → {outcome.document_id}" if outcome.document_id else ""
    write(f"{FATE_WORDS[outcome.fate]} {safe(outcome.name)}{name}", file=sys.stdout)
    if outcome.reason:
        write(f"  {safe(outcome.reason)}", file=sys.stderr)


def counted(tally: Counter[Fate]) -> str:
    """The outcomes by kind, as words.

    >>> counted(Counter({"read": 3, "refused": 1}))
    '收录 3，未收录 1'
    """
    return "，".join(f"{word} {tally[fate]}" for fate, word in FATE_WORDS.items() if tally[fate])
