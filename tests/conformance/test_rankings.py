"""Whole searches on a thousand passages: every engine counts the same, and ranks nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from indexer.derived.sealing import SealedFiles
from indexer.engines.base import Engine, Reader
from indexer.engines.example import ExampleEngine
from indexer.model.matching import Ask, Ranking
from tests.conformance.asked import ASKED, Asked
from tests.conformance.grown import entries
from tests.conformance.making import IN_A_FOLDER, made

PASSAGES = 1000
TOP = 10
OVERLAP = 0.85  # of the ten best, the least share that two engines agree on, on average


def fill(found: Engine) -> Reader:
    with found.writer() as writer:
        for entry in entries(PASSAGES):
            writer.add(entry)
    found.settle()
    return found.reader()


@pytest.fixture(scope="module", params=IN_A_FOLDER)
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    found = made(request.param, tmp_path_factory.mktemp(request.param) / "engine")
    yield fill(found)
    found.close()


@lru_cache(maxsize=1)
def reference() -> Reader:
    return fill(ExampleEngine(Path(), SealedFiles()))


@lru_cache(maxsize=len(ASKED))
def expected(asked: Asked) -> Ranking:
    return reference().ask(whole(asked))


def whole(asked: Asked) -> Ask:
    """A search that keeps everything."""
    return replace(asked.ask(), keep=PASSAGES)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_hits_counts_and_facets(reader: Reader, asked: Asked) -> None:
    ours, theirs = reader.ask(whole(asked)), expected(asked)
    assert dict(zip(ours.ids, ours.bands, strict=True)) == dict(zip(theirs.ids, theirs.bands, strict=True)) or asked.by_document
    assert (ours.counts, ours.documents, ours.facets) == (theirs.counts, theirs.documents, theirs.facets)
    assert dict(zip(ours.document_keys, ours.sizes, strict=True)) == dict(zip(theirs.document_keys, theirs.sizes, strict=True))
    assert ours.bands == theirs.bands if asked.ask().sort == "relevance" and not asked.by_document else True


@pytest.mark.parametrize("asked", ASKED[:30], ids=lambda asked: asked.name)
def test_a_page_is_a_part_of_the_whole(reader: Reader, asked: Asked) -> None:
    every = reader.ask(whole(asked))
    for keep in (1, 7, 40):
        page = reader.ask(replace(asked.ask(), keep=keep))
        assert (page.ids, page.counts, page.facets) == (every.ids[:keep], every.counts, every.facets)


def test_the_best_are_nearly_the_same(reader: Reader) -> None:
    shares = []
    for asked in ASKED:
        wanted = expected(asked).ids[:TOP]
        if wanted:
            shares.append(len(set(wanted) & set(reader.ask(asked.ask()).ids[:TOP])) / len(wanted))
    assert sum(shares) / len(shares) >= OVERLAP
