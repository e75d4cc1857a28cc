"""The words of the interface cover every code."""

from __future__ import annotations

from indexer import LEVELS, PARTS, SORTS, STATES, TIERS
from webapp import wording


def test_every_code_has_a_word():
    assert set(wording.LEVELS) == set(LEVELS)
    assert set(wording.PARTS) == set(PARTS)
    assert set(wording.SORTS) == set(SORTS)
    assert set(wording.STATES) == set(STATES)
    assert set(wording.TIERS) == set(TIERS)


def test_dates_and_numbers():
    assert wording.day("2020-05-27") == "2020年5月27日"
    assert wording.day("约2020年") == "约2020年"
    assert wording.day(None) == ""
    assert wording.grouped(12305) == "12,305"
    assert wording.year_name(None) == "年份不明"
