"""A page of results put together: head, facets, chips, cards and page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import webapp.wording as wording
from indexer import SORTS, TIERS, SearchRequest, SearchResult
from webapp.links import search_address
from webapp.views.cards import Card, cards
from webapp.views.chips import AsWords, Chip, as_words, chips, cleared, named
from webapp.views.downloads import downloads
from webapp.views.facets import Facet, YearRange, facets, year_range
from webapp.views.paging import Paging, paging
from webapp.views.ways import Way, ways


@dataclass(frozen=True, slots=True)
class TierRow:
    """A tier with its count of passages; the address leads to its first hit, where hits are in order of tier."""

    tier: str
    words: str
    count: int
    href: str | None


@dataclass(frozen=True, slots=True)
class Folded:
    """How many passages or reports stand with the one they are copies of; the address shows each by itself."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything the page of results shows. ``fold``, where copies are shown each by itself, folds them again."""

    result: SearchResult
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    tiers: tuple[TierRow, ...]
    chips: tuple[Chip, ...]
    as_words: tuple[AsWords, ...]
    cleared: str | None
    sorts: tuple[Way, ...]
    paging: Paging
    downloads: tuple[tuple[str, str], ...]
    ways: tuple[Way, ...]
    by_report: bool
    folded: Folded | None
    fold: str | None
    years: YearRange
    unexpanded: str | None
    expanded: str | None
    suggestion: str | None


def results(
    asked: SearchRequest, result: SearchResult, titles: dict[str, str], opened: Iterable[str] = ()
) -> Results:
    """The page for a result; ``titles`` names the reports that are filtered by, ``opened`` the open branches of places."""
    base = search_address(replace(asked, offset=0))
    by_tier = asked.sort == "relevance"
    return Results(
        result=result,
        cards=cards(asked, result, by_tier=by_tier),
        facets=facets(base, result.facets, asked.scope, result.places, result.read_as, opened),
        tiers=_tiers(asked, result, linked=by_tier and result.listed == result.total and not any(hit.answers for hit in result.hits)),
        chips=chips(asked, result.read_as, named(titles, result.places)),
        as_words=as_words(asked),
        cleared=cleared(asked) if asked.scope else None,
        sorts=tuple(Way(wording.SORTS[s], _sorted(asked, s), s == asked.sort) for s in SORTS),
        paging=paging(search_address(asked), total=result.listed, limit=asked.limit, offset=asked.offset),
        downloads=downloads(search_address(asked), "/search/export"),
        ways=ways(search_address(replace(asked, offset=0)), asked.group, result.read_as),
        by_report=asked.group == "document",
        folded=_folded(asked, result),
        fold=None if asked.fold else base.remove("fold").href,
        years=year_range(base, asked.scope),
        unexpanded=base.put("expand", "0").href if result.expansions else None,
        expanded=None if asked.expand else base.remove("expand").href,
        suggestion=base.put("q", result.suggestion).href if result.suggestion else None,
    )


def _sorted(asked: SearchRequest, sort: str) -> str:
    base = search_address(replace(asked, offset=0)).remove("sort")
    return (base if sort == "relevance" else base.put("sort", sort)).href


def _folded(asked: SearchRequest, result: SearchResult) -> Folded | None:
    count = (result.documents if asked.group == "document" else result.total) - result.listed
    return Folded(count, search_address(replace(asked, offset=0, fold=False)).href) if count > 0 else None


def _tiers(asked: SearchRequest, result: SearchResult, *, linked: bool) -> tuple[TierRow, ...]:
    base, before, out = search_address(replace(asked, offset=0)), 0, []
    for tier in TIERS:
        count = result.totals.get(tier, 0)
        if count:
            offset = before // asked.limit * asked.limit
            page = base.put("offset", str(offset)) if offset else base
            out.append(TierRow(tier, wording.TIERS[tier], count, page.at(f"tier-{tier}").href if linked else None))
        before += count
    return tuple(out)

