"""Input suggestions: what a query that is being typed may become, in four groups.

A small derived table beside the vocabulary: frequent words, names of indicators, headings and places, each with its sound
and the initials of its sound. It is made when it is first asked for after a change of the library, never by a search; it
holds a few thousand rows whatever the size of the library, so that reading all of them takes a few milliseconds.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path

from corpus import NATION, DocumentRecord, Scope, Section, search_form
from indexer.analysis.word_lists import dictionary_words, stopwords, synonyms
from indexer.model.suggestion import GROUPS, Group, Suggestion
from indexer.quantities.indicators import indicators
from indexer.suggesting.vocabulary import Terms, refreshed, sound_of

MOST = 2_000  # words that are not of this field, and headings, that are kept
BATCH = 1_000  # reports read from the catalog at a time
_TELLING: tuple[Group, ...] = ("地区", "指标", "热词", "章节")  # who keeps a text that several groups have
SURE = {"热词": 3, "指标": 2, "章节": 2, "地区": 1}  # rows that the others cannot take from a group
_WORD = re.compile(r"[\u3400-\u9fff]{2,8}")
_LETTERS = re.compile(r"[a-z]{1,40}")
_SYNTAX = re.compile(r'["“”:：()（）|]')  # a quotation or a field is being typed: nothing to complete
_NUMBERING = re.compile(r"(?:第?[一二三四五六七八九十百]+[、.．，,]|[(（][一二三四五六七八九十\d]{1,3}[)）][、.．]?|\d{1,2}[、.．])\s*")
_ENDS = "。．.：:；;，,！! 　"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS offers (
    kind TEXT, text TEXT, form TEXT, sound TEXT, initials TEXT, weight INTEGER, PRIMARY KEY (kind, text)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_form ON offers (kind, form);
CREATE INDEX IF NOT EXISTS by_sound ON offers (kind, sound);
CREATE INDEX IF NOT EXISTS by_initials ON offers (kind, initials);
CREATE TABLE IF NOT EXISTS made_from (size INTEGER);
"""
# Ranges and not LIKE or GLOB: what is typed may hold their signs, and a range uses the index.
_BEGINNING = """SELECT text FROM offers INDEXED BY by_form WHERE kind = :kind AND form > :typed AND form < :end
ORDER BY weight DESC, length(text), text LIMIT :limit"""
_INSIDE = """SELECT text FROM offers INDEXED BY by_form WHERE kind = :kind AND instr(form, :typed) > 1
ORDER BY weight DESC, length(text), text LIMIT :limit"""
_SOUNDING = """SELECT text FROM offers WHERE kind = :kind AND text IN (
    SELECT text FROM offers INDEXED BY by_initials WHERE kind = :kind AND initials >= :typed AND initials < :end
    UNION SELECT text FROM offers INDEXED BY by_sound WHERE kind = :kind AND sound >= :typed AND sound < :end
    UNION SELECT text FROM offers INDEXED BY by_form WHERE kind = :kind AND form >= :typed AND form < :end)
ORDER BY initials = :typed OR sound = :typed DESC, weight DESC, length(text), text LIMIT :limit"""

Row = tuple[Group, str, int]
Documents = Callable[..., list[DocumentRecord]]


