"""``/api/figures`` and ``/api/extract``: figures by value, and the figures of any text. The page comes with its issue."""

from __future__ import annotations

from flask import Blueprint, Response, request

from indexer import ParameterError, figures_json, mention_json, read_paging, read_scope
from webapp.rendering import library, reply_json

page = Blueprint("figures", __name__)

MOST_TEXT = 20_000  # characters of a text to be read at once


@page.get("/api/figures")
def look_up() -> Response:
    """The paragraphs behind a figure, as JSON."""
    limit, offset = read_paging(request.args)
    found = library().figure(request.args.get("q", ""), read_scope(request.args), limit=limit, offset=offset)
    return reply_json(figures_json(found))


@page.post("/api/extract")
def read() -> Response:
    """Every figure of the form field ``text``; nothing is stored, so no token is asked for."""
    text = request.form.get("text", "")
    if len(text) > MOST_TEXT:
        raise ParameterError(f"文本有 {len(text)} 个字，最多 {MOST_TEXT} 个字，请分段提交。")
    return reply_json({"figures": [mention_json(q, text) for q in library().extract(text)]})
