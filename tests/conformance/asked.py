"""Whole searches as the program asks for them: every query, plain and quoted, alone and in scopes, sorted and by document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus import Scope
from indexer.model.matching import Ask, Band, Both, Either
from indexer.model.query import All, Phrase, Query, SameSentence, Term
from indexer.queries.compiling import Compiler
from indexer.queries.wording import terms_of
from tests.conformance.grown import QUERIES, analyzer

SCOPES = [
    Scope(), Scope(years=frozenset({2010, 2011})), Scope(year_from=2015, parts=frozenset({"plan"})),
    Scope(places=frozenset({"410103", "410105"})), Scope(documents=frozenset({"d3", "d7"}), states=frozenset({"report"})),
]  # fmt: skip
SENTENCE = SameSentence((Phrase("改造"), Term("小区", ("小区",))))


@dataclass(frozen=True)
class Asked:
    """A search by its text, made when it is needed: the analyzer takes a second to load."""

    text: str
    form: str = "plain"
    scope: Scope = Scope()  # noqa: RUF009  # frozen
    more: tuple[tuple[str, Any], ...] = ()

    @property
    def by_document(self) -> bool:
        """Whether one passage of each report is asked for."""
        return bool(dict(self.more).get("by_document"))

    @property
    def name(self) -> str:
        """What the test is called."""
        return f"{self.text} {self.form} {self.scope if self.scope else ''} {dict(self.more) or ''}"

    def ask(self) -> Ask:
        """What an engine is asked."""
        known: dict[str, Any] = {"keep": 10} | dict(self.more)
        if self.form == "everything":
            return Ask((Band("all", Both(())),), (), self.scope, **known)
        if self.form == "nothing":
            return Ask((Band("all", Either(())),), (), self.scope, **known)
        compiler, query = Compiler(analyzer()), FORMS[self.form](self.text)
        return Ask(compiler.bands(query, compiler.loose(query, lambda match: 1.0)), compiler.score(query), self.scope, **known)


def plain(text: str) -> Query:
    """A query of words."""
    terms = tuple(term for word in text.split() for term in terms_of(word, analyzer(), {}))
    return Query(text, All(terms), ("".join(text.split()),), tuple(text.split()), Scope())


FORMS = {
    "plain": plain,
    "quoted": lambda text: Query(text, All((Phrase(text),)), (text,), (), Scope()),
    "sentence": lambda text: Query("", All((SENTENCE,)), (), (), Scope()),
}
ASKED = [
    *(Asked(text) for text in QUERIES),
    *(Asked(text, "quoted") for text in QUERIES),
    *(Asked(text, scope=scope) for text, scope in zip(QUERIES * 2, SCOPES * 8, strict=False)),
    *(Asked(text, more=(("sort", sort), ("keep", 25))) for text in QUERIES[:6] for sort in ("year", "place")),
    *(Asked(text, more=(("by_document", True),)) for text in QUERIES[:6]),
    *(Asked(text, more=(("keep", keep),)) for text in QUERIES[:6] for keep in (0, 150)),
    Asked("", "sentence"), Asked("", "everything"), Asked("", "nothing"),
]  # fmt: skip
