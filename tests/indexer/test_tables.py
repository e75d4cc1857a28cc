"""Tables as files: what a spreadsheet opens is what was given, and no text becomes a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from indexer.exporting.tables import MOST_CHARACTERS, csv_lines, xlsx_bytes

text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)


def read_csv(content: str) -> list[list[str]]:
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content[1:], newline="")))


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "\t=1", "-", "=", "＝1"])
def test_formulas_are_made_harmless(cell: str) -> None:
    shown = read_csv("".join(csv_lines(["甲"], [[cell]])))[1][0]
    assert shown.lstrip(" \t\r")[:1] not in ("=", "+", "-", "@")
    assert shown.endswith(cell)


@pytest.mark.parametrize("cell", ["-3.2%", "+5", "-1,234.5", "6.6%", "494.8亿元"])
def test_numbers_with_a_sign_stay_as_they_are(cell: str) -> None:
    assert read_csv("".join(csv_lines(["甲"], [[cell]])))[1] == [cell]


def test_a_number_too_long_for_a_spreadsheet_keeps_its_digits() -> None:
    long = Decimal("12345678901234567890.12")
    sheet = load_workbook(io.BytesIO(xlsx_bytes("数", ["甲"], [[long], [Decimal("6.60")], [None], [7]]))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["12345678901234567890.12", 6.6, None, 7]
    assert "12345678901234567890.12" in "".join(csv_lines(["甲"], [[long]]))


def test_text_is_text_in_a_spreadsheet() -> None:
    sheet = load_workbook(io.BytesIO(xlsx_bytes("报告中的数字", ["=甲"], [["=1+1"], ["a\x07b"], ["长" * 40_000]]))).active
    cells = [row[0] for row in sheet.iter_rows()]
    assert [c.data_type for c in cells] == ["s"] * 4
    assert [c.value for c in cells[:3]] == ["=甲", "=1+1", "ab"]
    assert len(cells[3].value) == MOST_CHARACTERS
    assert sheet.freeze_panes == "A2"


@given(st.lists(st.lists(text, min_size=2, max_size=2), max_size=5))
def test_what_goes_in_comes_out(rows: list[list[str]]) -> None:
    back = read_csv("".join(csv_lines(["甲", "乙"], rows)))
    assert back[0] == ["甲", "乙"]
    assert [[cell.removeprefix("'") for cell in row] for row in back[1:]] == [[c.removeprefix("'") for c in row] for row in rows]
