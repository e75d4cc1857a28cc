"""What was recognised in files that were sent, as the page shows it: pure functions of what was examined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import webapp.wording as wording
from indexer import DocumentRecord, Examined, Place

SHOWN = 3  # paragraphs of the body
LONGEST = 200  # characters of each


@dataclass(frozen=True, slots=True)
class Choice:
    """A place it may be of."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A report as recognised. ``asks_place`` and ``asks_year`` say what the reader left open; ``trouble`` is what is wrong with an answer."""

    number: int
    document: DocumentRecord
    place: str
    state: str
    lines: tuple[str, ...]
    stripped: tuple[str, ...]
    similar: tuple[tuple[DocumentRecord, str], ...]
    held: str | None
    asks_place: bool
    asks_year: bool
    choices: tuple[Choice, ...]
    typed_place: str
    typed_year: str
    trouble: str
    keep: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """One of the reports in a file: ``found``, or the reason why there is none."""

    name: str
    reason: str | None
    found: Found | None


def sent_reports(reports: Sequence[Examined], typed: Mapping[str, str], troubles: Mapping[int, str], kept: frozenset[int] | None) -> list[Sent]:
    """The reports in the order they were found. ``typed`` is what the form held, ``kept`` which were ticked (None: not asked yet)."""
    return [_sent(number, each, typed, troubles.get(number, ""), kept) for number, each in enumerate(reports)]


def _sent(number: int, each: Examined, typed: Mapping[str, str], trouble: str, kept: frozenset[int] | None) -> Sent:
    name = f"{each.file}#{each.member}" if each.member else each.file
    if each.document is None:
        return Sent(name, each.reason, None)
    document, place = each.document, typed.get(f"place-{number}", "")
    found = Found(
        number, document, wording.place_path(document), wording.STATES[document.state], _first_lines(each), document.source.stripped,
        tuple((other, _likeness(share)) for other, share in each.similar), each.held,
        asks_place=document.place is None and document.zone is None, asks_year=document.year is None,
        choices=tuple(Choice(p.code, _full(p), place == p.code) for p in each.candidates),
        typed_place=typed.get(f"name-{number}", ""), typed_year=typed.get(f"year-{number}", ""), trouble=trouble,
        keep=each.held is None if kept is None else number in kept,
    )  # fmt: skip
    return Sent(name, None, found)


def _first_lines(each: Examined) -> tuple[str, ...]:
    texts = [p.text for p in each.passages if p.kind == "body"][:SHOWN]
    return tuple(text if len(text) <= LONGEST else text[:LONGEST] + "…" for text in texts)


def _likeness(share: float | None) -> str:
    return "同一地区同一年份，文字不同" if share is None else f"约 {share:.0%} 的文字相同"


def _full(place: Place) -> str:
    return f"{''.join(place.path)}（{place.code}）"
