"""What a search asks after its ranking, as far as the query alone tells: an engine at the end of a network answers it with the ranking.

Not all of it will be asked: the loosest tier, for one, only where the better ones hold too little. Counting costs less than a journey.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from corpus import Scope
from indexer.finding.highlighting import needles
from indexer.model.matching import Band, Either, Foreseen, Match
from indexer.model.query import Query, leaves
from indexer.queries.compiling import Compiler

READ = 200  # passages whose texts are read to count occurrences in them; in more the engine counts
COPIES = 10_000  # passages with copies that are worth asking for ahead

Question: TypeAlias = tuple[Match, Scope]


def foreseen(compiler: Compiler, query: Query, bands: Sequence[Band], copies: Question | None) -> Foreseen:
    """For a query and the bands it is ranked by; ``copies`` asks which of all that match have copies."""
    lists = [(compiler.demands(query), query.scope, READ)] if query.phrases else []
    counts = [*_weights(compiler, query, bands), *_words(compiler, query)]
    return Foreseen(tuple(counts), (*lists, (*copies, COPIES)) if copies else tuple(lists))


def _weights(compiler: Compiler, query: Query, bands: Sequence[Band]) -> Iterator[Question]:
    """How rare each marked string is."""
    for needle in needles(query, loose=any(band.tier == "some" for band in bands)):
        string = compiler.string(needle)
        if not isinstance(string, Either):
            yield string, Scope()


def _words(compiler: Compiler, query: Query) -> Iterator[Question]:
    """What the words hold each, what the words inside them would, which synonyms bring something, and what is demanded."""
    for leaf in leaves(query.root):
        yield compiler.node(leaf), query.scope
    for term in query.terms:
        for text in (*term.looser, *term.expansions):
            yield compiler.string(text), query.scope
    if query.phrases:
        yield compiler.demands(query), query.scope
