"""The traps of engines that others fell into, each with a test: what happened there must not happen here."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Scope, compact
from indexer.analysis.analyzer import grams
from indexer.engines.base import Engine
from indexer.model.errors import EngineError
from indexer.model.matching import EVERYTHING, Ask, Band, Entry, GramPhrase, GramPrefix, ScoreTerm
from tests.conformance.asked import ASKED
from tests.conformance.grown import entries
from tests.conformance.making import EVERY_ENGINE, IN_A_FOLDER, made

ROOT = Path(__file__).parents[2]
THREADS, TURNS = 8, 12
SLOW_THREADS = 1e-5  # seconds after which Python changes threads, to provoke what is rare


def put(found: Engine, passages: list[Entry] | tuple[Entry, ...], gone: tuple[int, ...] = ()) -> None:
    with found.writer() as writer:
        for document in gone:
            writer.forget(document)
        for entry in passages:
            writer.add(entry)
    found.settle()


def keys(found: Engine) -> list[int]:
    return found.reader().matching(EVERYTHING, Scope())


@pytest.mark.parametrize("name", EVERY_ENGINE)
def test_many_commits_double_nothing_and_lose_nothing(name: str, tmp_path: Path) -> None:
    """Forks of Whoosh return documents twice after a refresh, and an updated one in both its states."""
    found, there = made(name, tmp_path / "engine"), dict[int, int]()
    reader_of_before = None
    for turn in range(12):
        document = turn % 5 + 1
        fresh = [replace(e, key=turn * 100 + e.key, document_key=document) for e in entries(40)[:7]]
        put(found, fresh, (document,))
        there = {key: d for key, d in there.items() if d != document} | {e.key: document for e in fresh}
        reader = found.reader()
        assert reader.matching(EVERYTHING, Scope()) == sorted(there)
        assert reader.size() == reader.count(EVERYTHING, Scope()) == len(there)
        assert set(reader.documents()) == set(there.values())
        assert reader is not reader_of_before
        reader_of_before = reader
    found.close()


@pytest.mark.parametrize("name", EVERY_ENGINE)
def test_eight_threads_read_while_one_writes(name: str, tmp_path: Path) -> None:
    """A searcher of Whoosh that threads share gives wrong answers, and no error."""
    found = made(name, tmp_path / "engine")
    put(found, entries(400))
    asks = [asked.ask() for asked in ASKED[:TURNS]]
    scope = Scope(documents=frozenset({e.document_id for e in entries(400)}))  # the passages of later commits are of others
    asks = [replace(ask, scope=scope, score=()) for ask in asks]
    expected = [found.reader().ask(ask).ids for ask in asks]
    wrong: list[object] = []
    interval = sys.getswitchinterval()

    def reading(start: int) -> None:
        for turn in range(TURNS):
            number = (start + turn) % len(asks)
            try:
                got = found.reader().ask(asks[number]).ids
                if got != expected[number]:
                    wrong.append((number, got))
            except BaseException as error:  # of whatever kind: the test tells it
                wrong.append(error)

    sys.setswitchinterval(SLOW_THREADS)
    try:
        threads = [threading.Thread(target=reading, args=(n,)) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        for turn in range(3):
            put(found, [replace(e, key=1000 + 10 * turn + e.key, document_key=900 + turn, document_id="late") for e in entries(40)[:5]])
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []
    found.close()


@pytest.mark.parametrize("name", IN_A_FOLDER)
def test_two_writers_in_turn_leave_no_files_behind(name: str, tmp_path: Path) -> None:
    """paperless-ngx saw an index of 93 MB grow to 18 GB by files of segments that nobody owned any more."""
    processes = [made(name, tmp_path / "engine"), made(name, tmp_path / "engine")]
    sizes = []
    for turn in range(30):
        put(processes[turn % 2], [replace(e, key=turn * 40 + e.key) for e in entries(40)], tuple({e.document_key for e in entries(40)}))
        sizes.append(len(list((tmp_path / "engine").rglob("*"))))
    assert max(sizes[10:]) <= max(sizes[:10]), f"help: files after each commit {sizes}"
    assert processes[0].reader().size() == processes[1].reader().size() == 40


ODD = ["\u3000", " ", "\t", "\u00a0", "\u2003", "\u2028", "\x1f", "\x85", "\x0b", "\u200b", "\ufeff", "\ue000", "\ue001", "\ue100"]


@pytest.mark.parametrize("name", EVERY_ENGINE)
def test_blanks_inside_a_term_do_not_cut_it(name: str, tmp_path: Path) -> None:
    """tantivy cuts a term at ASCII blanks, Lucene also at the ideographic space that fills these reports."""
    found = made(name, tmp_path / "engine")
    words = [f"甲{odd}乙" for odd in ODD]
    texts = [f"前{odd}后" for odd in ODD if compact(odd)[0]]
    first = entries(40)[0]
    put(found, [
        *(replace(first, key=1 + n, words=(word, "丙"), grams=(("无关", 0), ("关␃", 1))) for n, word in enumerate(words)),
        *(replace(first, key=101 + n, words=("丙",), grams=tuple((g.text, g.position) for g in grams(text))) for n, text in enumerate(texts)),
    ])  # fmt: skip
    reader = found.reader()
    assert [reader.frequency("words", word) for word in words] == [1] * len(words)
    assert reader.frequency("words", "甲") == reader.frequency("words", "乙") == 0
    assert reader.frequency("words", "丙") == reader.size()
    assert {text for text, _ in reader.terms("words")} == {*words, "丙"}
    for number, text in enumerate(texts):
        string = GramPhrase(tuple((g.position, g.text) for g in grams(text)[:-1]))
        assert reader.matching(string, Scope()) == [101 + number], f"help: {text!r}"
        assert reader.matching(GramPrefix(text[1]), Scope()) == [101 + number], f"help: {text[1]!r}"
    found.close()


@pytest.mark.parametrize("name", EVERY_ENGINE)
def test_a_term_of_any_length_is_taken_in(name: str, tmp_path: Path) -> None:
    """Lucene cuts a token at 255 characters and refuses one of 32 KB; nothing but ranking may depend on it."""
    found = made(name, tmp_path / "engine")
    long = "长" * 300
    put(found, [replace(entries(40)[0], words=(long, "x" * 40_000, "丙"))])
    assert found.reader().frequency("words", long) == 1
    assert found.reader().frequency("words", "丙") == 1
    ask = Ask((Band("all", EVERYTHING),), (ScoreTerm("words", long, 1.0), ScoreTerm("words", "x" * 40_000, 1.0)), Scope())
    assert found.reader().ask(ask).ids == (1,)
    found.close()


@pytest.mark.parametrize("name", EVERY_ENGINE)
def test_thousands_of_equal_passages_keep_their_order(name: str, tmp_path: Path) -> None:
    """Each report has 各位代表; engines break ties by segment, or not at all."""
    found = made(name, tmp_path / "engine")
    line, other = entries(40)[3], entries(40)[7]
    order = list(range(1, 2601))
    random.Random("ties").shuffle(order)
    for start in range(0, 2600, 650):  # in several segments, each over all keys
        put(found, [
            replace(line if key % 5 else other, key=key, document_key=key, document_id=f"d{key}", state="report")
            for key in order[start : start + 650]
        ])  # fmt: skip
    score = tuple(ScoreTerm("words", word, 1.0) for word in dict.fromkeys(line.words))
    ask = Ask((Band("all", EVERYTHING),), score, Scope(), keep=2600)
    best = found.reader().ask(ask).ids
    assert best == (*(k for k in range(1, 2601) if k % 5), *range(5, 2601, 5))
    for keep in (1, 10, 700, 2090):
        assert found.reader().ask(replace(ask, keep=keep)).ids == best[:keep]
    assert found.reader().ask(replace(ask, keep=20, by_document=True)).ids == best[:20]
    found.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes")
@pytest.mark.parametrize("name", IN_A_FOLDER)
def test_killed_in_the_midst_of_a_write_every_commit_told_of_is_there_whole(name: str, tmp_path: Path) -> None:
    folder, chosen, told = tmp_path / "engine", random.Random("kill"), 0
    found = made(name, folder)
    put(found, ())
    for _ in range(4):
        command = [sys.executable, "-m", "tests.conformance.killing", name, str(folder)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            first = process.stdout.readline()  # it writes now
            time.sleep(chosen.uniform(0, 0.3))
            process.kill()
            told = int((first + process.stdout.read()).split()[-1])
        found = made(name, folder)
        there = keys(found)
        last = max(there) // 2
        assert told <= last <= told + 1, "help: the last commit may have been made and not been told of"
        expected = [k for d in range(1, last + 1) if not ((d + 1) % 3 == 0 and d + 1 <= last) for k in (2 * d, 2 * d + 1)]
        assert there == expected
    assert told > 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to files")
@pytest.mark.parametrize("name", IN_A_FOLDER)
@pytest.mark.parametrize("most", [3_000, 40_000, 120_000])
def test_a_disk_that_fills_is_told_and_leaves_the_index_as_it_was(name: str, most: int, tmp_path: Path) -> None:
    made(name, tmp_path / "probe")
    found = made(name, tmp_path / "engine")
    put(found, [replace(e, key=10_000 + e.key, document_key=1_000) for e in entries(40)])
    command = [sys.executable, "-m", "tests.conformance.filling", name, str(tmp_path / "engine"), str(most)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    *message, committed = done.stdout.split("\n")[:-1]
    assert len(message) == 1, done.stdout
    assert "请检查磁盘空间后重试" in message[0], "help: the message says what to do"
    found = made(name, tmp_path / "engine")
    assert found.reader().size() == 40 + int(committed)
    put(found, [replace(entries(40)[0], key=20_000, document_key=2_000)])  # with room again it goes on
    assert found.reader().size() == 41 + int(committed)


@pytest.mark.parametrize("name", IN_A_FOLDER)
def test_a_damaged_index_is_told(name: str, tmp_path: Path) -> None:
    found = made(name, tmp_path / "engine")
    put(found, entries(40))
    found.close()
    for path in (tmp_path / "engine").rglob("*"):
        if path.is_file() and path.stat().st_size > 200:
            path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(EngineError, match="--rebuild"):
        made(name, tmp_path / "engine").reader()


def test_whoosh_has_its_files_on_the_disk_before_a_commit_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoosh itself never asks for that: after a power cut its newest files may be empty."""
    synced: list[tuple[int, int]] = []
    real = os.fsync

    def noting(handle: int) -> None:
        found = os.fstat(handle)
        synced.append((found.st_dev, found.st_ino))
        real(handle)

    monkeypatch.setattr(os, "fsync", noting)
    put(made("whoosh", tmp_path / "engine"), entries(40))
    manifest = (tmp_path / "engine" / "manifest.json").stat()
    at = synced.index((manifest.st_dev, manifest.st_ino))
    files = [p for p in (tmp_path / "engine").iterdir() if p.suffix in (".toc", ".seg", ".pst", ".trm", ".vps")]
    assert files
    for path in files:
        found = path.stat()
        assert (found.st_dev, found.st_ino) in synced[:at], f"help: {path.name} comes after the manifest that counts it"


def test_a_fork_of_whoosh_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forks are installed under the same name, and return documents twice."""
    monkeypatch.setattr("whoosh.__version__", (2, 7, 5))
    with pytest.raises(EngineError, match=r"装的 whoosh 是 2.7.5.*pip install Whoosh==2.7.4"):
        made("whoosh", tmp_path)


@pytest.mark.parametrize(("name", "package", "extra"), [("tantivy", "tantivy", "fast"), ("opensearch+http://h/x", "urllib3", "cluster")])
def test_a_missing_package_is_named_with_its_extra(
    name: str, package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indexer.derived.sealing import SealedFiles
    from indexer.engines import engine

    for module in list(sys.modules):
        if module.startswith(("indexer.engines.tantivy", "indexer.engines.opensearch", "indexer.engines.cluster_client")):
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineError, match=rf"还缺 {package}，请运行 pip install 'yiju\[{extra}\]'"):
        engine(name, tmp_path, SealedFiles())
