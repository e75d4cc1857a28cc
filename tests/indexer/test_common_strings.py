"""Which strings become terms of their own in a tantivy index, and that no hit depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Scope, search_form
from indexer.analysis.analyzer import grams
from indexer.derived.sealing import SealedFiles
from indexer.engines.tantivy_common import FILE, INSIDE, CommonStrings, common_in
from indexer.model.errors import EngineError
from indexer.model.matching import Entry, GramPhrase

pytest.importorskip("tantivy")
from indexer.engines.tantivy_engine import TantivyEngine  # after the check that it can be imported

TEXTS = ["深入实施乡村振兴战略", "全面推进乡村振兴", "乡村振兴迈出新步伐", "乡村道路通到户", "振兴老工业基地"]


def entry(key: int, text: str) -> Entry:
    found = tuple((g.text, g.position) for g in grams(search_form(text)))
    return Entry(key, key, f"d{key}", True, (), (), found, (), 2020, (), None, None, "report")


def phrase(text: str) -> GramPhrase:
    return GramPhrase(tuple((g.position, g.text) for g in grams(text)[:-1]))


def filled(folder: Path, texts: Sequence[str], sample: int) -> TantivyEngine:
    engine = TantivyEngine(folder, SealedFiles(), sample=sample)
    with engine.writer() as writer:
        for key, text in enumerate(texts, 1):
            writer.add(entry(key, text))
    return engine


def interrupted(folder: Path) -> None:
    """A writer that has taken passages in and never commits."""
    with suppress(KeyboardInterrupt), TantivyEngine(folder, SealedFiles(), sample=3).writer() as writer:
        for key, text in enumerate(TEXTS, 1):
            writer.add(entry(key, text))
        raise KeyboardInterrupt


def found_by(engine: TantivyEngine, string: str) -> list[int]:
    return engine.reader().matching(phrase(string), Scope())


@given(st.lists(st.text("甲乙丙1", min_size=0, max_size=12), min_size=2, max_size=8))
def test_a_common_string_is_of_letters_and_stands_in_several_texts(texts: list[str]) -> None:
    for string in common_in(texts).strings:
        holding = sum(string in text for text in texts)
        longer = max((sum(s in text for text in texts) for c in "甲乙丙" for s in (string + c, c + string)), default=0)
        assert string.isalpha()
        assert 3 <= len(string) <= 8
        assert holding >= 2
        assert len(string) == 8 or longer < INSIDE * holding


@given(st.lists(st.text("甲乙丙", min_size=3, max_size=8), max_size=6), st.text("甲乙丙", max_size=20))
def test_every_place_is_found(strings: list[str], text: str) -> None:
    expected = sorted(s for s in set(strings) for at in range(len(text)) if text.startswith(s, at))
    assert sorted(CommonStrings(strings).inside(text)) == expected


@pytest.mark.parametrize("sample", [3, 5, 100])
def test_hits_numbers_and_places_are_the_same_with_and_without(tmp_path: Path, sample: int) -> None:
    texts = [*TEXTS, "乡村振兴乡村振兴", "振兴乡村"]
    engine = filled(tmp_path / "engine", texts, sample)
    assert (CommonStrings.kept(tmp_path / "engine") or CommonStrings()).strings == ({"乡村振兴"} if sample < 100 else set())
    assert found_by(engine, "乡村振兴") == [1, 2, 3, 6]
    assert found_by(engine, "进乡村振兴") == [2]
    reader = engine.reader()
    assert reader.count(phrase("乡村振兴"), Scope()) == 4 <= reader.at_most([phrase("乡村振兴")])[0]
    assert {key: t.occurrences for key, t in reader.tally(phrase("乡村振兴"), 4, Scope()).items()} == {1: 1, 2: 1, 3: 1, 6: 2}


def test_they_hold_for_the_index_whatever_comes_later(tmp_path: Path) -> None:
    engine = filled(tmp_path / "engine", TEXTS, 3)
    with engine.writer() as writer:
        writer.forget(1)
        for key in range(10, 16):
            writer.add(entry(key, "持续优化营商环境，推进乡村振兴"))
    assert found_by(engine, "乡村振兴") == [2, 3, *range(10, 16)]
    assert found_by(engine, "营商环境") == [*range(10, 16)]
    assert engine.reader().count(phrase("乡村振兴"), Scope()) == 8
    assert CommonStrings.kept(tmp_path / "engine").strings == {"乡村振兴"}  # type: ignore[union-attr]


def test_a_document_can_be_taken_out_while_its_passages_wait(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "engine", SealedFiles(), sample=100)
    with engine.writer() as writer:
        writer.add(entry(1, TEXTS[0]))
        writer.forget(1)
        writer.add(entry(2, TEXTS[1]))
    assert found_by(engine, "乡村振兴") == [2]


def test_strings_found_out_by_a_writer_that_never_committed_are_used(tmp_path: Path) -> None:
    interrupted(tmp_path / "engine")
    assert (tmp_path / "engine" / FILE).exists()
    again = filled(tmp_path / "engine", TEXTS, 3)
    assert found_by(again, "乡村振兴") == [1, 2, 3]


def test_a_full_disk_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(CommonStrings, "keep", full)
    with pytest.raises(EngineError, match="检查磁盘空间"):
        filled(tmp_path / "engine", TEXTS, 3)
    assert not found_by(TantivyEngine(tmp_path / "engine", SealedFiles()), "乡村振兴")


@given(st.sets(st.text("乡村振兴", min_size=3, max_size=8)), st.text("乡村振兴", min_size=1, max_size=8))
def test_the_longer_strings_are_those_with_these_characters(strings: set[str], letters: str) -> None:
    found = list(CommonStrings(strings).holding(letters))
    assert sorted(found) == sorted(string for string in strings if letters in string)
