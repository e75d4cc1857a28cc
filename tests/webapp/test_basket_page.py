"""The basket: the page, what an address lists without script, and the JSON that tells how excerpts stand."""

from __future__ import annotations

import io
import json
from urllib.parse import urlencode

import docx
import pytest
from werkzeug.datastructures import MultiDict

from indexer import BASKET_FORMATS
from tests.webapp.page import read
from tests.webapp.records import TEXTS, document, passages_of

GDP = "地区生产总值同比增长6.6%"
AT = TEXTS[6][1].index(GDP)
PASSAGE = passages_of(document())[6]
SHORT = f"410104-2020-p2:{AT}-{AT + len(GDP)}:{PASSAGE.digest}"


def test_without_script_the_page_says_what_it_needs(get):
    page = get("/basket")
    assert "需要 JavaScript" in page.one("noscript").text
    assert page.one("noscript").one("textarea").attrs["name"] == "p"
    assert "hidden" in page.one(id="basket").attrs
    assert not page.find(id="linked")


def test_an_address_lists_its_excerpts_without_script(get):
    page = get(f"/basket?p={SHORT}&p=410104-2020-p4+410104-2020-p99")
    section = page.one(id="linked").parent
    assert [q.text for q in section.find("blockquote")] == [GDP, TEXTS[9][1]]
    rows = section.find("li", cls="basket__item")
    assert [r.one(cls="verdict").text.strip() for r in (rows[0], rows[2])] == ["原文未变动", "库中找不到这一处"]
    assert not rows[1].find(cls="verdict")  # no digest was given, so nothing can be said
    assert "410104-2020-p99" in rows[2].text
    assert "第2段" in rows[0].text


def test_the_link_that_takes_them_over_names_those_that_stand_with_their_digests(get):
    link = get(f"/basket?p={SHORT}&p=410104-2020-p99").one("a", **{"data-collect": ""})
    assert link.attrs["href"] == "/basket?p=" + SHORT.replace(":", "%3A")
    assert "hidden" in link.attrs  # it means nothing without script


def test_a_name_that_cannot_be_read_is_a_sentence(get):
    page = get("/basket?p=<script>", 400)
    assert "不是段落编号" in page.find(role="alert")[0].text
    assert page.one("h1").text == "引文夹"


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=改造",
        "/figures?q=47个",
        "/ask?q=公厕多少座？",
        "/ask?q=管城多少？",
        "/verify?q=地区生产总值同比增长",
        "/p/410104-2020-p2",
    ],
)
def test_whatever_can_be_copied_can_be_collected(get, address):
    page = get(address)
    copied, collected = page.find("a", **{"data-copy": "text"}), page.find("a", **{"data-collect": ""})
    assert len(copied) == len(collected)
    for link in collected:
        assert link.text == "加入引文夹"
        assert get(link.attrs["href"]).one(id="linked").parent.one("blockquote").text


def test_an_answer_and_a_figure_are_collected_with_their_sentence_only(real):
    for address, words in (("/ask?q=2019年地区生产总值增长多少？", GDP), ("/figures?q=6.6%25&kind=result", "6.6%")):
        link = read(real.get(address).get_data(as_text=True)).find("a", **{"data-collect": ""})[0]
        shown = read(real.get(link.attrs["href"]).get_data(as_text=True)).one(id="linked").parent.one("blockquote").text
        assert words in shown
        assert len(shown) < 150


def test_what_an_address_names_is_listed_with_numbered_references(get):
    section = get(f"/basket?p={SHORT}&p=410104-2020-p4").one(id="linked").parent
    assert [li.text for li in section.find("li", cls="basket__item")][1].count("[1]第4段") == 1
    assert [" ".join(li.text.split()) for li in section.one("ol", cls="references").find("li")] == [
        "[1] 张艳敏. 2020年郑州市管城回族自治区政府工作报告[R/OL]. 2020-05-27. http://localhost/reports/410104-2020."
    ]


# the JSON


def ask(client, body, **options):
    return client.post("/api/basket", json=body, **options)


def test_each_excerpt_is_told_how_it_stands(client):
    items = [
        {"passage_id": "410104-2020-p2", "start": AT, "end": AT + len(GDP), "digest": PASSAGE.digest, "quote": "另一句话", "note": "a"},
        {"passage_id": "410104-2020-p2", "start": 0, "end": 3, "digest": "0" * 12, "quote": "没有这句话的报告"},
        {"passage_id": "410104-2020-p99", "digest": "0" * 12},
    ]
    found = ask(client, {"items": items}).get_json()["items"]
    assert [(f["standing"], f["quote"]) for f in found] == [("unchanged", GDP), ("changed", None), ("missing", None)]
    assert found[0]["source"] == "《2020年郑州市管城回族自治区政府工作报告》，郑州市管城回族区，2020年5月27日，第2段"
    assert (found[0]["locator"], found[0]["reference"], found[0]["note"], found[0]["whole"]) == ("第2段", 1, "a", False)
    assert found[2]["passage"] is None


