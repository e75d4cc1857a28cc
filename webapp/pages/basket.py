"""``/basket`` and ``/api/basket``: excerpts a reader has collected. They live in the browser; the server only looks at them."""

from __future__ import annotations

from flask import Blueprint, Response, request

from indexer import (
    MOST_EXCERPTS,
    MOST_NOTE,
    Collected,
    Excerpt,
    ParameterError,
    collected_json,
    read_excerpts,
    read_short_excerpts,
)
from webapp.rendering import library, render, reply_json
from webapp.views.basket import linked, words_of

page = Blueprint("basket", __name__)


@page.get("/basket")
def show() -> Response:
    """The page: what the browser keeps, put there by script; ``?p=`` lists excerpts that the address names, without any."""
    trouble, found = "", list[Collected]()
    try:
        found = library().collected(read_short_excerpts(request.args.getlist("p")))
    except ParameterError as error:
        trouble = str(error)
    return render(
        "basket.html", 400 if trouble else 200, view=linked(found), trouble=trouble, most=MOST_EXCERPTS, most_note=MOST_NOTE
    )


@page.post("/api/basket")
def look_up() -> Response:
    """How each excerpt stands now, as JSON; nothing is stored."""
    found = library().collected(_posted())
    return reply_json({"items": [{**collected_json(c), **words_of(c)} for c in found]})


def _posted() -> list[Excerpt]:
    """The excerpts of a request: ``items`` in JSON or as a field, or the short forms ``p``."""
    body = request.get_json(silent=True) if request.is_json else None
    items = body.get("items") if isinstance(body, dict) else request.form.get("items")
    if items is not None:
        return read_excerpts(items)
    names = body.get("p", []) if isinstance(body, dict) else request.form.getlist("p")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ParameterError("p 应是段落编号的列表，如 410104-2020-p17:3-20。")
    return read_short_excerpts(names)
