"""Result cards: a hit as a page shows it, under the heading of its tier."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

import webapp.wording as wording
from indexer import Hit, PassageRecord, SearchRequest, SearchResult, Span, locator, source_line
from webapp.links import collecting, paragraph, permalink, reading, search_address
from webapp.marking import marked

SENTENCE_ENDS = "。！？!?；;\n"


@dataclass(frozen=True, slots=True)
class Card:
    """One hit. ``whole`` is None where the best part is all of it; ``cut`` says that it begins in mid-sentence.

    ``before`` and ``after`` are the paragraphs around it, None where there is none. ``state`` says what a text is that is no
    report.
    """

    rank: int
    passage_id: str
    where: str
    title: str
    permalink: str
    collect: str
    reading: str
    meta: tuple[str, ...]
    tier: str
    tier_words: str
    inside_number: bool
    path: tuple[str, ...]
    best: Markup
    cut: bool
    whole: Markup | None
    length: int
    source: str
    before: str | None
    after: str | None
    state: str
    others: Others | None
    copies: tuple[Copy, ...]
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """The other matching passages of the same report: how many, and the address that lists them all."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The same text in a copy of the report."""

    title: str
    document_id: str
    where: str
    href: str
    state: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A tier's heading, above the first card of the tier on the page."""

    tier: str
    words: str
    count: int


def cards(asked: SearchRequest, result: SearchResult, *, by_tier: bool) -> tuple[Card, ...]:
    """The hits of a page; ``by_tier``, for the order of relevance, puts headings where the tier changes."""
    out: list[Card] = []
    for hit in result.hits:
        before = result.hits[len(out) - 1] if out else None
        starts = before is None or before.answers != hit.answers or (before.match != hit.match and not hit.answers)
        out.append(_card(asked, hit, _heading(hit, result) if by_tier and starts else None))
    return tuple(out)


def _heading(hit: Hit, result: SearchResult) -> Heading:
    if hit.answers:
        return Heading("answer", wording.ANSWERING, sum(h.answers for h in result.hits))
    return Heading(hit.match, wording.TIERS[hit.match], result.totals.get(hit.match, 0))


def _card(asked: SearchRequest, hit: Hit, heading: Heading | None) -> Card:
    passage, text = hit.passage, hit.passage.text
    document, whole = passage.document, len(hit.snippet) < len(text)
    part = (wording.PARTS[passage.part],) if passage.part else ()
    return Card(
        rank=hit.rank,
        passage_id=passage.passage_id,
        where=locator(passage),
        title=document.title,
        permalink=permalink(passage),
        collect=collecting(passage),
        reading=reading(passage, asked.query),
        meta=(wording.place_name(document), wording.year_name(document.year), *part),
        tier=hit.match,
        tier_words=wording.ANSWERING if hit.answers and hit.match == "some" else wording.TIERS[hit.match],
        inside_number=hit.inside_number,
        path=passage.section,
        best=marked(text, hit.highlights, within=hit.snippet),
        cut=_cut(text, hit.snippet),
        whole=marked(text, hit.highlights) if whole else None,
        length=len(text),
        source=source_line(passage),
        before=paragraph(document, passage.paragraph, -1),
        after=paragraph(document, passage.paragraph, 1),
        state=_state(passage),
        others=_others(asked, hit),
        copies=tuple(_copy(passage, asked.query) for passage in hit.copies),
        heading=heading,
    )


def _state(passage: PassageRecord) -> str:
    state = passage.document.state
    return "" if state == "report" else wording.STATES[state]


def _others(asked: SearchRequest, hit: Hit) -> Others | None:
    """Listed by themselves, in the order of relevance; the other filters hold all the same."""
    if not hit.others:
        return None
    here = replace(asked.scope, documents=frozenset({hit.passage.document.document_id}))
    return Others(hit.others, search_address(replace(asked, scope=here, group="passage", offset=0)).href)


def _copy(passage: PassageRecord, query: str) -> Copy:
    document = passage.document
    return Copy(document.title, document.document_id, locator(passage), reading(passage, query), _state(passage))


def _cut(text: str, snippet: Span) -> bool:
    before = text[: snippet.start].rstrip()
    return bool(before) and before[-1] not in SENTENCE_ENDS