def test_forms_and_short_forms_do_as_well(client):
    whole = ask(client, {"p": [SHORT]}).get_json()
    assert whole["items"][0]["quote"] == GDP
    assert client.post("/api/basket", data={"p": SHORT}).get_json() == whole
    items = json.dumps([{"passage_id": "410104-2020-p2", "start": AT, "end": AT + len(GDP), "digest": PASSAGE.digest}])
    assert client.post("/api/basket", data={"items": items}).get_json() == whole
    assert ask(client, {}).get_json() == {"items": [], "references": []}


@pytest.mark.parametrize("body", [{"items": "[" * 100_000}, {"items": 7}, {"items": [1]}, {"p": 7}, {"p": [7]}, {"p": ["?"]}, {"p": ["a-p1"] * 201}])
def test_what_cannot_be_read_is_an_error_with_a_sentence(client, body):
    reply = ask(client, body)
    assert reply.status_code == 400
    assert reply.get_json()["error"]["code"] == "bad_parameter"


def test_a_full_basket_is_read_and_a_body_beyond_all_measure_is_not(client):
    full = [{"passage_id": "410104-2020-p2", "digest": PASSAGE.digest, "quote": "引" * 4000, "note": "备" * 500}] * 200
    assert len(ask(client, {"items": full}).get_json()["items"]) == 200
    assert client.post("/api/basket", data=b"x" * (4 * 1024 * 1024 + 1), content_type="application/json").status_code == 413


# files


def test_the_form_of_the_page_takes_away_what_it_lists(client, get):
    form = get(f"/basket?p={SHORT}&p=410104-2020-p4").one(id="linked").parent.one("form")
    assert (form.attrs["action"], form.attrs["method"]) == ("/basket/export", "post")
    fields = [(i.attrs["name"], i.attrs["value"]) for i in form.find("input")]
    for button in form.find("button"):
        suffix = button.attrs["value"]
        reply = client.post("/basket/export", data=MultiDict([*fields, ("format", suffix)]))
        assert reply.status_code == 200
        assert reply.headers["Content-Disposition"] == f'attachment; filename="yiju-basket.{suffix}"'
        assert reply.mimetype == BASKET_FORMATS[suffix].media_type
        text = text_of(reply.data) if suffix == "docx" else reply.get_data(as_text=True)
        assert "地区生产总值同比增长6.6" in text
    assert [b.attrs["value"] for b in form.find("button")] == list(BASKET_FORMATS)


def text_of(file: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(file)).paragraphs)


def test_a_file_holds_the_reports_words_and_the_readers_notes(client):
    items = [{"passage_id": "410104-2020-p2", "start": AT, "end": AT + len(GDP), "quote": "改过的话", "note": "记一笔", "digest": PASSAGE.digest}]
    for data in ({"json": {"items": items, "format": "md"}}, {"data": {"items": json.dumps(items), "format": "md"}}):
        text = client.post("/basket/export", **data).get_data(as_text=True)
        assert f"> {GDP}<sup>" in text
        assert "备注：记一笔" in text
        assert "改过的话" not in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"p": "410104-2020-p2"}, "文件格式"),
        ({"p": "410104-2020-p2", "format": "exe"}, "没有名为“exe”的文件格式"),
        ({"p": "410104-2020-p2", "format": "../../etc/passwd"}, "文件格式"),
        ({"format": "docx"}, "引文夹是空的"),
        ({"items": "[]", "format": "docx"}, "引文夹是空的"),
        ({"items": "{", "format": "docx"}, "不是 JSON"),
        ({"p": ["410104-2020-p2"] * 201, "format": "csv"}, "最多 200 条"),
    ],
)
def test_what_cannot_be_exported_is_a_sentence(client, fields, words):
    reply = client.post("/basket/export", data=fields)
    assert reply.status_code == 400
    assert words in reply.get_data(as_text=True)


def test_a_full_basket_with_long_notes_is_taken_away(client):
    full = [{"passage_id": "410104-2020-p2", "start": n, "end": n + 1, "note": "备" * 500} for n in range(40)] * 5
    body = urlencode({"items": json.dumps(full), "format": "csv"})
    assert len(body) > 700_000
    reply = client.post("/basket/export", data=body, content_type="application/x-www-form-urlencoded")
    assert len(reply.get_data(as_text=True).splitlines()) == 201


def test_it_is_posted_and_no_page_of_another_site_learns_anything(client):
    assert client.get("/basket/export").status_code == 405
    reply = client.post("/basket/export", data={"p": SHORT, "format": "md"}, headers={"Origin": "http://evil.example"})
    assert not [name for name, _ in reply.headers if name.lower().startswith("access-control")]
