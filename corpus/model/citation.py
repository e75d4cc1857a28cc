"""Citation 引文: a stretch of a passage with the reference that leads others to it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model.span import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """``text`` is to be copied as it stands; ``quote`` is the exact text that is cited, ``span`` its place in the passage.

    ``style`` is a name of ``STYLES``; ``permalink`` is empty where there is no address to give. ``remarks`` are Chinese
    sentences for the one who cites (an error in the printed title, a locator that belongs outside the entry): they are
    not part of the citation.
    """

    passage_id: str
    span: Span
    style: str
    text: str
    quote: str
    permalink: str
    remarks: tuple[str, ...] = ()
