"""From a typed query to a query tree, with the filters of its fields and of its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus import Scope, is_blank, needle_of
from indexer.model.errors import EmptyQuery, QueryError, QueryTooLong
from indexer.model.query import MAX_QUERY, All, Any, Node, Not, Phrase, Query, SameSentence, Term
from indexer.queries.fields import FILTERS, FieldNames, read_field
from indexer.queries.lexer import Lexeme, lex
from indexer.queries.narrowing import narrow
from indexer.queries.reading_scope import Reader, read_scope_words
from indexer.queries.wording import Segmenter, terms_of

EMPTY = "查询是空的，请输入关键词，或用引号括起一句原文。"
ONLY_MARKS = "查询里只有标点，请输入关键词；要找标点本身，请加引号。"
ONLY_NOT = "只有要排除的词，请至少再写一个要找的词。"
NO_FILTER_HERE = "“{name}:”是筛选条件，不能排除，也不能与 OR 并列，请单独写，例如 {example}。"
ONLY_STRINGS = "同句:( ) 里只能写词语和引文，不能用 -、OR、字段或再套一层，请改写，例如 同句:(老旧小区 电梯)。"
TOO_MANY = "同句:( ) 里最多写 {most} 个词，每个至少两个字，请删去一些。"
TOO_MANY_SINGLE = "单个字太多，只取了前 {most} 个。"
NOTHING_AFTER = "“{name}:”后面没有内容，请补上要找的{name}，例如 {example}。"
MOST_IN_SENTENCE = 10  # strings of one 同句: each costs a pass over its postings
MOST_SINGLE = 10  # one-character words of a query: each stands for all bigrams that begin with it
EXAMPLES = {"年份": "年份:2020", "地区": "地区:郑州市", "标题": "标题:营商环境", "部分": "部分:回顾", "同句": "同句:(老旧小区 电梯)"}


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads queries; everything it needs of the library and the language is handed to it."""

    segmenter: Segmenter
    synonyms: Mapping[str, Sequence[str]]
    reader: Reader
    names: FieldNames

    def parse(
        self, text: str, scope: Scope, *, expand: bool = True, as_words: frozenset[str] = frozenset(), literal: bool = False
    ) -> Query:
        """Read a query in a scope; ``literal`` takes every word as if it were quoted.

        Raises :class:`QueryError` with a sentence for the reader.
        """
        check(text)
        lexemes, notices = lex(text)
        if literal:
            lexemes = [replace(x, kind="phrase") if x.kind == "word" else x for x in lexemes]
        work = _Work(self, self.synonyms if expand else {}, lexemes, scope)
        work.read()
        words = [item for item in work.items if isinstance(item, str)]
        others = [item for item in work.items if not isinstance(item, str)]
        alone = not others and not work.fields
        left, narrowed, read_as = read_scope_words(words, work.scope, self.reader, as_words, alone=alone)
        remaining = iter(left)
        children: list[Node] = []
        row: list[str] = []
        for item in work.items:
            if isinstance(item, str):
                kept = next(remaining)
                row += kept
                children += [term for word in kept for term in work.terms(word)]
            else:
                children.append(item)
                row += [item.text] if isinstance(item, Phrase) and item.field == "text" else []
        if not read_as.years and not read_as.places:
            _refuse_empty(children, work)
        children = _fewer_single(children, notices)
        return Query(
            text=text, root=All(tuple(children)), whole=_whole(text, lexemes, row),
            words=tuple(w for kept in left for w in kept if work.terms(w)), scope=narrowed, read_as=read_as,
            notices=tuple(notices),
        )  # fmt: skip


def check(text: str) -> None:
    """Raise for a query that is empty, too long, or nothing but marks."""
    if len(text) > MAX_QUERY:
        raise QueryTooLong(f"查询有 {len(text)} 个字，最多 {MAX_QUERY} 个字，请删短一些，或只粘贴其中一句。")
    if all(is_blank(c) or not c.isprintable() for c in text):
        raise EmptyQuery(EMPTY)


def _fewer_single(children: list[Node], notices: list[str]) -> list[Node]:
    single = [c for c in children if isinstance(c, Term) and len(needle_of(c.text)) == 1]
    if len(single) <= MOST_SINGLE:
        return children
    notices.append(TOO_MANY_SINGLE.format(most=MOST_SINGLE))
    surplus = set(single[MOST_SINGLE:]) - set(single[:MOST_SINGLE])
    return [c for c in children if not (isinstance(c, Term) and c in surplus)]


def _refuse_empty(children: Sequence[Node], work: _Work) -> None:
    if any(not isinstance(child, Not) for child in children):
        return
    if children:
        raise EmptyQuery(ONLY_NOT)
    if not work.fields:
        raise EmptyQuery(ONLY_MARKS)


