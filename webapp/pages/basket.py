"""``/basket`` and ``/api/basket``: excerpts a reader has collected. They live in the browser; the server only looks them up."""

from __future__ import annotations

from datetime import date, datetime, timezone

from flask import Blueprint, Response, request

from indexer import (
    BASKET_FORMATS,
    MOST_EXCERPTS,
    MOST_NOTE,
    Excerpt,
    ParameterError,
    ReferenceList,
    basket_file,
    basket_json,
    read_excerpts,
    read_short_excerpts,
    reference_list,
)
from webapp.rendering import library, render, reply_json, sent_json, site
from webapp.safety import MAX_BASKET
from webapp.views.basket import STANDINGS, linked

page = Blueprint("basket", __name__)


@page.before_request
def make_room() -> None:
    """Forms are read up to the length that ``webapp.safety`` lets in; Flask's own limit is half a megabyte."""
    request.max_form_memory_size = MAX_BASKET


@page.get("/basket")
def show() -> Response:
    """The page: what the browser keeps, put there by script; ``?p=`` lists excerpts that the address names, without any."""
    trouble, named = "", list[Excerpt]()
    try:
        named = read_short_excerpts(request.args.getlist("p"))
    except ParameterError as error:
        trouble = str(error)
    return render(
        "basket.html",
        400 if trouble else 200,
        view=linked(_listed(named)),
        trouble=trouble,
        most=MOST_EXCERPTS,
        most_note=MOST_NOTE,
        formats=BASKET_FORMATS,
        standings=STANDINGS,
    )


@page.post("/api/basket")
def look_up() -> Response:
    """How each excerpt stands now, and the references, as JSON; nothing is stored."""
    return reply_json(basket_json(_listed(_posted())))


@page.post("/basket/export")
def export() -> Response:
    """The basket as a file. Its texts are the catalog's; of what was sent only places and the reader's own notes are used."""
    wanted = str((sent_json() or request.form).get("format", ""))
    if wanted not in BASKET_FORMATS:
        raise ParameterError(f"没有名为“{wanted[:20]}”的文件格式，可写 {'、'.join(BASKET_FORMATS)}。")
    listed = _listed(_posted())
    if not listed.rows:
        raise ParameterError("引文夹是空的，没有可以导出的引文。")
    made = datetime.now(timezone.utc).replace(tzinfo=None)
    reply = Response(basket_file(listed, wanted, made), mimetype=BASKET_FORMATS[wanted].media_type)
    reply.headers["Content-Disposition"] = f'attachment; filename="yiju-basket.{wanted}"'
    return reply


def _listed(excerpts: list[Excerpt]) -> ReferenceList:
    return reference_list(library().collected(excerpts), site=site(), accessed=date.today())


def _posted() -> list[Excerpt]:
    """The excerpts of a request: ``items`` in JSON or as a field, or the short forms ``p``."""
    body = sent_json()
    items = request.form.get("items") if body is None else body.get("items")
    if items is not None:
        return read_excerpts(items)
    names = request.form.getlist("p") if body is None else body.get("p", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ParameterError("p 应是段落编号的列表，如 410104-2020-p17:3-20。")
    return read_short_excerpts(names)
