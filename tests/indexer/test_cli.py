"""The terminal: what it prints, what it refuses, and with which status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus import shipped_reports
from corpus.formats import registry
from indexer import FORMAT_WORDS, ConcordanceRequest, Library, SearchRequest
from indexer.cli import main
from tests.indexer.conftest import write_report

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(shipped: Library, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on the library with the shipped report: (status, output, complaints)."""

    def work(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main([arguments[0], "--library", str(shipped.path), *arguments[1:]])
        except SystemExit as stop:
            status = int(stop.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return work


def test_search_marks_the_matches(run: Any) -> None:
    status, out, err = run("search", "老旧小区改造")
    assert (status, err) == (0, "")
    assert "【老旧小区改造】47个" in out
    assert "410104-2020-p6" in out
    assert "原样出现" in out


def test_search_as_json_is_one_object_and_nothing_else(run: Any) -> None:
    status, out, _ = run("search", "“老旧小区改造”", "--json", "--limit", "1")
    found = json.loads(out)
    assert status == 0
    assert found["total"] == 2
    assert found["occurrences"] == 4
    hit = found["hits"][0]
    assert [hit["text"][s:e] for s, e in hit["highlights"]] == ["老旧小区改造"] * 3
    assert hit["url"].startswith("/p/410104-2020-p31?d=")


def test_concordance_lists_every_place_in_one_column(run: Any, shipped: Library) -> None:
    status, out, err = run("concordance", "老旧小区", "--width", "8", "--sort", "left", "--limit", "100")
    lines = out.splitlines()
    count = sum(p.text.count("老旧小区") for p in shipped.passages("410104-2020"))
    assert (status, err) == (0, "")
    assert lines[0].startswith(f"{count} 处，出自 1 份报告的")
    assert len(lines) == count + 1
    wide = [2 if ord(c) > 127 else 1 for line in lines[1:2] for c in line.partition("【")[0]]
    assert sum(wide) == 16
    assert json.loads(run("concordance", "老旧小区", "--json")[1])["total"] == count
    assert run("concordance", "-老旧小区")[0] == 2


def test_trends_prints_words_by_year_and_as_a_table(run: Any, shipped: Library) -> None:
    count = sum(p.text.count("老旧小区") for p in shipped.passages("410104-2020"))
    status, out, err = run("trends", "老旧小区 元宇宙")
    assert (status, err) == (0, "")
    assert f"老旧小区：{count} 处，库中 1 份文本\n  2020  {count}" in out
    assert "元宇宙：0 处" in out
    rows = run("trends", "老旧小区", "--measure", "rate", "--csv")[1].splitlines()
    assert rows[0].startswith("\ufeff词,分组,年份,")
    assert rows[1].startswith(f"老旧小区,年份,2020,,,{count},")
    assert json.loads(run("trends", "老旧小区", "--json")[1])["terms"][0]["occurrences"] == count
    assert run("trends", "标题:工作")[0] == 2


def test_a_whole_list_can_be_had_as_a_file(run: Any, shipped: Library, tmp_path: Path) -> None:
    total = shipped.search(SearchRequest("改造")).total
    status, out, err = run("search", "改造", "--csv")
    assert (status, err) == (0, "")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert len(rows) == total + 1 > 11  # more than a page
    lines = run("search", "改造", "--jsonl", "--limit", "3")[1].splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2, 3]
    for suffix in ("xlsx", "docx"):
        path = tmp_path / f"改造.{suffix}"
        assert run("search", "改造", f"--{suffix}", str(path))[:2] == (0, f"已写入 {path}\n")
        assert path.read_bytes()[:2] == b"PK"
    assert len(run("concordance", "改造", "--jsonl")[1].splitlines()) == shipped.concordance(ConcordanceRequest("改造")).total


def test_the_list_of_reports_can_be_had_as_a_file(run: Any) -> None:
    (row,) = csv.DictReader(io.StringIO(run("reports", "--csv")[1].removeprefix("\ufeff"), newline=""))
    assert (row["报告编号"], row["地区"], row["报告年份"], row["段数"]) == ("410104-2020", "河南省郑州市管城回族区", "2020", "55")
    assert row["题名"] in row["参考文献"]
    assert run("reports", "--name", "没有这个", "--jsonl")[:2] == (0, "")


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--csv", "--json"), 2, "只能写一个"),
        (("--csv", "--offset", "5"), 2, "--offset"),
        (("--csv", "--limit", "0"), 2, "--limit"),
        (("--csv", "--limit", "六"), 2, "--limit"),
        (("--xlsx", "/nowhere/x.xlsx"), 1, "无法写入"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(run: Any, options: tuple[str, ...], status: int, said: str) -> None:
    found = run("search", "改造", *options)
    assert (found[0], found[1]) == (status, "")
    assert said in found[2]
    assert len(found[2].splitlines()) == 1


def test_one_passage_of_each_report_tells_of_the_others(run: Any, shipped: Library) -> None:
    total = shipped.search(SearchRequest("改造")).total
    out = run("search", "改造", "--group", "document")[1]
    assert out.count("410104-2020-") == 1
    assert f"，这份报告另有 {total - 1} 段" in out


def test_no_hits_is_no_failure(run: Any) -> None:
    status, out, _ = run("search", "“元宇宙”")
    assert status == 0
    assert "0 段，0 处" in out
    assert "“元宇宙”：0 段" in out


def test_filters_are_those_of_the_web(run: Any) -> None:
    status, out, _ = run("search", "就业", "--json", "--part", "plan", "--year", "2020", "--place", "郑州市")
    assert status == 0
    assert {h["part"] for h in json.loads(out)["hits"]} == {"plan"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("search", ""), "查询是空的"),
        (("search", "改" * 1001), "最多 1000"),
        (("search", "改造", "--limit", "0"), "limit 应在 1 到 100"),
        (("search", "改造", "--limit", "many"), "limit 应是一个整数"),
        (("search", "改造", "--offset", "9" * 30), "offset"),
        (("search", "改造", "--sort", "size"), "没有名为“size”的排序"),
        (("search", "改造", "--level", "planet"), "level 没有“planet”"),
        (("search", "改造", "--place", "火星"), "没有名为“火星”的地区"),
        (("search", "改造", "--year", "二零二零"), "year 应是一个整数"),
        (("index", "/nowhere/at/all"), "没有这个文件或文件夹"),
        (("reports", "remove", "nothing"), "库中没有报告 nothing"),
        (("reports", "remove"), "请写要删除的报告编号"),
        (("search",), "用法见"),
        (("search", "改造", "--colour"), "用法见"),
    ],
)
def test_wrong_usage_is_one_line_on_stderr(run: Any, arguments: tuple[str, ...], says: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert len(err.strip().splitlines()) == 1


def test_a_refused_file_fails_the_command_but_not_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    shipped_report = next((ROOT / "corpus" / "reports").glob("*.txt"))
    status = main(["index", "--library", str(tmp_path / "library"), str(tmp_path / "空.txt"), str(shipped_report)])
    said = capsys.readouterr()
    assert status == 1
    assert "空.txt" in said.err
    assert "收录 000_413c328c574a2674.txt → 410104-2020" in said.out
    assert "1 份报告" in said.out


def test_reports_and_doctor(run: Any) -> None:
    assert "410104-2020\t2020\t河南省郑州市管城回族区\t报告全文\t2020年郑州市管城回族自治区政府工作报告\t55 段" in run("reports")[1]
    assert json.loads(run("reports", "--json")[1])["documents"][0]["place_code"] == "410104"
    assert json.loads(run("reports", "--json", "--year", "1999")[1]) == {"total": 0, "documents": []}
    status, out, _ = run("doctor")
    assert status == 0
    assert "一切正常" in out


def test_where_a_report_came_from(run: Any) -> None:
    status, out, _ = run("reports", "show", "410104-2020")
    assert status == 0
    for line in ("文件\t000_413c328c574a2674.txt", "说明\t“管城回族自治区”应为“管城回族区”，来源有误。", "剔除\t设为首页收藏本站"):
        assert line in out
    (path,) = shipped_reports()
    assert f"SHA-256 {sha256(path.read_bytes()).hexdigest()}" in out
    assert f"纯文本，{path.stat().st_size} 字节，utf-8" in out
    assert json.loads(run("reports", "show", "410104-2020", "--json")[1])["source"]["format"] == "plain_text"
    assert run("reports", "show", "999999-2020")[0] == 2
    assert run("reports", "show")[0] == 2


def test_reports_that_contradict_their_label_are_listed_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_report(tmp_path, "洛阳市", 2021).rename(tmp_path / "开封市2021.txt")
    write_report(tmp_path, "洛阳市", 2021, growth=9.9).rename(tmp_path / "另一份.txt")
    main(["index", "--library", str(tmp_path / "库"), str(tmp_path), "--workers", "0"])
    capsys.readouterr()
    main(["reports", "--library", str(tmp_path / "库")])
    out = capsys.readouterr().out
    assert "  ！来源把它归入“开封市”，正文讲的是“洛阳市”，以正文为准。" in out
    assert out.count("  ！") >= 1


@pytest.mark.parametrize("name", registry.FORMATS)
def test_every_format_has_a_word(name: str) -> None:
    form = registry.load(name)
    assert hasattr(form, "unpack") or form.NAME in FORMAT_WORDS


def test_doctor_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["doctor"], ["reports"], ["search", "改造"]):
        assert main([command[0], "--library", str(tmp_path / "new"), *command[1:]]) == 1
        assert "yiju index" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_the_module_runs_without_a_traceback_when_the_reader_goes_away(shipped: Library) -> None:
    command = f"{sys.executable} -m indexer search --library {shipped.path} --limit 50 发展 | head -c 20"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"}, check=False)
    assert b"Traceback" not in done.stderr


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = next((ROOT / "corpus" / "reports").glob("*.txt")).read_text("utf-8").replace("老旧小区改造47个", "老旧小区\x1b[31m改造47个")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    main(["index", "--library", str(tmp_path / "library"), str(tmp_path / "a.txt")])
    main(["search", "--library", str(tmp_path / "library"), "改造47个"])
    assert "\x1b" not in capsys.readouterr().out


