"""Taking in files that hold many reports: rows, archives, folders; what changes in them, and what the terminal says."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from indexer import Library, Scope
from indexer.cli import main
from tests.indexer.conftest import write_report


def table(path: Path, texts: dict[str, str], heading: str = "正文") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["地区", heading], *texts.items()])
    return path


@pytest.fixture
def texts(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "来源"
    folder.mkdir()
    return {place: write_report(folder, place, 2021).read_text("utf-8") for place in ("洛阳市", "开封市")}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "库")


def ids(library: Library) -> list[str]:
    return sorted(record.document_id for record in library.documents(Scope())[1])


def test_a_table_gives_a_report_for_each_row(library: Library, texts: dict[str, str], tmp_path: Path) -> None:
    outcomes = library.index([table(tmp_path / "集.csv", texts | {"新乡市": ""})])
    assert [(o.name, o.fate, o.document_id) for o in outcomes] == [
        ("集.csv#第2行", "read", "410300-2021"), ("集.csv#第3行", "read", "410200-2021"), ("集.csv", "refused", None),
    ]  # fmt: skip
    assert outcomes[-1].reason == "“集.csv”有 1 行没有正文（第 4 行），这些行没有收录，请补上正文后重新收录。"
    assert {o.fate for o in library.index([tmp_path / "集.csv"])} == {"unchanged", "refused"}


def test_a_row_that_is_gone_takes_its_report_with_it(library: Library, texts: dict[str, str], tmp_path: Path) -> None:
    path = table(tmp_path / "集.csv", texts)
    library.index([path])
    table(path, {"洛阳市": texts["洛阳市"]})
    library.index([path])
    assert ids(library) == ["410300-2021"]
    path.write_bytes(b"")  # a damaged file takes nothing back
    library.index([path])
    assert ids(library) == ["410300-2021"]


def test_an_archive_and_the_folder_it_was_made_of_give_the_same(library: Library, texts: dict[str, str], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "集.zip", "w") as archive:
        for place, text in texts.items():
            archive.writestr(f"河南/{place}.txt", text.encode("gb18030"))
    library.index([tmp_path / "集.zip"])
    assert {o.fate for o in library.index([tmp_path / "来源"])} == {"unchanged"}
    assert ids(library) == ["410200-2021", "410300-2021"]


def test_the_terminal_names_the_rows_and_takes_columns(
    texts: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path / "集.csv", {place: text.replace("报告", "报告") for place, text in texts.items()}, heading="丙")
    library = ["--library", str(tmp_path / "库")]
    assert main(["index", *library, str(path), "--column", "text=丁"]) == 1
    assert "“集.csv”里没有“丁”这一列（现有：地区、丙）" in capsys.readouterr().err
    assert main(["index", *library, str(path), "--column", "text=丙", "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert [(f["member"], f["outcome"]) for f in files] == [("第2行", "read"), ("第3行", "read")]


def test_a_column_without_a_known_use_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--library", str(tmp_path / "库"), str(tmp_path), "--column", "正文"]) == 2
    assert "--column 正文 不对，请写成 用途=列名，例如 text=正文" in capsys.readouterr().err


def test_two_files_that_claim_one_report_are_both_kept(library: Library, texts: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(texts["洛阳市"], "utf-8")
    (tmp_path / "乙.txt").write_text(texts["洛阳市"].replace("6.1%", "6.2%"), "utf-8")
    library.index([tmp_path / "甲.txt", tmp_path / "乙.txt"])
    first, second = ids(library)
    assert (first, second[:12]) == ("410300-2021", "410300-2021-")
    for one, other in ((first, second), (second, first)):
        assert [note for note in library.document(one).notes if other in note]
