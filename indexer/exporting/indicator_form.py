"""Series of an indicator as JSON and as rows of a table; amounts in the unit they convert to, beside the words as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from corpus import canonical
from indexer.exporting.figure_rows import KIND_WORDS
from indexer.exporting.json_form import Json, mention_json, read_as_json
from indexer.exporting.tables import Cell
from indexer.model.indicator import Flag, IndicatorCount, IndicatorPoint, IndicatorResult, Measure, TargetMet
from indexer.model.quantity import Amount

MEASURE_WORDS: dict[Measure, str] = {
    "level": "水平", "growth": "增速", "increase": "增减量", "points": "增减百分点", "multiple": "倍数", "share": "占比",
    "rank": "位次",
}  # fmt: skip
FLAG_WORDS: dict[Flag, str] = {
    "restated": "各报告所述不一", "differs": "同一报告另有所述", "look_back": "后来回述", "old_currency": "旧人民币（1万元合新币1元）",
    "cumulative": "累计数", "average": "年均", "multi_year": "多年合计或年均", "part_year": "不满一年", "long_term": "远期目标",
    "undated": "年份不明",
}  # fmt: skip
_COLUMNS: tuple[tuple[str, Callable[[IndicatorPoint], Cell]], ...] = (
    ("地区", lambda p: _place(p)),
    ("所指年份", lambda p: p.refers_to),
    ("时期", lambda p: p.hit.figure.period),
    ("性质", lambda p: KIND_WORDS[p.kind]),
    ("数值", lambda p: canonical(p.amount.low)),
    ("上限", lambda p: canonical(p.amount.high) if p.amount.high != p.amount.low else None),
    ("单位", lambda p: p.amount.unit),
    ("约数词", lambda p: p.hit.figure.quantity.approximator),
    ("原数", lambda p: p.hit.figure.quantity.span.of(p.hit.hit.passage.text)),
    ("指标", lambda p: p.hit.figure.indicator),
    ("口径", lambda p: MEASURE_WORDS[p.measure]),
    ("说明", lambda p: "、".join(FLAG_WORDS[flag] for flag in p.flags)),
    ("原句", lambda p: p.sentence.of(p.hit.hit.passage.text).strip()),
    ("报告年份", lambda p: p.year),
    ("报告", lambda p: p.hit.hit.passage.document.title),
    ("段", lambda p: p.hit.hit.passage.paragraph),
    ("段落编号", lambda p: p.hit.hit.passage.passage_id),
    ("固定链接", lambda p: _link(p)),
)
INDICATOR_COLUMNS: tuple[str, ...] = ("列于", *(name for name, _ in _COLUMNS))


def indicator_rows(result: IndicatorResult) -> Iterator[tuple[Cell, ...]]:
    """Every figure of a result, in the order of :data:`INDICATOR_COLUMNS`: the series, its repeats, what stands apart."""
    for where, points in (("序列", result.series), ("重复", result.repeats), ("另列", result.apart)):
        for point in points:
            yield (where, *(value(point) for _, value in _COLUMNS))


def indicator_json(result: IndicatorResult) -> Json:
    """A series with what it was chosen from, and targets beside results."""
    return {
        "query": result.query, "indicator": result.name, "indicator_id": result.key if result.known else None,
        "change": result.measure, "changes": result.measures, "suggestions": list(result.suggestions),
        "series": [_point(p) for p in result.series], "repeats": [_point(p) for p in result.repeats],
        "apart": [_point(p) for p in result.apart], "targets": [_met(pair) for pair in result.compared],
        "places": result.places, "filters": read_as_json(result.read_as),
    }  # fmt: skip


def indicator_counts_json(counts: tuple[IndicatorCount, ...]) -> Json:
    """The indicators there are, with the number of their figures."""
    return {"indicators": [{"indicator_id": c.key, "indicator": c.name, "figures": c.count} for c in counts]}


def _point(point: IndicatorPoint) -> Json:
    passage, figure = point.hit.hit.passage, point.hit.figure
    document, span, sentence = passage.document, figure.quantity.span, point.sentence
    return {
        **mention_json(figure.quantity, passage.text), "amount": _amount(point.amount),
        "document_id": document.document_id, "document_title": document.title, "state": document.state,
        "place": document.place_name, "place_code": document.place and document.place.code,
        "year": document.year, "refers_to": point.refers_to, "period": figure.period, "kind": figure.kind, "change": figure.change,
        "indicator": figure.indicator, "sentence": sentence.of(passage.text), "sentence_span": [sentence.start, sentence.end],
        "passage_id": passage.passage_id, "paragraph": passage.paragraph, "url": _link(point), "span": [span.start, span.end],
        "flags": list(point.flags),
    }  # fmt: skip


def _amount(amount: Amount) -> Json:
    return {"low": _plain(amount.low), "high": _plain(amount.high), "unit": amount.unit}


def _met(pair: TargetMet) -> Json:
    return {
        "place_code": pair.place if pair.place.isdecimal() else None, "refers_to": pair.year,
        "unit": pair.target.amount.unit, "difference": _plain(pair.difference),
        "bound": pair.bound, "target": pair.target.hit.hit.passage.passage_id, "result": pair.result.hit.hit.passage.passage_id,
    }  # fmt: skip


def _place(point: IndicatorPoint) -> str | None:
    return point.hit.hit.passage.document.place_name


def _link(point: IndicatorPoint) -> str:
    passage = point.hit.hit.passage
    return f"/p/{passage.passage_id}?d={passage.digest}"


def _plain(amount: Decimal) -> str:
    return format(canonical(amount), "f")
