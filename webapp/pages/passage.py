"""``/p/ID`` and ``/api/passages/ID``: one passage by its permalink, in context, with where it comes from."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request

import webapp.errors as errors
from indexer import NotFound, passage_json
from webapp.links import permalink, reading
from webapp.marking import marked
from webapp.rendering import library, render, reply_json
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


@page.get("/p/<passage_id>")
def show(passage_id: str) -> Response:
    """The passage; with ``?d=`` the page says whether the text is still the one that was linked to, and follows it."""
    given = request.args.get("d", "").strip().lower()
    digest = given if re.fullmatch(r"[0-9a-f]{12}", given) else ""
    try:
        passage, verdict = library().follow(passage_id, digest) if digest else (library().passage(passage_id), "")
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
        permalink=request.host_url.rstrip("/") + permalink(passage),
        asked_for=passage_id,
        verdict=verdict or ("unreadable" if given else ""),
        digest=given,
        source_line=source_line(passage),
        provenance=provenance(passage.document),
        json_twin=f"/api/passages/{passage.passage_id}",
    )


def _missing(error: NotFound, passage_id: str) -> Response:
    """There is no such passage; if its report is there, the page leads to it."""
    document_id = passage_id.rpartition("-")[0]
    try:
        document = library().document(document_id)
    except NotFound:
        return errors.answer(errors.of_yiju(error), "report_missing.html")
    return errors.answer(errors.of_yiju(error), "passage_missing.html", document=document, passage_id=passage_id)
