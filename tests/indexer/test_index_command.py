"""``yiju index`` in the terminal: lines, the table of outcomes, the bar, an interrupt, a disk that fills up."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus import Catalog
from indexer import IndexingOptions, Library, Outcome, YijuError
from indexer.cli import main
from tests.indexer.conftest import write_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "来源"
    folder.mkdir()
    for place in ("开封市", "洛阳市"):
        write_report(folder, place, 2021)
    (folder / "=1+1.txt").write_bytes(b"")
    return folder


def test_each_file_has_its_line_and_its_reason(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", str(folder), "--library", str(tmp_path / "库"), "--workers", "1"]) == 1
    said = capsys.readouterr()
    assert said.out.split("\n")[:3] == ["未收录 =1+1.txt", "收录 开封市2021.txt → 410200-2021", "收录 洛阳市2021.txt → 410300-2021"]
    assert said.out.split("\n")[3] == f"收录 2，未收录 1。库 {tmp_path / '库'} 现有 2 份报告、42 段。"
    assert said.err == "  “=1+1.txt”是空文件，请检查文件内容后重新收录。\n"


def test_the_outcomes_as_a_table(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "结果.csv"
    os.rename(folder / "开封市2021.txt", folder / "安阳市2021.txt")  # filed under another place than it speaks of
    main(["index", str(folder), "--library", str(tmp_path / "库"), "--workers", "0", "--report", str(table)])
    assert table.read_bytes().startswith("\ufeff文件,".encode())
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["结果"] for row in rows] == ["未收录", "收录", "收录"]
    assert rows[0]["文件"].endswith("=1+1.txt")
    assert rows[1]["说明"] == "来源把它归入“安阳市”，正文讲的是“开封市”，以正文为准"
    assert {name: rows[2][name] for name in ("报告编号", "标题", "地区", "年份", "类型", "段数")} == {
        "报告编号": "410300-2021", "标题": "洛阳市2021年政府工作报告", "地区": "河南省洛阳市", "年份": "2021", "类型": "报告全文", "段数": "14",
    }  # fmt: skip


def test_a_name_like_a_formula_is_harmless_in_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("=1+1.txt").write_bytes(b"")
    main(["index", "=1+1.txt", "--library", "库", "--workers", "0", "--report", "结果.csv"])
    assert "\n'=1+1.txt," in Path("结果.csv").read_text("utf-8-sig")


def test_a_table_that_cannot_be_written_is_told_of_before_anything_is_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", str(folder), "--library", str(tmp_path / "库"), "--report", str(tmp_path / "无" / "结果.csv")]) == 2
    assert "无法写入" in capsys.readouterr().err


@pytest.mark.parametrize("workers", ["-1", "65"])
def test_a_number_of_workers_that_makes_no_sense_is_refused(
    folder: Path, tmp_path: Path, workers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", str(folder), "--library", str(tmp_path / "库"), "--workers", workers]) == 2
    assert "0 到 64" in capsys.readouterr().err


def test_the_outcomes_as_json_without_a_bar(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", str(folder), "--library", str(tmp_path / "库"), "--workers", "0", "--json"])
    said = capsys.readouterr()
    assert said.err == ""
    assert json.loads(said.out)["outcomes"] == {"refused": 1, "read": 2}


def _all_of(terminal: int) -> bytes:
    pieces = []
    with contextlib.suppress(OSError):  # how a pseudo-terminal says that the other end is closed
        while piece := os.read(terminal, 65536):
            pieces.append(piece)
    os.close(terminal)
    return b"".join(pieces)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_sees_a_bar(folder: Path, tmp_path: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    command = [sys.executable, "-m", "indexer", "index", str(folder), "--library", str(tmp_path / "库"), "--workers", "0"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    seen = _all_of(ours).decode("utf-8", "replace")
    assert "个文件" in seen
    assert "收录 1" in seen
    assert "编入索引" in seen
    assert "整理索引" in seen
    assert "个文件" not in done.stdout.decode("utf-8")


@pytest.mark.parametrize("processes", [0, 2])
def test_who_asks_hears_how_far_the_index_is(folder: Path, tmp_path: Path, processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.derived.building.MANY", 1)
    heard: list[tuple[int, int]] = []
    list(Library.open(tmp_path / "库").indexing([folder], IndexingOptions(workers=processes), told=lambda *far: heard.append(far)))
    assert heard == ([(1, 2), (2, 2)] if processes == 0 else [(2, 2)])


@pytest.mark.skipif(sys.platform == "win32", reason="there an interrupt reaches the whole console")
def test_an_interrupt_ends_cleanly_and_keeps_what_was_told(folder: Path, tmp_path: Path) -> None:
    for i in range(300):
        write_report(folder, "高阳县", 2021, growth=i + 0.5).rename(folder / f"高阳{i}.txt")
    command = [sys.executable, "-m", "indexer", "index", str(folder), "--library", str(tmp_path / "库"), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout
    told = [process.stdout.readline() for _ in range(5)]
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "已中断：" in errors
    assert "Traceback" not in errors
    kept = {r.document_id for r in Catalog(tmp_path / "库" / "catalog.sqlite").documents()}
    ids = {line.split("→ ")[1].strip() for line in "".join([*told, rest]).split("\n") if "→" in line}
    assert len(ids) >= 4
    assert ids <= kept


@pytest.mark.parametrize("pages", [50, 70])
def test_a_disk_that_fills_up_ends_the_run_with_a_sentence(
    folder: Path, tmp_path: Path, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told of is kept, nothing is half kept, and with room again the same command goes on."""
    for i in range(40):
        write_report(folder, "高阳县", 2021, growth=i + 0.5).rename(folder / f"高阳{i:02}.txt")
    library = Library.open(tmp_path / "库")
    connection = library._catalog._connections.get()
    monkeypatch.setattr("indexer.intake.taking.TOGETHER", 5)
    connection.execute(f"PRAGMA max_page_count = {pages}")
    told: list[Outcome] = []
    with pytest.raises(YijuError, match="磁盘已满"):
        told.extend(library.indexing([folder]))
    kept = {record.document_id for record in library._catalog.documents()}
    assert {outcome.document_id for outcome in told if outcome.document_id} == kept != set()
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.execute("PRAGMA max_page_count = 1000000")
    assert {o.fate for o in library.index([folder])} == {"unchanged", "read", "refused"}
    assert library.status().documents == 42


def test_a_table_of_many_rows_is_kept_in_steps(tmp_path: Path) -> None:
    """A file cut off in the middle is read again, and what it gave already is unchanged."""
    text = write_report(tmp_path, "洛阳市", 2021).read_text("utf-8")
    path = tmp_path / "集.jsonl"
    path.write_text("".join(json.dumps({"text": text.replace("6.1%", f"{i}.1%")}, ensure_ascii=False) + "\n" for i in range(120)), "utf-8")
    library = Library.open(tmp_path / "库")
    indexing = library.indexing([path], IndexingOptions(workers=1))
    told = [next(indexing) for _ in range(60)]
    indexing.close()
    assert {o.fate for o in told} == {"read"}
    outcomes = library.index([path])
    assert [o.fate for o in outcomes[:60]] == ["unchanged"] * 60
    assert len(outcomes) == library.status().documents == 120


def test_a_very_large_file_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 500_000_000)  # a hole: takes no room on the disk
    begun = time.monotonic()
    (outcome,) = Library.open(tmp_path / "库").index([path], IndexingOptions(workers=1))
    assert (outcome.fate, "500 MB" in (outcome.reason or "")) == ("refused", True)
    assert time.monotonic() - begun < 60
