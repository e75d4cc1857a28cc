"""A damaged, foreign or half-written library: never opened as it is, told of, and built again from the catalog."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Scope
from indexer import EngineError, Library, LibraryError, NoIndex, SearchRequest
from tests.indexer.conftest import total, write_report


def derived(library: Library) -> Path:
    return library.path / "derived"


def damage_nothing_there(folder: Path) -> None:
    shutil.rmtree(folder)


def damage_half_written(folder: Path) -> None:
    for path in folder.rglob("*.seg"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damage_changed_byte(folder: Path) -> None:
    path = next(folder.rglob("*.toc"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def damage_no_manifest(folder: Path) -> None:
    next(folder.rglob("manifest.json")).unlink()


def damage_other_version(folder: Path) -> None:
    next(folder.rglob("stamp.json")).write_text('{"content": {"versions": "other"}, "seal": "00"}', "utf-8")


def damage_pointer(folder: Path) -> None:
    (folder / "CURRENT").write_text("../../etc\n", "utf-8")


def damage_empty_pointer(folder: Path) -> None:
    (folder / "CURRENT").write_text("", "utf-8")


DAMAGES = [
    damage_nothing_there, damage_half_written, damage_changed_byte, damage_no_manifest, damage_other_version,
    damage_pointer, damage_empty_pointer,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_never_opened_and_is_built_again(several: Library, damage: object) -> None:
    path = several.path
    several.close()
    damage(path / "derived")  # type: ignore[operator]
    library = Library.open(path)
    assert not library.status().ready
    with pytest.raises((NoIndex, EngineError), match="yiju index"):
        total(library, "公厕")
    library.prepare()
    assert library.status().ready
    assert total(library, "公厕") == 4


def test_an_index_of_another_installation_is_not_opened(several: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = several.path
    several.close()
    monkeypatch.setenv("YIJU_SETTINGS", str(tmp_path / "other-settings"))
    library = Library.open(path)
    with pytest.raises(EngineError, match="yiju index"):
        total(library, "公厕")
    library.prepare()
    assert total(library, "公厕") == 4


def test_a_full_disk_loses_nothing(several: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from whoosh.filedb.filestore import FileStorage

    create = FileStorage.create_file

    def full(self: FileStorage, name: str, **options: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_report(tmp_path / "reports", "蠡县", 2020, toilets=99)
    monkeypatch.setattr(FileStorage, "create_file", full)
    with pytest.raises((EngineError, LibraryError), match="空间"):
        several.index([tmp_path / "reports"])
    assert total(several, "公厕") == 4
    monkeypatch.setattr(FileStorage, "create_file", create)
    several.index([tmp_path / "reports"])
    assert total(several, "“99座”") == 1


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("x")
    with pytest.raises(LibraryError, match="library"):
        Library.open(tmp_path / "library")


def test_a_foreign_catalog_is_named(tmp_path: Path) -> None:
    from corpus import CatalogError

    (tmp_path / "catalog.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 50)
    with pytest.raises(CatalogError, match=r"catalog\.sqlite"):
        Library.open(tmp_path)


def test_a_damaged_table_of_sounds_is_made_again(several: Library) -> None:
    assert several.search(SearchRequest("营商环镜")).suggestion == "营商环境"
    path = next(derived(several).rglob("vocabulary.sqlite"))
    several.close()
    path.write_bytes(b"no database at all, but long enough to look like something" * 20)
    assert Library.open(several.path).search(SearchRequest("营商环镜")).suggestion == "营商环境"


def test_a_damaged_table_of_suggestions_is_made_again(several: Library) -> None:
    assert several.suggest("改造")
    path = next(derived(several).rglob("suggestions.sqlite"))
    several.close()
    path.write_bytes(b"no database at all, but long enough to look like something" * 20)
    assert Library.open(several.path).suggest("改造")


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"no database, but long enough for one" * 40)])
def test_a_damaged_table_of_figures_is_told_and_built_again(several: Library, damage: Callable[[Path], object]) -> None:
    path = next(derived(several).rglob("figures.sqlite"))
    several.close()
    damage(path)
    library = Library.open(several.path)
    assert not library.status().ready
    with pytest.raises(EngineError, match="--rebuild"):
        library.figure("12座", Scope())
    library.prepare()
    assert library.status().ready
    assert library.figure("12座", Scope()).total == total(library, "“12座”") > 0


def test_an_error_while_building_is_told_as_what_it_is(several: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("indexer.figures.store.FigureWriter.add_rows", full)
    late = write_report(tmp_path, "蠡县", 2020, toilets=99)
    with pytest.raises(EngineError, match="磁盘空间"):
        several.index([late])
    monkeypatch.undo()
    assert total(several, "“99座”") == 0
    several.prepare()
    assert total(several, "“99座”") == 1
