"""``/trends`` and ``/api/trends``: words side by side, by the year and the place of the reports in which they stand."""

from __future__ import annotations

from flask import Blueprint, Response, request

import webapp.wording as wording
from indexer import TRENDS, QueryError, QueryTooLong, read_trend_request, trend_json, trend_rows
from webapp.links import trend_address
from webapp.rendering import asked_words, library, names_of, render, reply_file, reply_json
from webapp.views.chips import scope_chips
from webapp.views.downloads import told
from webapp.views.trends import CROSS, trend_page

page = Blueprint("trends", __name__)

EXAMPLES = ("营商环境 老旧小区", "“一带一路”", "农业 工业 服务业", "地区:河北省 大气 污染")


@page.get("/api/trends")
def api() -> Response:
    """The counts as JSON."""
    return reply_json(trend_json(library().trend(read_trend_request(request.args))))


@page.get("/trends/export")
def download() -> Response:
    """The numbers as a file: each word in each year and region."""
    asked = read_trend_request(request.args)
    conditions = scope_chips(trend_address(asked), asked.scope, names_of(asked.scope))
    trend = library().trend(asked)
    return reply_file("trends", "词语分布", lambda most: trend_rows(trend), TRENDS, told("词语", asked.query, conditions))


@page.get("/trends")
def show() -> Response:
    """Charts and tables; without words the page that says what this is."""
    if not asked_words().strip():
        return _how("")
    asked = read_trend_request(request.args)
    try:
        trend = library().trend(asked)
    except QueryError as error:
        return _how(str(error), 413 if isinstance(error, QueryTooLong) else 400)
    view = trend_page(asked, trend, names_of(trend.scope), crossed=request.args.get(CROSS) == "1")
    words = (wording.LEVELS, wording.PARTS, wording.STATES)
    return render("trends.html", view=view, examples=EXAMPLES, trouble="", words=words, json_twin=view.json_twin)


def _how(trouble: str, status: int = 200) -> Response:
    return render("trends.html", status, view=None, examples=EXAMPLES, trouble=trouble, words=())
