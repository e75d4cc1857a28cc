"""Figures from end to end: reading them off passages, and finding the paragraph behind one. No engine is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus import Catalog, PassageRecord, Scope, Span, canonical, search_form, sentences
from indexer.figures.store import Amount, FigureStore, Found
from indexer.model.hit import FigureHit, FigureResult, Hit
from indexer.model.quantity import Figure, Quantity, Sought
from indexer.model.query import Term
from indexer.quantities.asking import answers, read_sought
from indexer.quantities.extraction import extract
from indexer.quantities.labelling import Context, label
from indexer.quantities.units import in_base

MOST_NEAR = 5  # neighbours shown when the very figure is nowhere
NEAR = Decimal("0.2")  # a neighbour differs by at most this share of the amount
# Words of a query that only say that something is so much; they need not stand beside the figure.
SAYING = frozenset(
    {"增长", "增加", "提高", "上升", "下降", "减少", "降低", "完成", "达到", "实现", "为", "是", "约", "达", "共", "计划", "目标", "同比"}
)


def figures_of(passage: PassageRecord) -> list[tuple[Figure, Amount]]:
    """The figures of a passage, labelled, each with its exact amount in base units."""
    quantities = extract(passage.text)
    context = Context(passage.document.year, passage.part, passage.section, passage.labels)
    return [(figure, amount_of(figure.quantity)) for figure in label(passage.text, quantities, context)]


def amount_of(quantity: Quantity) -> Amount:
    """A quantity in the base unit of its dimension."""
    ends = quantity.range or (quantity.value, quantity.value)
    (low, unit), (high, _) = (in_base(canonical(end), quantity.unit, quantity.dimension) for end in ends)
    return Amount(unit, canonical(low), canonical(high))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query taken apart: the figure sought, and the words that must stand with it."""

    sought: Sought
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class FigureSearch:
    """Finds figures; ``terms_of`` turns the words beside a figure into terms with their synonyms."""

    store: FigureStore
    catalog: Catalog
    terms_of: Callable[[str], list[Term]]

    def run(self, query: str, scope: Scope, limit: int, offset: int) -> FigureResult:
        """The paragraphs that state a figure; its neighbours apart, and only where the figure itself is nowhere."""
        asked = self._taken_apart(query)
        if asked is None:
            return FigureResult(query, None, False, 0, (), ())
        found, exact = self._found(asked, scope)
        near = [] if found else self._near(asked, scope)
        page = found[offset : offset + limit]
        return FigureResult(
            query, asked.sought.quantity, exact and bool(found), len(found), self._hits(page, offset, None),
            self._hits(near, 0, asked.sought.quantity),
        )  # fmt: skip

    def _taken_apart(self, query: str) -> Asked | None:
        sought = read_sought(query)
        if sought:
            return Asked(sought, ())
        quantities = extract(query)
        if not quantities:
            return None
        span = quantities[0].span
        sought = read_sought(span.of(query))
        rest = f"{query[: span.start]} {query[span.end :]}"
        terms = [t for word in rest.split() for t in self.terms_of(word) if search_form(t.text) not in SAYING]
        return Asked(sought, tuple(terms)) if sought else None

    def _found(self, asked: Asked, scope: Scope) -> tuple[list[Found], bool]:
        """Figures of exactly the amount; else, for a query with bounds, those within. The flag says which."""
        sought = asked.sought
        found = [] if sought.low is None or sought.high is None else self._equal(sought.quantity, scope)
        found = self._with_words(found, asked.terms)
        if found or sought.exact:
            return found, True
        return self._with_words(self._within(sought, scope), asked.terms), False

    def _equal(self, quantity: Quantity, scope: Scope) -> list[Found]:
        if quantity.range is not None:
            return [f for f in self.store.printed(quantity.value, scope) if f.figure.quantity.range == quantity.range]
        if not quantity.unit and quantity.dimension != "ratio":
            return self.store.printed(canonical(quantity.value), scope)
        found = self.store.equal(amount_of(quantity), scope)
        return found or [  # 96微克 for 96微克/立方米
            f for f in self.store.printed(canonical(quantity.value), scope)
            if f.figure.quantity.unit.startswith(quantity.unit + "/")
        ]  # fmt: skip

    def _within(self, sought: Sought, scope: Scope) -> list[Found]:
        low, high = (self._base(bound, sought.quantity) for bound in (sought.low, sought.high))
        bare = not sought.quantity.unit and sought.quantity.dimension != "ratio"
        unit = None if bare else amount_of(sought.quantity).unit
        return [f for f in self.store.between(unit, low, high, scope) if answers(sought, f.figure.quantity)]

    @staticmethod
    def _base(bound: Decimal | None, quantity: Quantity) -> Decimal | None:
        return None if bound is None else in_base(bound, quantity.unit, quantity.dimension)[0]

    def _near(self, asked: Asked, scope: Scope) -> list[Found]:
        """Neighbours of the amount, those with the words first; the same amount of something else before any other."""
        quantity = asked.sought.quantity
        amount = amount_of(quantity)
        same = self._equal(quantity, scope)
        around = self.store.nearest(amount.unit, amount.low, scope, 10 * MOST_NEAR)
        close = [f for f in around if abs(f.amount.low - amount.low) <= abs(amount.low) * NEAR]
        worded = self._with_words(around, asked.terms) if asked.terms else []
        return list(dict.fromkeys((*worded, *same, *close)))[:MOST_NEAR]

    # words ----------------------------------------------------------------------------------

    def _with_words(self, found: Sequence[Found], terms: Sequence[Term]) -> list[Found]:
        """The figures of which every word of the query speaks."""
        if not terms or not found:
            return list(found)
        keys = list(dict.fromkeys(f.passage_key for f in found))
        passages = {p.key: p for p in self.catalog.passages(keys)}
        others: dict[int, list[Found]] = {}
        for figure in self.store.of_passages(keys):
            others.setdefault(figure.passage_key, []).append(figure)
        return [
            f for f in found
            if f.passage_key in passages and _speak(terms, f, passages[f.passage_key].text, others.get(f.passage_key, []))
        ]  # fmt: skip

    def _hits(self, found: Sequence[Found], offset: int, asked: Quantity | None) -> tuple[FigureHit, ...]:
        passages = {p.key: p for p in self.catalog.passages([f.passage_key for f in found])}
        return tuple(
            _hit(rank, f.figure, passages[f.passage_key], _difference(f, asked) if asked else None)
            for rank, f in enumerate(found, offset + 1)
            if f.passage_key in passages
        )


