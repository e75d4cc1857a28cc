"""Query: what was asked, as a tree over strings of the search form, with its scope. No engine and no analyzer is known here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from corpus import Scope

MAX_QUERY = 1000  # characters of a query, as the public interface promises
MAX_LIMIT = 100  # hits on one page
DEFAULT_LIMIT = 10

Sort = Literal["relevance", "year", "place"]
SORTS: tuple[Sort, ...] = ("relevance", "year", "place")

Group = Literal["passage", "document"]
GROUPINGS: tuple[Group, ...] = ("passage", "document")

Tier = Literal["exact", "phrase", "all", "some"]
TIERS: tuple[Tier, ...] = ("exact", "phrase", "all", "some")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query; ``expansions`` are the synonyms and abbreviations that may stand for it.

    ``pieces`` are the strings it was segmented into; the word is there if all of them are. ``looser`` are the words inside
    it that the loosest tier may do with.
    """

    text: str
    pieces: tuple[str, ...] = ()
    expansions: tuple[str, ...] = ()
    field: Literal["text", "title"] = "text"
    looser: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quoted string, looked for as Ctrl+F would."""

    text: str
    field: Literal["text", "title"] = "text"


@dataclass(frozen=True, slots=True)
class All:
    """Every child must hold."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One child must hold."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The child must not hold."""

    child: Node


@dataclass(frozen=True, slots=True)
class SameSentence:
    """All children, words or phrases, stand in one sentence."""

    children: tuple[Term | Phrase, ...]


Node: TypeAlias = "Term | Phrase | All | Any | Not | SameSentence"


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What the query's own words were read as: filters taken from them, each with the words it came from."""

    years: tuple[tuple[int, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read.

    ``whole`` are the strings any of which makes a passage ``exact``: the query as typed, and its positive words and phrases in
    a row. ``words`` are the plain words as typed, those read as filters left out. ``scope`` holds all filters, those of the
    request, of fields and of words.
    """

    text: str
    root: All
    whole: tuple[str, ...]
    words: tuple[str, ...]
    scope: Scope = field(default_factory=Scope)
    read_as: ReadAs = field(default_factory=ReadAs)
    notices: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The plain terms that should stand in the text, in order; the loosest tier may do without some of them."""
        return tuple(child for child in self.root.children if isinstance(child, Term) and child.field == "text")

    @property
    def demands(self) -> tuple[Node, ...]:
        """What must hold in every tier: quoted strings, negations, alternatives, sentences, titles."""
        plain = set(self.terms)
        return tuple(child for child in self.root.children if not (isinstance(child, Term) and child in plain))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every string quoted to be found in the text, also one among alternatives; not those that must not stand."""
        return tuple(leaf for leaf in leaves(self.root) if isinstance(leaf, Phrase) and leaf.field == "text")


def leaves(node: Node) -> Iterator[Term | Phrase]:
    """The positive words and phrases of a tree, from left to right."""
    if isinstance(node, Term | Phrase):
        yield node
    elif not isinstance(node, Not):
        for child in node.children:
            yield from leaves(child)
