"""A checked draft as its page and its table show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

import webapp.wording as wording
from indexer import CheckedFigure, CheckedQuote, DraftCheck, PassageRecord, locator
from webapp.links import reading
from webapp.views.quotations import SIGNS

COLUMNS = ("类别", "结论", "稿中文字", "差异", "报告原文", "出处", "段落编号")
TAGS = {"stated": "result", "differs": "target", "not_found": "other"}


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quotation of the draft with its verdict."""

    number: int
    verdict: str
    words: str
    sign: str
    quote: str
    told: str
    source: str
    where: str
    reading: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of the draft and the nearest the reports say."""

    tag: str
    words: str
    mention: str
    indicator: str
    source: str
    where: str
    reading: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The whole draft: its text with marked quotations, counts of verdicts, and the rows."""

    text: Markup
    plain: str
    tally: tuple[tuple[str, str, str, int], ...]
    rows: tuple[QuoteRow, ...]
    figures: tuple[FigureRow, ...]


def draft_page(check: DraftCheck) -> DraftPage:
    """The page of a checked draft."""
    counts = Counter(q.verification.verdict for q in check.quotations)
    tally = [(k, wording.VERDICTS[k], SIGNS[k], counts[k]) for k in ("altered", "not_found", "normalised", "exact") if counts[k]]
    rows = tuple(_row(n, q) for n, q in enumerate(check.quotations, 1))
    return DraftPage(_text(check), check.text, tuple(tally), rows, tuple(_figure(check.text, f) for f in check.figures))


def draft_rows(check: DraftCheck) -> Iterator[tuple[str, ...]]:
    """The rows of the downloaded table, under :data:`COLUMNS`."""
    for row, checked in zip((_row(n, q) for n, q in enumerate(check.quotations, 1)), check.quotations, strict=True):
        ids = "、".join(m.hit.passage.passage_id for m in checked.verification.matches)
        yield "引文", row.words, row.quote, row.told, row.source, row.where, ids
    for checked_figure in check.figures:
        shown = _figure(check.text, checked_figure)
        first = checked_figure.hits[0].hit.passage.passage_id if checked_figure.hits else ""
        yield "数字", shown.words, shown.mention, shown.indicator, shown.source, shown.where, first


def _text(check: DraftCheck) -> Markup:
    out, at = Markup(), 0
    for number, quote in enumerate(check.quotations, 1):
        out += escape(check.text[at : quote.span.start])
        out += Markup('<a class="q q--{}" href="#r{}" data-n="{}">{}</a>').format(
            quote.verification.verdict, number, number, quote.span.of(check.text)
        )
        at = quote.span.end
    return out + escape(check.text[at:])


def _row(number: int, checked: CheckedQuote) -> QuoteRow:
    result = checked.verification
    first = result.matches[0] if result.matches else None
    hard = [d for m in result.matches for d in m.differences if not d.form]
    form = dict.fromkeys(wording.DIFFERENCES[d.kind] for m in result.matches for d in m.differences if d.form)
    text = first.hit.passage.text if first else ""
    told = [
        f"{wording.DIFFERENCES[d.kind]}：{result.quote[slice(*d.quote)] or '（无）'} → {text[slice(*d.source)] or '（无）'}"
        for d in hard
    ] or list(form)
    return QuoteRow(
        number, result.verdict, wording.VERDICTS[result.verdict], SIGNS[result.verdict], result.quote, "；".join(told),
        first.span.of(text) if first and result.verdict != "exact" else "",
        _where(first.hit.passage) if first else "", reading(first.hit.passage) if first else "",
    )  # fmt: skip


def _figure(text: str, checked: CheckedFigure) -> FigureRow:
    hit = checked.hits[0] if checked.hits else None
    return FigureRow(
        TAGS[checked.verdict], wording.FIGURE_VERDICTS[checked.verdict], checked.figure.quantity.span.of(text),
        checked.figure.indicator or "", hit.hit.snippet.of(hit.hit.passage.text) if hit else "",
        _where(hit.hit.passage) if hit else "", reading(hit.hit.passage) if hit else "",
    )  # fmt: skip


def _where(passage: PassageRecord) -> str:
    document = passage.document
    return f"{wording.place_name(document)} {wording.year_name(document.year)} {locator(passage)}"
