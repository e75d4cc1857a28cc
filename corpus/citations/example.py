"""An example to copy: a style that gives the words, who said them and the day. Not registered.

A style is a function of :class:`Cited`; add a file like this one and a line to ``STYLES`` in ``registry.py``. Names, dates
and locators come from ``naming`` and ``dates``, so that all styles call a thing the same.
"""

from __future__ import annotations

from corpus.citations import dates, naming
from corpus.citations.cited import Cited


def write(cited: Cited) -> str:
    """``“…” — 报告人, 2020-05-27, 第8段``"""
    said = (naming.author(cited.document), dates.iso(dates.given_on(cited.document)), naming.locator(cited.passage))
    return f"“{cited.quote}” — " + ", ".join(part for part in said if part)
