"""Result cards: a hit as a page shows it, under the heading of its tier."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

import webapp.wording as wording
from indexer import Hit, SearchResult, Span
from webapp.links import collecting, paragraph, permalink, reading
from webapp.marking import marked

SENTENCE_ENDS = "。！？!?；;\n"


@dataclass(frozen=True, slots=True)
class Card:
    """One hit. ``whole`` is None where the best part is all of it; ``cut`` says that it begins in mid-sentence.

    ``before`` and ``after`` are the paragraphs around it, None where there is none.
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
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A tier's heading, above the first card of the tier on the page."""

    tier: str
    words: str
    count: int


def cards(result: SearchResult, *, by_tier: bool) -> tuple[Card, ...]:
    """The hits of a page; ``by_tier``, for the order of relevance, puts headings where the tier changes."""
    out: list[Card] = []
    for hit in result.hits:
        starts = by_tier and (not out or out[-1].tier != hit.match or result.hits[len(out) - 1].answers != hit.answers)
        out.append(_card(hit, result.query, _heading(hit, result) if starts else None))
    return tuple(out)


def _heading(hit: Hit, result: SearchResult) -> Heading:
    if hit.answers:
        return Heading("exact", wording.ANSWERING, sum(h.answers for h in result.hits))
    return Heading(hit.match, wording.TIERS[hit.match], result.totals.get(hit.match, 0))


def _card(hit: Hit, query: str, heading: Heading | None) -> Card:
    passage, text = hit.passage, hit.passage.text
    document, whole = passage.document, len(hit.snippet) < len(text)
    part = (wording.PARTS[passage.part],) if passage.part else ()
    state = (wording.STATES[document.state],) if document.state != "report" else ()
    return Card(
        rank=hit.rank,
        passage_id=passage.passage_id,
        where=wording.where(passage),
        title=document.title,
        permalink=permalink(passage),
        collect=collecting(passage),
        reading=reading(passage, query),
        meta=(wording.place_name(document), wording.year_name(document.year), *part, *state),
        tier=hit.match,
        tier_words=wording.TIERS[hit.match],
        inside_number=hit.inside_number,
        path=passage.section,
        best=marked(text, hit.highlights, within=hit.snippet),
        cut=_cut(text, hit.snippet),
        whole=marked(text, hit.highlights) if whole else None,
        length=len(text),
        source=wording.source_line(passage),
        before=paragraph(document, passage.paragraph, -1),
        after=paragraph(document, passage.paragraph, 1),
        heading=heading,
    )


def _cut(text: str, snippet: Span) -> bool:
    before = text[: snippet.start].rstrip()
    return bool(before) and before[-1] not in SENTENCE_ENDS
