"""A page of a concordance put together: head, filters, lines, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import webapp.wording as wording
from indexer import CONTEXT_SORTS, Concordance, ConcordanceLine, ConcordanceRequest, Scope, locator
from webapp.links import Address, Params, concordance_address, reading, span_link
from webapp.views.chips import Chip, named, scope_chips
from webapp.views.downloads import downloads
from webapp.views.facets import Facet, YearRange, facets, year_range
from webapp.views.paging import Paging, paging
from webapp.views.ways import Way, ways

ROWS = 50  # lines on a page
WIDTHS = (10, 20, 40)  # characters on either side that are offered


@dataclass(frozen=True, slots=True)
class Line:
    """One place with its context. ``state`` says what a text is that is no report."""

    number: int
    left: str
    key: str
    right: str
    permalink: str
    reading: str
    source: tuple[str, ...]
    state: str
    passage_id: str


@dataclass(frozen=True, slots=True)
class ConcordancePage:
    """Everything the page shows. ``hidden`` is what the box carries along, ``open`` that the filters were being used.

    ``fold`` leaves copies out or lists them again, None where there are none.
    """

    found: Concordance
    lines: tuple[Line, ...]
    ways: tuple[Way, ...]
    sorts: tuple[Way, ...]
    widths: tuple[Way, ...]
    chips: tuple[Chip, ...]
    cleared: str | None
    facets: tuple[Facet, ...]
    years: YearRange
    open: bool
    fold: str | None
    paging: Paging
    downloads: tuple[tuple[str, str], ...]
    hidden: Params
    json_twin: str


def concordance_page(
    asked: ConcordanceRequest, found: Concordance, titles: Mapping[str, str], opened: Iterable[str] = ()
) -> ConcordancePage:
    """The page of a concordance; ``titles`` names reports and places that are filtered by."""
    whole = concordance_address(asked, limit=ROWS)
    base, opened = whole.remove("offset"), tuple(opened)
    return ConcordancePage(
        found=found,
        lines=tuple(_line(line, asked.query) for line in found.lines),
        ways=ways(base, "concordance"),
        sorts=tuple(Way(wording.CONTEXT_SORTS[s], _put(base, "sort", s, "order"), s == asked.sort) for s in CONTEXT_SORTS),
        widths=tuple(Way(str(n), base.put("width", str(n)).href, n == asked.width) for n in WIDTHS),
        chips=scope_chips(base, asked.scope, named(found.places, titles)),
        cleared=concordance_address(replace(asked, scope=Scope(), offset=0), limit=ROWS).href if asked.scope else None,
        facets=facets(base, found.facets, asked.scope, found.places, opened=opened),
        years=year_range(base, asked.scope),
        open=bool(opened),
        fold=concordance_address(replace(asked, fold=not asked.fold, offset=0), limit=ROWS).href if found.copies else None,
        paging=paging(
            whole.put("limit", str(asked.limit)), total=found.total, limit=asked.limit, offset=asked.offset, sizes=(20, 50, 100)
        ),
        downloads=downloads(whole, "/concordance/export"),
        hidden=base.remove("q").remove("limit").params,
        json_twin=concordance_address(asked, "/api/concordance").put("limit", str(asked.limit)).href,
    )  # fmt: skip


def _put(base: Address, key: str, value: str, usual: str) -> str:
    return (base.remove(key) if value == usual else base.put(key, value)).href


def _line(line: ConcordanceLine, query: str) -> Line:
    passage, document = line.passage, line.passage.document
    return Line(
        line.number, line.left, line.key, line.right, span_link(passage, line.span), reading(passage, query),
        (wording.place_name(document), wording.year_name(document.year), locator(passage)),
        "" if document.state == "report" else wording.STATES[document.state], passage.passage_id,
    )  # fmt: skip
