"""The shipped report is one report, wherever the program is installed and by whichever reader it was read before."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus import shipped_reports
from indexer import Library, Scope

ID = "410104-2020"
NAME = shipped_reports()[0].name


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "库")


def installed(folder: Path) -> Path:
    """The shipped report as another installation has it."""
    path = folder / "lib" / "corpus" / "reports" / NAME
    path.parent.mkdir(parents=True)
    shutil.copy(shipped_reports()[0], path)
    return path


def ids(library: Library) -> list[str]:
    return [record.document_id for record in library.documents(Scope())[1]]


def origins(library: Library) -> list[str]:
    with closing(sqlite3.connect(library.path / "catalog.sqlite")) as catalog:
        return [row[0] for row in catalog.execute("SELECT origin FROM documents ORDER BY key")]


def read_otherwise(library: Library, document_id: str = ID) -> None:
    """As if an earlier reader had read it, which recognised something else."""
    with closing(sqlite3.connect(library.path / "catalog.sqlite")) as catalog, catalog:
        catalog.execute("UPDATE documents SET digest = 'earlier ' || document_id WHERE document_id = ?", (document_id,))


def test_it_is_known_by_its_name_and_not_by_where_it_lies(library: Library) -> None:
    library.index()
    assert origins(library) == [f"shipped:{NAME}"]
    assert library.file_of(ID) == shipped_reports()[0]
    assert [(o.fate, o.document_id) for o in library.index(shipped_reports())] == [("unchanged", ID)]
    assert [(o.fate, o.document_id) for o in library.reread(ID)] == [("unchanged", ID)]


def test_another_installation_with_another_reader_reads_the_same_report(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.index()
    read_otherwise(library)
    other = installed(tmp_path / "venv")
    monkeypatch.setattr("indexer.reception.shipped", lambda: [other])
    monkeypatch.setattr("indexer.intake.walking.shipped_folder", lambda: other.parent)
    monkeypatch.setattr("indexer.intake.taking.reader_version", lambda: "later")
    assert [(o.fate, o.document_id) for o in library.index()] == [("updated", ID)]
    assert (ids(library), library.file_of(ID)) == ([ID], other)


@pytest.mark.parametrize("still_there", [True, False])
def test_a_library_from_before_it_had_a_name_of_its_own_keeps_one(library: Library, tmp_path: Path, still_there: bool) -> None:
    earlier = installed(tmp_path / "venv")
    library.index([earlier])
    assert origins(library) == [str(earlier)]
    read_otherwise(library)
    if not still_there:
        earlier.unlink()
    assert [(o.fate, o.document_id) for o in library.index()] == [("updated", ID)]
    assert (ids(library), origins(library)) == ([ID], [f"shipped:{NAME}"])


def test_a_windows_path_is_recognised_too(library: Library, tmp_path: Path) -> None:
    library.index([installed(tmp_path / "venv")])
    with closing(sqlite3.connect(library.path / "catalog.sqlite")) as catalog, catalog:
        catalog.execute("UPDATE documents SET origin = ?", (rf"C:\venv\Lib\corpus\reports\{NAME}",))
    read_otherwise(library)
    assert [(o.fate, o.document_id) for o in library.index()] == [("updated", ID)]


def test_the_second_copy_an_earlier_version_made_is_taken_out(library: Library, tmp_path: Path) -> None:
    library.index([installed(tmp_path / "一")])
    read_otherwise(library)
    library.index([installed(tmp_path / "二")])
    first, second = ids(library)
    assert (first, len(second)) == (ID, len(ID) + 7)
    told = [(o.fate, o.document_id) for o in library.index()]
    assert told == [("updated", ID), ("removed", second)]
    assert ids(library) == [ID]
    assert library.status().ready


def test_a_file_of_that_name_with_other_bytes_or_elsewhere_is_another_report(library: Library, tmp_path: Path) -> None:
    changed = installed(tmp_path / "venv")
    changed.write_text(changed.read_text("utf-8").replace("增长6.6%", "增长6.7%"), "utf-8")
    copy = tmp_path / NAME
    shutil.copy(shipped_reports()[0], copy)
    library.index([changed, copy])
    before = ids(library)
    for document_id in before:
        read_otherwise(library, document_id)
    (told,) = library.index()
    assert told.fate == "read"
    assert ids(library) == [*before, told.document_id]
