"""Numbered pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.links import Address
from webapp.views.paging import paging

LIST = Address("/search", (("q", "改造"),))


def numbers(total, limit, offset):
    return " ".join(p.label or "…" for p in paging(LIST, total=total, limit=limit, offset=offset).pages)


@pytest.mark.parametrize(
    ("total", "offset", "shown"),
    [
        (5, 0, "1"),
        (20, 10, "1 2"),
        (70, 30, "1 2 3 4 5 6 7"),
        (200, 0, "1 2 3 … 20"),
        (200, 50, "1 … 4 5 6 7 8 … 20"),
        (200, 40, "1 2 3 4 5 6 7 … 20"),  # 2 alone left out would be a gap as wide as itself
        (200, 190, "1 … 18 19 20"),
        (200, 55, "1 … 4 5 6 7 8 … 20"),  # an offset inside a page
    ],
)
def test_numbers_around_the_current_page(total, offset, shown):
    assert numbers(total, 10, offset) == shown


@given(st.integers(0, 10**6), st.integers(1, 100), st.integers(0, 10**6))
def test_every_page_can_be_reached(total, limit, offset):
    page = paging(LIST, total=total, limit=limit, offset=offset)
    assert sum(p.href is None and bool(p.label) for p in page.pages) == (1 if offset < total else 0)
    assert len(page.pages) <= 9
    if offset >= total:
        assert (page.previous, page.following) == (None, None)
        assert (page.beyond is None) == (total == 0)
    else:
        assert (page.following is None) == (offset // limit == (total - 1) // limit)
        assert (page.previous is None) == (offset < limit)
