"""Every failure has one shape in JSON and one page, with the sentence of what went wrong and a way on."""

from __future__ import annotations

import pytest
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable, TooManyRequests

from indexer import EmptyQuery, EngineError, LibraryError, NoIndex, NotFound, ParameterError, QueryError, QueryTooLong
from tests.webapp.page import read

FAILURES = [
    (EmptyQuery("没有要找的词。"), 400, "empty_query"),
    (QueryError("括号太多。"), 400, "bad_query"),
    (QueryTooLong("检索词太长。"), 413, "query_too_long"),
    (ParameterError("没有这个级别。"), 400, "bad_parameter"),
    (NotFound("没有这份报告。"), 404, "not_found"),
    (NoIndex("还没有索引。"), 503, "no_index"),
    (LibraryError("库文件夹不能用。"), 500, "library"),
    (EngineError("索引损坏。"), 503, "engine"),
    (TooManyRequests(), 429, "too_many_requests"),
    (RequestEntityTooLarge(), 413, "too_long"),
    (ServiceUnavailable(), 503, "unavailable"),
    (RuntimeError("secret /home/someone"), 500, "internal"),
    (RecursionError(), 500, "internal"),
]
KINDS = [type(f[0]).__name__ for f in FAILURES]


@pytest.mark.parametrize(("error", "status", "code"), FAILURES, ids=KINDS)
def test_a_failure_as_json(client, library, error, status, code):
    library.fails = error
    for address, headers in (("/api/search?q=改造", {}), ("/search?q=改造", {"Accept": "application/json"})):
        reply = client.get(address, headers=headers)
        assert reply.status_code == status
        assert reply.mimetype == "application/json"
        assert set(reply.get_json()) == {"error"}
        assert reply.get_json()["error"]["code"] == code
        assert reply.get_json()["error"]["message"]
        assert "secret" not in reply.get_data(as_text=True)


@pytest.mark.parametrize(("error", "status", "code"), FAILURES, ids=KINDS)
def test_a_failure_as_a_page(client, library, error, status, code):
    library.fails = error
    reply = client.get("/search?q=改造")
    assert reply.status_code == status
    page = read(reply.get_data(as_text=True))
    assert page.one(cls="err-code").text == f"{status} {code}"
    assert page.one("h1").text
    assert page.one(cls="lede").text.endswith("。")
    assert page.link("回到首页") == "/"
    assert page.one("input", id="q").attrs["value"] == "改造"  # what was typed is not lost
    assert "secret" not in page.text


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/reports/nowhere", 404, "not_found"),
        ("GET", "/p/nowhere-p1", 404, "not_found"),
        ("DELETE", "/search?q=x", 405, "method_not_allowed"),
        ("POST", "/nowhere", 404, "not_found"),
        ("POST", "/preferences", 403, "cross_site"),
        ("GET", "/preferences", 405, "method_not_allowed"),
    ],
)
def test_what_the_router_refuses(client, method, address, status, code):
    page = client.open(address, method=method)
    assert page.status_code == status
    assert read(page.get_data(as_text=True)).one(cls="err-code").text == f"{status} {code}"
    data = client.open(address, method=method, headers={"Accept": "application/json"})
    assert data.get_json()["error"]["code"] == code


def test_a_method_that_is_not_allowed_names_those_that_are(client):
    assert client.get("/preferences").headers["Allow"]
    assert client.get("/api/nowhere").get_json()["error"]["code"] == "not_found"


def test_a_browser_gets_pages_and_a_program_that_takes_anything_too(client):
    assert (
        client.get("/nowhere", headers={"Accept": "text/html,application/json;q=0.9,*/*;q=0.8"}).mimetype == "text/html"
    )
    assert client.get("/nowhere", headers={"Accept": "*/*"}).mimetype == "text/html"


def test_a_failure_is_logged_and_no_traceback_shown(client, library, caplog):
    library.fails = RuntimeError("boom")
    text = client.get("/search?q=改造").get_data(as_text=True)
    assert "boom" in caplog.text
    assert "boom" not in text


def test_an_error_page_does_not_fail_over_the_library(client, library, monkeypatch):
    def broken() -> None:
        raise LibraryError("库文件夹不能用。")

    monkeypatch.setattr(library, "status", broken)
    page = read(client.get("/nowhere").get_data(as_text=True))
    assert "份报告" not in page.one("footer").text
