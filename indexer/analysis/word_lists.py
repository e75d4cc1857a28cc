"""The curated word lists of ``words/``: synonyms, dictionary words, stop words, characters of like shape.

All are plain UTF-8 texts, one entry a line; ``#`` opens a comment line. They are package data, read once and never
changed at run time: what can be edited is the file, and an index bears the :func:`fingerprint` of the files it was
built with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType

from corpus import search_form

SYNONYMS = "synonyms.tsv"
DICTIONARY = "dictionary.txt"
STOPWORDS = "stopwords.txt"
SHAPES = "shapes.tsv"
FILES = (SYNONYMS, DICTIONARY, STOPWORDS, SHAPES)


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """What else is looked for: a word in its search form → its expansions as they are shown, best first.

    >>> synonyms()["gdp"]
    ('生产总值',)
    >>> "公共厕所" in synonyms()["公厕"]
    True
    """
    return MappingProxyType({search_form(term): tuple(found.split("|")) for term, found, *_ in _rows(SYNONYMS)})


@cache
def remarks() -> Mapping[str, str]:
    """What a reader should know when a word is expanded, by its search form; most words need no remark.

    >>> remarks()["财政收入"]
    '各年口径不同'
    """
    return MappingProxyType({search_form(row[0]): row[2] for row in _rows(SYNONYMS) if len(row) > 2})


@cache
def dictionary_words() -> tuple[str, ...]:
    """Words which jieba would cut to pieces, in their search form.

    >>> "营商环境" in dictionary_words()
    True
    """
    return tuple(search_form(row[0]) for row in _rows(DICTIONARY))


@cache
def stopwords() -> frozenset[str]:
    """Words that mean nothing to a search, in their search form. They are left out of queries, never out of an index.

    >>> {"的", "多少"} <= stopwords()
    True
    """
    return frozenset(search_form(row[0]) for row in _rows(STOPWORDS))


@cache
def shape_neighbours() -> Mapping[str, frozenset[str]]:
    """For each character those that look like it, itself not among them.

    >>> sorted(shape_neighbours()["未"])
    ['末']
    """
    found: dict[str, frozenset[str]] = {}
    for row in _rows(SHAPES):
        group = frozenset(search_form(char) for char in row)
        for char in group:
            found[char] = found.get(char, frozenset()) | (group - {char})
    return MappingProxyType(found)


@cache
def fingerprint() -> str:
    """Twelve hexadecimal digits that change whenever one of the files does.

    >>> len(fingerprint())
    12
    """
    digest = sha256()
    for name in FILES:
        data = _bytes(name)
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:12]


def _rows(name: str) -> Iterator[list[str]]:
    """The entries of a file as their tab-separated cells; a byte order mark and CRLF are put up with."""
    for line in _bytes(name).decode("utf-8-sig").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def _bytes(name: str) -> bytes:
    return (files("indexer.analysis") / "words" / name).read_bytes()
