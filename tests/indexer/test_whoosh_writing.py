"""Our term-by-term writer against Whoosh's own: the same index, posting for posting."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.writing import OPTIMIZE, SegmentWriter

from indexer.engines import whoosh_writing
from indexer.engines.whoosh_schema import schema
from indexer.engines.whoosh_writing import TermwiseWriter

WORDS = ["改造", "老旧小区", "494.8", "亿元", "增长", "𠮷林", "发展", "绿化", "面积", "gdp"]


def documents(count: int, seed: int = 3) -> list[dict[str, Any]]:
    chosen = random.Random(seed)
    found = []
    for number in range(count):
        words = tuple(chosen.choices(WORDS, [1, 1, 2, 9, 30, 1, 90, 2, 2, 1], k=chosen.randint(0, 40)))
        grams = tuple((w[:2], at * 3) for at, w in enumerate(words))
        facts = f"{number}\tx".encode()
        found.append({"document": str(number // 7), "words": words, "subject": words[:1], "grams": grams, "titles": grams[:2], "facts": facts})
    return found


def postings(storage: Any) -> list[tuple[object, ...]]:
    """Everything an index says of its terms, and the facts of its documents."""
    with storage.open_index().reader() as reader:
        found: list[tuple[object, ...]] = []
        for field, text in reader.all_terms():
            info = reader.term_info(field, text)
            matcher = reader.postings(field, text)
            found.append((field, text, info.weight(), info.doc_frequency(), info.min_length(), info.max_length(), info.max_weight()))
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight(), matcher.value(), reader.doc_field_length(matcher.id(), field)))
                matcher.next()
        column = reader.column_reader("facts")
        return [*found, *((bytes(column[n]),) for n in range(reader.doc_count_all()))]


def written(folder: Path, writer: Any, batches: list[list[dict[str, Any]]], **commit: Any) -> list[tuple[object, ...]]:
    folder.mkdir()
    storage = FileStorage(str(folder))
    index = storage.create_index(schema())
    for batch in batches:
        writing = writer(index)
        for document in batch:
            writing.add_document(**document)
        writing.commit(**commit)
        index = storage.open_index()
    return postings(storage)


@pytest.mark.parametrize(("sizes", "commit"), [([1], {}), ([700], {}), ([300, 200, 5], {}), ([300, 200, 5], {"mergetype": OPTIMIZE})])
def test_the_same_index(tmp_path: Path, sizes: list[int], commit: dict[str, Any]) -> None:
    """One segment, several, and several merged into one."""
    batches = [documents(size, seed) for seed, size in enumerate(sizes)]
    ours = written(tmp_path / "ours", lambda index: TermwiseWriter(index, 64), batches, **commit)
    assert ours == written(tmp_path / "theirs", lambda index: SegmentWriter(index, _lk=False), batches, **commit)


def test_the_same_index_when_the_pool_is_spilled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_writing, "POSTING_BYTES", 1 << 16)  # a run for every sixteen postings
    ours = written(tmp_path / "ours", lambda index: TermwiseWriter(index, 1), [documents(60)])
    assert ours == written(tmp_path / "theirs", lambda index: SegmentWriter(index, _lk=False), [documents(60)])
    assert not [p for p in (tmp_path / "ours").rglob("*") if p.suffix == ".run"]
