"""Downloads: each list of a page as CSV, Excel, JSON lines and Word, under the page's filters and in its order."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.webapp.page import read

PAGES = [
    "/search?q=改造",
    "/search?q=改造&group=document&sort=year",
    "/concordance?q=改造&sort=left",
    "/trends?q=改造 公厕&measure=rate",
    "/figures?q=6.6%25",
    "/figures/table?kind=target",
    "/reports",
]


def links(client, address):
    note = read(client.get(address).get_data(as_text=True)).find("p", cls="note--rule")[-1]
    return {a.text: a.attrs["href"] for a in note.find("a") if "format=" in a.attrs["href"]}


def rows_of(reply):
    return list(csv.reader(io.StringIO(reply.get_data().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("address", PAGES)
def test_every_list_is_offered_in_four_formats_that_open(real, address):
    offered = links(real, address)
    assert list(offered) == ["CSV", "Excel", "JSONL", "Word"]
    replies = {label: real.get(href) for label, href in offered.items()}
    assert {reply.status_code for reply in replies.values()} == {200}
    rows = rows_of(replies["CSV"])
    sheet = load_workbook(io.BytesIO(replies["Excel"].get_data())).active
    items = [json.loads(line) for line in replies["JSONL"].get_data(as_text=True).splitlines()]
    assert len(rows) - 1 == sheet.max_row - 1 == len(items) > 0
    assert len(Document(io.BytesIO(replies["Word"].get_data())).paragraphs) > len(items)
    for label, suffix in (("CSV", "csv"), ("Excel", "xlsx"), ("JSONL", "jsonl"), ("Word", "docx")):
        assert replies[label].headers["Content-Disposition"].endswith(f'.{suffix}"')
        assert replies[label].headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_of_the_page_with_its_filters_and_order_but_not_of_one_page_only(real):
    href = links(real, "/search?q=改造&part=plan&sort=year&limit=10&offset=10&open=410000")["CSV"]
    assert dict(parse_qsl(urlsplit(href).query)) == {"q": "改造", "part": "plan", "sort": "year", "format": "csv"}
    total = real.get("/api/search?q=改造&part=plan&limit=1").get_json()["total"]
    head, *rows = rows_of(real.get(href))
    assert len(rows) == total
    assert {row[head.index("部分")] for row in rows} == {"部署"}


def test_permalinks_in_a_file_lead_back(real):
    head, *rows = rows_of(real.get("/concordance/export?q=老旧小区&format=csv"))
    for row in rows[:3]:
        address = row[head.index("固定链接")]
        assert address.startswith("http://localhost/p/")
        assert "原文未变动" in real.get(address).get_data(as_text=True)


def test_a_document_says_what_was_asked(real):
    reply = real.get("/search/export?q=改造&year=2020&level=county&format=docx")
    assert [p.text for p in Document(io.BytesIO(reply.get_data())).paragraphs[:4]] == [
        "检索结果", "检索：改造", "年份：2020年", "级别：县区",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/search/export", "/concordance/export", "/trends/export", "/figures/export"])
@pytest.mark.parametrize(
    ("query", "status"), [("?q=改造", 400), ("?q=改造&format=pdf", 400), ("?q=改造&format=csv&level=galaxy", 400), ("?format=csv", 400)]
)
def test_what_cannot_be_made_is_said_on_a_page(real, path, query, status):
    reply = real.get(path + query)
    if (path, query) == ("/figures/export", "?format=csv"):  # all figures
        assert reply.status_code == 200
        return
    assert (reply.status_code, reply.mimetype) == (status, "text/html")


def test_where_nothing_is_found_there_is_nothing_to_download(real):
    for address in ("/search?q=“元宇宙”", "/concordance?q=元宇宙", "/figures?q=123456.7亿元"):
        assert "format=" not in real.get(address).get_data(as_text=True)
    assert len(rows_of(real.get("/search/export?q=“元宇宙”&format=csv"))) == 1


def test_without_an_index_nothing_is_sent():
    from tests.webapp.conftest import client_of
    from tests.webapp.fake import FakeLibrary

    client = client_of(FakeLibrary(ready=False))
    for path in ("/search/export", "/concordance/export", "/trends/export"):
        assert client.get(path + "?q=改造&format=csv").status_code == 503
