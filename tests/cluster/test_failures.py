"""Nodes that die, shards that are gone, disks that are full: what is answered is right, and what cannot be is said."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus import Scope
from indexer.derived.sealing import SealedFiles
from indexer.engines import engine
from indexer.engines.base import Engine
from indexer.model.errors import EngineAway, EngineError
from indexer.model.matching import EVERYTHING, Ask, Band, Ranking
from tests.cluster.nodes import Cluster, a_cluster
from tests.conformance.asked import Asked
from tests.conformance.grown import entries

pytestmark = pytest.mark.cluster
SEARCH = Asked("老旧小区改造")
FIRST, MORE = 200, 300  # passages before and after
ALL_OF_IT = Ask((Band("all", EVERYTHING),), (), Scope(), keep=MORE)


def filled(cluster: Cluster, folder: Path, options: str) -> Engine:
    found = engine(cluster.address(options), folder / "engine", SealedFiles())
    with found.writer() as writer:
        for entry in entries(MORE)[:FIRST]:
            writer.add(entry)
    found.publish()
    return found


def index_of(found: Engine) -> str:
    """The index of the cluster that an engine reads."""
    return str(found.reader()._search.snapshot.index)  # type: ignore[attr-defined]


def node_with_primary(cluster: Cluster, index: str) -> int:
    """The number of the node that holds the primary of the first shard."""
    shards = cluster.client().get(f"/_cat/shards/{index}?format=json&h=shard,prirep,node")["answer"]
    return next(int(s["node"][1:]) for s in shards if s["shard"] == "0" and s["prirep"] == "p")


def under_load(ask: Callable[[], None], meanwhile: Callable[[], None], threads: int = 4) -> tuple[int, list[BaseException]]:
    """Ask from several threads while something happens; how often that went well, and what went wrong."""
    over, went_well, wrong = threading.Event(), [0] * threads, []

    def asking(number: int) -> None:
        while not over.is_set():
            try:
                ask()
                went_well[number] += 1
            except BaseException as error:  # of whatever kind: the test tells it
                wrong.append(error)

    workers = [threading.Thread(target=asking, args=(n,)) for n in range(threads)]
    for worker in workers:
        worker.start()
    try:
        meanwhile()
    finally:
        over.set()
        for worker in workers:
            worker.join()
    return sum(went_well), wrong


@dataclass
class Death:
    """A node that dies while it is searched and written to, and what came of it."""

    copied: Engine  # with a copy on another node
    bare: Engine  # all of it on the node that dies
    spread: Engine  # a third of it there
    went_well: int = 0
    wrong: list[BaseException] = field(default_factory=list)
    snapshot: list[int] = field(default_factory=list)  # what a reader from before sees after the commit
    failed: BaseException | None = None
    partial: Ranking | None = None
    refused: BaseException | None = None


@pytest.fixture(scope="module")
def death(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Death]:
    """One node is killed at once, in the midst of a commit, and comes back in the end."""
    cluster = a_cluster()
    if cluster.nodes is None:
        pytest.skip("the nodes of YIJU_CLUSTER are not ours to stop")
    folders = [tmp_path_factory.mktemp(name) for name in ("copied", "bare", "spread")]
    options = ("?replicas=1", "?timeout=3", "?shards=3")
    here = Death(*(filled(cluster, folder, more) for folder, more in zip(folders, options, strict=True)))
    victim = node_with_primary(cluster, index_of(here.copied))
    allocation = "index.routing.allocation"
    for found, setting in ((here.bare, {f"{allocation}.require._name": f"n{victim}"}), (here.spread, {f"{allocation}.total_shards_per_node": 1})):
        cluster.client().call("PUT", f"/{index_of(found)}/_settings", setting)
    cluster.settle()
    before = here.copied.reader()
    expected = before.ask(SEARCH.ask())
    assert expected.ids

    def ask() -> None:
        assert before.ask(SEARCH.ask()) == expected

    def meanwhile() -> None:
        rest = entries(MORE)[FIRST:]
        with here.copied.writer() as writer:
            for number, entry in enumerate(rest):
                writer.add(entry)
                if number == len(rest) // 2:
                    writer._flush()  # type: ignore[attr-defined]
                    cluster.nodes.kill(victim)  # type: ignore[union-attr]

    try:
        here.went_well, here.wrong = under_load(ask, meanwhile)
        here.snapshot = before.matching(EVERYTHING, Scope())
        here.failed = failure(lambda: commit(here.bare))
        here.partial = here.spread.reader().ask(ALL_OF_IT)
        here.refused = failure(lambda: here.spread.reader().matching(EVERYTHING, Scope()))
    finally:
        cluster.nodes.start(victim)
        cluster.settle()
    yield here
    cluster.clear()


def commit(found: Engine) -> None:
    """The passages that are still to come, in one commit."""
    with found.writer() as writer:
        for entry in entries(MORE)[FIRST:]:
            writer.add(entry)


def failure(work: Callable[[], object]) -> BaseException | None:
    """What goes wrong."""
    try:
        work()
    except BaseException as error:  # of whatever kind: the test tells it
        return error
    return None


def test_a_search_goes_on_when_a_node_dies(death: Death) -> None:
    assert death.went_well > 5
    assert not death.wrong


def test_a_commit_survives_the_death_of_a_node(death: Death) -> None:
    assert death.snapshot == [e.key for e in entries(MORE)[:FIRST]]
    assert death.copied.reader().matching(EVERYTHING, Scope()) == [e.key for e in entries(MORE)]


def test_without_a_copy_a_commit_fails_whole_and_can_be_made_again(death: Death) -> None:
    assert isinstance(death.failed, EngineError)
    assert death.bare.reader().size() == FIRST
    commit(death.bare)
    assert death.bare.reader().matching(EVERYTHING, Scope()) == [e.key for e in entries(MORE)]


def test_a_lost_part_is_said_to_be_lost(death: Death) -> None:
    assert death.partial is not None
    assert death.partial.missing == "集群的 3 个分片中有 1 个不可用"
    assert 0 < len(death.partial.ids) < FIRST
    assert isinstance(death.refused, EngineAway)
    assert "3 个分片中有 1 个不可用，为免漏掉结果没有作答" in str(death.refused)
    whole = death.spread.reader().ask(ALL_OF_IT)
    assert (whole.counts, whole.missing) == ((FIRST,), None)


def test_a_full_disk_is_told(cluster: Cluster, tmp_path: Path) -> None:
    found = filled(cluster, tmp_path, "?timeout=3")
    index = index_of(found)

    def block(value: str | None) -> None:
        cluster.client().call("PUT", f"/{index}/_settings", {"index.blocks.read_only_allow_delete": value})

    def add() -> None:
        with found.writer() as writer:
            writer.add(entries(MORE)[FIRST])

    block("true")
    with pytest.raises(EngineError, match="磁盘快满"):
        add()
    block(None)
    add()
    assert found.reader().size() == FIRST + 1


def test_an_index_of_another_version_is_not_used(cluster: Cluster, tmp_path: Path) -> None:
    found = filled(cluster, tmp_path, "")
    index = index_of(found)
    meta = {"app": "yiju", "fingerprint": "opensearch-0", "library": "another"}
    cluster.client().call("PUT", f"/{index}/_mapping", {"_meta": meta})
    found.close()
    with pytest.raises(EngineError, match=r"不是这一版依据建立的.*--rebuild"):
        found.reader()
    cluster.client().call("DELETE", f"/{index}")
    with pytest.raises(EngineError, match=r"没有索引.*--rebuild") as caught:
        found.reader()
    assert not isinstance(caught.value, EngineAway), "help: an index that is gone is built anew, one that is away is not"


def test_what_a_killed_writer_left_is_cleared_away(cluster: Cluster, tmp_path: Path) -> None:
    found = filled(cluster, tmp_path, "")
    killed = found.writer()
    writer = killed.__enter__()
    for entry in entries(MORE)[FIRST:]:
        writer.add(entry)
    writer._flush()  # type: ignore[attr-defined]
    again = engine(found.choice, tmp_path / "engine", SealedFiles())  # as after a restart; the writer above never ends
    assert again.reader().size() == FIRST
    with again.writer() as fresh:
        fresh.forget(1)
    assert again.reader().matching(EVERYTHING, Scope()) == [e.key for e in entries(MORE)[:FIRST] if e.document_key != 1]
