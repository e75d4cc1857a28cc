"""``/p/ID``, ``/api/passages/ID`` and its ``/citation``: one passage by its permalink, in context, to be cited."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request

import webapp.errors as errors
from indexer import (
    STYLES,
    EngineError,
    FigureHit,
    NoIndex,
    NotFound,
    PassageRecord,
    Span,
    citation_json,
    document_line,
    locator,
    passage_json,
    read_span,
    read_style,
    source_line,
)
from webapp.links import collecting, passage_address, reading
from webapp.marking import marked
from webapp.preferring import Preferences
from webapp.rendering import library, render, reply_json, site
from webapp.views.citing import citing
from webapp.views.figure_cards import figure_card
from webapp.views.provenance import provenance
from webapp.views.reading import labels_of
from webapp.wording import PARTS, place_name

page = Blueprint("passage", __name__)


@page.get("/api/passages/<passage_id>")
def api(passage_id: str) -> Response:
    """The passage as JSON, with its document and neighbours."""
    shelf = library()
    passage = shelf.passage(passage_id)
    return reply_json(passage_json(passage, *shelf.neighbours(passage)))


@page.get("/api/passages/<passage_id>/citation")
def citation(passage_id: str) -> Response:
    """The passage, or a stretch of it, in one citation style; ``d`` follows a text that has moved, as the page does."""
    passage, verdict = _found(passage_id)
    start, end = read_span(request.args)
    cited = library().cite(passage, read_style(request.args), start=start, end=end, site=site())
    return reply_json({**citation_json(cited), "verdict": verdict or None})


@page.get("/p/<passage_id>")
def show(passage_id: str) -> Response:
    """The passage, to be read and cited; ``?start=&end=`` choose a stretch of it, ``?style=`` the citation on top.

    With ``?d=`` the page says whether the text is still the one that was linked to, and follows it.
    """
    try:
        passage, verdict = _found(passage_id)
    except NotFound as error:
        return _missing(error, passage_id)
    start, end = read_span(request.args)
    if verdict == "changed" and (end or 0) > len(passage.text):  # the place belongs to the text as it was
        start = end = None
    style = read_style(request.args, Preferences.of(request.cookies).style)
    span = library().cite(passage, style, start=start, end=end, site="").span
    here = passage_address(passage)
    chosen = len(span) < len(passage.text)
    stretch = here.put("start", str(span.start)).put("end", str(span.end)) if chosen else here
    before, after = library().neighbours(passage)
    return render(
        "passage.html",
        passage=passage,
        document=passage.document,
        where=locator(passage),
        place=place_name(passage.document),
        part=PARTS[passage.part] if passage.part else "",
        text=marked(passage.text, [span] if chosen else (), labels=labels_of(passage), kind="quote"),
        context=[(p, locator(p), reading(p)) if p else None for p in (before, after)],
        reading=reading(passage),
        permalink=site() + stretch.href,
        printed=f"{document_line(passage.document)}，{locator(passage)}　{site()}{stretch.href}",
        asked_for=passage_id,
        verdict=verdict,
        digest=_digest(),
        collect=collecting(passage, span if chosen else None),
        styles=STYLES,
        source_line=source_line(passage),
        citing=citing(
            passage, lambda name: library().cite(passage, name, start=start, end=end, site=site()), style, here, stretch
        ),
        span=span,
        figures=[figure_card(found, rank) for rank, found in enumerate(_figures(passage, span), 1)],
        provenance=provenance(passage.document),
        json_twin=f"/api/passages/{passage.passage_id}",
    )


def _found(passage_id: str) -> tuple[PassageRecord, str]:
    """The passage and what became of the text that was linked to: empty without ``d``; raises :class:`NotFound`."""
    digest = _digest()
    if re.fullmatch(r"[0-9a-f]{12}", digest):
        return library().follow(passage_id, digest)
    return library().passage(passage_id), "unreadable" if digest else ""


def _figures(passage: PassageRecord, span: Span) -> list[FigureHit]:
    """The figures of the stretch that is cited; none where the library has no table of figures (any more)."""
    try:
        found = library().figures_in(passage)
    except (NoIndex, EngineError):
        return []
    return [f for f in found if span.covers(f.figure.quantity.span)]


def _digest() -> str:
    return request.args.get("d", "").strip().lower()


def _missing(error: NotFound, passage_id: str) -> Response:
    """There is no such passage; if its report is there, the page leads to it."""
    document_id = passage_id.rpartition("-")[0]
    try:
        document = library().document(document_id)
    except NotFound:
        return errors.answer(errors.of_yiju(error), "report_missing.html")
    return errors.answer(errors.of_yiju(error), "passage_missing.html", document=document, passage_id=passage_id)
