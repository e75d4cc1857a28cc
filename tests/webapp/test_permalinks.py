"""Permalinks through a report's life: it is edited, put in another order, renamed or taken out, and read again.

A real library over the shipped report; what is asked is the page and the JSON a reader of an old citation would open.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import shipped_reports
from indexer import STYLES, Library
from tests.indexer.conftest import write_report
from tests.webapp.conftest import client_of
from tests.webapp.page import Element, read

SEED = shipped_reports()[0].read_text("utf-8")
P7 = "410104-2020-p7"


class Reader:
    """A library of one file that can be rewritten, and the browser of one who follows old links."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "报告.txt"
        self.library = Library.open(folder / "库")
        self.write(SEED)
        self.client: FlaskClient = client_of(self.library)

    def write(self, text: str) -> None:
        self.file.write_text(text, "utf-8")
        assert next(o.fate for o in self.library.index([self.file])) in ("read", "updated", "unchanged")

    def link(self, passage_id: str) -> str:
        passage = self.library.passage(passage_id)
        return f"{passage_id}?d={passage.digest}"

    def open(self, link: str, status: int = 200) -> Element:
        reply = self.client.get(f"/p/{link}")
        assert reply.status_code == status
        return read(reply.get_data(as_text=True))

    def cited(self, link: str, **more: object) -> dict[str, object]:
        name, _, digest = link.partition("?d=")
        reply = self.client.get(f"/api/passages/{name}/citation", query_string={"d": digest, **more})
        assert reply.status_code == 200
        return reply.get_json()


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def lines(text: str, *passages: str) -> tuple[int, ...]:
    """Where the lines of these passages stand in the file."""
    split = text.split("\n")
    return tuple(next(i for i, line in enumerate(split) if line.strip() == passage.strip()) for passage in passages)


def test_a_paragraph_put_in_before_moves_the_text_and_its_citation(reader: Reader) -> None:
    link, text = reader.link(P7), reader.library.passage(P7).text
    before = reader.library.passage("410104-2020-p4").text
    reader.write(SEED.replace(before, "这一段是后来补上的,原先没有。一年来各项工作都有进展。\n" + before))
    page = reader.open(link)
    assert page.one(id="passage").text == text
    assert "原文未变，现在的位置是第8段" in page.one(cls="verdict").text
    assert P7 in page.one("main").text  # where the link led
    cited = reader.cited(link)
    assert (cited["verdict"], cited["passage_id"], cited["quote"]) == ("moved", "410104-2020-p8", text)
    assert "2020-05-27：第8段. http://localhost/p/410104-2020-p8?d=" in str(cited["text"])


def test_a_stretch_is_still_the_same_words_after_its_paragraph_moved(reader: Reader) -> None:
    link, text = reader.link("410104-2020-p2"), reader.library.passage("410104-2020-p2").text
    at = text.index("地区生产总值同比增长6.6%")
    first = reader.library.passage("410104-2020-p1").text
    reader.write(SEED.replace(first, first + "\n\n这一段是后来补上的,原先没有。一年来各项工作都有进展。"))
    assert reader.cited(link, start=at, end=at + 14)["quote"] == "地区生产总值同比增长6.6%"
    assert reader.open(f"{link}&start={at}&end={at + 14}").one("mark", cls="quote").text == "地区生产总值同比增长6.6%"


def test_paragraphs_that_change_places_are_both_found(reader: Reader) -> None:
    ids = ("410104-2020-p20", "410104-2020-p22")
    links, texts = [reader.link(i) for i in ids], [reader.library.passage(i).text for i in ids]
    split = SEED.split("\n")
    one, other = lines(SEED, *texts)
    split[one], split[other] = split[other], split[one]
    reader.write("\n".join(split))
    for link, text, number in zip(links, texts, (22, 20), strict=True):
        page = reader.open(link)
        assert page.one(id="passage").text == text
        assert f"现在的位置是第{number}段" in page.one(cls="verdict").text


def test_a_changed_text_is_said_to_have_changed(reader: Reader) -> None:
    link = reader.link("410104-2020-p2")
    reader.write(SEED.replace("地区生产总值同比增长6.6%", "地区生产总值同比增长6.8%"))
    page = reader.open(link)
    assert "这一段的文字变过" in page.one(cls="verdict").text
    assert "6.8%" in page.one(id="passage").text
    assert reader.cited(link)["verdict"] == "changed"


def test_a_text_put_back_is_unchanged_again(reader: Reader) -> None:
    link = reader.link("410104-2020-p2")
    reader.write(SEED.replace("地区生产总值同比增长6.6%", "地区生产总值同比增长6.8%"))
    reader.write(SEED)
    assert "原文未变动" in reader.open(link).one(cls="verdict").text


