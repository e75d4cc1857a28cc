"""A search without a hit: which word has none, and the ways on. Never a blank page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer import Scope, SearchRequest, SearchResult
from webapp.links import search_address

QUOTES = '"“”'


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query, how many passages hold it, and the addresses that search it alone or leave it out."""

    text: str
    passages: int
    alone: str | None
    without: str | None


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider search in words, its address, and what it is asked with."""

    words: str
    href: str
    request: SearchRequest


def words(asked: SearchRequest, result: SearchResult) -> tuple[Word, ...]:
    """Each word with its count; a word that stands alone has no other to be searched without."""
    base = search_address(replace(asked, offset=0))
    texts = [t.text for t in result.terms]
    out = []
    for term in result.terms:
        rest = without(asked.query, term.text) or " ".join(t for t in texts if t != term.text)
        several = len(texts) > 1
        alone = base.put("q", _as_asked(asked.query, term.text)).href if several and term.passages else None
        left = base.put("q", rest).href if several and not term.passages and rest else None
        out.append(Word(term.text, term.passages, alone, left))
    return tuple(out)


def wider(asked: SearchRequest, result: SearchResult) -> tuple[Wider, ...]:
    """Searches with fewer conditions: without the filters, and without the place and year that the words named."""
    out: list[Wider | None] = []
    if asked.scope:
        out.append(_wider("去掉全部筛选条件", replace(asked, scope=Scope(), offset=0)))
    for _, read_from in result.read_as.years:
        out.append(_without_read(asked, read_from, f"不限年份（去掉“{read_from}”）"))
    for _, read_from in result.read_as.places:
        out.append(_without_read(asked, read_from, f"不限地区（去掉“{read_from}”）"))
    return tuple(w for w in out if w)


def without(query: str, word: str) -> str:
    """The query without this word and the quotes around it; empty if the word does not stand in it.

    >>> without('老旧小区 “加装电剃”', "加装电剃"), without("老旧小区", "电梯")
    ('老旧小区', '')
    """
    pattern = f"[{QUOTES}]?{re.escape(word)}[{QUOTES}]?"
    left, found = re.subn(pattern, " ", query, count=1)
    return " ".join(left.split()) if found else ""


def _as_asked(query: str, word: str) -> str:
    """The word with its quotes, if it was quoted: alone it is to be looked for in the same way."""
    found = re.search(f"[{QUOTES}]{re.escape(word)}[{QUOTES}]", query)
    return found[0] if found else word


def _wider(text: str, request: SearchRequest) -> Wider:
    return Wider(text, search_address(request).href, request)


def _without_read(asked: SearchRequest, read_from: str, text: str) -> Wider | None:
    query = without(asked.query, read_from)
    return _wider(text, replace(asked, query=query, offset=0)) if query else None
