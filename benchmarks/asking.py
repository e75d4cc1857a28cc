"""The queries of the scale benchmark and the passages they are asked of: what all contenders are given."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

QUERIES = Path(__file__).parent / "queries.tsv"
NAME = re.compile(r"(?:在|依托|以)?([\u4e00-\u9fff]{2,3}(?:科技有限公司|产业园|水库|大道|街道))")
FIGURE = re.compile(r"\d+\.\d+(?:亿元|万元|万人|公里|万亩|%)")
READABLE = re.compile(r"[\u4e00-\u9fff0-9.%]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as typed, with at most one filter."""

    kind: str
    text: str
    year: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A passage as contenders take it in; ``places`` are the codes it is filtered by."""

    key: int
    text: str
    year: int | None
    places: tuple[str, ...]
    level: str | None
    part: str | None
    state: str


def lines(catalog: Path) -> Iterator[Line]:
    """All passages of a catalog, in order."""
    sql = (
        "SELECT p.key, p.text, p.part, d.year, d.place_code, d.level, d.state FROM passages AS p"
        " JOIN documents AS d ON d.key = p.document_key ORDER BY p.key"
    )
    with sqlite3.connect(f"file:{catalog}?mode=ro", uri=True) as connection:
        for key, text, part, year, code, level, state in connection.execute(sql):
            places = tuple(dict.fromkeys((code[:2] + "0000", code[:4] + "00", code))) if code else ()
            yield Line(key, text, year, places, level, part, state)


def queries(catalog: Path, seed: int = 7) -> list[Asked]:
    """The queries, those to be drawn filled in from the corpus."""
    chosen, found = random.Random(seed), []
    for row in QUERIES.read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, text, only = (row + "\t").split("\t")[:3]
            name, _, value = only.partition("=")
            if text.startswith("DRAWN"):
                text = drawn(catalog, text.split()[1], chosen)
            found.append(Asked(kind, text, int(value) if name == "year" else None, value if name == "place" else None))
    return found


def drawn(catalog: Path, what: str, chosen: random.Random) -> str:
    """A name, a figure or a string that stands in a passage drawn by chance."""
    while True:
        text = passage(catalog, chosen)[1]
        pieces = {"name": NAME.findall, "figure": FIGURE.findall, "string": READABLE.findall}[what](text)
        if not pieces:
            continue
        piece = chosen.choice(pieces)
        if what != "string":
            return str(piece)
        if len(piece) >= 3:
            return f"“{substring(piece, chosen)}”"


def substring(piece: str, chosen: random.Random) -> str:
    """Two to twelve characters of a stretch, wherever they fall."""
    length = chosen.randint(2, min(12, len(piece)))
    start = chosen.randint(0, len(piece) - length)
    return piece[start : start + length]


def passage(catalog: Path, chosen: random.Random) -> tuple[int, str]:
    """A passage drawn by chance: (key, text)."""
    with sqlite3.connect(f"file:{catalog}?mode=ro", uri=True) as connection:
        (most,) = connection.execute("SELECT max(key) FROM passages").fetchone()
        row: tuple[int, str] = connection.execute(
            "SELECT key, text FROM passages WHERE key >= ? AND kind = 'body' ORDER BY key LIMIT 1", (chosen.randint(1, most),)
        ).fetchone() or (0, "")
        return row


def substrings(catalog: Path, count: int, seed: int = 11) -> list[tuple[str, int]]:
    """Strings cut out of passages, each with the key of the passage it was cut from."""
    chosen, found = random.Random(seed), list[tuple[str, int]]()
    while len(found) < count:
        key, text = passage(catalog, chosen)
        pieces = [p for p in READABLE.findall(text) if len(p) >= 2]
        if pieces:
            found.append((substring(chosen.choice(pieces), chosen), key))
    return found
