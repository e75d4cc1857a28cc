"""Excerpts of a basket against the library: what still stands, what moved with its text, what changed, what is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import digest_of
from indexer import Excerpt, Library, NotFound, ParameterError, Span, read_excerpts, read_short_excerpts

OPENING = "各位代表：\n\n现在，我代表县人民政府向大会报告工作，请予审议。\n\n"
TOILETS = "新建公厕12座，改造老旧小区30个，城市更加宜居。"
ROADS = "整修乡村道路48公里，全县行政村通上了水泥路。"
SCHOOLS = "新建学校3所，增加学位4500个，入学难有所缓解。"


def written(folder: Path, *paragraphs: str) -> Path:
    path = folder / "高阳县2020.txt"
    path.write_text("2020年高阳县政府工作报告\n\n" + OPENING + "\n\n".join(paragraphs) + "\n", "utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library")
    library.index([written(tmp_path, TOILETS, ROADS, SCHOOLS)])
    return library


def excerpt(library: Library, passage_id: str, words: str) -> Excerpt:
    passage = library.passage(passage_id)
    at = passage.text.index(words)
    return Excerpt(passage_id, Span(at, at + len(words)), passage.digest, words)


def stands(library: Library, one: Excerpt) -> tuple[str, str, str | None]:
    """Standing, passage, and the words there."""
    (found,) = library.collected([one])
    return found.standing, found.passage.passage_id if found.passage else "", found.quote


@pytest.mark.parametrize(
    ("after", "words", "expected"),
    [
        ((TOILETS, ROADS, SCHOOLS), "整修乡村道路48公里", ("unchanged", "p3", "整修乡村道路48公里")),  # nothing happened
        ((ROADS, TOILETS, SCHOOLS), "整修乡村道路48公里", ("moved", "p2", "整修乡村道路48公里")),  # paragraphs changed places
        ((TOILETS, SCHOOLS, ROADS), "公里", ("moved", "p4", "公里")),  # the digest finds it, however short
        ((TOILETS, "全年" + ROADS, SCHOOLS), "整修乡村道路48公里", ("moved", "p3", "整修乡村道路48公里")),  # the paragraph was edited elsewhere
        ((TOILETS + ROADS, SCHOOLS), "整修乡村道路48公里", ("moved", "p2", "整修乡村道路48公里")),  # joined to another, the words stand
        ((TOILETS, ROADS.replace("48", "84"), SCHOOLS), "整修乡村道路48公里", ("changed", "p3", None)),  # the words themselves changed
        ((TOILETS, ROADS.replace("全县", "本县"), SCHOOLS), "48公里", ("changed", "p3", None)),  # too few to be sure of
        ((TOILETS,), "整修乡村道路48公里", ("missing", "", None)),
    ],
)  # fmt: skip
def test_an_excerpt_after_its_report_was_read_again(tmp_path, library, after, words, expected):
    one = excerpt(library, "130628-2020-stub-p3", words)
    library.index([written(tmp_path, *after)])
    standing, where, quote = stands(library, one)
    assert (standing, where.removeprefix("130628-2020-stub-"), quote) == expected


def test_what_was_sent_as_the_words_is_never_taken_for_the_reports(library):
    one = excerpt(library, "130628-2020-stub-p3", "整修乡村道路48公里")
    forged = Excerpt(one.passage_id, one.span, one.digest, "整修乡村道路480公里")
    assert stands(library, forged) == ("unchanged", "130628-2020-stub-p3", "整修乡村道路48公里")


def test_a_whole_passage_and_one_whose_digest_is_not_known(library):
    passage = library.passage("130628-2020-stub-p2")
    assert stands(library, Excerpt(passage.passage_id)) == ("unchanged", passage.passage_id, TOILETS)
    assert stands(library, Excerpt(passage.passage_id, None, digest_of(TOILETS))) == ("unchanged", passage.passage_id, TOILETS)


def test_a_place_beyond_the_text_and_a_passage_that_never_was(library):
    assert stands(library, Excerpt("130628-2020-stub-p2", Span(0, 9999))) == ("missing", "", None)
    for unknown in ("130628-2020-stub-p99", "nowhere-p1", "nowhere", "x"):
        assert stands(library, Excerpt(unknown, None, "0" * 12, "没有这句话的报告")) == ("missing", "", None)


def test_the_nearest_of_equal_words_is_meant(tmp_path, library):
    text = "第一批老旧小区改造完工；第二批老旧小区改造完工；第三批老旧小区改造完工。"
    library.index([written(tmp_path, text)])
    at = text.index("老旧小区改造完工", 15)
    one = Excerpt("130628-2020-stub-p2", Span(at, at + 8), digest_of(text), "老旧小区改造完工")
    library.index([written(tmp_path, "今年，" + text)])
    (found,) = library.collected([one])
    assert found.span == Span(at + 3, at + 11)


def test_a_report_that_was_taken_out_is_missing(library):
    one = excerpt(library, "130628-2020-stub-p3", "整修乡村道路48公里")
    library.remove("130628-2020-stub")
    with pytest.raises(NotFound):
        library.passage("130628-2020-stub-p3")
    assert stands(library, one) == ("missing", "", None)


# what is sent

GOOD = {"passage_id": "410104-2020-p17", "start": 3, "end": 20, "digest": "86f014ee194d", "quote": "老旧小区", "note": "查一下"}


def test_an_excerpt_is_read_from_json():
    whole = Excerpt("410104-2020-p17", Span(3, 20), "86f014ee194d", "老旧小区", "查一下")
    assert read_excerpts([GOOD]) == [whole]
    assert read_excerpts('[{"passage_id": "100000-2019-other_speech-p3"}]') == [Excerpt("100000-2019-other_speech-p3")]
    assert read_excerpts([]) == []


@pytest.mark.parametrize(
    ("items", "culprit"),
    [
        (None, "列表"),
        ("[", "JSON"),
        ("[" * 100_000, "JSON"),
        ({}, "列表"),
        ([[]], "第 1 条"),
        ([GOOD, "x"], "第 2 条"),
        ([{}], "passage_id"),
        ([GOOD | {"passage_id": "../etc/passwd"}], "passage_id"),
        ([GOOD | {"passage_id": "p" * 121}], "passage_id"),
        ([GOOD | {"passage_id": 7}], "passage_id"),
        ([GOOD | {"start": None}], "起止"),
        ([GOOD | {"start": 20, "end": 20}], "起止"),
        ([GOOD | {"start": -1}], "起止"),
        ([GOOD | {"start": True}], "起止"),
        ([GOOD | {"end": 1e9}], "起止"),
        ([GOOD | {"end": 10**30}], "起止"),
        ([GOOD | {"digest": "86F014EE194D"}], "digest"),
        ([GOOD | {"digest": ["x"]}], "digest"),
        ([GOOD | {"note": "备" * 501}], "note"),
        ([GOOD | {"quote": "引" * 20_001}], "quote"),
        ([GOOD | {"quote": "\ud800"}], "残缺"),
        ([GOOD] * 201, "最多 200 条"),
    ],
)
def test_what_is_no_excerpt_is_refused_by_name(items, culprit):
    with pytest.raises(ParameterError, match=culprit):
        read_excerpts(items)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("410104-2020-p17", [Excerpt("410104-2020-p17")]),
        ("410104-2020-p17:3-20", [Excerpt("410104-2020-p17", Span(3, 20))]),
        ("410104-2020-p17:86f014ee194d", [Excerpt("410104-2020-p17", None, "86f014ee194d")]),
        ("410104-2020-p17:3-20:86f014ee194d", [Excerpt("410104-2020-p17", Span(3, 20), "86f014ee194d")]),
        (" a-p1\n a-p2，a-p3、 ", [Excerpt("a-p1"), Excerpt("a-p2"), Excerpt("a-p3")]),  # pasted into one field
        ("", []),
    ],
)
def test_short_forms(value, expected):
    assert read_short_excerpts([value]) == expected


@pytest.mark.parametrize(
    "value", ["a-p1:", "a-p1:3", "a-p1:20-3", "a-p1:３-２０", "a-p1:3-20:xyz", ":3-20", "段落", "a-p1:-3-5", "a-p1:0-99999999999"]
)
def test_what_is_no_short_form_is_refused(value):
    with pytest.raises(ParameterError):
        read_short_excerpts([value])


def test_short_forms_are_counted_before_they_are_read():
    with pytest.raises(ParameterError, match="有 5000 条"):
        read_short_excerpts(["a-p1 " * 5000])
