"""From a query tree to what an engine is asked: bigram trees that decide hits, words that rank them.

Hits never depend on the dictionary: a word is there if each of its pieces stands in the text, letter by letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from corpus import Span, compact, search_form
from indexer.model.matching import (
    NOTHING,
    Band,
    Both,
    Either,
    Enough,
    GramField,
    GramPhrase,
    GramPrefix,
    Match,
    Near,
    ScoreTerm,
    Without,
)
from indexer.model.query import All, Any, Node, Not, Phrase, Query, SameSentence, Term, leaves

SENTENCE_WINDOW = 4096  # equals the analyzer's sentence gap (a test compares them)
EXPANSION_WEIGHT = 0.6  # a synonym ranks below the word that was typed
SUBJECT_WEIGHT = 1.0
STEPS = 64  # parts of one that weights are rounded to
MAX_LOOSE = 10  # terms considered for the loosest tier, the heaviest ones


class Grams(Protocol):
    """A bigram with its position."""

    @property
    def text(self) -> str:
        """The bigram."""

    @property
    def position(self) -> int:
        """Its position."""


class Terms(Protocol):
    """What is needed of the analyzer."""

    def grams(self, form: str) -> Sequence[Grams]:
        """The bigrams of a search form."""

    def words(self, form: str) -> list[str]:
        """The terms of a search form that rank."""

    def segment(self, form: str) -> list[Span]:
        """The parts of a search form, in order."""


class Compiler:
    """Compiles queries with one analyzer."""

    def __init__(self, analyzer: Terms) -> None:
        self._analyzer = analyzer

    def string(self, text: str, field: GramField = "grams") -> GramPhrase | GramPrefix | Either:
        """Passages in which a string stands, as Ctrl+F finds it; nothing for a string of blanks."""
        form = compact(search_form(text))[0]
        if not form:
            return NOTHING
        if len(form) == 1:
            return GramPrefix(form, field)
        found = self._analyzer.grams(form)[:-1]
        return GramPhrase(tuple((g.position, g.text) for g in found), field)

    def reach(self, text: str) -> int:
        """How many positions after its beginning a string may begin again without overlap; see ``Reader.tally``."""
        return self._analyzer.grams(search_form(text))[-1].position + 1

    def node(self, node: Node) -> Match:
        """Passages in which a node of the query holds."""
        if isinstance(node, Term):
            return self.term(node)
        if isinstance(node, Phrase):
            return self.string(node.text, _field(node))
        if isinstance(node, Not):
            return Without(self.node(node.child))
        if isinstance(node, All):
            return Both(tuple(self.node(c) for c in node.children))
        if isinstance(node, Any):
            return Either(tuple(self.node(c) for c in node.children))
        return self._same_sentence(node)

    def term(self, term: Term) -> Match:
        """Passages with all pieces of a term, or one of its expansions."""
        field = _field(term)
        own = _both([self.string(p, field) for p in term.pieces or (term.text,)])
        return Either((own, *(self.string(e, field) for e in term.expansions))) if term.expansions else own

    def whole(self, query: Query) -> Match | None:
        """Passages in which the whole query stands as one string, its negations kept."""
        if not query.whole:
            return None
        strings = Either(tuple(self.string(s) for s in query.whole))
        quoted_text = [c for c in query.demands if isinstance(c, Phrase) and c.field == "text"]
        return _both([strings, *(self.node(c) for c in query.demands if c not in quoted_text)])

    def bands(self, query: Query, loose: Match | None = None) -> tuple[Band, ...]:
        """The tiers of a query, best first. Without quotes, headings and front matter come after all body paragraphs."""
        exact, every = self.whole(query), self.node(query.root)
        if query.phrases:
            words = [self.string(w) for w in query.words]
            phrase = _both([self.demands(query), *words])
            tiers = [("exact", exact), ("phrase", phrase), ("all", every), ("some", loose)]
            return tuple(Band(tier, match) for tier, match in tiers if match is not None)  # type: ignore[arg-type]
        tiers = [("exact", exact), ("all", every), ("some", loose)]
        kinds = (None,) if _asks_titles(query.root) else (True, False)
        return tuple(Band(tier, m, body) for body in kinds for tier, m in tiers if m is not None)  # type: ignore[arg-type]

    def loose(self, query: Query, weigh: Callable[[Match], float]) -> Match | None:
        """Passages with at least half of the terms by weight; ``weigh`` gives 0 to what stands nowhere.

        Quoted strings, negations and alternatives must hold all the same.
        """
        units = [unit for term in query.terms for unit in self._loose_units(term, weigh)]
        weighed = sorted(((weigh(u), i, u) for i, u in enumerate(dict.fromkeys(units))), key=lambda x: (-x[0], x[1]))
        heavy = [(w, u) for w, _, u in weighed if w > 0][:MAX_LOOSE]
        if not heavy:
            return None
        whole = tuple((max(1, round(w * STEPS)), u) for w, u in heavy)
        return _both([self.demands(query), Enough(whole, sum(w for w, _ in whole) / 2)])

    def _loose_units(self, term: Term, weigh: Callable[[Match], float]) -> list[Match]:
        """A term; the words inside it if it stands nowhere, so that 环卫工人 still finds 环卫."""
        whole = self.term(term)
        return [whole] if weigh(whole) or not term.looser else [self.string(word) for word in term.looser]

    def demands(self, query: Query) -> Match:
        """What must hold in every tier."""
        return Both(tuple(self.node(c) for c in query.demands))

    def score(self, query: Query) -> tuple[ScoreTerm, ...]:
        """What ranks: the words of every positive term and phrase, of expansions with less weight."""
        weights: dict[str, float] = {}
        for text, weight in _texts(query.root):
            form = search_form(text)
            typed = weight == 1.0  # the words inside an expansion (医疗, 保险) are not what was asked for
            for word in self._analyzer.words(form) if typed else [s.of(form) for s in self._analyzer.segment(form)]:
                weights[word] = max(weights.get(word, 0.0), weight)
        return tuple(
            ScoreTerm(field, word, weight * factor)  # type: ignore[arg-type]
            for word, weight in weights.items()
            for field, factor in (("words", 1.0), ("subject", SUBJECT_WEIGHT))
        )

    def _same_sentence(self, node: SameSentence) -> Near:
        groups = []
        for child in node.children:
            strings = [child.text, *(child.expansions if isinstance(child, Term) else ())]
            found = [self.string(s) for s in strings if not self._runs_over(s)]
            groups.append(tuple(g for g in found if isinstance(g, GramPhrase | GramPrefix)))
        return Near(tuple(groups), SENTENCE_WINDOW)

    def _runs_over(self, text: str) -> bool:
        """Whether a string goes on after the end of a sentence, so that no sentence holds it."""
        found = self._analyzer.grams(search_form(text))
        return bool(found) and found[-1].position >= SENTENCE_WINDOW


def _both(matches: Sequence[Match]) -> Match:
    return matches[0] if len(matches) == 1 else Both(tuple(matches))


def _field(node: Term | Phrase) -> GramField:
    return "titles" if node.field == "title" else "grams"


def _asks_titles(node: Node) -> bool:
    return any(leaf.field == "title" for leaf in leaves(node))


def _texts(node: Node) -> Iterator[tuple[str, float]]:
    """Every positive string of a tree with its weight."""
    for leaf in leaves(node):
        yield leaf.text, 1.0
        if isinstance(leaf, Term):
            yield from ((e, EXPANSION_WEIGHT) for e in leaf.expansions)
