"""``/api/ask``: a question answered with verbatim spans, or refused with a reason."""

from __future__ import annotations

from flask import Blueprint, Response, request

from indexer import answer_json, read_scope
from webapp.rendering import library, reply_json

page = Blueprint("ask", __name__)


@page.get("/api/ask")
def ask() -> Response:
    """The answer as JSON."""
    return reply_json(answer_json(library().ask(request.args.get("q", ""), read_scope(request.args))))
