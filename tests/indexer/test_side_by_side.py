"""Several threads and processes with one library: readers, builders, and one that was killed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus import Catalog, Scope
from indexer import Library, LibraryError, SearchRequest
from indexer.derived import store
from tests.indexer.conftest import total, write_report


def test_a_running_server_sees_what_another_process_adds(several: Library, tmp_path: Path) -> None:
    assert total(several, "“99座”") == 0
    write_report(tmp_path / "reports", "蠡县", 2020, toilets=99)
    done = subprocess.run(
        [sys.executable, "-m", "indexer", "index", "--library", str(several.path), str(tmp_path / "reports")],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2], env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert total(several, "“99座”") == 1


def test_a_new_generation_is_taken_up(several: Library) -> None:
    other = Library.open(several.path)
    before = several.status().generation
    other.index([several.path.parent / "reports"], rebuild=True)
    assert several.status().generation != before
    assert total(several, "公厕") == 4
    assert [p.name for p in (several.path / "derived").iterdir() if p.is_dir()] == [several.status().generation]


def test_a_request_under_way_ends_in_the_generation_it_began_in(several: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    began, looked_up = several._derived.current(), list[bool]()
    monkeypatch.setattr(store, "sleep", lambda seconds: looked_up.append(seconds > 0 and began.figures.holds(Scope())))
    Library.open(several.path).index([several.path.parent / "reports"], rebuild=True)
    assert looked_up == [True]
    assert several._derived.current().figures.holds(Scope())


def test_what_was_taken_in_but_not_indexed_is_found_at_the_next_start(several: Library, tmp_path: Path) -> None:
    """As after a kill between the catalog's commit and the engine's."""
    from corpus import read_report

    late = write_report(tmp_path, "蠡县", 2020, toilets=99)
    Catalog(several.path / "catalog.sqlite").add(read_report(late), str(late))
    assert total(several, "“99座”") == 0
    library = Library.open(several.path)
    library.prepare()
    assert total(library, "“99座”") == 1


def test_eight_threads_get_the_right_answers(shipped: Library) -> None:
    queries = ["老旧小区改造", "垃圾分类", "“新增”", "公厕", "就业", "营商环境", "道路 通车", "5G"]
    expected = {q: [h.passage.key for h in shipped.search(SearchRequest(q)).hits] for q in queries}
    wrong: list[str] = []
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)

    def work(start: int) -> None:
        for turn in range(24):
            query = queries[(start + turn) % len(queries)]
            if [h.passage.key for h in shipped.search(SearchRequest(query)).hits] != expected[query]:
                wrong.append(query)

    try:
        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []


def test_killed_while_indexing_nothing_is_lost(tmp_path: Path) -> None:
    """SIGKILL at several moments: the next start has every report of every index command that had ended."""
    folder = tmp_path / "reports"
    folder.mkdir()
    places = ["郑州市", "高阳县", "蠡县", "博野县", "安新县", "唐县", "望都县", "易县"]
    command = [sys.executable, "-m", "indexer", "index", "--library", str(tmp_path / "library"), str(folder)]
    where = Path(__file__).parents[2]
    for number, place in enumerate(places):
        write_report(folder, place, 2020)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=where)
        time.sleep(0.25 + 0.15 * number)
        process.kill()
        process.wait()
    library = Library.open(tmp_path / "library")
    library.index([folder])
    assert library.status().documents == len(places)
    assert total(library, "公厕") == len(places)


def test_doctor_sees_what_is_not_indexed(several: Library, tmp_path: Path) -> None:
    from corpus import read_report

    late = write_report(tmp_path, "蠡县", 2020)
    Catalog(several.path / "catalog.sqlite").add(read_report(late), str(late))
    assert not several.status().ready
    assert "yiju index" in (several.status().problem or "")


def test_a_start_with_nothing_to_do_waits_for_nobody(several: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.derived.store.WAIT", 0.05)
    with closing(sqlite3.connect((several.path / "derived") / "lock.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        several.prepare()
        with pytest.raises(LibraryError, match="另一个程序"):
            several.index([several.path.parent / "reports"], rebuild=True)


def test_two_builders_take_turns(several: Library) -> None:
    others = [Library.open(several.path) for _ in range(2)]
    failures: list[BaseException] = []

    def rebuild(library: Library) -> None:
        try:
            library.index([several.path.parent / "reports"], rebuild=True)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=rebuild, args=(library,)) for library in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert total(several, "公厕") == 4


def test_a_generation_that_is_taken_away_while_it_is_opened_gives_way_to_the_next(several: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a thread has to wait between looking which generation is in use and opening it."""
    store = several._derived
    late = [store.current()]
    Library.open(several.path).index([several.path.parent / "reports"], rebuild=True)
    assert not (store.folder / late[0].name).exists()
    current = store.current
    monkeypatch.setattr(store, "current", lambda: late.pop() if late else current())
    assert total(several, "公厕") == 4
    assert late == []


def test_a_pointer_read_just_before_the_switch_leads_to_the_next(several: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    store = several._derived
    gone = store.current().name
    Library.open(several.path).index([several.path.parent / "reports"], rebuild=True)
    read, stamp = Path.read_text, store._stamp
    seen = [(0, 0)]  # what was seen before the switch
    monkeypatch.setattr(store, "_stamp", lambda: seen.pop() if seen else stamp())
    late = [gone]
    monkeypatch.setattr(Path, "read_text", lambda path, *a: late.pop() if late and path.name == "CURRENT" else read(path, *a))
    assert total(several, "公厕") == 4
    assert (seen, late) == ([], [])
