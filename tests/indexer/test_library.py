"""The life of a library: reports come, change and go; the index is made, damaged, foreign, and made again."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus import Catalog, NotFound, Scope
from indexer import EngineError, Library, LibraryError, NoIndex, SearchRequest
from tests.indexer.conftest import write_report


def total(library: Library, query: str) -> int:
    return library.search(SearchRequest(query)).total


def test_a_new_library_takes_in_the_shipped_report_by_itself(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "deep" / "library")
    assert not library.status().ready
    with pytest.raises(NoIndex, match="yiju index"):
        total(library, "改造")
    library.prepare()
    status = library.status()
    assert (status.ready, status.documents, status.engine, status.years) == (True, 1, "whoosh", (2020, 2020))
    assert total(library, "老旧小区改造") > 0


def test_indexing_again_changes_nothing(several: Library, tmp_path: Path) -> None:
    generation = several.status().generation
    outcomes = several.index([tmp_path / "reports"])
    assert {o.fate for o in outcomes} == {"unchanged"}
    assert several.status().generation == generation


def test_a_changed_file_replaces_what_it_gave(several: Library, tmp_path: Path) -> None:
    assert total(several, "“12座”") == 2
    write_report(tmp_path / "reports", "郑州市", 2020, toilets=77, growth=7, yards=20)
    outcomes = several.index([tmp_path / "reports"])
    assert sorted(o.fate for o in outcomes) == ["unchanged"] * 3 + ["updated"]
    assert (total(several, "“12座”"), total(several, "“77座”")) == (1, 1)
    assert several.status().documents == 4


def test_removing_a_report(several: Library) -> None:
    several.remove("410100-2020")
    assert several.status().documents == 3
    assert total(several, "年份:2020 地区:郑州市 公厕") == 0
    with pytest.raises(NotFound, match="410100-2020"):
        several.remove("410100-2020")


BAD_FILES: list[tuple[str, bytes]] = [
    ("empty.txt", b""),
    ("blank.txt", "　\n \n".encode()),
    ("binary.txt", bytes(range(256)) * 40),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    ("english.txt", b"This is no report at all, and it is not Chinese either. " * 30),
]


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, data in BAD_FILES:
        (folder / name).write_bytes(data)
    good = write_report(folder, "郑州市", 2020)
    library = Library.open(tmp_path / "library")
    outcomes = {o.file.name: o for o in library.index([folder])}
    assert outcomes[good.name].fate == "read"
    for name, _ in BAD_FILES:
        reason = outcomes[name].reason
        assert outcomes[name].fate == "refused", name
        assert reason, name
        assert name in reason
    assert library.status().documents == 1


def test_odd_files_are_read(tmp_path: Path) -> None:
    text = write_report(tmp_path, "高阳县", 2020).read_text("utf-8")
    (tmp_path / "cut.txt").write_bytes(text.replace("高阳县", "蠡县").encode()[:-2])  # in the middle of a character
    (tmp_path / "gbk.txt").write_bytes(text.replace("高阳县", "博野县").encode("gb18030"))
    long = text.replace("高阳县", "安新县") + "新增就业。" * 70_000
    (tmp_path / "long.txt").write_text(long.replace("\n", ""), "utf-8")  # 1 MB in one line
    library = Library.open(tmp_path / "library")
    assert {o.fate for o in library.index(sorted(tmp_path.glob("*.txt")))} == {"read"}
    assert total(library, "“老旧小区30个”") >= 3
    longest = max(len(p.text) for d in library.documents(Scope())[1] for p in library.passages(d.document_id))
    assert longest <= 3000


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
    assert [p.name for p in derived(several).iterdir() if p.is_dir()] == [several.status().generation]


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


def test_a_read_only_library_can_be_searched_but_not_changed(several: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    path = several.path
    several.close()
    monkeypatch.setattr("corpus.catalog.connection.can_write", lambda folder: False)
    monkeypatch.setattr("indexer.library.make_folder", lambda folder: False)
    library = Library.open(path)
    library.prepare()
    assert total(library, "公厕") == 4
    with pytest.raises(LibraryError, match="只读"):
        library.index()


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("x")
    with pytest.raises(LibraryError, match="library"):
        Library.open(tmp_path / "library")


def test_a_foreign_catalog_is_named(tmp_path: Path) -> None:
    from corpus import CatalogError

    (tmp_path / "catalog.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 50)
    with pytest.raises(CatalogError, match=r"catalog\.sqlite"):
        Library.open(tmp_path)


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


def test_permalinks_follow_the_text(several: Library, tmp_path: Path) -> None:
    passage = next(p for p in several.passages("410100-2020") if p.part == "review" and p.kind == "body")
    assert several.follow(passage.passage_id, passage.digest) == (passage, "unchanged")
    path = tmp_path / "reports" / "郑州市2020.txt"
    path.write_text(path.read_text("utf-8").replace("过去的一年", "先说一句。\n\n过去的一年"), "utf-8")
    several.index([path])
    moved, fate = several.follow(passage.passage_id, passage.digest)
    assert (moved.text, fate) == (passage.text, "moved")
    assert moved.passage_id != passage.passage_id
    path.write_text(path.read_text("utf-8").replace("过去的一年，", "过去一年，").replace("先说一句。\n\n", ""), "utf-8")
    several.index([path])
    changed, fate = several.follow(passage.passage_id, passage.digest)
    assert (changed.passage_id, fate) == (passage.passage_id, "changed")
    with pytest.raises(NotFound):
        several.follow("410100-2020-p99", "000000000000")


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


def test_the_last_report_can_be_removed_and_stays_away(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    library.prepare()
    library.remove("410104-2020")
    library.prepare()
    assert library.status().documents == 0
    assert total(library, "改造") == 0


def test_the_same_report_under_another_name_is_kept_once(several: Library, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "reports" / "郑州市2020.txt", tmp_path / "copy.txt")
    (outcome,) = several.index([tmp_path / "copy.txt"])
    assert (outcome.fate, outcome.document_id) == ("unchanged", "410100-2020")


def test_doctor_sees_what_is_not_indexed(several: Library, tmp_path: Path) -> None:
    from corpus import read_report

    late = write_report(tmp_path, "蠡县", 2020)
    Catalog(several.path / "catalog.sqlite").add(read_report(late), str(late))
    assert not several.status().ready
    assert "yiju index" in (several.status().problem or "")


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


def test_a_start_with_nothing_to_do_waits_for_nobody(several: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.derived.store.WAIT", 0.05)
    with closing(sqlite3.connect(derived(several) / "lock.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        several.prepare()
        with pytest.raises(LibraryError, match="另一个程序"):
            several.index([several.path.parent / "reports"], rebuild=True)


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


@pytest.mark.parametrize(
    ("name", "found", "why"),
    [
        ("高阳", ["130628-2020", "130628-2019"], "the place"),
        ("河北", ["130628-2020", "130628-2019"], "what it lies in"),
        ("高阳 2019", ["130628-2019"], "all words, wherever they stand"),
        ("410100-2020", ["410100-2020"], "the id"),
        ("政府工作報告", ["130628-2020", "130628-2019", "410100-2020", "410100-2019"], "traditional"),
        ("　", ["130628-2020", "130628-2019", "410100-2020", "410100-2019"], "blanks are no name"),
        ("没有这个", [], "nothing"),
    ],
)
def test_reports_are_found_by_name(several: Library, name: str, found: list[str], why: str) -> None:
    total, documents = several.documents(Scope(), sort="place", name=name)
    assert (total, [d.document_id for d in documents]) == (len(found), found), why
    assert [f.document_id for f in several.facts(Scope(), name)] == found
    page = several.documents(Scope(), sort="place", name=name, limit=1, offset=1)
    assert (page[0], [d.document_id for d in page[1]]) == (len(found), found[1:2])
    by_year = [d.document_id for d in several.documents(Scope(), sort="year", name=name)[1]]
    assert by_year == [d.document_id for d in several.documents(Scope(), sort="year")[1] if d.document_id in found]
