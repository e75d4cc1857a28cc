"""``/reports`` and ``/api/documents``: what the library holds, as tables of years or as a list."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request

import webapp.wording as wording
from indexer import DOCUMENTS, Scope, documents_json, read_name, read_paging, read_scope, read_sort
from webapp.adding import may_add
from webapp.collection import Held, holdings
from webapp.links import Address, scope_params
from webapp.rendering import library, names_of, render, reply_file, reply_json
from webapp.views import holdings as tables
from webapp.views.browsing import Tree, tree
from webapp.views.chips import Chip, scope_chips
from webapp.views.downloads import downloads, told
from webapp.views.paging import paging
from webapp.views.provenance import delivered

page = Blueprint("reports", __name__)

ROWS = 50  # places on a page of the table
ITEMS = 20  # reports on a page of the list


@page.get("/api/documents")
def api() -> Response:
    """Documents as JSON, with the same filters as everywhere."""
    limit, offset = read_paging(request.args)
    total, records = library().documents(
        read_scope(request.args), limit=limit, offset=offset, sort=read_sort(request.args), name=read_name(request.args)
    )
    return reply_json(documents_json(total, records))


@page.get("/reports/export")
def download() -> Response:
    """The list as a file, by place and then newest first."""
    scope, name = read_scope(request.args), read_name(request.args)
    conditions = scope_chips(Address("/reports"), scope, _names(holdings(library())) | names_of(scope))
    return reply_file(
        "reports", "库中报告", lambda most: library().documents(scope, limit=most, offset=0, sort="place", name=name)[1],
        DOCUMENTS, told("名称", name or "全部", conditions),
    )  # fmt: skip


@page.get("/reports")
def show() -> Response:
    """The holdings: a table of places and years, or for a few reports (or ``?view=list``) one after the other."""
    scope, name = read_scope(request.args), read_name(request.args)
    held = holdings(library(), scope, name)
    as_list = request.args.get("view", "list" if len(held) <= tables.AS_LIST else "table") == "list"
    asked = Address("/reports", (*((("name", name),) if name else ()), *scope_params(scope)))
    base = asked.put("view", request.args["view"]) if request.args.get("view") in ("list", "table") else asked
    return render(
        "reports.html",
        held=held,
        years=tables.span_of_years(held),
        levels=tables.by_level(held),
        states=_states(base, held, scope),
        chips=(*_name_chip(base, name), *scope_chips(base, scope, _names(holdings(library())) | names_of(scope))),
        scope=scope,
        name=name,
        hidden=[(key, value) for key, value in base.params if key not in ("name", "year", "level")],
        tree=_tree(base, scope, held, name),
        as_list=as_list,
        words=(wording.LEVELS, wording.STATES),
        may_add=may_add(),
        other_view=base.put("view", "table" if as_list else "list").href,
        json_twin=Address("/api/documents", asked.params).href,
        downloads=downloads(asked, "/reports/export") if held else (),
        shown=_list(base, scope, name) if as_list else _tables(base, held),
    )


def _name_chip(base: Address, name: str) -> tuple[Chip, ...]:
    return (Chip("名称", name, base.remove("name").href),) if name else ()


def _states(base: Address, held: Held, scope: Scope) -> list[tuple[str, int, str]]:
    """Kinds of text with the address of each; none where all are of one kind."""
    states = tables.by_state(held)
    return [(label, count, base.put("state", state).href) for state, label, count in states] if len(states) > 1 else []


def _tree(base: Address, scope: Scope, held: Held, name: str) -> Tree:
    place = next(iter(scope.places)) if len(scope.places) == 1 else ""
    everything = holdings(library(), replace(scope, places=frozenset()), name) if place else held
    return tree(base.remove("place").remove("view"), place, held, len(everything))


def _tables(base: Address, held: Held) -> dict[str, object]:
    nation = [h for h in held if h.code == tables.NATION]
    local = [h for h in held if h.code not in ("", tables.NATION)]
    unplaced = len(held) - len(nation) - len(local)
    years = tables.span_of_years(local)
    limit, offset = read_paging(request.args, ROWS)
    columns = range(years[0], years[1] + 1) if years else range(0)
    places, rows = tables.rows(local, columns, limit=limit, offset=offset)
    return {
        "nation": nation,
        "decades": tables.decades(nation),
        "missing": tables.missing(nation),
        "other_texts": tables.with_other_texts(held),
        "local": local,
        "columns": columns,
        "rows": rows,
        "unplaced": unplaced,
        "pages": paging(base.put("limit", str(limit)), total=places, limit=limit, offset=offset, sizes=(20, 50, 100)),
    }


def _list(base: Address, scope: Scope, name: str) -> dict[str, object]:
    limit, offset = read_paging(request.args, ITEMS)
    sort = read_sort(request.args)
    sort = "place" if sort == "relevance" else sort  # there is nothing to be relevant to
    base = base.put("sort", sort) if sort != "place" else base
    total, records = library().documents(scope, limit=limit, offset=offset, sort=sort, name=name)
    return {
        "sort": sort,
        "sorts": [(s, wording.SORTS[s], base.put("sort", s).href) for s in ("place", "year")],
        "records": [(record, delivered(record)) for record in records],
        "pages": paging(base.put("limit", str(limit)), total=total, limit=limit, offset=offset),
    }


def _names(held: Held) -> dict[str, str]:
    """Names of all places that are held or that lie above one that is."""
    names: dict[str, str] = {}
    for h in held:
        names |= {tables.above(h.code, depth): name for depth, name in enumerate(h.names[:-1])}
        if h.names:
            names[h.code] = h.names[-1]
    return names
