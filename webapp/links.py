"""State in the URL: addresses of this site as values, and the parameters that stand for a search.

A path and its parameters go in, a changed address comes out; nothing here knows Flask or a template. Every link on a
page is made from the request as it was *understood* (``search_address``), so a page never hands on a parameter that
was misspelt, repeated or out of range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

from indexer import (
    CONTEXT_SORTS,
    DEFAULT_LIMIT,
    DEFAULT_WIDTH,
    TREND_MEASURES,
    ConcordanceRequest,
    DocumentRecord,
    PassageRecord,
    Scope,
    SearchRequest,
    Span,
    TrendRequest,
)

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A page of this site: its path, its parameters in order, and the place on the page.

    >>> Address("/search", (("q", "改造"),)).add("year", "2020").href
    '/search?q=%E6%94%B9%E9%80%A0&year=2020'
    """

    path: str
    params: Params = ()
    fragment: str = ""

    def has(self, key: str, value: str) -> bool:
        """Whether this parameter is set to this value, among others perhaps."""
        return (key, value) in self.params

    def add(self, key: str, value: str) -> Address:
        """With one more value of a repeatable parameter; the same address if it has it already."""
        return self if self.has(key, value) else replace(self, params=(*self.params, (key, value)))

    def remove(self, key: str, value: str | None = None) -> Address:
        """Without one value of a parameter, or without the parameter."""
        kept = tuple(p for p in self.params if p[0] != key or (value is not None and p[1] != value))
        return replace(self, params=kept)

    def put(self, key: str, value: str) -> Address:
        """With this as the parameter's only value."""
        return self.remove(key).add(key, value)

    def toggle(self, key: str, value: str) -> Address:
        """Added if absent, removed if present: what a facet's link does."""
        return self.remove(key, value) if self.has(key, value) else self.add(key, value)

    def at(self, fragment: str) -> Address:
        """The same page, at a place on it."""
        return replace(self, fragment=fragment)

    @property
    def href(self) -> str:
        """The address as it stands in a link, all of it ASCII."""
        query = "?" + urlencode(self.params, errors="replace") if self.params else ""
        fragment = "#" + quote(self.fragment, errors="replace") if self.fragment else ""
        return quote(self.path, errors="replace") + query + fragment


def scope_params(scope: Scope) -> Params:
    """The filters as parameters, in one fixed order whatever order they were asked in."""
    ends = (("year_from", scope.year_from), ("year_to", scope.year_to))
    many = (
        ("place", scope.places), ("level", scope.levels), ("part", scope.parts),
        ("state", scope.states), ("document", scope.documents),
    )  # fmt: skip
    return (
        *(("year", str(y)) for y in sorted(scope.years)),
        *((key, str(year)) for key, year in ends if year is not None),
        *((key, value) for key, values in many for value in sorted(values)),
    )


def search_address(asked: SearchRequest, path: str = "/search") -> Address:
    """The address that asks this again; what stands at its default is left out."""
    rest: list[tuple[str, str]] = [("as_words", word) for word in sorted(asked.as_words)]
    if asked.sort != "relevance":
        rest.append(("sort", asked.sort))
    if asked.group != "passage":
        rest.append(("group", asked.group))
    if not asked.expand:
        rest.append(("expand", "0"))
    if not asked.fold:
        rest.append(("fold", "0"))
    if asked.limit != DEFAULT_LIMIT:
        rest.append(("limit", str(asked.limit)))
    if asked.offset:
        rest.append(("offset", str(asked.offset)))
    return Address(path, (("q", asked.query), *scope_params(asked.scope), *rest))


