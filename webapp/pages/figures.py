"""``/figures`` and ``/api/figures``: the paragraph behind a figure. ``/api/extract``: the figures of any text."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, request

from indexer import (
    FIGURES,
    EmptyQuery,
    FigureHit,
    FigureResult,
    ParameterError,
    QueryError,
    figures_json,
    mention_json,
    read_as_words,
    read_figure_filter,
    read_figure_sort,
    read_paging,
    read_scope,
)
from webapp.links import Address
from webapp.rendering import asked_words, library, names_of, render, reply_file, reply_json
from webapp.views.chips import scope_chips
from webapp.views.downloads import told
from webapp.views.figures import FigureAsked, figure_address, figure_page

page = Blueprint("figures", __name__)

MOST_TEXT = 20_000  # characters of a text to be read at once
NO_FIGURE = "“{query}”里没有读出数字，请写数值与单位，例如 494.8亿元、6.6%、老旧小区 47个。"
SHOWN = 60  # characters of a query that are repeated
EXAMPLES: tuple[tuple[str, tuple[str, ...], str], ...] = (  # kind, queries, what they show
    ("照抄", ("6.6%", "494.8亿元", "1.3万户"), "一个数字可以指几个指标，分开列出"),
    ("换写法", ("百分之六点六", "４９４．８亿元", "4948000万元"), "全角半角、汉字数目、万与亿都是同一个数字"),
    ("带词语", ("老旧小区 47个", "2019年 GDP 6.6%", "管城区 494.8亿元"), "词语与数字同指一事；年份和地区是条件"),
    ("约数与范围", ("494亿左右", ">=500亿元", "6%到7%"), "在范围之内的都列出"),
)


@page.get("/api/figures")
def look_up() -> Response:
    """The paragraphs behind a figure, as JSON."""
    asked = _asked()
    return reply_json(figures_json(_find(asked)))


@page.post("/api/extract")
def read() -> Response:
    """Every figure of the form field ``text``; nothing is stored, so no token is asked for."""
    text = request.form.get("text", "")
    if len(text) > MOST_TEXT:
        raise ParameterError(f"文本有 {len(text)} 个字，最多 {MOST_TEXT} 个字，请分段提交。")
    return reply_json({"figures": [mention_json(q, text) for q in library().extract(text)]})


@page.get("/figures/export")
def download() -> Response:
    """The whole list of a look-up as a file; without a figure to look up, the table of all figures."""
    asked = _asked()
    conditions = scope_chips(figure_address(asked), asked.scope, names_of(asked.scope))

    def found(most: int) -> Iterable[FigureHit]:
        if not asked.query.strip():
            return library().figure_rows(asked.scope, asked.only, read_figure_sort(request.args), most)
        return library().figure(asked.query, asked.scope, limit=most, only=asked.only, as_words=asked.as_words).hits

    return reply_file("figures", "报告中的数字", found, FIGURES, told("数字", asked.query or "全部", conditions))


@page.get("/figures")
def show() -> Response:
    """The look-up; without a query, or with one that holds no figure, how to ask."""
    asked = _asked()
    try:
        result = _find(asked)
    except EmptyQuery:
        return _how("")
    except QueryError as error:
        return _how(str(error), 413 if error.code == "query_too_long" else 400)
    if result.quantity is None:
        shown = asked.query if len(asked.query) <= SHOWN else asked.query[:SHOWN] + "…"
        return _how(NO_FIGURE.format(query=shown))
    view = figure_page(asked, result, names_of(asked.scope), library().counterpart)
    hidden = tuple(p for p in figure_address(asked).params if p[0] not in ("q", "offset", "as_words"))
    return render("figures.html", view=view, hidden=hidden, json_twin=figure_address(asked, "/api/figures").href)


def _asked() -> FigureAsked:
    limit, offset = read_paging(request.args)
    return FigureAsked(
        asked_words(), read_scope(request.args), read_figure_filter(request.args), read_as_words(request.args), "order",
        limit, offset,
    )  # fmt: skip


def _find(asked: FigureAsked) -> FigureResult:
    return library().figure(
        asked.query, asked.scope, limit=asked.limit, offset=asked.offset, only=asked.only, as_words=asked.as_words
    )


def _how(trouble: str, status: int = 200) -> Response:
    examples = [
        (kind, [(q, Address("/figures", (("q", q),)).href) for q in queries], hint) for kind, queries, hint in EXAMPLES
    ]
    return render("figures_empty.html", status, trouble=trouble, examples=examples)
