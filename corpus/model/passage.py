"""Passage 段落: a line of the cleaned report, its exact text for ever."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from corpus.model.span import Span

PassageKind = Literal["body", "front", "heading", "note"]
Part = Literal["review", "goals", "plan", "government"]
PARTS: tuple[Part, ...] = ("review", "goals", "plan", "government")

ID_LETTER: dict[PassageKind, str] = {"body": "p", "front": "f", "heading": "h", "note": "n"}


def digest_of(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of the exact text: the ``?d=`` of a permalink."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a cleaned document.

    ``number`` counts from 1 within the kind: body paragraph 17 is ``p17``, the first front line ``f1``.
    ``section`` is the path of the level 1 and 2 headings the passage stands under, its own run-in heading included.
    ``labels`` are the run-in heading and the inline topic labels (主导产业更加稳固。) as spans of ``text``.
    """

    text: str
    kind: PassageKind
    number: int
    section: tuple[str, ...] = ()
    part: Part | None = None
    labels: tuple[Span, ...] = ()

    @property
    def local_id(self) -> str:
        """The passage's id inside its document, such as ``p17``."""
        return f"{ID_LETTER[self.kind]}{self.number}"

    @property
    def paragraph(self) -> int | None:
        """Number of the body paragraph, counted from 1; None for front matter, headings and notes."""
        return self.number if self.kind == "body" else None

    @property
    def digest(self) -> str:
        """See :func:`digest_of`."""
        return digest_of(self.text)
