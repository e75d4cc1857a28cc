"""A whole draft: every quotation in it, and every figure with what it measures, against the reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus import Scope, search_form
from indexer.model.errors import EmptyQuery, QueryError, QueryTooLong
from indexer.model.figure_query import FigureFilter
from indexer.model.hit import FigureHit
from indexer.model.quantity import Figure
from indexer.model.quotation import MAX_QUOTE, CheckedFigure, CheckedQuote, DraftCheck, Verification
from indexer.quantities.extraction import extract
from indexer.quantities.labelling import Context, label
from indexer.quoting.drafts import quotations

MOST_QUOTES, MOST_FIGURES = 200, 300  # of one draft
MOST_OF_ONE = 100  # places looked at of one figure or indicator
SHOWN = 3  # places of a figure
EMPTY = "稿子是空的，请粘贴文字，或选一个文件。"
TOO_LONG = "稿子有 {n} 个字，最多 {most} 个字，请分段核对。"

Verify = Callable[[str, Scope], Verification]
LookUp = Callable[[str, Scope], tuple[FigureHit, ...]]
OfIndicator = Callable[[Scope, FigureFilter], tuple[FigureHit, ...]]


@dataclass(frozen=True, slots=True)
class DraftChecker:
    """Checks drafts; ``look_up`` finds a figure as printed, ``of_indicator`` the figures of an indicator."""

    verify: Verify
    look_up: LookUp
    of_indicator: OfIndicator

    def run(self, text: str, scope: Scope) -> DraftCheck:
        """Every quotation and figure with its verdict. Raises :class:`QueryError` for a draft that is empty or too long."""
        if not text.strip():
            raise EmptyQuery(EMPTY)
        if len(text) > MAX_QUOTE:
            raise QueryTooLong(TOO_LONG.format(n=len(text), most=MAX_QUOTE))
        spans = quotations(text)[:MOST_QUOTES]
        checked = [CheckedQuote(span, self._quotation(span.of(text), scope)) for span in spans]
        figures = label(text, extract(text), Context())[:MOST_FIGURES]
        return DraftCheck(text, tuple(checked), tuple(self._figure(text, f, scope) for f in figures))

    def _quotation(self, quote: str, scope: Scope) -> Verification:
        try:
            return self.verify(quote, scope)
        except QueryError:  # only marks between the marks
            return Verification(quote, "not_found")

    def _figure(self, text: str, figure: Figure, scope: Scope) -> CheckedFigure:
        """Stated if the amount stands there for the same thing; differs if only another amount does."""
        try:
            hits = self.look_up(figure.quantity.span.of(text), scope)
        except QueryError:
            hits = ()
        same = [h for h in hits if not figure.indicator or _same_thing(figure, h.figure)]
        if same:
            return CheckedFigure(figure, "stated", tuple(same[:SHOWN]))
        if figure.indicator_id is None:
            return CheckedFigure(figure, "not_found")
        others = self.of_indicator(scope, FigureFilter(indicators=frozenset({figure.indicator_id})))
        alike = [h for h in others if _comparable(figure, h.figure)]
        return CheckedFigure(figure, "differs" if alike else "not_found", tuple(alike[:SHOWN]))


def _same_thing(one: Figure, other: Figure) -> bool:
    """The same indicator, or noun phrases one of which holds the other or that share most of their pairs of characters."""
    if one.indicator_id and one.indicator_id == other.indicator_id:
        return True
    a, b = search_form(one.indicator or ""), search_form(other.indicator or "")
    if not a or not b:
        return False
    pairs = [{t[i : i + 2] for i in range(len(t) - 1)} or {t} for t in (a, b)]
    return a in b or b in a or len(pairs[0] & pairs[1]) >= 0.5 * min(map(len, pairs))


def _comparable(one: Figure, other: Figure) -> bool:
    same = one.change == other.change and one.quantity.dimension == other.quantity.dimension
    years = one.period and other.period and one.period[:4] != other.period[:4] and not one.period.startswith("*")
    return same and not years
