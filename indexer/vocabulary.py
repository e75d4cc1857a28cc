"""The words and characters of the reports with their sounds: what "您是不是要找" and input suggestions draw on.

A derived table, filled after each engine commit from the engine's own terms, and never asked on the way of an ordinary
search.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

_HAN = re.compile(r"[\u3400-\u9fff]{1,8}")
CHUNK = 500


class Vocabulary:
    """Words by sound. ``path`` is an SQLite file of the derived store."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def refresh(self, terms: Iterable[tuple[str, int]]) -> None:
        """Take in every term with its frequency; sounds are worked out for new terms only."""
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, sound TEXT, initials TEXT, n INTEGER)")
            connection.execute("CREATE INDEX IF NOT EXISTS by_sound ON words (sound)")
            known = {row[0] for row in connection.execute("SELECT word FROM words")}
            counted = {text: n for text, n in terms if _HAN.fullmatch(text)}
            for char in {c for text in counted for c in text}:
                counted.setdefault(char, 1)
            fresh = [(w, *sound_of(w), n) for w, n in counted.items() if w not in known]
            connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", fresh)
            connection.executemany("UPDATE words SET n = ? WHERE word = ?", [(counted.get(w, 0), w) for w in known])

    def sounding(self, sound: str) -> list[tuple[str, int]]:
        """Words of exactly this sound (``huanjing``) with their frequency, the most frequent first."""
        return self._rows("SELECT word, n FROM words WHERE sound = ? AND n > 0 ORDER BY n DESC, word LIMIT 40", sound)

    def sound(self, word: str) -> str:
        """The sound of a word, from the table where it is there."""
        rows = self._rows("SELECT sound, n FROM words WHERE word = ?", word)
        return rows[0][0] if rows else sound_of(word)[0]

    def _rows(self, sql: str, value: str) -> list[tuple[str, int]]:
        if not self._path.is_file():
            return []
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, (value,)).fetchall()


def sound_of(word: str) -> tuple[str, str]:
    """Toneless pinyin and its initials.

    >>> sound_of("环境")
    ('huanjing', 'hj')
    """
    from pypinyin import lazy_pinyin  # type: ignore[import-untyped,unused-ignore]  # 20 MB: only where it is needed

    syllables = lazy_pinyin(word)
    return "".join(syllables), "".join(s[:1] for s in syllables)
