"""Postings read a block at a time against Whoosh reading them one by one, over several segments with passages taken out."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from whoosh import scoring
from whoosh.filedb.filestore import FileStorage

from corpus import Scope
from indexer.derived.sealing import SealedFiles
from indexer.engines.whoosh_engine import WhooshEngine
from indexer.engines.whoosh_mapping import MappedFile
from indexer.engines.whoosh_postings import POSITION_BITS, Segment, numbers_of, shared_by, starts_of, weights_of
from indexer.engines.whoosh_reader import WhooshReader, _contenders
from indexer.engines.whoosh_schema import schema, unpack
from indexer.engines.whoosh_snapshot import Snapshot
from indexer.engines.whoosh_writing import TermwiseWriter
from indexer.model.matching import EVERYTHING, Ask, Band, ScoreTerm
from tests.indexer.test_whoosh_writing import WORDS, documents


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshReader]:
    folder: Path = tmp_path_factory.mktemp("索引")
    index = FileStorage(str(folder)).create_index(schema())
    for batch, size in enumerate((900, 400, 3)):
        writer = TermwiseWriter(index, 64)
        for document in documents(size, batch):
            facts = f"{document['facts'].decode().split()[0]}{batch}\t{document['document']}\tid\t1\t2020\t\t\t\treport"
            writer.add_document(**document | {"facts": facts.encode()})
        writer.commit(merge=False)
        index = FileStorage(str(folder)).open_index()
    writer = TermwiseWriter(index, 64)
    writer.delete_by_term("document", "5")
    writer.commit(merge=False)
    found = WhooshReader(FileStorage(str(folder)).open_index().searcher(), Snapshot((0, 0)))
    yield found
    found.close()


def one_by_one(segments: list[Segment], field: str, term: bytes) -> Iterator[tuple[int, bytes, float]]:
    """(number, value, score) as Whoosh gives them; deleted passages left out."""
    for segment in segments:
        found = segment.searcher.reader()
        if (field, term) in found:
            matcher = found.postings(field, term, scorer=scoring.BM25F().scorer(segment.searcher, field, term))
            while matcher.is_active():
                yield segment.offset + matcher.id(), matcher.value(), matcher.score()
                matcher.next()


@pytest.mark.parametrize("word", [*WORDS, "没有"])
def test_what_is_read(reader: WhooshReader, word: str) -> None:
    segments, live = reader._segments, reader._shared.live
    term = word[:2].encode()
    expected = {n << POSITION_BITS | p for n, value, _ in one_by_one(segments, "grams", term) for p in unpack(value)}
    starts = starts_of(segments, "grams", term)
    assert sorted(starts.tolist()) == starts.tolist()
    assert {s for s in starts.tolist() if live[s >> POSITION_BITS]} == expected
    assert set(numbers_of(segments, "grams", term).tolist()) == {s >> POSITION_BITS for s in starts.tolist()}


@pytest.mark.parametrize("few", [1, 2, 7, 60])
def test_blocks_without_what_is_wanted_are_passed_over_and_no_others(reader: WhooshReader, few: int) -> None:
    segments, chosen = reader._segments, random.Random(few)
    for word in WORDS:
        term, wanted = word[:2].encode(), np.array(sorted(chosen.sample(range(len(reader._shared.live)), few)), np.int64)
        every, some = starts_of(segments, "grams", term), starts_of(segments, "grams", term, wanted)
        assert set(some.tolist()) <= set(every.tolist())
        of_them = [s for s in every.tolist() if s >> POSITION_BITS in set(wanted.tolist())]
        assert [s for s in some.tolist() if s >> POSITION_BITS in set(wanted.tolist())] == of_them


def test_scores_are_whooshs_own_to_the_last_digit(reader: WhooshReader) -> None:
    terms = [ScoreTerm("words", "发展", 1.0), ScoreTerm("subject", "增长", 0.6), ScoreTerm("words", "绿化", 0.25)]
    expected = np.zeros(len(reader._shared.live))
    for term in terms:
        for number, _, score in one_by_one(reader._segments, term.field, term.text.encode()):
            expected[number] += term.weight * score
    inside = np.flatnonzero(reader._shared.live)
    assert reader._scores(terms, inside).tolist() == expected[inside].tolist()
    ranked = reader.ask(Ask((Band("all", EVERYTHING),), tuple(terms), Scope(), keep=50)).ids
    keys = reader._shared.keys
    best = sorted(inside.tolist(), key=lambda n: (-expected[n], keys[n]))[:50]
    assert list(ranked) == [int(keys[n]) for n in best]


def test_weights_of_wanted_passages(reader: WhooshReader) -> None:
    wanted = np.array([3, 4, 1000], np.int64)
    found = {
        int(n): float(w)
        for _, numbers, weights in weights_of(reader._segments, "words", "发展".encode(), wanted)
        for n, w in zip(numbers, weights, strict=True)
    }
    texts = [d["words"] for batch, size in enumerate((900, 400, 3)) for d in documents(size, batch)]
    assert {n: found.get(n, 0.0) for n in wanted.tolist()} == {n: float(texts[n].count("发展")) for n in wanted.tolist()}


@pytest.mark.parametrize(("starts", "others", "both"), [([], [1], []), ([1], [], []), ([1, 5, 9], [5, 9, 11], [5, 9]), ([12], [1], [])])
def test_shared_starts(starts: list[int], others: list[int], both: list[int]) -> None:
    assert shared_by(np.array(starts, np.int64), np.array(others, np.int64)).tolist() == both


@pytest.mark.parametrize("keep", [0, 1, 5, 40, 99, 100, 101])
def test_contenders_hold_the_best(keep: int) -> None:
    chosen = random.Random(keep)
    group = np.array([chosen.randint(0, 3) for _ in range(100)])
    scores = np.array([chosen.randint(0, 9) / 4 for _ in range(100)])
    best = sorted(range(100), key=lambda n: (group[n], -scores[n], n))[:keep]
    contenders = _contenders(group, scores, keep)
    assert all(contenders[n] for n in best)
    assert not contenders.all() or keep >= 60


def test_a_part_of_a_map_reads_like_a_file_and_copies_nothing() -> None:
    data = bytes(range(256)) * 40
    part = MappedFile(memoryview(data)[100:9000], "part")
    expected = io.BytesIO(data[100:9000])
    chosen = random.Random(5)
    for _ in range(300):
        at, length = chosen.randrange(8900), chosen.randrange(700)
        part.seek(at)
        expected.seek(at)
        assert (part.read(length), part.tell()) == (expected.read(length), expected.tell())
        assert part.get(at, length) == data[100:9000][at : at + length]
    part.seek(-5, 2)
    assert part.read(10) == data[8995:9000]
    assert part._buf.obj is data


def test_searchers_hold_no_copies_of_the_index(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "engine", SealedFiles())
    with engine.writer():
        pass
    index = FileStorage(str(tmp_path / "engine")).open_index()
    writer = TermwiseWriter(index, 64)
    for document in documents(50):
        writer.add_document(**document)
    writer.commit()
    with FileStorage(str(tmp_path / "engine")).open_index().reader() as opened:
        assert isinstance(opened._terms._postfile, MappedFile)
