"""How often a search goes to a cluster, by a server that answers all questions alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from corpus import Scope, shipped_reports
from indexer import Library, SearchRequest
from indexer.engines.opensearch_foresight import LISTS, Memory
from indexer.engines.opensearch_reader import OpenSearchReader
from indexer.engines.opensearch_search import Snapshot
from indexer.model.errors import EngineAway
from indexer.model.matching import EVERYTHING, NOTHING, Ask, Band, Foreseen, GramPrefix
from tests.indexer.told import Answer, Told, client

Json = dict[str, Any]
HERE, TOO_MANY = (GramPrefix("改"), Scope()), (GramPrefix("造"), Scope())
WHOLE = {"_shards": {"total": 1, "successful": 1}}
PART = {"_shards": {"total": 2, "successful": 1}}


def numbers(wanted: Json, found: int) -> Json:
    """What aggregations give where each condition holds for ``found`` passages of one document."""
    given: Json = {}
    for name, one in wanted.items():
        given[name] = {"doc_count": found, "count": 1, "buckets": [], "sum_other_doc_count": 0} | numbers(one.get("aggs", {}), found)
    return given


def answered(body: Json, found: int) -> Json:
    """What a search gives where every question has the same passages."""
    hits = [{"_score": 1.0, "sort": [key], "fields": {"document_key": [1]}} for key in range(1, 1 + min(found, body["size"]))]
    total = {"hits": hits, "total": {"value": found}}
    return WHOLE | {"hits": total, "aggregations": numbers(body.get("aggs", {}), found)}


def cluster(found: int, change: Callable[[Json, Json], Json] = lambda body, answer: answer) -> Callable[[str, str, bytes], Answer]:
    """A server with ``found`` passages whatever it is asked; ``change`` may spoil an answer."""

    def answer(method: str, path: str, body: bytes) -> Answer:
        if "/_msearch" not in path:
            return 200, answered(json.loads(body), found)
        asked = [json.loads(line) for line in body.decode().splitlines()[1::2]]
        return 200, {"responses": [change(each, answered(each, found)) for each in asked]}

    return answer


def reader_of(there: Told) -> OpenSearchReader:
    return OpenSearchReader(client(there.host), Snapshot("yiju-1", 1), object())


# ---------------------------------------------------------------- searches

SEARCHES = [
    ("改造", 300, 1, "a word"),
    ("老旧小区 改造 就业", 300, 1, "several words"),
    ("公共厕所", 300, 1, "a word with synonyms"),
    ("公厕 OR 厕所", 300, 1, "alternatives"),
    ("改造 -电梯", 300, 1, "a negation"),
    ("标题:工作", 300, 1, "a title"),
    ("同句:(老旧小区 改造)", 300, 1, "one sentence"),
    ("“老旧小区”", 12, 1, "a quotation in a few passages, whose texts are read"),
    ("“老旧小区”", 300, 2, "a quotation in many, counted by the engine"),
    ("“老旧小区” 改造", 12, 1, "a quotation and a word"),
    ("10亿元", 12, 1, "a figure, of which all texts are read"),
    ("老旧小区 改造", 1, 2, "too few hits: the loosest tier, for which nothing more is counted"),
    ("“老旧小区”", 0, 1, "no hit: nothing else is asked for what is quoted"),
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The shipped report and a copy of it without its end."""
    folder = tmp_path_factory.mktemp("copied")
    (folder / "shorter.txt").write_bytes(shipped_reports()[0].read_bytes()[:-1500])
    library = Library.open(folder / "library")
    library.index()
    library.index([folder / "shorter.txt"])
    assert len(library._catalog.copy_groups().ids) == 2
    return library


