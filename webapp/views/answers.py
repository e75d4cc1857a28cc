"""A question as its page shows it: the answers with their sentences, other readings, the nearest passages of a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

import webapp.wording as wording
from indexer import Answer, AskResult, Evidence, Scope, Span, locator, source_line
from webapp.links import Address, collecting, permalink, reading, scope_params
from webapp.marking import marked
from webapp.views.chips import Chip, scope_chips

CARD_ANSWERS = 3  # answers that the card above the passages shows


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """An answer, or a passage near to one (``answer`` empty), with its sentence and where it stands."""

    answer: str
    label: str
    kind: str
    text: Markup
    passage_id: str
    where: str
    title: str
    permalink: str
    collect: str
    reading: str
    meta: tuple[str, ...]
    path: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Everything the page of a question shows; ``href`` leads to it, ``search`` to all passages."""

    question: str
    answers: tuple[AnswerCard, ...]
    also: tuple[AnswerCard, ...]
    near: tuple[AnswerCard, ...]
    reason: str
    chips: tuple[Chip, ...]
    href: str
    search: str


def answer_page(asked: str, scope: Scope, result: AskResult, names: Mapping[str, str]) -> AnswerPage:
    """The page, or the card, of an answered or refused question."""
    address = Address("/ask", (("q", asked), *scope_params(scope)))
    read = [Chip("年份", words, "") for _, words in result.read_as.years]
    read += [Chip("地区", names.get(code, words), "") for code, words in result.read_as.places]
    near = () if result.answers else tuple(_near(e) for e in result.evidence)
    return AnswerPage(
        asked, tuple(answer_card(a) for a in result.answers), tuple(answer_card(a) for a in result.also), near,
        result.reason or "", (*read, *scope_chips(address, scope, names)), address.href,
        Address("/search", (("q", asked), *scope_params(scope))).href,
    )  # fmt: skip


def answer_card(answer: Answer) -> AnswerCard:
    """An answer with its evidence, the answering words ringed."""
    evidence = answer.evidence
    span = evidence.answer_span or evidence.sentence
    return _card(answer.text, answer.label or "", answer.kind, evidence, (span,))


def _near(evidence: Evidence) -> AnswerCard:
    return _card("", "", "other", evidence, ())


def _card(text: str, label: str, kind: str, evidence: Evidence, marks: tuple[Span, ...]) -> AnswerCard:
    passage = evidence.hit.passage
    document = passage.document
    part = (wording.PARTS[passage.part],) if passage.part else ()
    return AnswerCard(
        text, label, kind, marked(passage.text, marks, within=evidence.sentence, kind="fig"), passage.passage_id,
        locator(passage), document.title, permalink(passage), collecting(passage, evidence.sentence), reading(passage),
        (wording.place_name(document), wording.year_name(document.year), *part), passage.section, source_line(passage),
    )  # fmt: skip