def test_a_deleted_last_paragraph_is_missed_and_its_report_offered(reader: Reader) -> None:
    link, text = reader.link("410104-2020-p55"), reader.library.passage("410104-2020-p55").text
    reader.write(SEED.replace(text, ""))
    page = reader.open(link, 404)
    assert page.link("打开全文") == "/reports/410104-2020"
    assert reader.client.get(f"/api/passages/{link.partition('?')[0]}/citation").status_code == 404


def test_a_report_that_gets_another_id_is_followed_under_it(reader: Reader) -> None:
    link = reader.link(P7)
    reader.write(SEED.replace("2020年郑州市管城回族自治区", "2021年郑州市管城回族自治区").replace("2020年5月27日", "2021年5月27日"))
    page = reader.open(link)
    assert "现在的位置是《2021年郑州市管城回族自治区政府工作报告》第7段" in page.one(cls="verdict").text
    assert page.find("p", cls="code")[0].text == "410104-2021-p7"
    assert "第7段. http://localhost/p/410104-2021-p7?d=" in str(reader.cited(link)["text"])
    assert reader.client.get("/p/410104-2020-p7").status_code == 404  # an id once given is not given again


def test_a_report_of_an_unknown_place_keeps_its_links_though_its_id_comes_from_its_text(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    file = write_report(tmp_path, "某某市", 2020)
    [taken] = reader.library.index([file])
    link = reader.link(f"{taken.document_id}-p2")
    text = reader.library.passage(f"{taken.document_id}-p2").text
    file.write_text(file.read_text("utf-8").replace("总投资10亿元", "总投资12亿元"), "utf-8")
    [again] = reader.library.index([file])
    assert again.document_id != taken.document_id
    page = reader.open(link)
    assert page.one(id="passage").text == text
    assert "原文未变" in page.one(cls="verdict").text


def test_the_same_file_under_another_name_keeps_its_links(reader: Reader) -> None:
    link = reader.link(P7)
    reader.file = reader.file.rename(reader.file.with_name("改名.txt"))
    reader.write(SEED)
    assert "原文未变动" in reader.open(link).one(cls="verdict").text


def test_the_same_words_in_another_report_are_not_what_was_cited(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for place in ("郑州市", "洛阳市"):
        reader.library.index([write_report(tmp_path, place, 2020)])
    link = next(reader.link(p.passage_id) for p in reader.library.passages("410100-2020") if p.text.startswith("完善督查机制"))
    file = tmp_path / "郑州市2020.txt"
    file.write_text(file.read_text("utf-8").replace("完善督查机制", "健全督查机制"), "utf-8")
    reader.library.index([file])
    page = reader.open(link)
    assert "这一段的文字变过" in page.one(cls="verdict").text
    assert page.find("p", cls="code")[0].text.startswith("410100-2020-")
    reader.library.remove("410100-2020")  # only now the words may be looked for elsewhere, and the page says where
    page = reader.open(link)
    assert "现在的位置是《洛阳市2020年政府工作报告》" in page.one(cls="verdict").text


def test_a_line_that_stands_twice_has_moved_to_the_nearer_of_them(reader: Reader) -> None:
    twice = "同样的一句话,在报告里说了两遍,一遍在前,一遍在后。"
    early, late = (reader.library.passage(f"410104-2020-p{n}").text for n in (5, 40))
    reader.write(SEED.replace(early, f"{early}\n\n{twice}").replace(late, f"{late}\n\n{twice}"))
    links = [reader.link(p.passage_id) for p in reader.library.passages("410104-2020") if p.text == twice]
    first = reader.library.passage("410104-2020-p1").text
    reader.write(reader.file.read_text("utf-8").replace(first, f"{first}\n\n这一段是后来补上的,原先没有。一年来各项工作都有进展。"))
    assert [reader.cited(link)["passage_id"] for link in links] == ["410104-2020-p7", "410104-2020-p43"]


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_quotation_is_found_verbatim_at_its_permalink(real: FlaskClient, shipped: Library, data: st.DataObject) -> None:
    """The law: what a citation quotes stands, at the place it says, on the page its link leads to, and is marked there."""
    passage = data.draw(st.sampled_from(shipped.passages("410104-2020")))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    style = data.draw(st.sampled_from(sorted(STYLES)))
    cited = real.get(f"/api/passages/{passage.passage_id}/citation?style={style}&start={start}&end={end}").get_json()
    page = read(real.get(f"{cited['permalink'].removeprefix('http://localhost')}&start={start}&end={end}").get_data(as_text=True))
    shown = page.one(id="passage")
    assert shown.text[slice(*cited["span"])] == cited["quote"] == passage.text[start:end]
    assert "原文未变动" in page.one(cls="verdict").text
    if end - start < len(passage.text):
        assert "".join(mark.text for mark in shown.find("mark", cls="quote")) == cited["quote"]
    copies = {e.attrs["id"]: e.text for e in page.find(cls="cite__text") if "id" in e.attrs}
    assert cited["text"] in copies.values()
