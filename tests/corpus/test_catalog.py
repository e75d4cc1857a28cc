"""The catalog: ids that are never reused, exact text for ever, one transaction a change."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Catalog, CatalogError, Document, NotFound, Passage, Place, Scope, Source, Span

GUANCHENG = Place("410104", "管城回族区", "county", ("河南省", "郑州市", "管城回族区"))
HENAN = Place("410000", "河南省", "province", ("河南省",))
NATION = Place("100000", "全国", "country")


def document(text: str = "增长6.6%。", place: Place | None = GUANCHENG, year: int | None = 2020, **more: object) -> Document:
    passages = (
        Passage("政府工作报告", "front", 1),
        Passage("一、工作回顾", "heading", 1),
        Passage(text, "body", 1, ("一、工作回顾",), "review", (Span(0, 2),)),
        Passage("各位代表!", "body", 2),
    )
    source = Source("a.txt", "00", 10, "text", "utf-8")
    return replace(Document("政府工作报告", source, passages, place, year), **more)  # type: ignore[arg-type]


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite")


def test_what_goes_in_comes_out(catalog: Catalog) -> None:
    taken = catalog.add(document(notes=("题名照录。",), speaker="张艳敏"), "/a.txt")
    assert (taken.document_id, taken.outcome) == ("410104-2020", "read")
    record = catalog.document("410104-2020")
    assert (record.place, record.speaker, record.notes) == (GUANCHENG, "张艳敏", ("题名照录。",))
    passage = catalog.passage("410104-2020-p1")
    assert (passage.text, passage.section, passage.part, passage.labels) == (
        "增长6.6%。", ("一、工作回顾",), "review", (Span(0, 2),),
    )  # fmt: skip
    assert [p.passage_id for p in catalog.document_passages(record)] == [
        f"410104-2020-{x}" for x in ("f1", "h1", "p1", "p2")
    ]
    before, after = catalog.neighbours(passage)
    assert [p and p.passage_id for p in (before, after)] == ["410104-2020-h1", "410104-2020-p2"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_exact_text_for_ever(catalog: Catalog, text: str) -> None:
    taken = catalog.add(document(text), "/any.txt")
    assert catalog.passage(f"{taken.document_id}-p1").text == text


@pytest.mark.parametrize(
    ("given_document", "expected"),
    [
        (document(), "410104-2020"),
        (document(place=NATION, year=2019, state="resolution"), "100000-2019-resolution"),
        (document(year=None), "410104"),
        (document(place=None, year=None), r"t[0-9a-f]{8}"),
    ],
)
def test_ids(catalog: Catalog, given_document: Document, expected: str) -> None:
    import re

    assert re.fullmatch(expected, catalog.add(given_document, "/x").document_id)


def test_the_same_origin_again_is_an_update_and_keeps_the_id(catalog: Catalog) -> None:
    catalog.add(document(), "/a.txt")
    assert catalog.add(document(), "/a.txt").outcome == "unchanged"
    assert catalog.add(document(), "/copy.txt").outcome == "unchanged"
    taken = catalog.add(document("增长6.7%。"), "/a.txt")
    assert (taken.document_id, taken.outcome) == ("410104-2020", "updated")
    assert catalog.counts().documents == 1


def test_two_texts_for_one_place_and_year_get_two_ids(catalog: Catalog) -> None:
    first = catalog.add(document(), "/a.txt").document_id
    second = catalog.add(document("增长6.7%。"), "/b.txt").document_id
    assert second.startswith(first + "-")
    assert len(second) == len(first) + 7


def test_an_id_is_never_reused_for_another_text(catalog: Catalog) -> None:
    first = catalog.add(document(), "/a.txt").document_id
    catalog.remove(first)
    with pytest.raises(NotFound, match=first):
        catalog.document(first)
    assert catalog.add(document("增长6.7%。"), "/b.txt").document_id != first
    assert catalog.add(document(), "/a.txt").document_id == first


def test_scopes(catalog: Catalog) -> None:
    catalog.add(document(), "/a")
    catalog.add(document(place=HENAN, year=2019), "/b")
    catalog.add(document(place=NATION, year=2021, state="digest"), "/c")
    catalog.add(document(place=None, year=None), "/d")

    def ids(**scope: object) -> list[str]:
        return [d.document_id for d in catalog.documents(Scope(**scope), sort="year")]  # type: ignore[arg-type]

    assert ids(places=frozenset({"410000"})) == ["410104-2020", "410000-2019"]
    assert ids(places=frozenset({"100000"})) == ["100000-2021-digest"]
    assert ids(year_from=2020) == ["100000-2021-digest", "410104-2020"]
    assert ids(year_to=2019) == ["410000-2019"]
    assert ids(levels=frozenset({"county"}), years=frozenset({2020})) == ["410104-2020"]
    assert ids(states=frozenset({"digest"})) == ["100000-2021-digest"]
    assert ids(documents=frozenset({"410000-2019", "x"})) == ["410000-2019"]
    assert len(ids()) == catalog.count_documents(Scope()) == 4
    assert [d.document_id for d in catalog.documents(Scope(), limit=1, offset=1, sort="place")] == ["410000-2019"]


def test_what_is_still_to_be_indexed(catalog: Catalog) -> None:
    catalog.add(document(), "/a")
    (key,) = catalog.pending("g1")
    catalog.mark_indexed([key], "g1")
    assert catalog.pending("g1") == []
    assert catalog.pending("g2") == [key]
    catalog.remove("410104-2020")
    assert catalog.removed() == [key]
    catalog.mark_indexed([], "g1", [key])
    assert catalog.removed() == []


def test_threads_have_connections_of_their_own(catalog: Catalog) -> None:
    catalog.add(document(), "/a")
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(catalog.passage("410104-2020-p1").text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["增长6.6%。"] * 8


def test_read_only(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="yiju index"):
        Catalog(tmp_path / "none.sqlite", read_only=True)
    Catalog(tmp_path / "c.sqlite").add(document(), "/a")
    reading = Catalog(tmp_path / "c.sqlite", read_only=True)
    assert reading.counts().documents == 1
    with pytest.raises(CatalogError, match="不可写"):
        reading.remove("410104-2020")


def test_a_foreign_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("这不是数据库，是一段很长很长的文字。" * 100, "utf-8")
    with pytest.raises(CatalogError, match=r"text\.sqlite 不是报告目录"):
        Catalog(tmp_path / "text.sqlite")
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE x (y)")
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(CatalogError, match="版本 99"):
        Catalog(tmp_path / "other.sqlite")


def test_a_failed_change_leaves_nothing_behind(catalog: Catalog) -> None:
    bad = replace(document(), passages=(Passage("甲", "body", 1), Passage("乙", "body", 1)))
    with pytest.raises(CatalogError):
        catalog.add(bad, "/bad")
    assert catalog.counts().documents == 0
    assert catalog.pending("g") == []


def test_a_re_read_file_of_another_state_gets_another_id(catalog: Catalog) -> None:
    catalog.add(document(), "/a.txt")
    assert catalog.add(document(state="resolution"), "/a.txt").document_id == "410104-2020-resolution"


def test_the_same_text_with_another_title_gets_an_id_of_its_own(catalog: Catalog) -> None:
    first = catalog.add(document(), "/a.txt").document_id
    second = catalog.add(document(title="另一个题名"), "/b.txt").document_id
    assert second != first
    assert second.startswith(first)


def test_a_file_whose_new_content_is_held_already_gives_up_its_old_one(catalog: Catalog) -> None:
    catalog.add(document(), "/a.txt")
    catalog.add(document("增长6.7%。"), "/b.txt")
    taken = catalog.add(document(), "/b.txt")
    assert (taken.document_id, taken.outcome, catalog.counts().documents) == ("410104-2020", "updated", 1)


# ---------------------------------------------------------------- copies

LONG = "".join(f"第{i}项工作：全年完成投资{i * 37 % 911}亿元，惠及群众{i * 53 % 977}万人，建成项目{i * 71 % 83}个。" for i in range(120))


def test_the_same_text_under_other_names_is_a_copy(catalog: Catalog) -> None:
    whole = catalog.add(document(LONG), "/a.txt").document_id
    half = catalog.add(document(LONG[: len(LONG) // 2], place=None, year=None), "/b.txt").document_id
    other = catalog.add(document(LONG[::-1], HENAN, 2019), "/c.txt").document_id
    found = {one: [(each.document_id, share) for each, share in catalog.copies(catalog.document(one))] for one in (whole, half, other)}
    assert found == {whole: [(half, 1.0)], half: [(whole, 1.0)], other: []}
    assert catalog.document(half).notes == (f"本文与 {whole} 大部分文字相同，可能是同一份报告或其节选，请核对。",)


def test_two_texts_that_claim_to_be_one_report_are_both_kept_and_told_of(catalog: Catalog) -> None:
    first = catalog.add(document(LONG), "/a.txt").document_id
    second = catalog.add(document(LONG[::-1]), "/b.txt").document_id
    third = catalog.add(document(LONG.replace("第7项", "第七项")), "/c.txt").document_id
    assert first == "410104-2020"
    assert catalog.document(first).notes == (
        f"库中还有同一份报告的另一个版本 {third}，文字略有不同。",
        f"库中还有同一地区同一年份的报告 {second}，文字不同，请核对以哪一份为准。",
    )
    catalog.remove(second)
    catalog.remove(third)
    assert catalog.document(first).notes == ()


def test_the_best_copy_comes_first(catalog: Catalog) -> None:
    catalog.add(document(LONG[:3000], None, None, state="truncated"), "/a.txt")
    piece = catalog.add(document(LONG[:2000], None, None), "/b.txt").document_id
    catalog.add(document(LONG, None, None), "/c.txt")
    found = [(each.state, each.characters) for each, _ in catalog.copies(catalog.document(piece))]
    assert [state for state, _ in found] == ["report", "truncated"]


def test_copies_are_grouped_under_the_best_of_them_be_they_tied_through_others(catalog: Catalog) -> None:
    half = len(LONG) // 2
    first = catalog.add(document(LONG[:half], None, None, state="excerpt"), "/a.txt").document_id
    second = catalog.add(document(LONG[half:], None, None, state="excerpt"), "/b.txt").document_id
    whole = catalog.add(document(LONG), "/c.txt").document_id
    catalog.add(document(LONG[::-1], HENAN, 2019), "/d.txt")
    keys = {catalog.document(one).key for one in (first, second, whole)}
    groups = catalog.copy_groups()
    assert dict(groups.documents) == dict.fromkeys(keys, catalog.document(whole).key)  # the halves share nothing but the whole
    assert groups
    catalog.remove(whole)
    assert not catalog.copy_groups()


def test_passages_are_copies_to_the_letter_and_only_of_other_documents(catalog: Catalog) -> None:
    def twice(changed: str) -> Document:
        made = document(LONG)
        again = [Passage(text, "body", number) for number, text in enumerate(("各位代表!", changed, "各位代表!"), 3)]
        return replace(made, passages=(*made.passages, *again))

    one, other = (catalog.add(twice(text), f"/{text}.txt").document_id for text in ("增长6.6%，稳中有进。", "增长6.7%。"))
    here, there = ({p.passage_id.rpartition("-")[2]: p.key for p in catalog.document_passages(catalog.document(d))} for d in (one, other))
    found = catalog.copy_groups().passages
    assert {key: found[there[key]] for key in there if there[key] in found} == {k: here[k] for k in here if k != "p4"}
    assert all(found[here[key]] == here[key] for key in here if key != "p4")  # what others are copies of leads to itself
    assert here["p4"] not in found


def test_a_catalog_of_the_first_version_learns_of_copies(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    catalog = Catalog(path)
    catalog.add(document(LONG), "/a.txt")
    catalog.add(document(LONG, place=None, year=None), "/b.txt")
    catalog.close()
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE readings; DROP TABLE files; DROP TABLE copies; DROP TABLE sketches; PRAGMA user_version = 1;")
    connection.close()
    again = Catalog(path)
    assert len(again.copies(again.document("410104-2020"))) == 1


def test_what_is_gone_from_a_file_is_taken_out(catalog: Catalog) -> None:
    for i, origin in enumerate(("/集.csv#第2行", "/集.csv#第3行", "/集.csvx", "/集.csv")):
        catalog.add(document(f"增长{i}%。", year=2000 + i), origin)
    catalog.forget_others("/集.csv", ["/集.csv#第3行"])
    assert [record.year for record in catalog.documents()] == [2001, 2002]


def test_an_old_catalog_that_cannot_be_written_is_named_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(CatalogError, match=r"旧版依据的报告目录.*yiju doctor"):
        Catalog(path, read_only=True)
