"""From named values, as the web and the terminal give them, to a checked request. One set of names for both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from corpus import DEFAULT_STYLE, LEVELS, PARTS, STATES, Gazetteer, Scope
from indexer.exporting.export import EXPORT_FORMATS
from indexer.model.concordance import CONTEXT_SORTS, DEFAULT_WIDTH, MAX_WIDTH, ConcordanceRequest
from indexer.model.errors import ParameterError, QueryError
from indexer.model.figure_query import FIGURE_SORTS, NOTHING, FigureFilter, FigureSort
from indexer.model.indicator import MEASURES, IndicatorRequest
from indexer.model.quantity import KINDS
from indexer.model.query import DEFAULT_LIMIT, GROUPINGS, MAX_LIMIT, SORTS, Group, Sort
from indexer.model.request import SearchRequest
from indexer.model.trend import TREND_MEASURES, TrendRequest
from indexer.queries.fields import place_codes

MAX_OFFSET = 1_000_000
MAX_NAME = 100  # characters of a name that reports are looked for by
MAX_VALUES = 200  # values of one filter
_INTEGER = re.compile(r"-?[0-9]{1,9}")
AS_WORDS = ("year", "place")


class Values(Protocol):
    """A multi-dict: every value of a name, as a list."""

    def getlist(self, name: str) -> Sequence[str]:
        """All values given under a name."""


def read_search_request(values: Values) -> SearchRequest:
    """A search from the names of the public interface. Raises :class:`ParameterError` with a sentence for the reader."""
    limit, offset = read_paging(values)
    return SearchRequest(
        query=_one(values, "q") or "", scope=read_scope(values), limit=limit, offset=offset,
        sort=read_sort(values), expand=_one(values, "expand") != "0",
        as_words=read_as_words(values), group=read_group(values), fold=_one(values, "fold") != "0",
    )  # fmt: skip


def read_concordance_request(values: Values) -> ConcordanceRequest:
    """A concordance from the names of the public interface."""
    limit, offset = read_paging(values)
    width = _optional_number(values, "width")
    width = DEFAULT_WIDTH if width is None else width
    if not 1 <= width <= MAX_WIDTH:
        raise ParameterError(f"width 应在 1 到 {MAX_WIDTH} 之间，这里是 {width}。")
    wanted = _one(values, "sort") or CONTEXT_SORTS[0]
    for sort in CONTEXT_SORTS:
        if sort == wanted:
            return ConcordanceRequest(
                _one(values, "q") or "", read_scope(values), sort, width, _one(values, "fold") == "1", limit, offset
            )
    raise ParameterError(f"没有名为“{wanted[:20]}”的排序，可写 {'、'.join(CONTEXT_SORTS)}。")


def read_trend_request(values: Values) -> TrendRequest:
    """A comparison of words from the names of the public interface."""
    wanted = _one(values, "measure") or TREND_MEASURES[0]
    for measure in TREND_MEASURES:
        if measure == wanted:
            return TrendRequest(_one(values, "q") or "", read_scope(values), measure, _one(values, "fold") == "1")
    raise ParameterError(f"measure 没有“{wanted[:20]}”这个值，可写 {'、'.join(TREND_MEASURES)}。")


def read_export_format(values: Values) -> str:
    """The kind of file wanted of a list."""
    wanted = (_one(values, "format") or "").strip().lower()
    if wanted not in EXPORT_FORMATS:
        raise ParameterError(f"没有名为“{wanted[:20]}”的文件格式，可写 {'、'.join(EXPORT_FORMATS)}。")
    return wanted


def read_scope(values: Values) -> Scope:
    """The filters."""
    return Scope(
        years=frozenset(_number("year", v) for v in _many(values, "year")),
        year_from=_optional_number(values, "year_from"), year_to=_optional_number(values, "year_to"),
        places=_places(values), levels=frozenset(_among(values, "level", LEVELS)),
        parts=frozenset(_among(values, "part", PARTS)), states=frozenset(_among(values, "state", STATES)),
        documents=frozenset(_many(values, "document")),
    )  # fmt: skip


def read_figure_filter(values: Values) -> FigureFilter:
    """The filters on figures; an indicator is one by its id or by any of its names."""
    return FigureFilter(
        kinds=frozenset(_among(values, "kind", KINDS)), indicators=frozenset(map(_indicator, _many(values, "indicator"))),
        dimensions=frozenset(_many(values, "dimension")), units=frozenset("" if unit == NOTHING else unit for unit in _many(values, "unit")),
        periods=frozenset(_many(values, "period")),
    )  # fmt: skip


def read_indicator_request(values: Values) -> IndicatorRequest:
    """An indicator by name, with what is wanted of it."""
    measures = _among(values, "change", MEASURES)
    return IndicatorRequest(
        _one(values, "q") or "", read_scope(values), next((m for m in MEASURES if m in measures[-1:]), None),
        frozenset(k for k in KINDS if k in _among(values, "kind", KINDS)),
        frozenset(_number("refers_to", v) for v in _many(values, "refers_to")), read_as_words(values),
    )  # fmt: skip


def read_figure_sort(values: Values) -> FigureSort:
    """The order of a table of figures."""
    wanted = _one(values, "sort") or "order"
    for sort in FIGURE_SORTS:
        if sort == wanted:
            return sort
    raise ParameterError(f"没有名为“{wanted[:20]}”的排序，可写 {'、'.join(FIGURE_SORTS)}。")


def read_as_words(values: Values) -> frozenset[str]:
    """What must not be read out of a query's words."""
    return frozenset(_among(values, "as_words", AS_WORDS))


