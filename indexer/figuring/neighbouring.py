"""Neighbours of a figure that no report states: what may have been meant, or where a wrong figure may have come from.

In goes the amount sought with the words beside it, out come a few figures, each with how it differs. They are never hits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from corpus import Catalog, Scope, Span, canonical
from indexer.figures.store import FigureStore, Found
from indexer.figuring.hits import amount_of, hit_of, sentence_of, with_words
from indexer.model.figure_query import FigureFilter
from indexer.model.hit import FigureHit
from indexer.model.quantity import Quantity
from indexer.model.query import Term
from indexer.quantities.differences import (
    adds_up,
    difference,
    one_digit_away,
    other_year,
    sum_of,
)

MOST_NEAR = 5  # neighbours shown
NEAR = Decimal("0.2")  # a neighbour differs by at most this share of the amount
LOOKED_AT = 50  # nearest figures on either side
MOST_PARTS = 4  # figures of one sentence that may make a sum
MOST_GREATEST = 300  # figures looked at that may be the greatest part of a sum


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A figure, how it differs, and the other parts where it is one of a sum."""

    found: Found
    difference: str
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Finds neighbours of one amount in one scope; ``same`` finds figures of the very amount there, or anywhere."""

    store: FigureStore
    catalog: Catalog
    scope: Scope
    only: FigureFilter

    def of(self, asked: Quantity, terms: Sequence[Term], same: Sequence[Found], elsewhen: Sequence[Found]) -> list[FigureHit]:
        """The neighbours, best explanation first: with the words, the same amount, a sum, then by size.

        ``same`` are figures of the very amount in scope, of something else; ``elsewhen`` those with the words, of another year.
        """
        amount = amount_of(asked)
        around = self.store.nearest(amount.unit, amount.low, self.scope, LOOKED_AT, self.only)
        close = [f for f in around if abs(f.amount.low - amount.low) <= abs(amount.low) * NEAR]
        mistyped = self.store.amounts(amount.unit, sorted(one_digit_away(amount.low)), self.scope, self.only)
        worded = with_words([*around, *mistyped], terms, self.store, self.catalog) if terms else []
        sums = self._sums(asked, terms)
        candidates = (
            *(Neighbour(f, other_year(f.figure.period or "")) for f in elsewhen),
            *(sums if not terms else ()),
            *(Neighbour(f, difference(asked, f.figure.quantity)) for f in worded),
            *(sums if terms else ()),
            *(Neighbour(f, difference(asked, f.figure.quantity)) for f in (*same, *_explained_first(asked, [*close, *mistyped]))),
        )  # fmt: skip
        first: dict[tuple[int, Span], Neighbour] = {}
        for neighbour in candidates:
            first.setdefault((neighbour.found.passage_key, neighbour.found.figure.quantity.span), neighbour)
        return self._hits(list(first.values())[:MOST_NEAR])

    def _sums(self, asked: Quantity, terms: Sequence[Term]) -> list[Neighbour]:
        """Figures that stand one after another in a sentence and together make the amount."""
        if not adds_up(asked):
            return []
        amount = amount_of(asked)
        greatest = self.store.between(amount.unit, amount.low / MOST_PARTS, amount.low, self.scope, self.only)[-MOST_GREATEST:]
        greatest = with_words(greatest, terms, self.store, self.catalog)
        keys = list(dict.fromkeys(f.passage_key for f in greatest))
        texts = dict(self.catalog.texts(keys))
        out = []
        for key, group in groupby(self.store.of_passages(keys), lambda f: f.passage_key):
            if key in texts:
                out += list(_runs(list(group), amount.unit, amount.low, texts[key]))
        return out[:2]

    def _hits(self, kept: Sequence[Neighbour]) -> list[FigureHit]:
        passages = {p.key: p for p in self.catalog.passages([n.found.passage_key for n in kept])}
        return [
            hit_of(rank, n.found, passages[n.found.passage_key], n.difference, n.parts)
            for rank, n in enumerate(kept, 1)
            if n.found.passage_key in passages
        ]




def any_year(only: FigureFilter) -> FigureFilter:
    """The same filter without the years of the query's words."""
    return replace(only, speaking_of=frozenset(), periods=frozenset())


def _explained_first(asked: Quantity, found: Sequence[Found]) -> list[Found]:
    """Rounded and mistyped ones before those that are merely near; each by its distance."""
    wanted = amount_of(asked).low

    def order(f: Found) -> tuple[bool, Decimal]:
        words = difference(asked, f.figure.quantity)
        return words.startswith(("多", "少")), abs(f.amount.low - wanted)

    return sorted(found, key=order)


def _runs(figures: Sequence[Found], unit: str, total: Decimal, text: str) -> Iterator[Neighbour]:
    """Runs of two to four neighbouring figures of a unit in one sentence, of levels all, whose exact sum is the total."""
    same = [f for f in figures if f.amount.unit == unit and f.figure.change == "level" and f.amount.low == f.amount.high > 0]
    for size in range(2, MOST_PARTS + 1):
        for at in range(len(same) - size + 1):
            run = same[at : at + size]
            spans = tuple(f.figure.quantity.span for f in run)
            if canonical(sum((f.amount.low for f in run), Decimal(0))) == total and sentence_of(text, spans[0]).covers(spans[-1]):
                yield Neighbour(run[0], sum_of([s.of(text) for s in spans]), spans[1:])
