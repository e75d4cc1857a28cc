"""Dates as citations write them. Known only to the year is usual for old reports, unknown happens."""

from __future__ import annotations

import re

from corpus.model.record import DocumentRecord

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")

Parts = tuple[int, ...]  # year, month, day as far as known; empty where nothing is


def parts_of(iso: str | None) -> Parts:
    """The numbers of an ISO date or date-time.

    >>> parts_of("2020-09-03T16:12:37"), parts_of("2020"), parts_of("去年")
    ((2020, 9, 3), (2020,), ())
    """
    found = _ISO.match(iso or "")
    return tuple(int(part) for part in found.groups() if part) if found else ()


def given_on(document: DocumentRecord) -> Parts:
    """The day of the speech, else the report's year."""
    return parts_of(document.date) or ((document.year,) if document.year else ())


def iso(parts: Parts, mark: str = "-") -> str:
    """``2020-05-27``, or ``2020``."""
    return mark.join(f"{part:02}" for part in parts)


def chinese(parts: Parts) -> str:
    """``2020年5月27日``, or ``2020年``."""
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def american(parts: Parts) -> str:
    """``May 27, 2020``, or ``2020``."""
    year, *rest = (str(part) for part in parts)
    return " ".join([MONTHS[parts[1] - 1], *(f"{day}," for day in rest[1:]), year]) if rest else year
