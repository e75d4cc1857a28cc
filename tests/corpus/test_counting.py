"""Totals over the catalog and what a derived store still lacks: asked by every page, and so to be cheap and never stale."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from corpus import Catalog
from tests.corpus.test_catalog import document


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite")


def counted(catalog: Catalog) -> tuple[int, int]:
    with ThreadPoolExecutor(1) as other:
        counts = other.submit(catalog.counts).result()
    assert counts == catalog.counts()
    return counts.documents, counts.characters


def test_counts_are_of_what_is_held_whichever_thread_asks(catalog: Catalog) -> None:
    catalog.add(document("甲" * 10, year=2018), "a")
    assert counted(catalog) == (1, 10 + len("各位代表!"))
    catalog.add(document("甲" * 30, year=2018), "a")  # read again: as many documents, other ones
    assert counted(catalog) == (1, 30 + len("各位代表!"))
    catalog.remove("410104-2018")
    assert counted(catalog) == (0, 0)


def test_a_key_that_was_given_back_is_not_taken_for_the_document_that_had_it(catalog: Catalog) -> None:
    with suppress(KeyError), catalog.together():
        catalog.add(document("甲" * 10), "a")
        assert catalog.counts().documents == 1
        raise KeyError
    catalog.add(document("乙" * 20), "b")
    assert counted(catalog) == (1, 20 + len("各位代表!"))


def test_pending_are_those_that_another_generation_or_none_holds(catalog: Catalog) -> None:
    for year in (2018, 2019, 2020):
        catalog.add(document(year=year), str(year))
    keys = sorted(found.key for found in catalog.documents())
    catalog.mark_indexed(keys[1:2], "whoosh-1")
    catalog.mark_indexed(keys[:1], "tantivy-1")
    assert catalog.pending("whoosh-1") == [keys[0], keys[2]]
    assert catalog.pending("tantivy-1") == keys[1:]
    assert catalog.pending("another") == keys
