"""Pages of figures put together: hits grouped by what they measure, neighbours, filters, and the table of all figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import webapp.wording as wording
from indexer import (
    DEFAULT_LIMIT,
    KIND_WORDS,
    NOTHING,
    FigureFilter,
    FigureHit,
    FigureResult,
    FigureSort,
    FigureTable,
    Quantity,
    ReadAs,
    Scope,
    period_words,
)
from webapp.links import Address, Params, scope_params
from webapp.views.chips import Chip, read_chips
from webapp.views.downloads import downloads
from webapp.views.figure_cards import Counterpart, FigureCard, figure_card
from webapp.views.paging import Paging, paging

MOST_CHOICES = 12  # values of one filter that are shown
NARROWING = ("kind", "period", "year", "place", "document", "indicator", "unit")  # in the order of the page
ROWS = 50  # of the table on one page
MEASURED = {"ratio": "growth", "percentage point": "points", "multiple": "multiple", "doubling": "multiple"}


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """What a page of figures was asked for, as it was understood."""

    query: str = ""
    scope: Scope = field(default_factory=Scope)
    only: FigureFilter = field(default_factory=FigureFilter)
    as_words: frozenset[str] = frozenset()
    sort: FigureSort = "order"
    limit: int = DEFAULT_LIMIT
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one indicator on this page; ``count`` counts them all. ``series`` leads to its values over the years."""

    name: str
    change: str
    count: int
    cards: tuple[FigureCard, ...]
    series: str = ""


@dataclass(frozen=True, slots=True)
class Narrower:
    """A filter that would tell hits apart: its values, each with count and address."""

    title: str
    choices: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """Everything the look-up shows."""

    query: str
    total: int
    exact: bool
    kinds: int
    about: bool
    bounds: str
    parsed: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    narrowers: tuple[Narrower, ...]
    groups: tuple[Group, ...]
    near: tuple[FigureCard, ...]
    words: tuple[str, ...]
    paging: Paging
    cleared: str | None
    href: str
    downloads: tuple[tuple[str, str], ...]
    table: str
    wider: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TablePage:
    """Everything the table shows."""

    total: int
    rows: tuple[FigureCard, ...]
    chips: tuple[Chip, ...]
    narrowers: tuple[Narrower, ...]
    sorts: tuple[tuple[str, str, bool], ...]
    hidden: Params
    paging: Paging
    downloads: tuple[tuple[str, str], ...]


def figure_address(asked: FigureAsked, path: str = "/figures", limit: int = DEFAULT_LIMIT) -> Address:
    """The address that asks this again; ``limit`` is the page's usual one and left out."""
    only = asked.only
    rest: list[tuple[str, str]] = [("q", asked.query)] if asked.query else []
    rest += scope_params(asked.scope)
    for key, values in (
        ("kind", only.kinds), ("indicator", only.indicators), ("dimension", only.dimensions), ("unit", only.units),
        ("period", only.periods),
    ):  # fmt: skip
        rest += [(key, value or NOTHING) for value in sorted(values)]
    rest += [("as_words", word) for word in sorted(asked.as_words)]
    rest += [("sort", asked.sort)] if asked.sort != "order" else []
    rest += [("limit", str(asked.limit))] if asked.limit != limit else []
    rest += [("offset", str(asked.offset))] if asked.offset else []
    return Address(path, tuple(rest))


def figure_page(asked: FigureAsked, result: FigureResult, names: Mapping[str, str], against: Counterpart) -> FigurePage:
    """The look-up; ``names`` gives places, reports and indicators that are filtered by their names."""
    whole = figure_address(asked)
    base = whole.remove("offset")
    return FigurePage(
        query=asked.query,
        total=result.total,
        exact=result.exact,
        kinds=len(result.groups),
        about=_is_about(result),
        bounds=_bounds(result),
        parsed=_parsed(result),
        chips=_chips(base, asked, result.read_as, {**names, **result.names}),
        narrowers=_narrowers(base, result.facets, {**names, **result.names}, result.total),
        groups=_groups(result, against),
        near=tuple(figure_card(h, n) for n, h in enumerate(result.near, 1)),
        words=result.words,
        paging=paging(whole, total=result.total, limit=asked.limit, offset=asked.offset),
        cleared=Address("/figures", (("q", asked.query),)).href if asked.scope or asked.only else None,
        href=base.href,
        downloads=downloads(whole, "/figures/export") if result.total else (),
        table=figure_address(replace(asked, query="", as_words=frozenset(), offset=0), "/figures/table").href,
        wider=_wider(base, result),
    )


def _wider(base: Address, result: FigureResult) -> tuple[tuple[str, str], ...]:
    """Look-ups that ask for less: about so much, at least so much."""
    quantity = result.quantity
    if result.total or quantity is None or result.low != result.high or quantity.range or not quantity.value:
        return ()
    amount = _spoken(quantity.value, quantity)
    words = " ".join(("", *result.words))
    return tuple((text, base.put("q", text).href) for text in (f"{amount}左右{words}", f">={amount}" if not words else "") if text)


def table_page(asked: FigureAsked, table: FigureTable, names: Mapping[str, str]) -> TablePage:
    """A page of the table."""
    whole = figure_address(asked, "/figures/table", ROWS)
    base = whole.remove("offset")
    named = {**names, **table.names}
    return TablePage(
        total=table.total,
        rows=tuple(figure_card(h, n) for n, h in enumerate(table.rows, 1)),
        chips=_chips(base, asked, ReadAs(), named),
        narrowers=_narrowers(base, table.facets, named, table.total),
        sorts=tuple((label, base.put("sort", s).href, s == asked.sort) for s, label in wording.FIGURE_SORTS.items()),
        hidden=tuple(p for p in base.params if p[0] in ("document", "sort", "level", "part", "state", "place")),
        paging=paging(
            whole.put("limit", str(asked.limit)), total=table.total, limit=asked.limit, offset=asked.offset, sizes=(20, 50, 100)
        ),
        downloads=downloads(whole, "/figures/export"),
    )


