"""Tables too large to be held are read a row at a time, and give what they would give if they were held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import reading
from corpus.formats import json_lines
from corpus.reading import Reading, read_reports
from tests.corpus import made
from tests.corpus.mess import BODY, FRONT, body, front

WHOLE = "\n".join([*FRONT, *BODY])
OTHER = "\n".join([*front("开封市", 2020), *body("开封市", 2020)])
HEADINGS = ["地区", "年份", "报告全文"]
ROWS = [["洛阳市", "2021", WHOLE], ["开封市", "2020", OTHER], ["新乡市", "2021", ""]] * 30


def objects() -> bytes:
    lines = [json.dumps(dict(zip(HEADINGS, row, strict=True)), ensure_ascii=False) for row in ROWS]
    return "\n".join([*lines[:40], "{broken", *lines[40:]]).encode()


FILES = {
    "逗号.csv": made.comma_separated([HEADINGS, *ROWS]),
    "国标.csv": made.comma_separated([HEADINGS, *ROWS], encoding="gb18030"),
    "制表.tsv": made.comma_separated([["各市报告汇总", "", ""], HEADINGS, *ROWS], delimiter="\t"),
    "无表头.csv": made.comma_separated(ROWS),
    "对象.jsonl": objects(),
    "宽.jsonl": objects().decode().encode("utf-16"),
}


def told(readings: Iterator[Reading]) -> list[tuple[object, ...]]:
    return [
        (r.member, str(r.refusal) if r.refusal else None, r.document and (r.document.place, r.document.year, r.document.text, r.document.source))
        for r in readings
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_row_at_a_time_gives_the_same(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    held = told(read_reports(path))
    assert len(held) >= 61
    monkeypatch.setattr(reading, "HELD", 1000)
    monkeypatch.setattr(json_lines, "FIRST", 5)
    assert told(read_reports(path)) == held


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("列表.jsonl", b"[" + b",".join(objects().split(b"\n")[:3]) + b"]", "每行一个对象"),
        ("乱.csv", bytes(range(256)) * 100, "不是文本表格"),
        ("空.csv", b"\n" * 5000, "空表"),
        ("无正文.csv", made.comma_separated([["甲", "乙"], *[["1", "2"]] * 900]), "没有存放报告正文的列"),
    ],
)
def test_what_is_no_table_is_refused(name: str, data: bytes, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "HELD", 1000)
    (tmp_path / name).write_bytes(data)
    (found,) = read_reports(tmp_path / name)
    assert told in str(found.refusal)
