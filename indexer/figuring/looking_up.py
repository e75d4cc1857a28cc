"""Figures from end to end: reading them off passages, and finding the paragraph behind one. No engine is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus import Catalog, PassageRecord, Scope, canonical, search_form
from indexer.figures.store import FigureStore, Found
from indexer.figuring.hits import amount_of, hits_of, with_words
from indexer.figuring.neighbouring import Neighbours, any_year
from indexer.figuring.tables import Names, fits, tallies
from indexer.model.errors import QueryError
from indexer.model.figure_query import FigureFilter
from indexer.model.hit import FigureGroup, FigureHit, FigureResult
from indexer.model.quantity import Amount, Figure, Quantity, Sought
from indexer.model.query import ReadAs, Term
from indexer.quantities.asking import answers, read_sought
from indexer.quantities.extraction import extract
from indexer.quantities.indicators import name_of
from indexer.quantities.labelling import Context, label
from indexer.quantities.refusing import fault_of
from indexer.quantities.units import in_base
from indexer.queries.narrowing import narrow

# Words of a query that only say that something is so much; they need not stand beside the figure.
SAYING = frozenset(
    {"增长", "增加", "提高", "上升", "下降", "减少", "降低", "完成", "达到", "实现", "为", "是", "约", "达", "共", "计划", "目标", "同比"}
)
_GLUED = re.compile("(?<=[A-Za-zＡ-Ｚａ-ｚ])(?=[0-9０-９])")  # GDP6.6%, as it is typed; in a report letters and digits are a name
LIST_ITEM = "—"  # how an item of a list begins
ReadWords = Callable[[Sequence[str], frozenset[str]], tuple[list[list[str]], Scope, ReadAs]]


def figures_of(passage: PassageRecord, lead: str = "") -> list[tuple[Figure, Amount]]:
    """The figures of a passage, labelled, each with its exact amount in base units; ``lead`` is as in :func:`with_leads`."""
    quantities = extract(passage.text)
    context = Context(passage.document.year, passage.part, passage.section, passage.labels, lead)
    return [(figure, amount_of(figure.quantity)) for figure in label(passage.text, quantities, context)]


def with_leads(passages: Iterable[PassageRecord]) -> Iterator[tuple[PassageRecord, str]]:
    """Passages in order, the items of a list (——…) each with the paragraph that opens it, the others with nothing."""
    lead, document = "", None
    for passage in passages:
        if passage.document.key != document or passage.kind != "body":
            lead, document = "", passage.document.key
        item = passage.text.startswith(LIST_ITEM)
        yield passage, lead if item else ""
        lead = lead if item else passage.text if passage.kind == "body" else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query taken apart: the figure sought, the words that must stand with it, and the reports and years meant."""

    sought: Sought
    terms: tuple[Term, ...]
    scope: Scope
    only: FigureFilter
    read_as: ReadAs


