"""A list as a Word document: each entry its words with the matches marked, then where they stand and their permalink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus import Span
from indexer.exporting.tables import storable
from indexer.exporting.word_file import blank, written

MOST_ENTRIES = 2_000  # of one document: some hundred pages, and as many as a word processor still opens at once
CUT = "列表太长，只收了前 {most} 条；全部请下载表格。"


@dataclass(frozen=True, slots=True)
class Entry:
    """``marks`` are spans of ``text``; ``sources`` are the lines below it."""

    text: str
    marks: Sequence[Span]
    sources: tuple[str, ...]


def word_entries(title: str, told: Sequence[str], entries: Iterable[Entry], made: datetime) -> bytes:
    """The file; what no XML file can hold is left out, all else stands as the report has it."""
    file, count = blank(title, made), 0
    for line in told:
        file.add_paragraph(storable(line))
    quote = file.styles["Quote"].style_id  # looking a style up by its name takes longer than the rest of an entry
    for count, entry in enumerate(entries, 1):
        paragraph = file.add_paragraph(f"{count}. ")
        paragraph._p.style = quote
        for piece, marked in _pieces(entry.text, entry.marks):
            paragraph.add_run(storable(piece)).underline = True if marked else None
        if entry.sources:
            file.add_paragraph(storable("\n".join(entry.sources)))
    if count == MOST_ENTRIES:
        file.add_paragraph(CUT.format(most=MOST_ENTRIES))
    return written(file)


def _pieces(text: str, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    at = 0
    for mark in sorted(marks):
        if mark.start > at:
            yield text[at : mark.start], False
        yield text[max(at, mark.start) : mark.end], True
        at = max(at, mark.end)
    if at < len(text):
        yield text[at:], False
