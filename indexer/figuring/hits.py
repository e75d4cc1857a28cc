"""What look-ups, neighbours and tables of figures share: amounts in base units, and a figure as a hit with its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Catalog, PassageRecord, Span, canonical, search_form, sentences
from indexer.figures.store import FigureStore, Found
from indexer.model.hit import FigureHit, Hit
from indexer.model.quantity import Amount, Quantity
from indexer.model.query import Term
from indexer.quantities.units import in_base

LONGEST_SENTENCE = 200  # characters shown at most
AROUND = (100, 80)  # characters shown before and after the figure in a longer one


def amount_of(quantity: Quantity) -> Amount:
    """A quantity in the base unit of its dimension."""
    ends = quantity.range or (quantity.value, quantity.value)
    (low, unit), (high, _) = (in_base(canonical(end), quantity.unit, quantity.dimension) for end in ends)
    return Amount(unit, canonical(low), canonical(high))


def sentence_of(text: str, span: Span) -> Span:
    """The sentence in which a figure stands; where there is none, the whole text."""
    return next((s for s in sentences(text) if s.covers(span)), Span(0, max(1, len(text))))


def hit_of(rank: int, found: Found, passage: PassageRecord, difference: str | None = None, parts: Sequence[Span] = ()) -> FigureHit:
    """A figure as it is shown; ``parts`` are marked beside it."""
    span = found.figure.quantity.span
    sentence = sentence_of(passage.text, span)
    before, after = AROUND
    cut = Span(max(sentence.start, span.start - before), min(sentence.end, span.end + after))
    shown = sentence if len(sentence) <= LONGEST_SENTENCE else cut
    marks = tuple(sorted({span, *parts}))
    return FigureHit(Hit(rank, passage, "exact", marks, shown), found.figure, difference)


def hits_of(found: Sequence[Found], catalog: Catalog, offset: int = 0) -> tuple[FigureHit, ...]:
    """Figures with their passages; one whose passage is gone is left out."""
    passages = {p.key: p for p in catalog.passages(list(dict.fromkeys(f.passage_key for f in found)))}
    return tuple(
        hit_of(rank, f, passages[f.passage_key]) for rank, f in enumerate(found, offset + 1) if f.passage_key in passages
    )


def with_words(found: Sequence[Found], terms: Sequence[Term], store: FigureStore, catalog: Catalog) -> list[Found]:
    """The figures of which every word of a query speaks."""
    if not terms or not found:
        return list(found)
    keys = list(dict.fromkeys(f.passage_key for f in found))
    texts = {p.key: p.text for p in catalog.passages(keys)}
    others: dict[int, list[Found]] = {}
    for figure in store.of_passages(keys):
        others.setdefault(figure.passage_key, []).append(figure)
    return [f for f in found if f.passage_key in texts and _speak(terms, f, texts[f.passage_key], others.get(f.passage_key, []))]


def _speak(terms: Sequence[Term], found: Found, text: str, others: Sequence[Found]) -> bool:
    """Whether each word is in what the figure measures, or in its sentence and not in what another figure there measures."""
    span = found.figure.quantity.span
    sentence = sentence_of(text, span)
    rivals = [o for o in others if sentence.covers(o.figure.quantity.span) and o.figure.quantity.span != span]
    for term in terms:
        if _says(term, found.figure.indicator):
            continue
        if not _says(term, sentence.of(text)) or any(_says(term, r.figure.indicator) for r in rivals):
            return False
    return True


def _says(term: Term, text: str | None) -> bool:
    form = search_form(text or "")
    whole = search_form(term.text)
    own = all(piece in form for piece in term.pieces or (whole,))
    if not own and "".join(term.looser) == whole:  # 中央财政预算赤字 speaks of 财政赤字
        own = all(piece in form for piece in term.looser)
    return own or any(search_form(e) in form for e in term.expansions)