def _groups(result: FigureResult, against: Counterpart) -> tuple[Group, ...]:
    """The groups of this page; one that began on a page before goes on under its heading."""
    out = []
    for group in result.groups:
        mine = [h for h in result.hits if (h.figure.indicator_id or h.figure.indicator or "", h.figure.change) == (group.key, group.change)]
        if mine:
            cards = tuple(figure_card(h, h.hit.rank, against) for h in mine)
            change = wording.CHANGES[group.change]
            out.append(Group(group.name or wording.NO_INDICATOR, change, group.count, cards, _series(group.name, mine)))
    return tuple(out)


def _series(name: str, hits: Sequence[FigureHit]) -> str:
    """Where the values of an indicator over the years are shown: of the place of these hits, if it is one."""
    places = {hit.hit.passage.document.place for hit in hits}
    only = next(iter(places)) if len(places) == 1 else None
    where = (("place", only.code),) if only else ()
    change, dimension = hits[0].figure.change, hits[0].figure.quantity.dimension
    measure = MEASURED.get(dimension, "increase") if change in ("growth", "fall") else ""  # the level is what a name means
    what = (("change", measure),) if measure else ()
    return Address("/indicators", (("q", name), *where, *what)).href if name else ""


def _parsed(result: FigureResult) -> tuple[tuple[str, str], ...]:
    """How the query was read, and how the hits on this page print it."""
    quantity = result.quantity
    if quantity is None:
        return ()
    rows = [("数值", " 至 ".join(map(_amount, quantity.range)) if quantity.range else _amount(quantity.value))]
    rows.append(("单位", quantity.unit or "不限"))
    if result.words:
        rows.append(("同时提到", "、".join(result.words)))
    printed = dict.fromkeys(h.figure.quantity.span.of(h.hit.passage.text) for h in result.hits) if result.exact else {}
    if printed:
        rows.append(("原文写作", "、".join(list(printed)[:4])))
    return tuple(rows)


def _amount(value: Decimal) -> str:
    return f"{value:,f}"


def _is_about(result: FigureResult) -> bool:
    """Whether one amount was asked for loosely (494亿左右), not all within bounds."""
    ranged = result.quantity is not None and result.quantity.range is not None
    return not ranged and result.low is not None and result.high is not None and result.low != result.high


def _bounds(result: FigureResult) -> str:
    """What lies between the bounds of an inexact look-up, in the unit asked."""
    quantity, low, high = result.quantity, result.low, result.high
    if quantity is None or (low == high):
        return ""
    if low is None:
        return f"不大于 {_spoken(high, quantity)}"
    return f"不小于 {_spoken(low, quantity)}" if high is None else f"在 {_spoken(low, quantity)} 到 {_spoken(high, quantity)} 之间"


def _spoken(value: Decimal | None, quantity: Quantity) -> str:
    """An amount as reports print it: 470.06亿元."""
    value = value or Decimal(0)
    for name, zeros in (("亿", 8), ("万", 4)):
        if abs(value) >= Decimal(10) ** zeros:
            scaled = value.scaleb(-zeros).normalize()
            return f"{scaled:f}{name}{quantity.unit}"
    return f"{value.normalize():f}{quantity.unit}"


def _chips(base: Address, asked: FigureAsked, read: ReadAs, names: Mapping[str, str]) -> tuple[Chip, ...]:
    chosen = [
        Chip(wording.FIGURE_FILTERS[key], _label(key, value, names), base.remove(key, value).href)
        for key, value in base.params
        if key in wording.FIGURE_FILTERS
    ]
    ends = [f"{year}年{word}" for year, word in ((asked.scope.year_from, "起"), (asked.scope.year_to, "止")) if year is not None]
    if ends:
        chosen.insert(0, Chip("报告年份", "、".join(ends), base.remove("year_from").remove("year_to").href))
    return (*read_chips(base, read, names), *chosen)


def _narrowers(
    base: Address, facets: Mapping[str, Sequence[tuple[str | int, int]]], names: Mapping[str, str], total: int
) -> tuple[Narrower, ...]:
    """Filters that would narrow; a value that is chosen already is a chip, and one that all hits share tells nothing."""
    out = []
    for key in NARROWING:
        values = [(str(v) or NOTHING, n) for v, n in facets.get(key, [])]
        if key in ("year", "period"):
            values.sort(reverse=True)
        telling = [(v, n) for v, n in values if n < total and not base.has(key, v)]
        choices = tuple((_label(key, v, names), n, base.add(key, v).href) for v, n in telling[:MOST_CHOICES])
        if not choices or any(base.has(key, v) for v, _ in values):
            continue
        out.append(Narrower(wording.FIGURE_FILTERS[key], choices))
    return tuple(out)


def _label(key: str, value: str, names: Mapping[str, str]) -> str:
    if key in ("year", "period"):
        return period_words(value)
    if value == NOTHING:
        return wording.NO_INDICATOR if key == "indicator" else wording.DIMENSIONS["number"]
    words: dict[str, Mapping[str, str]] = {
        "kind": KIND_WORDS, "dimension": wording.DIMENSIONS, "level": wording.LEVELS, "part": wording.PARTS,
        "state": wording.STATES,
    }  # fmt: skip
    return words.get(key, names).get(value, value)
