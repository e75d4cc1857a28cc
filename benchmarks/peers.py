"""What a user would pick instead, as their own documentation has it: each indexes jieba's tokens and stores the text.

A contender answers with the hits of a page, their words marked, and the number of all; ``facets`` says whether it also counts by
year, place, level, part and state.
"""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from asking import Asked, Line

SHOWN = 10
FACETS = ("year", "place", "level", "part", "state")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


@dataclass(frozen=True, slots=True)
class Reply:
    """The number of hits, the keys of the first ones, and their marked texts."""

    total: int
    keys: tuple[int, ...]
    marked: tuple[str, ...]


class Contender(Protocol):
    """A search engine that takes passages in and answers queries."""

    name: str

    def build(self, lines: Iterable[Line]) -> None:
        """Take passages in."""

    def open(self) -> None:
        """Make ready to answer."""

    def ask(self, asked: Asked) -> Reply:
        """Query text in, highlighted hits out."""

    def holding(self, string: str) -> set[int] | None:
        """Keys of the passages found when a string is asked for as it stands; None where that cannot be asked."""


def tokens(text: str) -> list[str]:
    """jieba's words in search mode, marks left out."""
    import jieba  # type: ignore[import-untyped,unused-ignore]

    return [t for t in jieba.cut_for_search(text) if any(c.isalnum() for c in t)]


def taken_apart(text: str) -> tuple[list[str], list[list[str]], list[str]]:
    """(quoted strings, words each with its alternatives, excluded words) of a query."""
    quoted, rest = _QUOTED.findall(text), _QUOTED.sub(" ", text)
    words: list[list[str]] = []
    without, joining = [], False
    for word in rest.split():
        if word == "OR":
            joining = True
        elif word.startswith("-"):
            without.append(word[1:])
        else:
            words[-1:] = [[*words[-1], word]] if joining else [*words[-1:], [word]]
            joining = False
    return quoted, words, without


def marked(text: str, words: Iterable[str]) -> str:
    """The text with every word in a mark."""
    pattern = "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))
    if not pattern:
        return html.escape(text)
    parts, at = [], 0
    for match in re.finditer(pattern, text):
        parts += [html.escape(text[at : match.start()]), "<mark>", html.escape(match.group()), "</mark>"]
        at = match.end()
    return "".join([*parts, html.escape(text[at:])])


class StockWhoosh:
    """Whoosh with jieba's ChineseAnalyzer, its query parser, facets and highlighter."""

    name = "Whoosh + jieba ChineseAnalyzer"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, lines: Iterable[Line]) -> None:
        from jieba.analyse import ChineseAnalyzer
        from whoosh import fields, index

        self._folder.mkdir(parents=True)
        schema = fields.Schema(
            key=fields.STORED, text=fields.TEXT(stored=True, analyzer=ChineseAnalyzer()), year=fields.NUMERIC(int, sortable=True),
            place=fields.KEYWORD(sortable=True), level=fields.ID(sortable=True), part=fields.ID(sortable=True), state=fields.ID(sortable=True),
        )  # fmt: skip
        writer = index.create_in(str(self._folder), schema).writer(limitmb=256)
        for line in lines:
            writer.add_document(
                key=line.key, text=line.text, year=line.year, place=" ".join(line.places), level=line.level or "",
                part=line.part or "", state=line.state,
            )  # fmt: skip
        writer.commit()

    def open(self) -> None:
        from whoosh import index, qparser

        found = index.open_dir(str(self._folder))
        self._searcher: Any = found.searcher()
        self._parser: Any = qparser.QueryParser("text", found.schema)
        self._parser.add_plugin(qparser.OperatorsPlugin(Not=r"(^|(?<=(\s|[()])))-"))

    def ask(self, asked: Asked) -> Reply:
        from whoosh import query as q
        from whoosh import sorting

        only = [q.Term("place", asked.place)] if asked.place else [q.NumericRange("year", asked.year, asked.year)] if asked.year else []
        query = self._parser.parse(re.sub("[“”]", '"', asked.text))
        grouped = {name: sorting.FieldFacet(name, allow_overlap=name == "place", maptype=sorting.Count) for name in FACETS}
        found = self._searcher.search(query, limit=SHOWN, groupedby=grouped, filter=only[0] if only else None)
        for name in FACETS:
            found.groups(name)
        return Reply(len(found), tuple(hit["key"] for hit in found), tuple(hit.highlights("text") for hit in found))

    def holding(self, string: str) -> set[int] | None:
        return {hit["key"] for hit in self._searcher.search(self._parser.parse(f'"{string}"'), limit=None)}


