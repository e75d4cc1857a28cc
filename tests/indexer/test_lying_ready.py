"""What lies ready beside a tantivy index makes no search find anything else, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Scope, search_form
from indexer import Library
from indexer.analysis.analyzer import grams
from indexer.derived.sealing import SealedFiles
from indexer.model.matching import Ask, Band, Both, Either, Enough, Entry, GramPhrase, Match, Ranking, Without

pytest.importorskip("tantivy")
from indexer.engines.tantivy_columns import keys_of  # after the check that it can be imported
from indexer.engines.tantivy_engine import TantivyEngine
from indexer.engines.tantivy_kept import opened

TEXTS = ("老旧小区改造", "改造老旧小区", "新建小区", "农村改厕", "老旧管网改造")
PARTS = ("review", "plan", None)


def entry(key: int, text: str) -> Entry:
    found = tuple((g.text, g.position) for g in grams(search_form(text)))
    document, part = key // 3, PARTS[key % 3]
    return Entry(key, document, f"d{document}", key % 4 > 0, (), (), found, (), 2010 + document % 3, ("41", "4101"), "city", part, "report")


def phrase(text: str) -> GramPhrase:
    return GramPhrase(tuple((g.position, g.text) for g in grams(text)[:-1]))


def filled(folder: Path, texts: Sequence[str] = TEXTS, first: int = 1) -> TantivyEngine:
    engine = TantivyEngine(folder, SealedFiles(), sample=2, least=1)
    with engine.writer() as writer:
        for key, text in enumerate(texts, first):
            writer.add(entry(key, text))
    return engine


def ready(engine: TantivyEngine) -> list[Path]:
    return sorted(engine.folder.glob("kept-*"))


def asked(engine: TantivyEngine, match: Match, scope: Scope) -> tuple[Ranking, int, list[int]]:
    reader = engine.reader()
    bands = (Band("exact", phrase("小区"), True), Band("all", match))
    return reader.ask(Ask(bands, (), scope)), reader.count(match, scope), reader.matching(match, scope)


WORDS = st.sampled_from(["老旧", "小区", "改造", "旧小区", "老旧小区改", "厕"]).map(lambda text: phrase(text) if len(text) > 1 else phrase("改厕"))
MATCHES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda children: Both(tuple(children))),
        st.lists(inner, max_size=3).map(lambda children: Either(tuple(children))),
        inner.map(Without),
        st.lists(st.tuples(st.integers(1, 3), inner), min_size=1, max_size=3).map(lambda children: Enough(tuple(children), 2)),
    ),
    max_leaves=6,
)
SCOPES = st.builds(
    Scope, years=st.sampled_from([frozenset[int](), frozenset({2011})]), parts=st.sampled_from([frozenset[str](), frozenset({"plan"})])
)


@given(st.lists(st.text("老旧小区改造", min_size=1, max_size=9), min_size=1, max_size=8), MATCHES, SCOPES)
@settings(max_examples=60, deadline=None)
def test_all_numbers_and_hits_are_the_same_with_and_without(texts: list[str], match: Match, scope: Scope) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engine = filled(Path(folder) / "engine", [*TEXTS, *texts])
        before = asked(engine, match, scope)
        engine.settle()
        assert ready(engine)
        assert asked(engine, match, scope) == before


def test_it_belongs_to_one_commit_and_is_not_used_for_another(tmp_path: Path) -> None:
    engine = filled(tmp_path / "engine")
    engine.settle()
    (first,) = ready(engine)
    assert engine.reader().matching(phrase("改造"), Scope()) == [1, 2, 5]
    filled(tmp_path / "engine", ["旧城改造"], first=50)
    assert engine.reader().matching(phrase("改造"), Scope()) == [1, 2, 5, 50]
    engine.settle()
    (second,) = ready(engine)
    assert second != first
    assert engine.reader().matching(phrase("改造"), Scope()) == [1, 2, 5, 50]


def test_what_was_taken_out_is_not_found(tmp_path: Path) -> None:
    engine = filled(tmp_path / "engine")
    engine.settle()
    with engine.writer() as writer:
        writer.forget(0)  # passages 1 and 2
    assert engine.reader().matching(phrase("改造"), Scope()) == [5]
    engine.settle()
    assert engine.reader().matching(phrase("改造"), Scope()) == [5]
    assert engine.reader().count(Both(()), Scope()) == 3


@given(
    st.lists(st.sampled_from(TEXTS), min_size=3, max_size=30),
    st.lists(st.one_of(st.sampled_from(TEXTS), st.text("老旧小区改造 １ａ", min_size=1, max_size=9)), max_size=3),
    st.sets(st.integers(0, 9), max_size=4), MATCHES,
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_brought_up_with_a_few_passages_it_is_as_if_made_anew(
    texts: list[str], more: list[str], gone: set[int], match: Match
) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engine = filled(Path(folder) / "engine", texts)
        engine.settle()
        for number, text in enumerate(more):  # a commit for each
            with engine.writer() as writer:
                for document in gone:
                    writer.forget(document)
                writer.add(entry(100 + 3 * number, text))
        engine.settle()
        brought_up = opened(ready(engine)[0])
        found = asked(engine, match, Scope())
        assert brought_up
        for field, term in brought_up.terms():
            keys = keys_of(engine.reader().searcher, engine.reader().strings.counted(field, term), 100)
            assert list(brought_up.passages(field, term) or ()) == keys
        ready(engine)[0].unlink()
        assert asked(TantivyEngine(engine.folder, SealedFiles()), match, Scope()) == found


def test_passages_that_never_came_are_not_brought_up(tmp_path: Path) -> None:
    engine = filled(tmp_path / "engine", [*TEXTS] * 4)
    engine.settle()

    def interrupted() -> None:
        with engine.writer() as writer:
            writer.add(entry(50, "旧城改造"))
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        interrupted()
    with engine.writer() as writer:
        writer.add(entry(50, "新建小区"))
    engine.settle()
    reader = engine.reader()
    assert reader.ready
    assert 50 not in reader.matching(phrase("改造"), Scope())
    assert 50 in reader.matching(phrase("小区"), Scope())


def test_passages_another_process_took_in_are_not_missed(tmp_path: Path) -> None:
    engine = filled(tmp_path / "engine")
    engine.settle()
    with engine.writer() as writer:
        writer.add(entry(50, "旧城改造"))
    filled(tmp_path / "engine", ["危房改造"], first=60)
    engine.settle()
    assert len(ready(engine)) == 1
    assert engine.reader().ready
    assert engine.reader().matching(phrase("改造"), Scope()) == [1, 2, 5, 50, 60]


def test_an_open_reader_takes_up_what_is_made_after_it_was_opened(tmp_path: Path) -> None:
    engine = filled(tmp_path / "engine")
    before = engine.reader()
    assert engine.reader() is before
    engine.settle()
    assert engine.reader() is not before
    assert engine.reader().state == before.state  # the same snapshot: what is remembered of it holds
    assert engine.reader() is engine.reader()


def test_for_few_passages_nothing_is_made(tmp_path: Path) -> None:
    filled(tmp_path / "engine")
    engine = TantivyEngine(tmp_path / "engine", SealedFiles(), least=len(TEXTS) + 1)
    engine.settle()
    assert not ready(engine)


def test_a_start_makes_up_for_what_a_killed_process_did_not_come_to(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.index(engine="tantivy")
    engine = library._derived.current().engine
    assert isinstance(engine, TantivyEngine)
    assert engine.settled()  # so few passages are not worth it
    engine.least = 1
    assert not engine.settled()
    library.prepare()
    assert engine.settled()
    assert len(ready(engine)) == 1
    library.close()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def no_table(path: Path) -> None:
    path.write_bytes(b"not a table at all" * 1000)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def other_table(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"part"', b'"trap"'))


@pytest.mark.parametrize("damage", [emptied, no_table, cut, longer, other_table])
def test_damaged_it_is_as_if_it_were_not_there(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    engine = filled(tmp_path / "engine")
    engine.settle()
    (path,) = ready(engine)
    engine.close()
    damage(path)
    again = TantivyEngine(tmp_path / "engine", SealedFiles())
    assert again.reader().matching(phrase("改造"), Scope()) == [1, 2, 5]
    assert again.reader().count(Both((phrase("小区"), Without(phrase("老旧")))), Scope()) == 1
    assert again.reader() is again.reader()


def test_what_a_killed_process_left_is_cleared_away(tmp_path: Path) -> None:
    engine = filled(tmp_path / "engine")
    engine.settle()
    (path,) = ready(engine)
    half = path.with_suffix(".new")
    path.rename(half)
    again = TantivyEngine(tmp_path / "engine", SealedFiles(), least=1)
    assert again.reader().matching(phrase("改造"), Scope()) == [1, 2, 5]
    again.settle()
    assert ready(again) == [path]


def test_a_full_disk_costs_speed_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    engine = filled(tmp_path / "engine")
    monkeypatch.setattr("indexer.engines.tantivy_engine.keep", full)
    engine.settle()
    assert not ready(engine)
    assert engine.reader().matching(phrase("改造"), Scope()) == [1, 2, 5]
