"""The page of an indicator put together: its chart, targets beside results year by year, places beside one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import webapp.wording as wording
from indexer import (
    KIND_WORDS,
    MEASURE_WORDS,
    IndicatorCount,
    IndicatorPoint,
    IndicatorRequest,
    IndicatorResult,
)
from webapp.links import Address, Params, scope_params
from webapp.views.chart import Chart, Line, draw
from webapp.views.chips import Chip, read_chips, scope_chips
from webapp.views.points import PointView, Scale, mark_of, point_view, scale_of
from webapp.views.series_tables import (
    Bar,
    MatrixRow,
    YearRow,
    bar_years,
    bars_of_year,
    main_kind,
    matrix,
    of_one_unit,
    scale_unit,
    span,
    year_rows,
)

MOST_LINES = 6  # places in one chart
MOST_OFFERED = 40  # places to choose from
Held = Callable[[str], frozenset[int]]  # the years of the reports of a place


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything the page shows."""

    name: str
    measure: str
    printed: tuple[str, ...]
    meta: tuple[str, ...]
    chips: tuple[Chip, ...]
    hidden: Params
    kinds: tuple[tuple[str, str, bool], ...]
    measures: tuple[tuple[str, int, str, bool], ...]
    downloads: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, int, str, bool], ...]
    assumed: str
    chart: Chart | None
    signs: frozenset[str]
    unit: str
    not_drawn: int
    rows: tuple[YearRow, ...]
    columns: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    bar_year: int | None
    bar_years: tuple[tuple[int, str, bool], ...]
    bars: tuple[Bar, ...]
    repeats: tuple[PointView, ...]
    apart: tuple[PointView, ...]


def indicator_address(asked: IndicatorRequest, path: str = "/indicators") -> Address:
    """The address that asks this again."""
    rest: list[tuple[str, str]] = [("q", asked.query), *scope_params(asked.scope)]
    rest += [("kind", kind) for kind in sorted(asked.kinds)]
    rest += [("change", asked.measure)] if asked.measure else []
    rest += [("refers_to", str(year)) for year in sorted(asked.refers_to)]
    rest += [("as_words", word) for word in sorted(asked.as_words)]
    return Address(path, tuple(rest))


def indicator_page(
    asked: IndicatorRequest, result: IndicatorResult, offered: Sequence[IndicatorCount], assumed: str, names: Mapping[str, str],
    held: Held,
) -> IndicatorPage:  # fmt: skip
    """The page. ``asked`` is the request as it came, ``assumed`` the name of the place that was taken where none was named;
    ``result`` holds all years, of which ``asked.refers_to`` chooses one to compare places in.
    """
    base = indicator_address(asked)
    series = of_one_unit(result.series)
    codes = [code for code, _ in Counter(p.place for p in series).most_common(MOST_LINES)]
    codes.sort()
    few = len({p.place for p in series}) <= MOST_LINES
    drawn = [p for p in series if p.place in codes and "old_currency" not in p.flags and p.refers_to]
    scale = scale_of(drawn)
    lines = _lines(drawn, codes, result.places, scale) if few else []
    single = len(codes) == 1
    beside = bool(series) and (not few or bool(asked.refers_to))
    bar_year, bars = bars_of_year(series, max(asked.refers_to, default=None), result.places) if beside else (None, ())
    return IndicatorPage(
        name=result.name,
        measure=MEASURE_WORDS[result.measure],
        printed=tuple(w for w, _ in Counter(p.hit.figure.indicator or "" for p in series).most_common(3) if w and w != result.name),
        meta=_meta(result, series, codes),
        chips=_chips(base, asked, result, names),
        hidden=tuple(p for p in base.params if p[0] not in ("place", "year_from", "year_to", "refers_to")),
        kinds=_kinds(base, asked),
        measures=tuple(
            (MEASURE_WORDS[m], n, base.put("change", m).remove("refers_to").href, m == result.measure)
            for m, n in sorted(result.measures.items(), key=lambda pair: -pair[1])
        ),
        downloads=(("下载 CSV", indicator_address(asked, "/indicators.csv").href),)
        + ((("下载图（SVG）", indicator_address(asked, "/indicators.svg").href),) if lines else ()),
        places=_places(base, offered, asked, codes if assumed else ()),
        assumed=assumed,
        chart=draw(lines, span(drawn), scale.unit) if lines else None,
        signs=_signs(drawn, single),
        unit=scale.unit,
        not_drawn=len(result.series) - len(drawn) if few else 0,
        rows=year_rows(series, result.compared, held(codes[0]), scale) if single and series else (),
        columns=tuple(result.places.get(code, code) for code in codes) if few and not single else (),
        matrix=matrix(drawn, codes, scale, base) if few and not single else (),
        bar_year=bar_year,
        bar_years=bar_years(series, base, bar_year) if bars else (),
        bars=bars,
        repeats=tuple(point_view(p) for p in (*result.repeats, *(p for p in result.series if p.amount.unit != scale_unit(series)))),
        apart=tuple(point_view(p) for p in result.apart),
    )


