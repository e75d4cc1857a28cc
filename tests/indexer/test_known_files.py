"""Files that were read before: not opened again while they are the same, noticed when they are not, told of when they are gone."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

import corpus.reading
from indexer import IndexingOptions, Library, Outcome, Scope
from tests.indexer.conftest import write_report

LONG_AGO = 1_600_000_000  # seconds: a file of that age is taken at its word


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "来源"
    folder.mkdir()
    for place in ("洛阳市", "开封市"):
        age(write_report(folder, place, 2021))
    return folder


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Library:
    library = Library.open(tmp_path / "库")
    library.index([folder])
    return library


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are read from now on."""
    names: list[str] = []
    receive = corpus.reading.receive

    def noting(path: Path) -> corpus.reading.Received:
        names.append(path.name)
        return receive(path)

    monkeypatch.setattr("corpus.child.receive", noting)
    return names


def age(path: Path, seconds: int = LONG_AGO) -> Path:
    os.utime(path, (seconds, seconds))
    return path


def fates(outcomes: list[Outcome]) -> list[tuple[str, str, str | None]]:
    return [(o.name, o.fate, o.document_id) for o in outcomes]


def ids(library: Library) -> list[str]:
    return sorted(record.document_id for record in library.documents(Scope())[1])


BOTH = [("开封市2021.txt", "unchanged", "410200-2021"), ("洛阳市2021.txt", "unchanged", "410300-2021")]


def test_files_that_are_the_same_are_not_opened(library: Library, folder: Path, opened: list[str]) -> None:
    assert fates(library.index([folder])) == BOTH
    assert opened == []


def test_a_touched_file_is_compared_and_not_read(library: Library, folder: Path, opened: list[str]) -> None:
    for seconds in (LONG_AGO + 5, LONG_AGO - 5):
        age(folder / "洛阳市2021.txt", seconds)
        assert fates(library.index([folder])) == BOTH
    assert opened == []


def test_a_changed_file_is_read_and_keeps_its_id(library: Library, folder: Path, opened: list[str]) -> None:
    path = folder / "洛阳市2021.txt"
    path.write_text(path.read_text("utf-8").replace("6.1%", "6.25%"), "utf-8")
    assert fates(library.index([folder]))[1] == ("洛阳市2021.txt", "updated", "410300-2021")
    assert opened == ["洛阳市2021.txt"]


def test_a_change_within_one_tick_of_the_clock_is_noticed(tmp_path: Path, library: Library) -> None:
    """Same size, same time of change: a file so young is not taken at its word."""
    path = write_report(tmp_path, "新乡市", 2021)
    library.index([path])
    changed = os.stat(path).st_mtime_ns
    path.write_text(path.read_text("utf-8").replace("6.1%", "6.2%"), "utf-8")
    os.utime(path, ns=(changed, changed))
    assert [o.fate for o in library.index([path])] == ["updated"]


def test_on_request_everything_is_read_again(library: Library, folder: Path, opened: list[str]) -> None:
    assert fates(library.index([folder], IndexingOptions(reread=True))) == BOTH
    assert sorted(opened) == ["开封市2021.txt", "洛阳市2021.txt"]


def test_another_reader_reads_again(library: Library, folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.intake.taking.reader_version", lambda: "later")
    library.index([folder])
    assert len(opened) == 2


def test_what_cannot_be_read_is_told_again_without_opening(library: Library, folder: Path, opened: list[str]) -> None:
    path = folder / "英文.txt"
    path.write_text("This is no report at all. " * 30, "utf-8")
    age(path)
    first = [o.reason for o in library.index([folder]) if o.fate == "refused"]
    assert [o.reason for o in library.index([folder]) if o.fate == "refused"] == first != []
    assert opened == ["英文.txt"]


def test_a_removed_report_comes_back_with_its_file(library: Library, folder: Path) -> None:
    library.remove("410300-2021")
    assert fates(library.index([folder]))[1] == ("洛阳市2021.txt", "read", "410300-2021")


def test_the_text_of_two_files_stays_when_one_of_them_changes(library: Library, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "抄件.txt"
    copy.write_bytes((folder / "洛阳市2021.txt").read_bytes())
    age(copy)
    assert [o.fate for o in library.index([copy])] == ["unchanged"]
    path = folder / "洛阳市2021.txt"
    path.write_text(path.read_text("utf-8").replace("6.1%", "6.25%"), "utf-8")
    library.index([folder])
    assert [o.fate for o in library.index([copy])] == ["read"]


def test_reports_whose_file_is_gone_are_told_of_and_kept(library: Library, folder: Path) -> None:
    (folder / "洛阳市2021.txt").unlink()
    for _ in range(2):
        (_, gone) = library.index([folder])
        assert (gone.name, gone.fate, gone.document_id) == ("洛阳市2021.txt", "missing", "410300-2021")
        assert gone.reason
        assert "--prune" in gone.reason
    assert ids(library) == ["410200-2021", "410300-2021"]


def test_on_request_they_go_too(library: Library, folder: Path) -> None:
    (folder / "洛阳市2021.txt").unlink()
    assert fates(library.index([folder], IndexingOptions(prune=True)))[1] == ("洛阳市2021.txt", "removed", "410300-2021")
    assert ids(library) == ["410200-2021"]
    assert fates(library.index([folder])) == BOTH[:1]


def test_a_folder_that_moved_takes_its_reports_along(library: Library, folder: Path) -> None:
    moved = folder.rename(folder.with_name("新处"))
    assert fates(library.index([moved])) == BOTH
    (moved / "洛阳市2021.txt").write_text((moved / "洛阳市2021.txt").read_text("utf-8").replace("6.1%", "6.25%"), "utf-8")
    assert fates(library.index([moved]))[1] == ("洛阳市2021.txt", "updated", "410300-2021")
    folder.mkdir()
    assert library.index([folder]) == []


def test_a_row_that_left_its_table_is_told_of(library: Library, tmp_path: Path, folder: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(folder.iterdir())]
    rows = [["地区", "正文"], ["新乡市", texts[0].replace("开封市", "新乡市")], ["安阳市", texts[0].replace("开封市", "安阳市")]]
    path = tmp_path / "集.csv"
    for kept in (rows, rows[:2]):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(kept)
        outcomes = library.index([path])
    assert [(o.fate, o.document_id) for o in outcomes] == [("unchanged", "410700-2021"), ("removed", "410500-2021")]


def test_the_page_around_a_report_may_change(library: Library, folder: Path) -> None:
    """Nothing of the report changes, but where it came from is told as it is now."""
    path = folder / "洛阳市2021.txt"
    path.write_text("首页\n" + path.read_text("utf-8"), "utf-8")
    assert fates(library.index([folder])) == BOTH
    source = library.document("410300-2021").source
    assert (source.stripped, source.size) == (("首页",), path.stat().st_size)
