"""Files read by other processes: in order, like in this one; what kills or stops a process is the outcome of its file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus import isolated
from indexer import IndexingOptions, Library, Outcome
from indexer.intake.crew import WAITING, Crew, default_workers
from tests.indexer.conftest import write_report

PLACES = ("开封市", "洛阳市", "平顶山市", "安阳市", "鹤壁市", "新乡市", "焦作市", "濮阳市", "许昌市", "漯河市")

# A child in which files of certain names do what files built to hurt do.
HURT = """
import os, time
import corpus.child as child
kept = child.receive
def receive(path):
    if "死" in path.name: os.abort()
    if "停" in path.name: time.sleep(60)
    if "转" in path.name:
        while True: pass
    if "大" in path.name: raise MemoryError
    if "错" in path.name: raise ZeroDivisionError("x")
    return kept(path)
child.receive = receive
"""


@pytest.fixture
def hurting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "_CHILD", isolated._CHILD.replace("from corpus.child import serve", HURT + "from corpus.child import serve"))
    monkeypatch.setattr(isolated, "PATIENCE", 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "来源"
    folder.mkdir()
    for place in PLACES:
        write_report(folder, place, 2021)
    return folder


def told(outcomes: list[Outcome]) -> list[tuple[str, str, str | None]]:
    return [(o.name, o.fate, o.document_id) for o in outcomes]


def test_many_read_what_one_reads_in_the_same_order(folder: Path, tmp_path: Path) -> None:
    (folder / "空.txt").write_bytes(b"")
    alone, crew = (Library.open(tmp_path / name) for name in ("一", "多"))
    outcomes = alone.index([folder])
    assert len(outcomes) == len(PLACES) + 1
    assert told(crew.index([folder], IndexingOptions(workers=3))) == told(outcomes)
    for _, _, document_id in told(outcomes):
        if document_id:
            assert crew.document(document_id) == alone.document(document_id)
            assert [p.text for p in crew.passages(document_id)] == [p.text for p in alone.passages(document_id)]


@pytest.mark.usefixtures("hurting")
def test_a_file_that_hurts_its_process_is_refused_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    for name in ("开封市死", "开封市停", "开封市转", "开封市大", "开封市错"):
        (folder / f"{name}.txt").write_bytes((folder / "开封市2021.txt").read_bytes())
    library = Library.open(tmp_path / "库")
    outcomes = library.index([folder], IndexingOptions(workers=2))
    reasons = {o.file.stem: o.reason or "" for o in outcomes if o.fate == "refused"}
    assert len(outcomes) == len(PLACES) + 5
    assert "意外结束" in reasons["开封市死"]
    assert "5 秒" in reasons["开封市停"]
    assert "5 秒" in reasons["开封市转"]
    assert "内存" in reasons["开封市大"]
    assert "ZeroDivisionError" in reasons["开封市错"]
    assert library.status().documents == len(PLACES)
    again = library.index([folder], IndexingOptions(workers=0))  # they may do better another time
    assert [o.fate for o in again if o.file.stem in reasons] == ["unchanged"] * 5


def test_whoever_stops_listening_stops_the_reading(folder: Path, tmp_path: Path) -> None:
    library = Library.open(tmp_path / "库")
    indexing = library.indexing([folder], IndexingOptions(workers=2))
    first = next(indexing)
    indexing.close()
    assert first.fate == "read"
    assert library.document(first.document_id or "").title
    assert told(library.index([folder]))[0] == (first.name, "unchanged", first.document_id)


def test_a_crew_runs_ahead_only_so_far(folder: Path) -> None:
    """One that finds much in a file waits until it is taken in."""
    from indexer.intake.crew import _Waiting

    crew = Crew(1)
    job = crew.begin(folder / "开封市2021.txt")
    assert len(list(job.found())) == 2  # the report and the file's stamp
    assert isinstance(job, _Waiting)
    assert job._queue.maxsize == WAITING
    crew.close()
    crew.close()


def test_there_is_always_someone_to_read() -> None:
    assert 1 <= default_workers() <= max(1, os.cpu_count() or 1)
