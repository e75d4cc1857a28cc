"""``/``: the one box, a few searches to try, and what the library holds."""

from __future__ import annotations

from flask import Blueprint, Response

from indexer import DocumentRecord, Scope
from webapp.collection import holdings
from webapp.links import Address
from webapp.rendering import library, render
from webapp.views.holdings import REPORTS, axis, span_of_years, strips
from webapp.views.provenance import delivered

page = Blueprint("start", __name__)

EXAMPLES: tuple[
    tuple[str, str, tuple[str, ...], str], ...
] = (  # kind, page, queries that find something in the shipped report, hint
    ("关键词", "/search", ("老旧小区改造", "营商环境", "城市书房"), ""),
    ("数字", "/search", ("6.6%", "494.8亿元", "百分之六点六", "约555亿"), "查它的出处，写法不论"),
    ("原文", "/search", ("“地区生产总值同比增长6.6%”", "“最多跑一次”"), "加引号，一字不差地找"),
    ("组合", "/search", ("投资 -土地", "地铁 | 轨道交通", "部分:目标 增长"), "去掉一个词、任选其一、只查一部分"),
    ("语境", "/concordance", ("营商环境", "放管服"), "一个词的每一处，前后文排成一列"),
    ("比较", "/trends", ("改造 新建", "就业 创业"), "几个词在各年、各地各说了多少"),
)


FEW = 5  # up to so many reports they are named; more of them are drawn as strips of years


@page.get("/")
def show() -> Response:
    """The start page; it also says so when the library is still empty."""
    held = holdings(library())
    years = span_of_years(held)
    return render(
        "start.html",
        examples=[
            (kind, [(q, Address(path, (("q", q),)).href) for q in queries], hint)
            for kind, path, queries, hint in EXAMPLES
        ],
        strips=strips(held),
        others=sum(h.state not in REPORTS for h in held),
        years=years,
        axis=axis(*years) if years else (),
        width=years[1] - years[0] + 1 if years else 0,
        newest=_newest() if held and len(held) <= FEW else [],
    )


def _newest() -> list[tuple[DocumentRecord, tuple[str, ...]]]:
    _, records = library().documents(Scope(), limit=FEW, offset=0, sort="year")
    return [(record, delivered(record)) for record in records]
