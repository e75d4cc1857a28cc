"""``yiju cite``: the output is the citation and nothing else; what the one who cites should know goes to stderr."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indexer import STYLES, Library
from indexer.cli import main

P2 = "410104-2020-p2"
QUOTE = "地区生产总值同比增长6.6%"
ENTRY = "张艳敏. 2020年郑州市管城回族自治区政府工作报告[R/OL]. 2020-05-27：第2段. {}/p/410104-2020-p2?d=86f014ee194d.\n"


@pytest.fixture
def run(shipped: Library, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run ``yiju cite`` on the library with the shipped report: (status, output, complaints)."""

    def work(*arguments: str) -> tuple[int, str, str]:
        status = main(["cite", "--library", str(shipped.path), *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return work


def test_the_output_is_the_citation_and_nothing_else(run: Any) -> None:
    assert run(P2) == (0, ENTRY.format("http://127.0.0.1:8000"), "注：题名照录；“管城回族自治区”应为“管城回族区”，来源有误。\n")
    assert run(P2, "--site", "https://yiju.example/")[1] == ENTRY.format("https://yiju.example")


def test_without_an_address_it_is_no_online_resource(run: Any) -> None:
    assert run(P2, "--site", "")[1] == "张艳敏. 2020年郑州市管城回族自治区政府工作报告[R]. 2020-05-27：第2段.\n"


@pytest.mark.parametrize(
    ("arguments", "quote"),
    [
        (("--quote", QUOTE), QUOTE),
        (("--quote", "地区生产总值 同比增长６．６％"), QUOTE),  # found as Ctrl+F finds it, cited as the report has it
        (("--start", "137", "--end", "151"), QUOTE),
        (("--end", "5"), "2019年"),
        (("--start", "137", "--end", "138"), "地"),
    ],
)
def test_words_are_chosen_by_themselves_or_by_their_place(run: Any, arguments: tuple[str, ...], quote: str) -> None:
    status, out, _ = run(P2, "--style", "plain", *arguments)
    assert (status, out) == (0, f"“{quote}”（《2020年郑州市管城回族自治区政府工作报告》，2020年5月27日，第2段）\n")


def test_words_that_stand_there_more_than_once_are_said_to(run: Any) -> None:
    status, out, err = run(P2, "--quote", "同比增长", "--json")
    assert (status, err) == (0, "")
    cited = json.loads(out)
    assert cited["quote"] == "同比增长"
    assert cited["remarks"][0].startswith("这句话在这一段出现 4 次，引的是第 1 次")


@pytest.mark.parametrize("style", STYLES)
def test_json_is_that_of_the_web(run: Any, style: str) -> None:
    cited = json.loads(run(P2, "--style", style, "--json")[1])
    assert {"style", "text", "quote", "permalink", "remarks", "passage_id", "span", "styles", "verdict"} == set(cited)
    assert (cited["style"], cited["verdict"]) == (style, None)


def test_a_permalink_is_followed_where_its_text_has_gone(run: Any) -> None:
    status, out, err = run("http://localhost:8000/p/410104-2020-p40?x=1&d=86f014ee194d#cite", "--site", "https://yiju.example")
    assert (status, out) == (0, ENTRY.format("https://yiju.example"))
    assert f"原文移到了 {P2}" in err
    assert "这一段的文字变过" in run(f"/p/{P2}?d=000000000000")[2]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((P2, "--style", "galaxy"), "没有名为“galaxy”的引文格式，可写 gbt7714-2025"),
        ((P2, "--quote", "外星人"), "里没有“外星人”这句话"),
        ((P2, "--quote", ""), "里没有“”这句话"),
        ((P2, "--quote", QUOTE, "--end", "9"), "只能写一种"),
        ((P2, "--start", "9", "--end", "9"), "0 ≤ start < end ≤ 311"),
        ((P2, "--start", "-1"), "0 ≤ start < end"),
        ((P2, "--end", "312"), "0 ≤ start < end ≤ 311"),
        ((P2, "--end", "十"), "end 应是一个整数"),
        (("410104-2020-p99",), "没有这一段：410104-2020-p99"),
        (("999999-1999-p1",), "库中没有报告 999999-1999"),
        (("x",), "形如 410104-2020-p2"),
        (("",), "段落编号是空的"),
        (("/p/",), "段落编号是空的"),
    ],
)
def test_wrong_usage_is_one_line_on_stderr(run: Any, arguments: tuple[str, ...], says: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert len(err.strip().splitlines()) == 1
