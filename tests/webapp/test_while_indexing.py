"""The server goes on answering while ``yiju index`` works in another process, and shows what it brings without a new start."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from indexer import Library
from tests.indexer.conftest import write_report
from tests.webapp.conftest import client_of

READERS = 4
OLD = ("郑州市", "高阳县")
NEW = ("蠡县", "博野县", "安新县", "唐县", "望都县", "易县", "洛阳市", "开封市")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "来源"
    folder.mkdir()
    for place in OLD:
        write_report(folder, place, 2020)
    library = Library.open(tmp_path / "库")
    library.index([folder])
    return library


def index(tmp_path: Path, *more: str) -> None:
    command = [sys.executable, "-m", "indexer", "index", str(tmp_path / "来源"), "--library", str(tmp_path / "库"), *more]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def test_readers_are_answered_rightly_all_the_while(library: Library, tmp_path: Path) -> None:
    app = client_of(library).application
    faults: list[str] = []
    answered = [0] * READERS
    ended = threading.Event()

    def read(number: int) -> None:
        client = app.test_client()
        before = len(OLD)
        while not ended.is_set():
            found = client.get("/api/search?q=“新建公厕”")
            held = client.get("/api/documents")
            page = client.get("/reports/410100-2020")
            if (found.status_code, held.status_code, page.status_code) != (200, 200, 200):
                faults.append(f"{found.status_code} {held.status_code} {page.status_code}: {found.get_data(as_text=True)[:200]}")
                return
            total = found.get_json()["total"]
            if not before <= total <= len(OLD) + len(NEW):  # never fewer than were there already, never one twice
                faults.append(f"{total} after {before}")
            before, answered[number] = total, answered[number] + 1

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        for place in NEW:
            write_report(tmp_path / "来源", place, 2020)
            if place in NEW[3::4]:
                index(tmp_path, "--workers", "2")
        index(tmp_path, "--rebuild", "--workers", "0")
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert min(answered) > 0
    assert app.test_client().get("/api/search?q=“新建公厕”").get_json()["total"] == len(OLD) + len(NEW)
    assert app.test_client().get("/reports/410300-2020").status_code == 200
