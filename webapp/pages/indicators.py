"""``/api/indicators``: an indicator over years and places, and which indicators there are."""

from __future__ import annotations

from flask import Blueprint, Response, request

from indexer import indicator_counts_json, indicator_json, read_indicator_request, read_scope
from webapp.rendering import library, reply_json

page = Blueprint("indicators", __name__)


@page.get("/api/indicators")
def api() -> Response:
    """The series as JSON."""
    return reply_json(indicator_json(library().indicator(read_indicator_request(request.args))))


@page.get("/api/indicators/list")
def names() -> Response:
    """The indicators that the reports state, with how often."""
    return reply_json(indicator_counts_json(library().indicators(read_scope(request.args))))