def concordance_address(asked: ConcordanceRequest, path: str = "/concordance", limit: int = DEFAULT_LIMIT) -> Address:
    """The address of a concordance; what stands at its default is left out, ``limit`` being the page's usual one."""
    rest: list[tuple[str, str]] = []
    for key, value, usual in (
        ("sort", asked.sort, CONTEXT_SORTS[0]), ("width", asked.width, DEFAULT_WIDTH), ("limit", asked.limit, limit),
        ("offset", asked.offset, 0), ("fold", int(asked.fold), 0),
    ):  # fmt: skip
        rest += [(key, str(value))] if value != usual else []
    return Address(path, (("q", asked.query), *scope_params(asked.scope), *rest))


def trend_address(asked: TrendRequest, path: str = "/trends") -> Address:
    """The address of a comparison of words; what stands at its default is left out."""
    rest = (("measure", asked.measure),) if asked.measure != TREND_MEASURES[0] else ()
    return Address(path, (("q", asked.query), *scope_params(asked.scope), *rest, *((("fold", "1"),) if asked.fold else ())))


def local_id(passage: PassageRecord) -> str:
    """The passage's id inside its report, such as ``p17``: its place on the report's page."""
    return passage.passage_id.removeprefix(passage.document.document_id + "-")


def permalink(passage: PassageRecord) -> str:
    """The address to cite: it carries the digest of the text, so that a later change is noticed."""
    return passage_address(passage).href


def passage_address(passage: PassageRecord) -> Address:
    """The same as a value, to be changed."""
    return Address(f"/p/{passage.passage_id}", (("d", passage.digest),))


def span_link(passage: PassageRecord, span: Span) -> str:
    """The permalink of a stretch of a passage."""
    params = (("d", passage.digest), ("start", str(span.start)), ("end", str(span.end)))
    return Address(f"/p/{passage.passage_id}", params).href


def short_form(passage: PassageRecord, span: Span | None = None) -> str:
    """An excerpt as an address names it, with the digest that tells whether the text is still the same."""
    return ":".join((passage.passage_id, *([f"{span.start}-{span.end}"] if span else []), passage.digest))


def collect_address(short: Sequence[str]) -> str:
    """The basket page with these excerpts: what collects them, and without script lists them."""
    return Address("/basket", tuple(("p", name) for name in short)).href


def collecting(passage: PassageRecord, span: Span | None = None) -> str:
    """What collects a passage, or the span of it."""
    return collect_address((short_form(passage, span),))


def paragraph(document: DocumentRecord, number: int | None, by: int) -> str | None:
    """The body paragraph ``by`` away from this one, None beyond the ends and for what is no body paragraph.

    Paragraphs are numbered without gaps, so no neighbour has to be looked up.
    """
    if number is None or not 1 <= number + by <= document.paragraphs:
        return None
    return Address(f"/p/{document.document_id}-p{number + by}").href


def reading(passage: PassageRecord, query: str = "") -> str:
    """The passage in the whole report, with the matches of ``query`` marked there."""
    params = (("q", query),) if query else ()
    return Address(f"/reports/{passage.document.document_id}", params, local_id(passage)).href


def same_site_path(target: str | None, default: str = "/") -> str:
    """``target`` if it is a plain path of this site, else ``default``: what a redirect may lead to.

    Browsers read ``//host``, ``/\\host`` and paths with control characters as addresses of other hosts: all refused.

    >>> same_site_path("/search?q=x"), same_site_path("//evil.example/"), same_site_path("https://evil.example/")
    ('/search?q=x', '/', '/')
    """
    if not target or not target.startswith("/") or target.startswith("//") or not target.isascii():
        return default
    if "\\" in target or any(ord(c) <= 32 or ord(c) == 127 for c in target):
        return default
    parts = urlsplit(target)
    return default if parts.scheme or parts.netloc else target


def web_address(url: str | None) -> str | None:
    """``url`` if it is safe to link to: http or https only, never ``javascript:`` or ``data:``.

    >>> web_address("javascript:alert(1)"), web_address("https://www.gov.cn/")
    (None, 'https://www.gov.cn/')
    """
    if not url or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an unclosed bracket in the host
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
