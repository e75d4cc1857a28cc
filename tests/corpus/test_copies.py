"""Finding documents that share most of a text, by their sketches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalog import copies
from corpus.text.sketch import containment

SKETCHES = st.dictionaries(st.integers(1, 9), st.frozensets(st.integers(0, 14), min_size=1), max_size=6)


@pytest.fixture(scope="module", autouse=True)
def _few_are_many() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(copies, "STOCK", 3)
        yield


def remembered(sketches: Mapping[int, frozenset[int]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    for statement in copies.SCHEMA.split(";"):
        connection.execute(statement)
    connection.executemany("INSERT INTO sketches VALUES (?, ?)", [(n, key) for key, numbers in sketches.items() for n in numbers])
    return connection


def alike(sketches: Mapping[int, frozenset[int]], numbers: frozenset[int]) -> dict[int, float]:
    connection = remembered(sketches)
    try:
        return dict(copies.alike(connection, numbers))
    finally:
        connection.close()


@given(SKETCHES, st.frozensets(st.integers(0, 14)))
def test_those_that_share_most_are_found_each_with_its_share(sketches: Mapping[int, frozenset[int]], numbers: frozenset[int]) -> None:
    telling = {n for n in numbers if sum(n in held for held in sketches.values()) < copies.STOCK}
    shares = {key: containment(len(held & telling), len(held), len(numbers)) for key, held in sketches.items()}
    assert alike(sketches, numbers) == {key: share for key, share in shares.items() if share >= copies.SHARED}


def test_what_many_documents_hold_tells_nothing() -> None:
    text = frozenset(range(10))
    assert alike({1: text, 2: text}, text) == {1: 1.0, 2: 1.0}
    assert alike({1: text, 2: text, 3: text}, text) == {}