def _whole(text: str, lexemes: Sequence[Lexeme], row: Sequence[str]) -> tuple[str, ...]:
    """The strings that make a passage exact; none where operators leave no string to look for."""
    kinds = {lexeme.kind for lexeme in lexemes}
    plain = [text] if kinds <= {"word", "phrase"} else []
    joined = [] if "or" in kinds or "open" in kinds else ["".join(row)]
    unquoted = ["".join(x.text for x in lexemes)] if plain else []
    found = {needle_of(s): s for s in (*plain, *unquoted, *joined)}
    return tuple(s for needle, s in found.items() if needle)


@dataclass(slots=True)
class _Work:
    """One pass over the lexemes. ``items`` are nodes, and plain words still as typed."""

    parser: Parser
    synonyms: Mapping[str, Sequence[str]]
    lexemes: Sequence[Lexeme]
    scope: Scope
    at: int = 0
    fields: bool = False
    items: list[str | Node] = field(default_factory=list)

    def read(self) -> None:
        while self.at < len(self.lexemes):
            if self._peek() in ("or", "close", "open"):
                self.at += 1
                continue
            item = self._item(alternative=self._followed_by_or())
            alternatives = [item] if item is not None else []
            while self._peek() == "or" and self.at + 1 < len(self.lexemes) and item is not None:
                self.at += 1
                other = self._item(alternative=True)
                alternatives += [other] if other is not None else []
            if len(alternatives) > 1:
                self.items.append(Any(tuple(n for a in alternatives for n in self._nodes(a))))
            else:
                self.items += alternatives

    def terms(self, word: str) -> list[Term]:
        return terms_of(word, self.parser.segmenter, self.synonyms) or _literal(word)

    def _peek(self) -> str | None:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else None

    def _followed_by_or(self) -> bool:
        """Whether a field and its value, or a single lexeme, stand before an OR."""
        size = 2 if self._peek() == "field" else 1
        return self.at + size + 1 < len(self.lexemes) and self.lexemes[self.at + size].kind == "or"

    def _item(self, *, alternative: bool) -> str | Node | None:
        """``alternative``: beside an OR or after a minus, where a filter cannot stand."""
        lexeme = self.lexemes[self.at]
        if alternative and lexeme.kind == "field" and lexeme.text in FILTERS:
            raise QueryError(NO_FILTER_HERE.format(name=lexeme.text, example=EXAMPLES[lexeme.text]))
        self.at += 1
        if lexeme.kind == "phrase":
            return Phrase(lexeme.text)
        if lexeme.kind == "word":
            return lexeme.text
        if lexeme.kind == "not":
            return self._negated()
        return self._field(lexeme.text) if lexeme.kind == "field" else None

    def _negated(self) -> Node | None:
        if self.at >= len(self.lexemes):
            return None
        item = self._item(alternative=True)
        nodes = self._nodes(item) if item is not None else []
        return Not(_all(nodes)) if nodes else None

    def _nodes(self, item: str | Node) -> list[Node]:
        """An item as one node: a word of several terms is all of them."""
        if not isinstance(item, str):
            return [item]
        terms: list[Node] = list(self.terms(item))
        return [_all(terms)] if terms else []

    def _field(self, name: str) -> Node | None:
        self.fields = True
        if self._peek() == "open":
            self.at += 1
            return self._sentence(name, until_close=True)
        if self._peek() not in ("word", "phrase"):
            raise QueryError(NOTHING_AFTER.format(name=name, example=EXAMPLES[name]))
        if name == "同句":
            return self._sentence(name, until_close=False)
        lexeme = self.lexemes[self.at]
        self.at += 1
        if name == "标题":
            return self._title(lexeme)
        self.scope = narrow(self.scope, read_field(name, lexeme.text, self.parser.names))
        return None

    def _title(self, lexeme: Lexeme) -> Node | None:
        if lexeme.kind == "phrase":
            return Phrase(lexeme.text, field="title")
        terms: list[Node] = [replace(t, field="title") for t in self.terms(lexeme.text)]
        return _all(terms) if terms else None

    def _sentence(self, name: str, *, until_close: bool) -> Node:
        inner: list[Term | Phrase] = []
        while self._peek() in ("word", "phrase"):
            lexeme = self.lexemes[self.at]
            self.at += 1
            inner += [Phrase(lexeme.text)] if lexeme.kind == "phrase" else self.terms(lexeme.text)
            if not until_close:
                break
        if until_close and self._peek() not in ("close", None):
            raise QueryError(ONLY_STRINGS)
        if not inner:
            raise QueryError(NOTHING_AFTER.format(name=name, example=EXAMPLES[name]))
        distinct = tuple(dict.fromkeys(inner))
        if len(distinct) > MOST_IN_SENTENCE or any(len(needle_of(c.text)) < 2 for c in distinct):
            raise QueryError(TOO_MANY.format(most=MOST_IN_SENTENCE))
        return SameSentence(distinct)


def _literal(word: str) -> list[Term]:
    """A word without any term, such as 多少 by itself: looked for as it is, unless it is punctuation only."""
    return [Term(word, (needle_of(word),))] if any(c.isalnum() for c in word) else []


def _all(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes))
