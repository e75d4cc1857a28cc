"""``/concordance`` and ``/api/concordance``: every place of a word or a quotation, with what stands left and right of it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request

from indexer import LINES, ConcordanceRequest, QueryError, QueryTooLong, concordance_json, read_concordance_request
from webapp.links import concordance_address
from webapp.rendering import asked_words, library, names_of, opened_places, render, reply_file, reply_json
from webapp.views.chips import scope_chips
from webapp.views.concordance import ROWS, concordance_page
from webapp.views.downloads import told

page = Blueprint("concordance", __name__)

EXAMPLES = ("营商环境", "“一带一路”", "新建 | 改建", "改造 -电梯")


@page.get("/api/concordance")
def api() -> Response:
    """The lines as JSON."""
    return reply_json(concordance_json(library().concordance(read_concordance_request(request.args))))


@page.get("/concordance/export")
def download() -> Response:
    """The whole list as a file, in the order and under the filters of the page."""
    asked = read_concordance_request(request.args)
    conditions = scope_chips(concordance_address(asked), asked.scope, names_of(asked.scope))
    return reply_file(
        "concordance", "逐处语境", lambda most: library().concordance_rows(asked, most), LINES,
        told("查找", asked.query, conditions),
    )  # fmt: skip


@page.get("/concordance")
def show() -> Response:
    """The lines; without a query the page that says what this is."""
    if not asked_words().strip():
        return _how("")
    asked = _asked()
    try:
        found = library().concordance(asked)
    except QueryError as error:
        return _how(str(error), 413 if isinstance(error, QueryTooLong) else 400)
    view = concordance_page(asked, found, names_of(asked.scope), opened_places())
    return render("concordance.html", view=view, examples=EXAMPLES, trouble="", json_twin=view.json_twin)


def _how(trouble: str, status: int = 200) -> Response:
    return render("concordance.html", status, view=None, examples=EXAMPLES, trouble=trouble)


def _asked() -> ConcordanceRequest:
    """As asked, with more lines on a page than a program gets unasked."""
    asked = read_concordance_request(request.args)
    return asked if request.args.get("limit") else replace(asked, limit=ROWS)
