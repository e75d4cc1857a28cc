"""Key word in context: every place that Ctrl+F finds, in the order asked, with the exact text around it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import indexer.finding.concordancing as concordancing
from corpus import Scope, Span, compact, needle_of, occurrences, search_form, shipped_reports
from indexer import Concordance, ConcordanceLine, ConcordanceRequest, EmptyQuery, Library, QueryTooLong


def every(library: Library, query: str, **more: object) -> tuple[Concordance, list[ConcordanceLine]]:
    """All pages of seven lines, put together."""
    found = library.concordance(ConcordanceRequest(query, limit=7, **more))  # type: ignore[arg-type]
    lines = list(found.lines)
    while len(lines) < found.total:
        page = library.concordance(ConcordanceRequest(query, limit=7, offset=len(lines), **more)).lines  # type: ignore[arg-type]
        assert page
        lines += page
    assert not library.concordance(ConcordanceRequest(query, offset=len(lines), **more)).lines  # type: ignore[arg-type]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    return found, lines


def places(lines: list[ConcordanceLine]) -> list[tuple[int, Span]]:
    return [(line.passage.key, line.span) for line in lines]


@pytest.mark.parametrize(
    ("query", "string"),
    [
        ("老旧小区", "老旧小区"),
        ("“老旧小区改造”", "老旧小区改造"),
        ("改", "改"),  # a single character
        ("，", "，"),  # a mark: folded as in every search
        ("10亿", "10亿"),  # in 110亿 too
        ("2020年", "2020年"),  # a word here, not a filter
        ("“建设 ”", "建设"),  # white space does not matter
        ("污染防治攻堅", "污染防治攻坚"),  # traditional
        ("多少", "多少"),  # a word that a search would pass over
    ],
)
def test_every_place_that_ctrl_f_finds(shipped: Library, query: str, string: str) -> None:
    expected = [(p.key, span) for p in shipped.passages("410104-2020") for span in occurrences(p.text, string)]
    found, lines = every(shipped, query)
    assert places(lines) == expected
    assert (found.total, found.total_is) == (len(expected), "exact")
    assert found.passages == len({key for key, _ in expected})
    assert found.documents == bool(expected)
    assert found.keys == (query.strip("“”"),)


def test_any_copied_string_is_counted_as_ctrl_f_counts_it(shipped: Library) -> None:
    passages = shipped.passages("410104-2020")
    random_ = random.Random("context")
    for _ in range(60):
        text = random_.choice(passages).text
        start = random_.randrange(len(text))
        piece = text[start : start + random_.randint(1, 6)]
        if '"' not in piece and needle_of(piece):
            assert shipped.concordance(ConcordanceRequest(f'"{piece}"')).total == sum(
                len(list(occurrences(p.text, piece))) for p in passages
            ), piece


@pytest.mark.parametrize("sort", ["order", "left", "right"])
@pytest.mark.parametrize("width", [1, 20, 100])
def test_contexts_are_the_exact_text_around_the_key(several: Library, sort: str, width: int) -> None:
    _, lines = every(several, "工作", sort=sort, width=width)
    assert lines
    for line in lines:
        text, span = line.passage.text, line.span
        assert line.key == "工作"
        assert text[: span.start].endswith(line.left)
        assert text[span.end :].startswith(line.right)
        assert (len(line.left), len(line.right)) == (min(width, span.start), min(width, len(text) - span.end))


def form(text: str) -> bytes:
    return compact(search_form(text))[0].encode("gb18030")


def test_lines_are_put_in_order_by_either_side(several: Library) -> None:
    whole, lines = every(several, "工作")
    assert places(lines) == sorted(places(lines))
    for sort, side in (
        ("left", lambda line: form(line.passage.text[: line.span.start][::-1][: concordancing.COMPARED])),
        ("right", lambda line: form(line.passage.text[line.span.end :][: concordancing.COMPARED])),
    ):
        found, ordered = every(several, "工作", sort=sort)
        assert found.total == whole.total
        assert sorted(places(ordered)) == places(lines)
        assert [side(line) for line in ordered] == sorted(side(line) for line in ordered)


@pytest.mark.parametrize(
    ("query", "keys", "why"),
    [
        ("老旧小区 就业", ("老旧小区", "就业"), "both stand in the passage, and each place of either is a line"),
        ("公厕 | 就业", ("公厕", "就业"), "either"),
        ("改造 -老旧", ("改造",), "only passages without the other"),
        ("标题:营商环境 就业", ("就业",), "what is only sought in titles is no key"),
        ("同句:(投资 就业)", ("投资", "就业"), "all their places in the passage"),
        ("就业 “就业”", ("就业",), "the same string twice is one"),
    ],
)
def test_queries_choose_passages_and_keys(several: Library, query: str, keys: tuple[str, ...], why: str) -> None:
    found, lines = every(several, query)
    assert found.keys == keys, why
    texts = {p.key: p.text for d in several.documents(Scope())[1] for p in several.passages(d.document_id)}
    matching = dict.fromkeys(line.passage.key for line in lines)
    assert len(matching) == found.passages
    assert places(lines) == sorted((key, span) for key in matching for string in keys for span in occurrences(texts[key], string))


def test_filters_narrow_it_and_are_counted_beside(several: Library) -> None:
    everywhere = several.concordance(ConcordanceRequest("就业"))
    found, lines = every(several, "就业", scope=Scope(years=frozenset({2020}), places=frozenset({"410100"})))
    assert (everywhere.total, found.total, found.documents) == (4, 1, 1)
    assert {line.passage.document.document_id for line in lines} == {"410100-2020"}
    assert dict(found.facets["year"]) == {2020: 1, 2019: 1}
    assert found.places["130600"] == "保定市"


def test_what_is_removed_leaves_the_next_page(several: Library) -> None:
    assert several.concordance(ConcordanceRequest("就业")).total == 4
    several.remove("410100-2020")
    found, lines = every(several, "就业")
    assert (found.total, len(lines)) == (3, 3)


def test_copies_are_told_and_can_be_left_out(tmp_path: Path) -> None:
    (shipped,) = shipped_reports()
    (tmp_path / "copy.txt").write_text(shipped.read_text("utf-8").replace("请予审议,", "请予审议。", 1), "utf-8")
    library = Library.open(tmp_path / "library")
    library.index([tmp_path / "copy.txt"])
    library.index()
    whole, lines = every(library, "老旧小区")
    folded, once = every(library, "老旧小区", fold=True)
    assert (whole.total, whole.passages, whole.folded) == (2 * folded.total, 2 * folded.passages, False)
    assert whole.copies == folded.copies == folded.passages > 0
    assert folded.folded
    assert len({line.passage.document.document_id for line in once}) == 1
    assert [line.key for line in lines] == ["老旧小区"] * whole.total
    (other,) = {line.passage.document.document_id for line in lines} - {once[0].passage.document.document_id}
    alone = library.concordance(ConcordanceRequest("老旧小区", Scope(documents=frozenset({other})), fold=True))
    assert (alone.total, alone.copies) == (folded.total, 0)  # what it is a copy of is out of scope


def test_beyond_the_bound_it_says_at_least(several: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concordancing, "COUNTED", 3)
    assert several.concordance(ConcordanceRequest("210亿")).total_is == "exact"
    found = several.concordance(ConcordanceRequest("清单"))
    assert found.total_is == "at_least"
    assert found.passages == 40 > found.total == 3


@pytest.mark.parametrize(
    ("query", "error"),
    [("", EmptyQuery), ("　", EmptyQuery), ("-就业", EmptyQuery), ("标题:就业", EmptyQuery), ("年份:2020", EmptyQuery), ("字" * 1001, QueryTooLong)],
)
def test_what_cannot_be_looked_for_is_said(several: Library, query: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        several.concordance(ConcordanceRequest(query))