def _indicator(name: str) -> str:
    from indexer.quantities.indicators import (  # the grammar of figures is no part of a plain search
        indicator_id,
        name_of,
    )

    if name == NOTHING:
        return ""
    return name if name_of(name) != name else indicator_id(name) or name


def read_paging(values: Values, default: int = DEFAULT_LIMIT) -> tuple[int, int]:
    """(limit, offset)."""
    limit, offset = _optional_number(values, "limit"), _optional_number(values, "offset")
    limit, offset = default if limit is None else limit, offset or 0
    if not 1 <= limit <= MAX_LIMIT:
        raise ParameterError(f"limit 应在 1 到 {MAX_LIMIT} 之间，这里是 {limit}。")
    if not 0 <= offset <= MAX_OFFSET:
        raise ParameterError(f"offset 应在 0 到 {MAX_OFFSET} 之间，请缩小翻页范围或加筛选条件。")
    return limit, offset


def read_name(values: Values) -> str:
    """Words that the title, place or id of a report must hold."""
    name = (_one(values, "name") or "").strip()
    if len(name) > MAX_NAME:
        raise ParameterError(f"名称有 {len(name)} 个字，最多 {MAX_NAME} 个字，请写短一些。")
    return name


def read_group(values: Values) -> Group:
    """What one place in the list is: a passage, or a report."""
    wanted = _one(values, "group") or "passage"
    for group in GROUPINGS:
        if group == wanted:
            return group
    raise ParameterError(f"group 没有“{wanted[:20]}”这个值，可写 {'、'.join(GROUPINGS)}。")


def read_sort(values: Values) -> Sort:
    """The order wanted."""
    wanted = _one(values, "sort") or "relevance"
    for sort in SORTS:
        if sort == wanted:
            return sort
    raise ParameterError(f"没有名为“{wanted[:20]}”的排序，可写 {'、'.join(SORTS)}。")


def read_span(values: Values) -> tuple[int | None, int | None]:
    """``start`` and ``end`` of a stretch of a passage; whether it lies in the passage is seen later."""
    return _optional_number(values, "start"), _optional_number(values, "end")


def read_style(values: Values, default: str = DEFAULT_STYLE) -> str:
    """The citation style wanted; whether there is such a style is seen later."""
    return (_one(values, "style") or "").strip() or default


def _places(values: Values) -> frozenset[str]:
    names = _many(values, "place")
    try:
        return frozenset(code for name in names for code in place_codes(name, Gazetteer.load()))
    except QueryError as error:
        raise ParameterError(str(error)) from error


def _many(values: Values, name: str) -> list[str]:
    given = [v.strip() for v in values.getlist(name) if v.strip()]
    if len(given) > MAX_VALUES:
        raise ParameterError(f"{name} 给了 {len(given)} 个值，最多 {MAX_VALUES} 个。")
    return given


def _one(values: Values, name: str) -> str | None:
    given = values.getlist(name)
    return given[-1] if given else None


def _among(values: Values, name: str, allowed: Sequence[str]) -> list[str]:
    given = _many(values, name)
    for value in given:
        if value not in allowed:
            raise ParameterError(f"{name} 没有“{value[:20]}”这个值，可写 {'、'.join(allowed)}。")
    return given


def _optional_number(values: Values, name: str) -> int | None:
    given = _one(values, name)
    return _number(name, given) if given and given.strip() else None


def _number(name: str, value: str) -> int:
    if not _INTEGER.fullmatch(value.strip()):
        raise ParameterError(f"{name} 应是一个整数（最多九位），这里是“{value[:20]}”。")
    return int(value)
