"""``/search`` and ``/api/search``: ranked passages with the matches marked."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request

from indexer import HITS, EngineError, QueryError, SearchRequest, SearchResult, read_search_request, search_json
from webapp.links import Address, Params, scope_params, search_address
from webapp.rendering import asked_words, library, names_of, opened_places, render, reply_file, reply_json
from webapp.views import nothing
from webapp.views.answers import AnswerPage, answer_page
from webapp.views.chips import chips, cleared, named, scope_chips
from webapp.views.downloads import told
from webapp.views.figures import FigureAsked, FigurePage, figure_page
from webapp.views.quotations import QuotationPage, quotation_page
from webapp.views.results import results

page = Blueprint("search", __name__)

NUMERALS = "零〇一二三四五六七八九十百千万亿半几两"
A_SENTENCE = 12  # characters of a query that may be a quotation
MARKS = "，,。；;、“”《》（）%％"
MOST_LISTED = 50  # figures among which the card finds one of each group


@page.get("/api/search")
def api() -> Response:
    """The result as JSON, in the form of INTERFACES.md."""
    return reply_json(search_json(library().search(read_search_request(request.args))))


@page.get("/search/export")
def download() -> Response:
    """The whole list as a file, in the order and under the filters of the page."""
    asked = read_search_request(request.args)
    conditions = scope_chips(search_address(asked), asked.scope, names_of(asked.scope))
    return reply_file(
        "search", "检索结果", lambda most: library().search_rows(asked, most), HITS, told("检索", asked.query, conditions)
    )


@page.get("/search")
def show() -> Response:
    """The page of results; without a query the page that says how to ask."""
    if not asked_words().strip():
        return render("search_empty.html")
    asked = read_search_request(request.args)
    result = library().search(asked)
    twin = search_address(asked, "/api/search").href
    titles = names_of(asked.scope)
    if result.total == 0:
        return _nothing(asked, result, titles, twin)
    view = results(asked, result, titles, opened_places())
    return render(
        "search.html", q=asked.query, figure=_figure(asked), answer=_answer(asked), quotation=_quotation(asked), series=_series(asked), view=view,
        hidden=_hidden(asked), json_twin=twin,
    )  # fmt: skip


def _nothing(asked: SearchRequest, result: SearchResult, titles: dict[str, str], twin: str) -> Response:
    base = search_address(replace(asked, offset=0))
    return render(
        "nothing.html",
        q=asked.query,
        result=result,
        figure=_figure(asked),
        answer=_answer(asked),
        quotation=_quotation(asked),
        chips=chips(asked, result.read_as, named(titles, result.places)),
        cleared=cleared(asked) if asked.scope else None,
        words=nothing.words(asked, result),
        wider=[(way, _count(way.request)) for way in nothing.wider(asked, result)],
        suggestion=base.put("q", result.suggestion).href if result.suggestion else None,
        hidden=_hidden(asked),
        json_twin=twin,
    )


def _figure(asked: SearchRequest) -> FigurePage | None:
    """The card of a query that is a figure, alone or with words, on the first page of results; with nothing to show, none."""
    if asked.offset or not any(c.isdecimal() or c in NUMERALS for c in asked.query):
        return None
    meant = FigureAsked(asked.query, asked.scope, as_words=asked.as_words)
    try:
        found = library().figure(asked.query, asked.scope, limit=MOST_LISTED, as_words=asked.as_words)
    except (QueryError, EngineError):  # the passages are there all the same
        return None
    alone = found.quantity is not None and found.quantity.unit and not found.words and not found.read_as.places
    if not found.total and not (alone and not found.read_as.years):
        return None
    return figure_page(meant, found, {}, library().counterpart)


def _answer(asked: SearchRequest) -> AnswerPage | None:
    """The card of a query that is a question, on the first page of results."""
    if asked.offset or not library().is_question(asked.query):
        return None
    try:
        result = library().ask(asked.query, asked.scope)
    except (QueryError, EngineError):  # the passages are there all the same
        return None
    return answer_page(asked.query, asked.scope, result, {})


def _quotation(asked: SearchRequest) -> QuotationPage | None:
    """The card of a pasted quotation: a query as long as a clause with its marks, that is neither a question nor a list of words."""
    text = asked.query.strip()
    pasted = len(text) >= A_SENTENCE and " " not in text and any(c in MARKS for c in text)
    if asked.offset or not pasted or library().is_question(text):
        return None
    try:
        return quotation_page(library().verify(text, asked.scope))
    except (QueryError, EngineError):
        return None


def _series(asked: SearchRequest) -> str | None:
    """Where the values over the years are, for a query that is the name of an indicator."""
    if asked.offset or not library().names_indicator(asked.query):
        return None
    return Address("/indicators", (("q", asked.query), *scope_params(asked.scope))).href


def _count(wider: SearchRequest) -> int:
    return library().search(replace(wider, limit=1)).total


def _hidden(asked: SearchRequest) -> Params:
    """What the box carries along when other words are searched: the chosen filters and the order, not the page."""
    kept = (("sort", asked.sort, "relevance"), ("group", asked.group, "passage"))
    return (*scope_params(asked.scope), *((name, value) for name, value, usual in kept if value != usual))
