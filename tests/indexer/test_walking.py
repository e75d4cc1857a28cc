"""Which files of a folder are read, in which order, under which name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from indexer import IndexingOptions, Library
from indexer.intake.walking import Source, existing_file, files_of, origin_of, path_of
from tests.indexer.conftest import write_report


def names(*paths: Path) -> list[str]:
    return [file.path.name for file in files_of(paths) if isinstance(file, Source)]


def test_files_come_in_order_and_without_what_programs_leave_behind(tmp_path: Path) -> None:
    for name in ("乙/2.txt", "乙/1.txt", "甲.docx", "~$甲.docx", ".隐.txt", ".git/甲.txt", "__MACOSX/甲.txt", "Thumbs.db", "表.tsv", "manifest.tsv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == ["甲.docx", "表.tsv", "1.txt", "2.txt"]
    assert names(tmp_path / "~$甲.docx") == ["~$甲.docx"]  # who names a file means it


def test_the_library_does_not_read_itself(tmp_path: Path) -> None:
    write_report(tmp_path, "洛阳市", 2021)
    library = Library.open(tmp_path / "库")
    for fate in ("read", "unchanged"):
        assert [(o.name, o.fate) for o in library.index([tmp_path])] == [("洛阳市2021.txt", fate)]


def test_paths_are_shown_as_given_and_known_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "集").mkdir()
    (tmp_path / "集" / "甲.txt").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    assert list(files_of([Path("集")])) == [Source(Path("集/甲.txt"), str(tmp_path.resolve() / "集/甲.txt"))]


def test_a_folder_that_cannot_be_opened_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "锁").mkdir()
    (tmp_path / "甲.txt").write_bytes(b"x")
    scandir = os.scandir

    def locked(path: str) -> object:  # permissions do not stop an administrator
        if os.path.basename(path) == "锁":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", locked)
    file, refusal = files_of([tmp_path])
    assert isinstance(file, Source)
    assert not isinstance(refusal, Source)
    assert (refusal.fate, refusal.file.name) == ("refused", "锁")
    assert "权限" in (refusal.reason or "")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux only")
def test_names_in_gbk_are_read_shown_and_known_again(tmp_path: Path) -> None:
    text = write_report(tmp_path, "洛阳市", 2021).read_bytes()
    folder = tmp_path / "来源"
    folder.mkdir()
    path = os.path.join(os.fsencode(folder), "洛阳市报告.txt".encode("gb18030"))
    with open(path, "wb") as file:
        file.write(text)
    os.utime(path, (1_600_000_000,) * 2)
    library = Library.open(tmp_path / "库")
    for fate in ("read", "unchanged"):
        (outcome,) = library.index([folder], IndexingOptions(workers=1))
        assert (outcome.name, outcome.fate) == ("洛阳市报告.txt", fate)
    assert library.document("410300-2021").source.file == "洛阳市报告.txt"
    os.unlink(path)
    (outcome,) = library.index([folder])
    assert (outcome.name, outcome.fate) == ("洛阳市报告.txt", "missing")


@pytest.mark.parametrize("name", ["甲.txt", "C#/甲#2.txt", "100%.txt", "a\\b.txt"])
def test_a_path_survives_being_stored(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    assert path_of(origin_of(path)) == str(path)
    assert existing_file(origin_of(path)) == existing_file(origin_of(path) + "#第2行") == path
    path.unlink()
    assert existing_file(origin_of(path) + "#第2行") is None