class RawTantivy:
    """tantivy over jieba's tokens, its facets by aggregation."""

    name = "tantivy on jieba tokens"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, lines: Iterable[Line]) -> None:
        import tantivy

        self._folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("key", stored=True, fast=True)
        builder.add_text_field("body", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
        for name in FACETS:
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        writer = tantivy.Index(builder.build(), str(self._folder)).writer(256_000_000, num_threads=1)
        for line in lines:
            document = tantivy.Document()
            document.add_unsigned("key", line.key)
            document.add_text("text", " ".join(tokens(line.text)))
            document.add_text("body", line.text[:8000])
            for name, values in (
                ("year", (str(line.year),)), ("place", line.places), ("level", (line.level,)), ("part", (line.part,)),
                ("state", (line.state,)),
            ):  # fmt: skip
                for value in values:
                    document.add_text(name, value or "")
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self._index: Any = tantivy.Index.open(str(self._folder))
        self._searcher: Any = self._index.searcher()

    def _query(self, text: str) -> tuple[Any, list[str]]:
        from tantivy import Occur, Query

        quoted, words, without = taken_apart(text)
        schema, said = self._index.schema, list[str]()

        def phrase(string: str) -> Any:
            terms = tokens(string)
            said.extend(terms)
            return Query.phrase_query(schema, "text", terms) if len(terms) > 1 else Query.term_query(schema, "text", terms[0] if terms else "")

        def word(one: str) -> Any:
            terms = tokens(one)
            said.extend(terms)
            return Query.boolean_query([(Occur.Must, Query.term_query(schema, "text", t)) for t in terms])

        parts = [(Occur.Must, phrase(s)) for s in quoted]
        parts += [(Occur.Must, Query.boolean_query([(Occur.Should, word(w)) for w in group])) for group in words]
        excluded = [(Occur.MustNot, word(w)) for w in without]
        return Query.boolean_query(parts + excluded), said

    def ask(self, asked: Asked) -> Reply:
        from tantivy import Occur, Query

        query, said = self._query(asked.text)
        only = asked.place or (str(asked.year) if asked.year else None)
        if only:
            term = Query.term_query(self._index.schema, "place" if asked.place else "year", only)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(term, 0.0))])
        found = self._searcher.search(query, SHOWN)
        self._searcher.aggregate(query, {name: {"terms": {"field": name, "size": 100}} for name in FACETS})
        documents = [self._searcher.doc(address) for _, address in found.hits]
        return Reply(
            found.count, tuple(d.get_first("key") for d in documents), tuple(marked(d.get_first("body"), said) for d in documents)
        )

    def holding(self, string: str) -> set[int] | None:
        query, _ = self._query(f"“{string}”")
        found = self._searcher.search(query, 1_000_000)
        return {self._searcher.doc(address).get_first("key") for _, address in found.hits}


class Fts5:
    """SQLite's FTS5 over jieba's tokens, counts by GROUP BY."""

    name = "SQLite FTS5 on jieba tokens"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, lines: Iterable[Line]) -> None:
        self._folder.mkdir(parents=True)
        with sqlite3.connect(self._folder / "fts.sqlite") as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE lines (key INTEGER PRIMARY KEY, text, year, place, level, part, state)")
            connection.execute(
                "CREATE VIRTUAL TABLE words USING fts5(tokens, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '.%-'\")"
            )
            for line in lines:
                row = (line.key, line.text, line.year, f" {' '.join(line.places)} ", line.level, line.part, line.state)
                connection.execute("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                connection.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (line.key, " ".join(tokens(line.text))))

    def open(self) -> None:
        self._connection = sqlite3.connect(self._folder / "fts.sqlite")

    def _query(self, text: str) -> tuple[str, list[str]]:
        quoted, words, without = taken_apart(text)
        said = [t for string in (*quoted, *(w for group in words for w in group)) for t in tokens(string)]

        def phrase(string: str) -> str:
            return '"' + " ".join(tokens(string)).replace('"', "") + '"'

        def word(one: str) -> str:
            return "(" + " AND ".join(f'"{t}"' for t in tokens(one)) + ")"

        parts = [*map(phrase, quoted), *("(" + " OR ".join(map(word, group)) + ")" for group in words)]
        return " AND ".join(parts) + "".join(f" NOT {word(w)}" for w in without), said

    def ask(self, asked: Asked) -> Reply:
        match, said = self._query(asked.text)
        only, values = ("AND year = ?", [asked.year]) if asked.year else ("AND place LIKE ?", [f"% {asked.place} %"]) if asked.place else ("", [])
        joined = f"FROM words JOIN lines ON lines.key = words.rowid WHERE words MATCH ? {only}"
        rows = self._connection.execute(
            f"SELECT key, text {joined} ORDER BY bm25(words) LIMIT {SHOWN}", [match, *values]
        ).fetchall()
        total = 0
        for name in FACETS:
            counts = self._connection.execute(f"SELECT {name}, count(*) {joined} GROUP BY 1", [match, *values]).fetchall()
            total = sum(n for _, n in counts)
        return Reply(total, tuple(k for k, _ in rows), tuple(marked(text, said) for _, text in rows))

    def holding(self, string: str) -> set[int] | None:
        match, _ = self._query(f"“{string}”")
        return {k for (k,) in self._connection.execute("SELECT rowid FROM words WHERE words MATCH ?", [match])} if match.strip('"') else set()


class RankBm25:
    """rank-bm25 over jieba's tokens in memory: it ranks every passage, and has neither phrases nor filters nor facets."""

    name = "rank-bm25 on jieba tokens"

    def __init__(self, folder: Path) -> None:
        self._lines: list[Line] = []

    def build(self, lines: Iterable[Line]) -> None:
        from rank_bm25 import BM25Okapi  # type: ignore[import-untyped,unused-ignore]

        self._lines = list(lines)
        self._model: Any = BM25Okapi([tokens(line.text) for line in self._lines])

    def open(self) -> None:
        """It lives in memory."""

    def ask(self, asked: Asked) -> Reply:
        import numpy as np

        said = tokens(asked.text)
        scores = self._model.get_scores(said)
        best = np.argpartition(scores, -SHOWN)[-SHOWN:]
        best = best[np.argsort(-scores[best])]
        chosen: Sequence[Line] = [self._lines[i] for i in best]
        return Reply(int((scores > 0).sum()), tuple(x.key for x in chosen), tuple(marked(x.text, said) for x in chosen))

    def holding(self, string: str) -> set[int] | None:
        return None


PEERS = (StockWhoosh, RawTantivy, Fts5, RankBm25)
