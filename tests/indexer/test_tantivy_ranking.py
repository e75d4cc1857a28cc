"""However few hits tantivy is asked for at a time, and whichever query leads to them, all comes out as the plainest engine has it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Scope
from indexer.derived.sealing import SealedFiles
from indexer.engines.example import ExampleEngine
from indexer.model.matching import (
    Ask,
    Band,
    Both,
    Either,
    Enough,
    Entry,
    GramPhrase,
    Match,
    Near,
    ScoreTerm,
    Without,
)
from indexer.model.query import Sort

pytest.importorskip("tantivy")
from indexer.engines import tantivy_ranking  # after the check that it can be imported
from indexer.engines.tantivy_engine import TantivyEngine

LETTERS = "甲乙丙"
STATES = ("report", "resolution", "excerpt")
SINGLE = {"MARGIN": 1, "GROWTH": 2, "CHEAP": 10**9, "TOGETHER": 1, "FEWEST": 1}
SORTS: tuple[Sort, ...] = get_args(Sort)


def entry(key: int, text: str, document: int) -> Entry:
    bigrams = tuple((text[at : at + 2], at) for at in range(len(text)))
    return Entry(
        key, document, f"d{document}", key % 3 > 0, tuple(text), tuple(text[:1]), bigrams, bigrams[:2], 2010 + document % 3,
        (f"4{document % 2}",), "city", ("review", None)[key % 2], STATES[document % 3],
    )  # fmt: skip


def filled(engine: Any, texts: Sequence[str]) -> Any:
    half = len(texts) // 2
    for part in (range(half, len(texts)), range(half)):  # two segments, and ties come out in the order of segments
        with engine.writer() as writer:
            for key in part:
                writer.add(entry(key + 1, texts[key], key // 2 + 1))
    engine.settle()
    return engine


PHRASES = st.text(LETTERS, min_size=2, max_size=3).map(lambda t: GramPhrase(tuple((at, t[at : at + 2]) for at in range(len(t) - 1))))
MATCHES: st.SearchStrategy[Match] = st.one_of(
    PHRASES,
    st.lists(PHRASES, min_size=1, max_size=3).map(lambda found: Either(tuple(found))),
    st.tuples(PHRASES, PHRASES).map(lambda both: Both((both[0], Without(both[1])))),
    st.lists(st.tuples(st.integers(1, 3), PHRASES), min_size=1, max_size=3).map(lambda found: Enough(tuple(found), 2)),
    st.tuples(PHRASES, PHRASES).map(lambda both: Near(((both[0],), (both[1],)), 4096)),
)  # fmt: skip
BANDS = st.lists(st.builds(Band, st.just("all"), MATCHES, st.sampled_from([None, True, False])), min_size=1, max_size=3).map(tuple)
SCORES = st.lists(
    st.builds(ScoreTerm, st.sampled_from(["words", "subject"]), st.sampled_from(LETTERS), st.sampled_from([1.0, 0.5])), max_size=3
).map(tuple)
SCOPES = st.builds(
    Scope, years=st.sampled_from([frozenset[int](), frozenset({2011})]), parts=st.sampled_from([frozenset[str](), frozenset({"review"})])
)
ASKS = st.builds(
    Ask, BANDS, SCORES, SCOPES, st.sampled_from(SORTS), st.sampled_from([0, 1, 2, 5, 40]), st.just(True), st.booleans()
)
TEXTS = st.lists(st.sampled_from(["甲乙丙", "甲乙丙", "乙丙", "丙甲", "甲甲乙丙丙"]), min_size=2, max_size=30)


@pytest.mark.parametrize("constants", [{}, *({**SINGLE, "SPARSE": n} for n in (1, 3, 10**9))], ids=["usual", "sparse", "middle", "dense"])
@given(texts=TEXTS, asks=st.lists(ASKS, min_size=4, max_size=12))
@settings(max_examples=80, deadline=None)
def test_all_is_as_the_plainest_engine_has_it(constants: dict[str, int], texts: list[str], asks: list[Ask]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, pytest.MonkeyPatch.context() as patch:
        for name, value in constants.items():
            patch.setattr(tantivy_ranking, name, value)
        reader = filled(TantivyEngine(Path(folder) / "engine", SealedFiles(), sample=4, least=1), texts).reader()
        plain = filled(ExampleEngine(Path(folder), SealedFiles()), texts).reader()
        for ask in asks:
            assert reader.ask(ask) == plain.ask(ask)


@given(
    texts=st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=2, max_size=12), strings=st.lists(PHRASES, min_size=1, max_size=9),
    scope=SCOPES, gone=st.booleans(),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_a_string_stands_as_often_as_the_plainest_engine_counts(
    texts: list[str], strings: list[GramPhrase], scope: Scope, gone: bool
) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engines = TantivyEngine(Path(folder) / "engine", SealedFiles(), sample=4, least=1), ExampleEngine(Path(folder), SealedFiles())
        for engine in engines:
            filled(engine, texts)
            if gone:
                with engine.writer() as writer:
                    writer.forget(1)
        reader, plain = (engine.reader() for engine in engines)
        for string in strings:
            asked = string, len(string.grams) + 1, scope
            assert reader.occurrences(*asked) == plain.occurrences(*asked)
