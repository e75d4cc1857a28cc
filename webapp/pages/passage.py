"""``/p/ID``, ``/api/passages/ID`` and its ``/citation``: one passage by its permalink, in context, to be cited."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request

import webapp.errors as errors
from indexer import NotFound, PassageRecord, citation_json, passage_json, read_span, read_style
from webapp.links import collecting, permalink, reading
from webapp.marking import marked
from webapp.rendering import library, render, reply_json, site
from webapp.views.provenance import provenance
from webapp.views.reading import labels_of
from webapp.wording import PARTS, place_name, source_line, where

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
    """The passage; with ``?d=`` the page says whether the text is still the one that was linked to, and follows it."""
    try:
        passage, verdict = _found(passage_id)
    except NotFound as error:
        return _missing(error, passage_id)
    before, after = library().neighbours(passage)
    return render(
        "passage.html",
        passage=passage,
        document=passage.document,
        where=where(passage),
        place=place_name(passage.document),
        part=PARTS[passage.part] if passage.part else "",
        text=marked(passage.text, labels=labels_of(passage)),
        context=[(p, where(p), reading(p)) if p else None for p in (before, after)],
        reading=reading(passage),
        permalink=site() + permalink(passage),
        asked_for=passage_id,
        verdict=verdict,
        digest=_digest(),
        collect=collecting(passage),
        source_line=source_line(passage),
        provenance=provenance(passage.document),
        json_twin=f"/api/passages/{passage.passage_id}",
    )


def _found(passage_id: str) -> tuple[PassageRecord, str]:
    """The passage and what became of the text that was linked to: empty without ``d``; raises :class:`NotFound`."""
    digest = _digest()
    if re.fullmatch(r"[0-9a-f]{12}", digest):
        return library().follow(passage_id, digest)
    return library().passage(passage_id), "unreadable" if digest else ""


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
