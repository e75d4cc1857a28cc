"""APA style, 7th edition: an entry of the list of references. Chinese names and titles stay in Chinese, unromanised."""

from __future__ import annotations

from corpus.citations import dates, naming
from corpus.citations.cited import Cited


def write(cited: Cited) -> str:
    """``Author. (2020, May 27). Title [Government work report]. Publisher. URL``"""
    document = cited.document
    who, body = naming.author(document), naming.government(document)
    when = f"({_date(dates.given_on(document))})"
    title = f"{document.title} [{naming.english_genre(document)}]"
    opening = (who, when, title) if who else (title, when)
    publisher = body if body and body != who else ""
    return " ".join([*(f"{element}." for element in (*opening, publisher) if element), cited.permalink]).rstrip()


def remarks(cited: Cited) -> tuple[str, ...]:
    """How to refer to the entry from the text, which is where APA gives the paragraph."""
    year = str((*dates.given_on(cited.document), "n.d.")[0])
    who = naming.author(cited.document) or cited.document.title
    return (f"文中标注：({who}, {year}, {naming.english_locator(cited.passage)})",)


def _date(parts: dates.Parts) -> str:
    if len(parts) < 2:
        return str((*parts, "n.d.")[0])
    return f"{parts[0]}, {dates.MONTHS[parts[1] - 1]}" + "".join(f" {day}" for day in parts[2:])
