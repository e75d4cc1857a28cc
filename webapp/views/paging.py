"""Numbered pages: they can be cited and shared, which endless scrolling cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.links import Address

SIZES = (10, 20, 50)
AROUND = 2  # page numbers shown on either side of the current one


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number, or a gap between numbers (no label); the current page has no address."""

    label: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """``first`` and ``last`` count the items on this page from 1; both are 0 on a page past the end."""

    pages: tuple[PageLink, ...]
    previous: str | None
    following: str | None
    first: int
    last: int
    total: int
    sizes: tuple[PageLink, ...]
    beyond: str | None = None

    @property
    def needed(self) -> bool:
        """Whether there is anything to choose."""
        return self.total > min(SIZES)


def paging(address: Address, *, total: int, limit: int, offset: int, sizes: tuple[int, ...] = SIZES) -> Paging:
    """The page links of a list; ``address`` is that of the list, whatever page it is on.

    An offset that is no multiple of the limit counts to the page it lies in.
    """
    base = address.remove("offset")
    count, current = max(1, -(-total // limit)), offset // limit + 1
    shown = offset < total

    def href(number: int) -> str:
        return (base.put("offset", str((number - 1) * limit)) if number > 1 else base).href

    return Paging(
        pages=tuple(_links(count, current, href)) if shown else (),
        previous=href(current - 1) if shown and current > 1 else None,
        following=href(current + 1) if shown and current < count else None,
        first=offset + 1 if shown else 0,
        last=min(offset + limit, total) if shown else 0,
        total=total,
        sizes=tuple(PageLink(str(n), None if n == limit else base.put("limit", str(n)).href) for n in sizes),
        beyond=href(count) if total and not shown else None,
    )


def _links(count: int, current: int, href: Callable[[int], str]) -> list[PageLink]:
    """First, last and those around the current page; a single one left out is shown, a gap being as wide."""
    wanted = {1, count, *range(current - AROUND, current + AROUND + 1)}
    numbers = sorted(n for n in wanted if 1 <= n <= count)
    out: list[PageLink] = []
    before = 0
    for n in numbers:
        if n - before == 2:
            out.append(PageLink(str(n - 1), href(n - 1)))
        elif n - before > 2:
            out.append(PageLink(""))
        out.append(PageLink(str(n), None if n == current else href(n)))
        before = n
    return out
