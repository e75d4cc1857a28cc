"""``/indicators`` and ``/api/indicators``: an indicator over years and places, as a page, a picture, a table and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, request

from indexer import (
    INDICATOR_COLUMNS,
    NATION,
    IndicatorCount,
    IndicatorRequest,
    IndicatorResult,
    NotFound,
    QueryError,
    Scope,
    csv_lines,
    indicator_counts_json,
    indicator_json,
    indicator_rows,
    read_indicator_request,
    read_scope,
)
from webapp.links import Address
from webapp.rendering import library, names_of, render, reply_json
from webapp.views.indicators import chart_of, indicator_address, indicator_page, without_year

page = Blueprint("indicators", __name__)

EXAMPLE = "新建改建农村公路"
UNKNOWN = "报告里没有名为“{name}”的指标，请换一个名称。"
SILENT = "这些报告里没有{name}的数，请去掉一些条件。"
SHOWN = 40  # characters of a name that are repeated


@page.get("/api/indicators")
def api() -> Response:
    """The series as JSON."""
    return reply_json(indicator_json(library().indicator(read_indicator_request(request.args))))


@page.get("/api/indicators/list")
def names() -> Response:
    """The indicators that the reports state, with how often."""
    return reply_json(indicator_counts_json(library().indicators(read_scope(request.args))))


@page.get("/indicators")
def show() -> Response:
    """The page; without a name the indicators there are."""
    asked = read_indicator_request(request.args)
    if not asked.query.strip():
        return _how(asked)
    try:
        result, offered, assumed = _found(asked)
    except QueryError as error:
        return _how(asked, str(error), status=413 if error.code == "query_too_long" else 400)
    if not (result.series or result.apart):
        trouble = (UNKNOWN if result.key is None else SILENT).format(name=result.name[:SHOWN])
        return _how(asked, trouble, result.suggestions)
    view = indicator_page(asked, result, offered, assumed, names_of(asked.scope), _held)
    return render("indicators.html", view=view, json_twin=indicator_address(asked, "/api/indicators").href)


@page.get("/indicators.csv")
def as_csv() -> Response:
    """Every figure of the result, also those that are no point of the chart."""
    result = library().indicator(read_indicator_request(request.args))
    return _file("".join(csv_lines(INDICATOR_COLUMNS, indicator_rows(result))), "text/csv", "csv")


@page.get("/indicators.svg")
def as_picture() -> Response:
    """The chart as a file of its own, which needs no style sheet."""
    asked = read_indicator_request(request.args)
    result, _, _ = _found(asked)
    chart, title = chart_of(asked, result)
    if chart is None:
        raise NotFound("没有可画的图：请写一个报告里有的指标，并把地区限在六个以内。")
    drawn = render("chart.svg", chart=chart, title=title)
    return _file(drawn.get_data(as_text=True), "image/svg+xml", "svg")


def _found(asked: IndicatorRequest) -> tuple[IndicatorResult, tuple[IndicatorCount, ...], str]:
    """The series over all years, the places that state the indicator, and the name of the one taken where none was named."""
    wanted = without_year(asked)
    offered = library().indicator_places(wanted)
    scope = asked.scope
    if scope.places or scope.levels or scope.documents or len(offered) < 2:
        return library().indicator(wanted), offered, ""
    usual = next((p for p in offered if p.key == NATION), offered[0])
    found = library().indicator(replace(wanted, scope=replace(scope, places=frozenset({usual.key}))))
    if found.read_as.places:  # the name itself tells the place
        return library().indicator(wanted), offered, ""
    return found, offered, usual.name


def _held(code: str) -> frozenset[int]:
    place = library().place(code)
    return library().report_years(code) if place else frozenset()


def _how(asked: IndicatorRequest, trouble: str = "", suggestions: tuple[str, ...] = (), status: int = 200) -> Response:
    def linked(name: str) -> str:
        return indicator_address(replace(asked, query=name, measure=None, refers_to=frozenset())).href

    named = [(c.name, c.count, linked(c.name)) for c in library().indicators(Scope())]
    return render(
        "indicators_empty.html", status, trouble=trouble, suggestions=[(n, linked(n)) for n in suggestions], named=named,
        tables=EXAMPLE, json_twin=Address("/api/indicators/list").href,
    )  # fmt: skip


def _file(content: str, mimetype: str, kind: str) -> Response:
    def sent() -> Iterator[bytes]:
        yield content.encode(errors="replace")

    response = Response(sent(), mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="yiju-indicator.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