@pytest.mark.parametrize(("query", "found", "journeys", "why"), SEARCHES, ids=[why for *_, why in SEARCHES])
@pytest.mark.parametrize("scope", [Scope(), Scope(years=frozenset({2020}))], ids=["everywhere", "in a year"])
def test_a_search_is_a_journey_or_two(
    told: Callable[..., Told], copied: Library, query: str, found: int, journeys: int, why: str, scope: Scope,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    there = told(cluster(found))
    reader = reader_of(there)
    reader.size()
    there.asked.clear()
    monkeypatch.setattr(copied._derived.current().engine, "reader", lambda: reader)
    copied.search(SearchRequest(query, scope))
    assert len(there.asked) == journeys, f"help: {why}: {[path for _, path, *_ in there.asked]}"


def test_what_a_misspelled_word_may_have_been_is_asked_together(
    told: Callable[..., Told], copied: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = told(cluster(0))
    reader = reader_of(there)
    copied._derived.reading()[0].vocabulary.bring_up(copied._derived.reading()[1])
    monkeypatch.setattr(copied._derived.current().engine, "reader", lambda: reader)
    copied.search(SearchRequest("营商环镜"))
    assert len(there.asked) <= 4, "help: once for the ranking, once for its size, once for all words of like sound and shape"


# ---------------------------------------------------------------- what is remembered


def ask(most: int = 100) -> Ask:
    foreseen = Foreseen((HERE, TOO_MANY), ((*HERE, most),))
    return Ask((Band("all", EVERYTHING),), (), Scope(), foreseen=lambda: foreseen)


def test_what_was_foreseen_is_not_asked_again(told: Callable[..., Told]) -> None:
    there = told(cluster(30))
    reader = reader_of(there)
    assert reader.ask(ask()).counts == (30,)
    assert reader.count(*HERE) == reader.count(*TOO_MANY) == 30
    assert reader.at_most([GramPrefix("改"), GramPrefix("造")]) == [30, 30]
    assert reader.matching(*HERE) == list(range(1, 31))
    assert reader.matching(*HERE, 2) == [1, 2]
    assert len(there.asked) == 1
    reader.ask(ask())
    assert there.asked[0][3].count(b"\n") > there.asked[1][3].count(b"\n"), "help: what is known is not foreseen again"


def test_a_list_that_is_not_whole_is_asked_again(told: Callable[..., Told]) -> None:
    there = told(cluster(30))
    reader = reader_of(there)
    reader.ask(ask(most=29))
    assert len(reader.matching(*HERE)) == 30
    assert len(there.asked) == 2


def is_foreseen(body: Json) -> bool:
    return "0" in body.get("aggs", {}) or not (body["size"] == 0 or "docvalue_fields" in body)


SPOILED = [(PART, "a shard is missing"), (WHOLE | {"timed_out": True}, "not in time"), ({"error": {"type": "odd"}, "status": 400}, "refused")]


@pytest.mark.parametrize(("spoiled", "why"), SPOILED, ids=[why for _, why in SPOILED])
def test_what_is_not_whole_is_asked_again_and_does_not_harm_the_ranking(told: Callable[..., Told], spoiled: Json, why: str) -> None:
    there = told(cluster(30, lambda body, answer: (answer if "error" not in spoiled else {}) | spoiled if is_foreseen(body) else answer))
    reader = reader_of(there)
    ranking = reader.ask(ask())
    assert (ranking.counts, ranking.missing) == ((30,), None), f"help: {why}"
    assert (reader.count(*HERE), len(reader.matching(*HERE))) == (30, 30)
    assert len(there.asked) == 3


def test_a_ranking_that_is_refused_is_an_error(told: Callable[..., Told]) -> None:
    refused = {"error": {"type": "parsing_exception", "reason": "odd"}, "status": 400}
    there = told(cluster(30, lambda body, answer: answer if is_foreseen(body) else refused))
    with pytest.raises(EngineAway, match="400 parsing_exception：odd"):
        reader_of(there).ask(ask())


def test_lists_that_were_left_empty_may_be_left_out(told: Callable[..., Told]) -> None:
    there = told(cluster(0, lambda body, answer: {name: part for name, part in answer.items() if name != "hits"}))
    reader = reader_of(there)
    assert (reader.ask(ask()).ids, reader.matching(*HERE)) == ((), [])
    assert len(there.asked) == 1


def test_the_newest_lists_are_kept() -> None:
    memory = Memory()
    for number in range(LISTS + 1):
        memory.keep_keys(EVERYTHING, Scope(year_from=number), [number])
    assert memory.keys(EVERYTHING, Scope(year_from=0)) is None
    assert memory.keys(EVERYTHING, Scope(year_from=LISTS)) == [LISTS]
    assert memory.keys(NOTHING, Scope()) is None
