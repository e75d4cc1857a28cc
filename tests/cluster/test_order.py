"""A cluster ranks exactly as tantivy does, on one shard and on three."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.derived.sealing import SealedFiles
from indexer.engines import engine
from indexer.engines.base import Engine, Reader
from tests.cluster.nodes import a_cluster
from tests.conformance.asked import ASKED, Asked
from tests.conformance.grown import entries

pytestmark = [pytest.mark.cluster, pytest.mark.skipif(sys.version_info < (3, 11), reason="tantivy needs Python 3.11")]
PASSAGES = 1500


def filled(choice: str, folder: Path) -> Engine:
    found = engine(choice, folder, SealedFiles())
    with found.writer() as writer:
        for entry in entries(PASSAGES):
            writer.add(entry)
    found.publish()
    return found


@pytest.fixture(scope="module")
def tantivy(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return filled("tantivy", tmp_path_factory.mktemp("tantivy") / "engine").reader()


@pytest.fixture(scope="module", params=["", "?shards=3"], ids=["one shard", "three shards"])
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    running = a_cluster()
    yield filled(running.address(request.param), tmp_path_factory.mktemp("cluster") / "engine").reader()
    running.clear()


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_the_same_ranking_to_the_last_hit(tantivy: Reader, cluster: Reader, asked: Asked) -> None:
    assert cluster.ask(asked.ask()) == tantivy.ask(asked.ask())
