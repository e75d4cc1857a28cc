"""``/api/suggest``: what the query being typed may become. JSON only: the page's script shows it below the box."""

from __future__ import annotations

from flask import Blueprint, Response

from indexer import MAX_QUERY, QueryTooLong
from webapp.rendering import asked_words, library, reply_json

page = Blueprint("suggest", __name__)

ROWS = 8  # more than can be read at a glance would hide the page


@page.get("/api/suggest")
def api() -> Response:
    """Suggestions in the order of their groups; none for an empty query."""
    typed = asked_words()
    if len(typed) > MAX_QUERY:
        raise QueryTooLong(f"查询有 {len(typed)} 个字，最多 {MAX_QUERY} 个字，请删短一些。")
    found = library().suggest(typed, ROWS)
    return reply_json({"suggestions": [{"text": s.text, "group": s.group} for s in found]})
