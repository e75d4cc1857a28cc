"""A passage as questions look at it: its sentences and clauses, with the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus import PassageRecord, Span, search_form, sentences
from indexer.model.quantity import Figure

_CLAUSE = re.compile(r"[^,;。!?:]+[,;。!?:]*")


@dataclass(frozen=True)
class Material:
    """A passage with its figures, and what of it is worked out once for a question."""

    passage: PassageRecord
    figures: Sequence[Figure]

    @cached_property
    def form(self) -> str:
        """The search form of the text, of the same length."""
        return search_form(self.passage.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, in order."""
        return sentences(self.passage.text) or [Span(0, max(1, len(self.passage.text)))]

    @cached_property
    def heading(self) -> str:
        """The headings above, the passage's own labels, and the place of which the whole report speaks."""
        labels = [label.of(self.passage.text) for label in self.passage.labels]
        place = self.passage.document.place
        return search_form("。".join((*self.passage.section, *labels, *([place.name] if place else []))))

    @cached_property
    def subject(self) -> str:
        """The label that opens the passage: what the whole of it is about. Empty if there is none."""
        return next((search_form(label.of(self.passage.text)).rstrip("。") for label in self.passage.labels if label.start == 0), "")

    def sentence_at(self, at: int) -> Span:
        """The sentence in which an offset lies."""
        return next((s for s in self.sentences if s.start <= at < s.end), self.sentences[-1])

    def clauses_of(self, sentence: Span) -> list[Span]:
        """The clauses of a sentence, cut at commas; a comma between digits is a thousands mark and none of these."""
        found = _CLAUSE.finditer(self.form, sentence.start, sentence.end)
        return [Span(m.start(), m.end()) for m in found]

    def clause_at(self, at: int) -> Span:
        """The clause in which an offset lies."""
        sentence = self.sentence_at(at)
        return next((c for c in self.clauses_of(sentence) if c.start <= at < c.end), sentence)
