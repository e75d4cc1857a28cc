"""The words and characters of the reports with their sounds: what "您是不是要找" and input suggestions draw on.

A derived table made from the engine's own terms, when it is first asked for after a change: sounds take a second, and an
ordinary search has no need of them.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Protocol

from indexer.model.matching import WordField

_HAN = re.compile(r"[\u3400-\u9fff]{1,8}")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, sound TEXT, initials TEXT, n INTEGER);
CREATE INDEX IF NOT EXISTS by_sound ON words (sound);
CREATE TABLE IF NOT EXISTS made_from (size INTEGER);
"""


class Terms(Protocol):
    """What is needed of an engine's snapshot."""

    def terms(self, field: WordField) -> Iterable[tuple[str, int]]:
        """Every term of a field with its frequency."""

    def size(self) -> int:
        """Number of passages."""


class Vocabulary:
    """Words by sound. ``path`` is an SQLite file of the derived store; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._size = -1  # passages it was made from; only a hint, since what is suggested is looked up anyway

    def bring_up(self, terms: Terms) -> None:
        """Make the table hold the words of a snapshot. A folder that cannot be written is left as it is."""
        with self._lock:
            if self._size == terms.size():
                return
            refreshed(self._path, lambda: self._refresh(terms))
            self._size = terms.size()

    def sounding(self, sound: str) -> list[tuple[str, int]]:
        """Words of exactly this sound (``huanjing``) with their frequency, the most frequent first."""
        return self._rows("SELECT word, n FROM words WHERE sound = ? AND n > 0 ORDER BY n DESC, word LIMIT 40", sound)

    def sound(self, word: str) -> str:
        """The sound of a word, from the table where it is there."""
        rows = self._rows("SELECT sound, n FROM words WHERE word = ?", word)
        return rows[0][0] if rows else sound_of(word)[0]

    def _refresh(self, terms: Terms) -> None:
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.executescript(_SCHEMA)
            if connection.execute("SELECT size FROM made_from").fetchone() == (terms.size(),):
                return
            counted = {text: n for text, n in terms.terms("words") if _HAN.fullmatch(text)}
            counted = {char: 1 for text in counted for char in text} | counted
            known = {row[0] for row in connection.execute("SELECT word FROM words")}
            fresh = [(w, *sound_of(w), n) for w, n in counted.items() if w not in known]
            connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", fresh)
            connection.executemany("UPDATE words SET n = ? WHERE word = ?", [(counted.get(w, 0), w) for w in known])
            connection.execute("DELETE FROM made_from")
            connection.execute("INSERT INTO made_from VALUES (?)", (terms.size(),))

    def _rows(self, sql: str, value: str) -> list[tuple[str, int]]:
        try:
            with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
                return connection.execute(sql, (value,)).fetchall()
        except sqlite3.DatabaseError:  # none was made, and none can be: no suggestions then
            return []


def refreshed(path: Path, refresh: Callable[[], None]) -> None:
    """Bring a derived table up to date. One that cannot be written stays as it is, a damaged one is made again."""
    try:
        refresh()
    except sqlite3.OperationalError:
        pass  # a folder that cannot be written
    except sqlite3.DatabaseError:
        with suppress(OSError, sqlite3.Error):
            path.unlink()
            refresh()


def sound_of(word: str) -> tuple[str, str]:
    """Toneless pinyin and its initials.

    >>> sound_of("环境")
    ('huanjing', 'hj')
    """
    from pypinyin import lazy_pinyin  # type: ignore[import-untyped,unused-ignore]  # 20 MB: only where it is needed

    syllables = lazy_pinyin(word)
    return "".join(syllables), "".join(s[:1] for s in syllables)
