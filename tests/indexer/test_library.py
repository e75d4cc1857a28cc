"""The life of a library: reports come, change and go, are found by name, and permalinks follow them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus import NotFound, Scope
from indexer import Library, LibraryError, NoIndex
from tests.indexer.conftest import total, write_report


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
