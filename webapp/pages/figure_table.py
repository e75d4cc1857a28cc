"""``/figures/table`` and ``/api/figures/table``: all figures of the reports chosen, to sort, to filter and to take away."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, request

import webapp.wording as wording
from indexer import (
    FIGURE_COLUMNS,
    KIND_WORDS,
    KINDS,
    MOST_ROWS,
    SENTENCE,
    Cell,
    csv_lines,
    figure_row,
    figure_table_json,
    read_figure_filter,
    read_figure_sort,
    read_paging,
    read_scope,
    xlsx_bytes,
)
from webapp.rendering import library, names_of, render, reply_json
from webapp.views.figures import ROWS, FigureAsked, figure_address, table_page

page = Blueprint("figure_table", __name__)

SHEET = "报告中的数字"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page.get("/api/figures/table")
def api() -> Response:
    """A page of the table as JSON."""
    asked = _asked(10)
    table = library().figures(asked.scope, asked.only, sort=asked.sort, limit=asked.limit, offset=asked.offset)
    return reply_json(figure_table_json(table))


@page.get("/figures/table")
def show() -> Response:
    """The table."""
    asked = _asked(ROWS)
    table = library().figures(asked.scope, asked.only, sort=asked.sort, limit=asked.limit, offset=asked.offset)
    return render(
        "figure_table.html",
        view=table_page(asked, table, names_of(asked.scope)),
        asked=asked,
        kinds=[(kind, KIND_WORDS[kind]) for kind in KINDS],
        dimensions=wording.DIMENSIONS,
        most=MOST_ROWS,
        json_twin=figure_address(asked, "/api/figures/table").href,
    )


@page.get("/figures/table.csv")
def as_csv() -> Response:
    """The table as CSV, sent line by line; at most :data:`indexer.MOST_ROWS` rows."""
    lines = csv_lines(FIGURE_COLUMNS, _rows())
    first = next(lines)  # an index that is missing shows here, while an error can still be told

    def sent() -> Iterator[bytes]:
        yield first.encode()
        for line in lines:
            yield line.encode(errors="replace")

    return _file(Response(sent(), mimetype="text/csv"), "csv")


@page.get("/figures/table.xlsx")
def as_xlsx() -> Response:
    """The table as XLSX; at most :data:`indexer.MOST_ROWS` rows."""
    return _file(Response(xlsx_bytes(SHEET, FIGURE_COLUMNS, _rows(), wide=(SENTENCE,)), mimetype=XLSX), "xlsx")


def _rows() -> Iterator[tuple[Cell, ...]]:
    asked = _asked(ROWS)
    library().figures(asked.scope, asked.only, limit=1)
    return map(figure_row, library().figure_rows(asked.scope, asked.only, asked.sort, MOST_ROWS))


def _asked(default: int) -> FigureAsked:
    limit, offset = read_paging(request.args, default)
    return FigureAsked(
        scope=read_scope(request.args), only=read_figure_filter(request.args), sort=read_figure_sort(request.args),
        limit=limit, offset=offset,
    )  # fmt: skip


def _file(response: Response, kind: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="yiju-figures.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
