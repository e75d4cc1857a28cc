"""``/reports/ID`` and ``/api/documents/ID``: a whole report with its outline."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response

import webapp.errors as errors
from indexer import STYLES, NotFound, PassageRecord, QueryError, Span, document_json, document_line
from webapp.adding import may_add
from webapp.rendering import asked_words, library, render, reply_json, site
from webapp.views.provenance import provenance
from webapp.views.reading import reading_of
from webapp.wording import STATES, place_path

page = Blueprint("report", __name__)

Marks = list[tuple[Span, ...]]


@page.get("/api/documents/<document_id>")
def api(document_id: str) -> Response:
    """The report as JSON, all passages included."""
    shelf = library()
    return reply_json(document_json(shelf.document(document_id), shelf.passages(document_id)))


@page.get("/reports/<document_id>")
def show(document_id: str) -> Response:
    """The report to read; ``?q=`` marks where a query stands in it."""
    shelf = library()
    try:
        document = shelf.document(document_id)
    except NotFound as error:
        return errors.answer(errors.of_yiju(error), "report_missing.html")
    passages = shelf.passages(document_id)
    marks, trouble = _marks(asked_words(), passages)
    adding = may_add()
    return render(
        "report.html",
        document=document,
        printed=f"{document_line(document)}　{site()}/reports/{document.document_id}",
        place=place_path(document),
        styles=STYLES,
        state=STATES[document.state],
        provenance=provenance(document),
        view=reading_of(document, passages, marks),
        asked=asked_words().strip() if marks else "",
        trouble=trouble,
        may_add=adding,
        may_reread=adding and shelf.file_of(document_id) is not None,
        json_twin=f"/api/documents/{document.document_id}",
    )


def _marks(query: str, passages: Sequence[PassageRecord]) -> tuple[Marks | None, str]:
    """The places to mark, or why there are none: a report can be read even if the query cannot."""
    if not query.strip():
        return None, ""
    try:
        return library().highlights(query, passages), ""
    except QueryError as error:
        return None, str(error)