class Suggestions:
    """The table of one generation. ``path`` is an SQLite file; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._size = -1

    def bring_up(self, terms: Terms, documents: Documents, count: Callable[[str], int]) -> None:
        """Make the table fit a snapshot. While one thread does so, the others answer from the table as it was."""
        if self._size == terms.size() or not self._lock.acquire(blocking=self._size < 0):
            return
        try:
            if self._size != terms.size():
                refreshed(self._path, lambda: self._refresh(terms, documents, count))
                self._size = terms.size()
        finally:
            self._lock.release()

    def offered(self, text: str, limit: int) -> list[Suggestion]:
        """At most ``limit`` suggestions in the order of the groups; they complete the last word of ``text``."""
        head, typed = _last_word(text)
        if not typed or _SYNTAX.search(text):
            return []
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as table:
            known = {kind: _found(table, kind, typed, limit) for kind in GROUPS}
            return [Suggestion(head + word, kind) for kind, word in _shared_out(known, limit)]
        return []

    def _refresh(self, terms: Terms, documents: Documents, count: Callable[[str], int]) -> None:
        with closing(sqlite3.connect(self._path)) as table, table:
            table.executescript(_SCHEMA)
            if table.execute("SELECT size FROM made_from").fetchone() == (terms.size(),):
                return
            rows = chain(_words(terms), _indicators(count), _headings_and_places(documents))
            made = [(kind, text, search_form(text), *sound_of(text), weight) for kind, text, weight in rows]
            table.execute("DELETE FROM offers")
            table.executemany("INSERT OR IGNORE INTO offers VALUES (?, ?, ?, ?, ?, ?)", made)
            table.execute("DELETE FROM made_from")
            table.execute("INSERT INTO made_from VALUES (?)", (terms.size(),))


def _found(table: sqlite3.Connection, kind: Group, typed: str, limit: int) -> list[str]:
    """Texts of a group: by sound for letters, else those that begin with what was typed and then those that hold it."""
    values = {"kind": kind, "typed": typed, "end": typed + "\U0010ffff", "limit": limit}
    if _LETTERS.fullmatch(typed):
        return [row[0] for row in table.execute(_SOUNDING, values)]
    found = [row[0] for row in table.execute(_BEGINNING, values)]
    if kind != "地区" and len(found) < SURE[kind] and len(typed) > 1:
        found += [row[0] for row in table.execute(_INSIDE, values)]
    return found[:limit]


def _last_word(text: str) -> tuple[str, str]:
    """What stays as typed, and the search form of what is completed; letters with spaces between are one spelling."""
    form = search_form(text)
    letters = re.sub(r"[\s']", "", form)
    if _LETTERS.fullmatch(letters):
        return "", letters
    head = re.match(r"(?:.*\s)?", text, re.S)
    kept = head[0] if head else ""
    return kept, search_form(text[len(kept) :])


def _shared_out(known: dict[Group, list[str]], limit: int) -> Iterator[tuple[Group, str]]:
    """Every group its sure rows, then whoever has more; no text twice, a more telling group keeps it."""
    for text in {text for texts in known.values() for text in texts}:
        holders = [kind for kind in _TELLING if text in known[kind]]
        for kind in holders[1:]:
            known[kind].remove(text)
    rows = {kind: min(len(texts), SURE[kind]) for kind, texts in known.items()}
    for kind in GROUPS:
        rows[kind] += max(0, min(len(known[kind]) - rows[kind], limit - sum(rows.values())))
    chosen = [(kind, text) for kind in GROUPS for text in known[kind][: rows[kind]]]
    yield from chosen[:limit]


def _words(terms: Terms) -> Iterator[Row]:
    """Words of the reports; those of this field before all others, however frequent those are."""
    counted = {text: n for text, n in terms.terms("words") if _WORD.fullmatch(text) and text not in stopwords()}
    domain = {*dictionary_words(), *synonyms(), *(search_form(w) for many in synonyms().values() for w in many)}
    ours = [(text, n) for text, n in counted.items() if text in domain]
    others = Counter({text: n for text, n in counted.items() if n > 1 and text not in domain}).most_common(MOST)
    yield from (("热词", text, n + 1_000_000_000) for text, n in ours)
    yield from (("热词", text, n) for text, n in others)


def _indicators(count: Callable[[str], int]) -> Iterator[Row]:
    """Names of known measures; a short form within its full name (老旧小区 for 老旧小区改造) is a word like others."""
    named = [name for row in indicators() for name in row.names if name == row.names[0] or name not in row.names[0]]
    for name in dict.fromkeys(named):
        n = count(name)
        if n:
            yield "指标", name, n


def _headings_and_places(documents: Documents) -> Iterator[Row]:
    """Headings without their numbers, by the number of reports that have them; places that have reports."""
    headings: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for document in _all(documents):
        headings.update({_bare(text) for text in _texts(document.outline)})
        if document.place and document.place.code != NATION:
            places.update({*document.place.path, document.place.name})
    fitting = Counter({text: n for text, n in headings.items() if 4 <= len(text) <= 24})
    yield from (("章节", text, n) for text, n in fitting.most_common(MOST))
    yield from (("地区", text, n) for text, n in places.items())


def _all(documents: Documents) -> Iterator[DocumentRecord]:
    offset = 0
    while batch := documents(Scope(), limit=BATCH, offset=offset):
        yield from batch
        offset += len(batch)


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.text
        yield from _texts(section.children)


def _bare(heading: str) -> str:
    """A heading without its number and its full stop.

    >>> _bare("(三)注重功能品质提升。"), _bare("一、2019年以来工作回顾")
    ('注重功能品质提升', '2019年以来工作回顾')
    """
    return _NUMBERING.sub("", heading.strip(), count=1).strip(_ENDS)
