"""A figure as pages show it: its sentence with the figure ringed, what it says, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

import webapp.wording as wording
from indexer import KIND_WORDS, FigureHit, Span, locator, period_words, source_line
from webapp.links import collecting, permalink, reading
from webapp.marking import marked

CLAUSE_ENDS = "，,。；;：:、！!\n"
FEW_WORDS = 40  # characters before a figure that is set against another

Counterpart = Callable[[FigureHit], FigureHit | None]


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure with its sentence; ``against`` is what the same report sets against it."""

    index: int
    passage_id: str
    where: str
    title: str
    permalink: str
    collect: str
    reading: str
    meta: tuple[str, ...]
    path: tuple[str, ...]
    indicator: str
    change: str
    kind: str
    tag: str
    mention: str
    text: Markup
    source: str
    short_source: str
    difference: str
    against: FigureCard | None = None


def figure_card(found: FigureHit, index: int, against: Counterpart | None = None) -> FigureCard:
    """A figure as pages show it."""
    passage, figure = found.hit.passage, found.figure
    document = passage.document
    part = (wording.PARTS[passage.part],) if passage.part else ()
    other = against(found) if against else None
    return FigureCard(
        index=index,
        passage_id=passage.passage_id,
        where=locator(passage),
        title=document.title,
        permalink=permalink(passage),
        collect=collecting(passage, found.hit.snippet),
        reading=reading(passage),
        meta=(wording.place_name(document), wording.year_name(document.year), *part),
        path=passage.section,
        indicator=figure.indicator or wording.NO_INDICATOR,
        change=wording.CHANGES[figure.change],
        kind=figure.kind,
        tag=_tag(figure.period, KIND_WORDS[figure.kind]),
        mention=figure.quantity.span.of(passage.text),
        text=marked(passage.text, found.hit.highlights, within=found.hit.snippet, kind="fig"),
        source=source_line(passage),
        short_source=f"{wording.place_name(document)} {wording.year_name(document.year)} {locator(passage)}",
        difference=found.difference or "",
        against=replace(figure_card(other, index), text=_clause(other)) if other else None,
    )


def _clause(found: FigureHit) -> Markup:
    """The figure with the words right before it: what stands beside a whole sentence has to be short."""
    text, span = found.hit.passage.text, found.figure.quantity.span
    start = max((text.rfind(c, 0, span.start) + 1 for c in CLAUSE_ENDS), default=0)
    return marked(text, (span,), within=Span(max(start, span.start - FEW_WORDS), span.end), kind="fig")


def _tag(period: str | None, kind: str) -> str:
    return (period_words(period) if period else "") + kind