@dataclass(frozen=True, slots=True)
class FigureSearch:
    """Finds figures; ``terms_of`` turns the words beside a figure into terms with their synonyms, ``read_words`` reads years
    and places out of them.
    """

    store: FigureStore
    catalog: Catalog
    terms_of: Callable[[str], list[Term]]
    read_words: ReadWords
    names: Names

    def run(
        self, query: str, scope: Scope, only: FigureFilter, as_words: frozenset[str], limit: int, offset: int
    ) -> FigureResult:
        """The paragraphs that state a figure; its neighbours apart, and only where the figure itself is nowhere.

        Raises :class:`QueryError` for numbers that have no value.
        """
        asked = self._taken_apart(query, scope, as_words)
        if asked is None:
            return FigureResult(query, None, False, 0, (), ())
        every, exact = self._found(asked)
        found, groups = grouped([f for f in every if fits(f, only)], asked.only.speaking_of)
        near = [] if every else self._near(replace(asked, only=replace(only, speaking_of=asked.only.speaking_of)))
        facets = tallies(every, only)
        return FigureResult(
            query, asked.sought.quantity, exact and bool(found), len(found),
            hits_of(found[offset : offset + limit], self.catalog, offset), tuple(near), asked.sought.low, asked.sought.high,
            tuple(t.text for t in asked.terms), groups, facets, self.names.of(facets, asked.read_as), asked.read_as,
        )  # fmt: skip

    def first(self, query: str, scope: Scope, as_words: frozenset[str], most: int) -> tuple[FigureHit, ...]:
        """The first paragraphs that state a figure, and nothing of the others. Raises like :meth:`run`."""
        asked = self._taken_apart(query, scope, as_words)
        found, _ = grouped(self._found(asked)[0], asked.only.speaking_of) if asked else ([], ())
        return hits_of(found[:most], self.catalog)

    def _taken_apart(self, query: str, scope: Scope, as_words: frozenset[str]) -> Asked | None:
        fault = fault_of(query)
        if fault:
            raise QueryError(fault)
        sought = read_sought(query)
        if sought:
            return Asked(sought, (), scope, FigureFilter(), ReadAs())
        quantities = extract(query)
        if not quantities:
            query = _GLUED.sub(" ", query)
            quantities = [q for q in extract(query) if q.unit]
        sought = read_sought(quantities[0].span.of(query)) if quantities else None
        if sought is None:
            return None
        span = quantities[0].span
        left, read, read_as = self.read_words(f"{query[: span.start]} {query[span.end :]}".split(), as_words)
        terms = [t for words in left for word in words for t in self.terms_of(word) if search_form(t.text) not in SAYING]
        meant = narrow(scope, Scope(places=read.places))
        return Asked(sought, tuple(terms), meant, FigureFilter(speaking_of=read.years), read_as)

    def _found(self, asked: Asked) -> tuple[list[Found], bool]:
        """Figures of exactly the amount; else, for a query with bounds, those within. The flag says which."""
        sought = asked.sought
        bounded = sought.low is None or sought.high is None
        found = [] if bounded else self._equal(sought.quantity, asked.scope, asked.only)
        found = self._worded(found, asked)
        if found or sought.exact:
            return found, True
        return self._worded(self._within(asked), asked), False

    def _worded(self, found: Sequence[Found], asked: Asked) -> list[Found]:
        return with_words(found, asked.terms, self.store, self.catalog)

    def _equal(self, quantity: Quantity, scope: Scope, only: FigureFilter) -> list[Found]:
        value = canonical(quantity.value)
        if quantity.range is not None:
            return [f for f in self.store.printed(quantity.value, scope, only) if f.figure.quantity.range == quantity.range]
        if not quantity.unit and quantity.dimension != "ratio":
            return self.store.printed(value, scope, only)
        found = self.store.equal(amount_of(quantity), scope, only)
        return found or [  # 96微克 for 96微克/立方米
            f for f in self.store.printed(value, scope, only) if f.figure.quantity.unit.startswith(quantity.unit + "/")
        ]

    def _within(self, asked: Asked) -> list[Found]:
        sought = asked.sought
        low, high = (self._base(bound, sought.quantity) for bound in (sought.low, sought.high))
        bare = not sought.quantity.unit and sought.quantity.dimension != "ratio"
        unit = None if bare else amount_of(sought.quantity).unit
        found = self.store.between(unit, low, high, asked.scope, asked.only)
        return [f for f in found if answers(sought, f.figure.quantity)]

    @staticmethod
    def _base(bound: Decimal | None, quantity: Quantity) -> Decimal | None:
        return None if bound is None else in_base(bound, quantity.unit, quantity.dimension)[0]

    def _near(self, asked: Asked) -> list[FigureHit]:
        """What may have been meant: the amount in another year, of something else, in another unit, or one near to it."""
        quantity, scope, only = asked.sought.quantity, asked.scope, asked.only
        elsewhen = self._equal(quantity, scope, any_year(only)) if only != any_year(only) else []
        same = self._equal(quantity, scope, only)
        if not same and not asked.terms:
            same = self.store.printed(canonical(quantity.value), scope, only)
        neighbours = Neighbours(self.store, self.catalog, scope, only)
        return neighbours.of(quantity, asked.terms, same, [f for f in self._worded(elsewhen, asked) if f.figure.period])


def grouped(found: Sequence[Found], years: frozenset[int]) -> tuple[list[Found], tuple[FigureGroup, ...]]:
    """Figures by what they measure, and the groups in their order: those of the years asked for first, then the largest, what
    was not recognised last; inside a group the order is that of the documents.
    """
    counts = Counter((f.key, f.figure.change) for f in found)
    wanted = {str(year) for year in years}
    spoken = {(f.key, f.figure.change) for f in found if (f.figure.period or "")[:4] in wanted}

    def order(f: Found) -> tuple[object, ...]:
        group = (f.key, f.figure.change)
        other_year = (f.figure.period or "")[:4] not in wanted
        return (group not in spoken, not f.key, -counts[group], group, other_year, f.passage_key, f.figure.quantity.span)

    ordered = sorted(found, key=order)
    keys = dict.fromkeys((f.key, f.figure.change) for f in ordered)
    return ordered, tuple(FigureGroup(key, name_of(key), change, counts[key, change]) for key, change in keys)