def chart_of(asked: IndicatorRequest, result: IndicatorResult) -> tuple[Chart | None, str]:
    """The chart alone, with what it is a chart of."""
    page = indicator_page(asked, result, (), "", {}, lambda code: frozenset())
    return page.chart, f"{page.name} · {page.measure}" + (f"，{page.meta[0]}" if page.meta else "")


def _lines(points: Sequence[IndicatorPoint], codes: Sequence[str], names: Mapping[str, str], scale: Scale) -> list[Line]:
    """One line a place; of several places the results, or the targets where there are no results or only they were asked for."""
    if not points:
        return []
    kept = points if len(codes) == 1 else [p for p in points if p.kind == main_kind(points)]
    return [Line(names.get(code, code), tuple(mark_of(p, scale) for p in kept if p.place == code)) for code in codes]


def _signs(points: Sequence[IndicatorPoint], single: bool) -> frozenset[str]:
    """Which signs the chart uses: its legend explains these."""
    shown = [p for p in points if single or p.kind == main_kind(points)]
    return frozenset(
        [p.kind for p in shown]
        + ["range"] * any(p.amount.low != p.amount.high for p in shown)
        + ["open"] * any(p.sense in ("ge", "gt", "le", "lt") for p in shown)
        + ["about"] * any(p.sense == "approx" for p in shown)
        + ["aside"] * any({"look_back", "restated"} & set(p.flags) for p in shown)
        + ["gap"] * single
    )


def _meta(result: IndicatorResult, series: Sequence[IndicatorPoint], codes: Sequence[str]) -> tuple[str, ...]:
    if not series:
        return ()
    places = "、".join(result.places.get(code, code or wording.UNKNOWN_PLACE) for code in codes)
    others = len({p.place for p in series}) - len(codes)
    years = span(series)
    counts = Counter(p.kind for p in series)
    return (
        places + (f"等 {len(codes) + others} 地" if others else ""),
        f"{years[0]}–{years[-1]}年" if len(years) > 1 else f"{years[0]}年",
        *(f"{KIND_WORDS[kind]} {counts[kind]} 个" for kind in ("target", "result") if counts[kind]),
    )


def _chips(base: Address, asked: IndicatorRequest, result: IndicatorResult, names: Mapping[str, str]) -> tuple[Chip, ...]:
    named = {**names, **result.places}
    return (*read_chips(base, result.read_as, named), *scope_chips(base, asked.scope, named))


def _kinds(base: Address, asked: IndicatorRequest) -> tuple[tuple[str, str, bool], ...]:
    return (
        ("目标与实绩", base.remove("kind").href, not asked.kinds),
        ("只看实绩", base.put("kind", "result").href, asked.kinds == {"result"}),
        ("只看目标", base.put("kind", "target").href, asked.kinds == {"target"}),
    )


def _places(
    base: Address, offered: Sequence[IndicatorCount], asked: IndicatorRequest, assumed: Sequence[str]
) -> tuple[tuple[str, int, str, bool], ...]:
    """Places to add or take away, those that state it most often first."""
    chosen = asked.scope.places or frozenset(assumed)
    start = base.remove("refers_to")
    for code in assumed:
        start = start.add("place", code)
    most = sorted(offered, key=lambda place: (place.key not in chosen, -place.count))[:MOST_OFFERED]
    return tuple((p.name, p.count, start.toggle("place", p.key).href, p.key in chosen) for p in most) if len(offered) > 1 else ()


def without_year(asked: IndicatorRequest) -> IndicatorRequest:
    """The request over all years spoken of: the page chooses the one to compare places in."""
    return replace(asked, refers_to=frozenset())