def test_figures_as_a_table_and_filtered(run: Any) -> None:
    status, out, _ = run("figure", "6.6%", "--csv")
    assert status == 0
    assert [line.split(",")[0] for line in out.splitlines()] == ["\ufeff原数", "6.6%", "6.6%"]
    assert "没有这个数字" in run("figure", "6.6%", "--kind", "target")[1]
    assert run("figure", "10/0")[0] == 2
    assert "2019年实绩" in run("figure", "2019年 管城区 494.8亿元")[1]


def test_figure_and_extract(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("figure", "四百九十四点八亿元")
    assert status == 0
    assert "第三产业增加值" in out
    assert "2019年实绩" in out
    assert "【494.8亿元】" in out
    near = json.loads(run("figure", "46个老旧小区", "--json")[1])
    assert (near["hits"], near["exact"]) == ([], False)
    assert any("47个" in n["mention"] for n in near["near"])
    assert run("figure", "老旧小区")[0] == 2
    (tmp_path / "a.txt").write_text("完成投资555亿元,增长6.5%左右。", "utf-8")
    assert main(["extract", str(tmp_path / "a.txt"), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [(f["value"], f["unit"], f["approximator"]) for f in figures] == [("55500000000", "元", None), ("6.5", "%", "左右")]
    assert main(["extract", str(tmp_path / "none.txt")]) == 2
