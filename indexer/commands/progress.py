"""What ``yiju index`` shows while it works: a line for each report on stdout, and on a terminal a bar on stderr."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.commands.printing import safe
from indexer.exporting.intake_rows import FATE_WORDS
from indexer.model.status import Fate, Outcome
from indexer.walking import files_of

Show = Callable[[Outcome], None]


@contextmanager
def shown(paths: Sequence[Path], tally: Counter[Fate]) -> Iterator[Show]:
    """Shows outcomes one by one; the bar counts the files below ``paths``, and ``tally`` stands behind it."""
    if not sys.stderr.isatty():
        yield lambda outcome: print_outcome(outcome, print)
        return
    from tqdm import tqdm  # only a terminal needs it

    files: set[Path] = set()
    with tqdm(total=sum(1 for _ in files_of(paths)), unit="个文件", leave=False, dynamic_ncols=True, file=sys.stderr) as bar:

        def show(outcome: Outcome) -> None:
            print_outcome(outcome, bar.write)
            if outcome.file not in files:
                files.clear()  # outcomes of one file come together
                files.add(outcome.file)
                bar.update()
            bar.set_postfix_str(counted(tally), refresh=False)

        yield show


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
