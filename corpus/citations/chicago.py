"""Chicago Manual of Style, notes: a footnote on a speech. Chinese names and titles stay in Chinese, unromanised."""

from __future__ import annotations

from corpus.citations import dates, naming
from corpus.citations.cited import Cited


def write(cited: Cited) -> str:
    """``Author, “Title” (government work report, meeting, May 27, 2020), para. 8, URL.``"""
    document = cited.document
    genre, parts = naming.english_genre(document), dates.given_on(document)
    inside = (genre[0].lower() + genre[1:], naming.meeting(document), dates.american(parts) if parts else "n.d.")
    title = f"“{document.title}” ({', '.join(part for part in inside if part)})"
    elements = (naming.author(document), title, naming.english_locator(cited.passage), cited.permalink)
    return ", ".join(element for element in elements if element) + "."
