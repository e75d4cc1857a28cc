"""Input suggestions from the shipped report: what is completed, in which group, and what is left alone."""

from __future__ import annotations

import pytest

from indexer import GROUPS, Library, NoIndex
from indexer.suggesting.suggestions import Suggestions
from tests.effort import calls


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    found = Library.open(tmp_path_factory.mktemp("library"))
    found.prepare()
    yield found
    found.close()


@pytest.mark.parametrize(
    ("typed", "text", "group"),
    [
        ("老旧", "老旧小区", "热词"),
        ("ljxq", "老旧小区", "热词"),  # initials
        ("LaoJiu", "老旧小区", "热词"),  # pinyin, capitals as they come
        ("lao jiu xiao", "老旧小区", "热词"),  # as some write it
        ("老舊", "老旧小区", "热词"),  # traditional
        ("一般公共", "一般公共预算收入", "指标"),
        ("dqsczz", "地区生产总值", "指标"),
        ("老旧小区综合", "老旧小区综合改造全面实施", "章节"),
        ("小区综合", "大力实施老旧小区综合改造工程", "章节"),  # inside a heading
        ("管城", "管城回族区", "地区"),
        ("zzs", "郑州市", "地区"),
        ("投资 ljxq", "投资 老旧小区", "热词"),  # only the last word is completed
    ],
)
def test_what_is_typed_is_completed(library, typed, text, group):
    assert (text, group) in [(s.text, s.group) for s in library.suggest(typed)]


@pytest.mark.parametrize("typed", ["", " ", "“老旧", "年份:20", "同句:(老", "没有这个词", "%", "_", "'", "\x00", "🙂", "x" * 1000, "老旧 "])
def test_nothing_to_complete(library, typed):
    assert library.suggest(typed) == []


@pytest.mark.parametrize("typed", ["j", "s", "工", "a", "建设"])
@pytest.mark.parametrize("limit", [1, 3, 8])
def test_no_more_than_asked_each_once_and_in_the_order_of_the_groups(library, typed, limit):
    found = library.suggest(typed, limit)
    assert len(found) <= limit
    assert len({s.text for s in found}) == len(found)
    order = [GROUPS.index(s.group) for s in found]
    assert order == sorted(order)


def test_what_is_offered_stands_in_the_library(library):
    from indexer import SearchRequest

    for typed in ("j", "z", "g", "x"):
        for s in library.suggest(typed):
            assert library.search(SearchRequest(s.text)).total, s


def test_typing_is_not_waited_for(library):
    library.suggest("老")
    for typed in ("l", "lj", "ljx", "ljxq", "老", "老旧", "老旧小", "建设", "j", "城市"):
        assert calls(lambda typed=typed: library.suggest(typed)) < 20_000, typed


def test_without_an_index_there_is_nothing_to_draw_on(tmp_path):
    empty = Library.open(tmp_path)
    with pytest.raises(NoIndex):
        empty.suggest("老")
    empty.close()


def test_a_folder_that_cannot_be_written_offers_nothing(tmp_path):
    class Terms:
        def terms(self, field):
            return iter(())

        def size(self):
            return 1

    nowhere = Suggestions(tmp_path / "missing" / "suggestions.sqlite")
    nowhere.bring_up(Terms(), lambda scope, **page: [], lambda text: 0)
    assert nowhere.offered("老", 8) == []