def _speak(terms: Sequence[Term], found: Found, text: str, others: Sequence[Found]) -> bool:
    """Whether each word is in what the figure measures, or in its sentence and not in what another figure there measures."""
    span = found.figure.quantity.span
    sentence = next((s for s in sentences(text) if s.covers(span)), Span(0, max(1, len(text))))
    rivals = [o for o in others if sentence.covers(o.figure.quantity.span) and o.figure.quantity.span != span]
    for term in terms:
        if _says(term, found.figure.indicator):
            continue
        if not _says(term, sentence.of(text)) or any(_says(term, r.figure.indicator) for r in rivals):
            return False
    return True


def _says(term: Term, text: str | None) -> bool:
    form = search_form(text or "")
    own = all(piece in form for piece in term.pieces or (search_form(term.text),))
    return own or any(search_form(e) in form for e in term.expansions)


def _difference(found: Found, asked: Quantity) -> str:
    """In words, how a neighbour differs from what was asked."""
    amount, wanted = found.amount, amount_of(asked)
    if amount.unit != wanted.unit:
        return "数值相同，单位不同"
    if amount.low == wanted.low:
        return "数值相同，所指不同"
    gap = canonical(abs(amount.low - wanted.low))
    unit = "个百分点" if amount.unit == "%" else amount.unit
    return f"{'多' if amount.low > wanted.low else '少'} {gap:f} {unit}"


def _hit(rank: int, figure: Figure, passage: PassageRecord, difference: str | None) -> FigureHit:
    span = figure.quantity.span
    sentence = next((s for s in sentences(passage.text) if s.covers(span)), span)
    shown = sentence if len(sentence) <= 200 else Span(max(sentence.start, span.start - 100), min(sentence.end, span.end + 80))
    return FigureHit(Hit(rank, passage, "exact", (span,), shown), figure, difference)
