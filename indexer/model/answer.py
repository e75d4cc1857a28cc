"""Question, Evidence and Answer: what was asked, the sentence that decides it, and the words in it that answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus import Scope, Span
from indexer.model.hit import Hit
from indexer.model.quantity import Change, Kind
from indexer.model.query import ReadAs

AskKind = Literal["number", "date", "person", "name", "list", "yes_no", "definition", "front"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. All strings are in the search form.

    ``topic`` is what it asks about, the asking words taken out; ``before`` and ``after`` are its parts on either side of them.
    ``head`` is the noun of what is asked for (哪条**路**, 什么**理念**), empty if none is named. ``units`` are the base units a
    number may have, empty for any. ``wanted`` says whether a result or a target is asked for, None if the words do not say.
    ``years`` are the years spoken of, ``report_year`` that of a report named by its year. ``count`` is the number of items of
    a list, where the question tells it (哪四个方面). ``both_ends`` asks for both values of 从…到…; ``period`` is that of a
    five-year plan (``2006-2010``), or ``*`` for several years that are not named. ``term`` is the term that a question asks the
    meaning of, or may ask: 中介超市是什么. ``what`` is the noun behind the last 的 of …的品牌节庆是什么: what kind
    of thing is asked for.
    """

    text: str
    kind: AskKind
    topic: str
    before: str = ""
    after: str = ""
    head: str = ""
    units: frozenset[str] = frozenset()
    change: Change | None = None
    wanted: Kind | None = None
    years: tuple[int, ...] = ()
    report_year: int | None = None
    count: int | None = None
    both_ends: bool = False
    period: str | None = None
    term: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that bears on a question: the deciding sentence and, in an answer, the span that answers, both in its text."""

    hit: Hit
    sentence: Span
    answer_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A verbatim answer; ``text`` is ``evidence.answer_span`` of the passage, ``label`` says in Chinese what it is."""

    text: str
    label: str | None
    kind: Kind
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AskResult:
    """What a question brought: answers, or a ``reason`` why there is none and the nearest passages.

    ``also`` are readings that the question does not exclude (the target beside the result); they are no part of the answer.
    """

    question: str
    answers: tuple[Answer, ...] = ()
    also: tuple[Answer, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: str | None = None
    scope: Scope = field(default_factory=Scope)
    read_as: ReadAs = field(default_factory=ReadAs)

    @property
    def answerable(self) -> bool:
        """Whether the reports answer the question."""
        return bool(self.answers)

    @property
    def answer(self) -> str | None:
        """The answers joined, None if there is none."""
        return "；".join(a.text for a in self.answers) or None
