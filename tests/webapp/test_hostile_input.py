"""Whatever stands in an address, the reply is a page or a clear sentence, and nothing of it becomes markup."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.webapp.page import read

SCRIPT = "<script>alert(1)</script>"
QUERIES = [
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "\x00改造",
    "改\x1b[31m造\x07",
    "\u202e造改",
    "\ufeff\u200b",
    "\ud800".encode("utf-8", "surrogatepass"),  # a lone surrogate
    b"\xff\xfe\xc3(",  # no UTF-8
    "%",
    "%2",
    "'; DROP TABLE passages; --",
    '"' * 500,
    "(" * 500,
    "同句:(" * 100,
    "-" * 300,
    "OR OR OR",
    "年份:99999999999999999999",
    "地区:不存在的地方",
    "𠀀" * 1000,
    "１" * 1000,
    "a\r\nSet-Cookie: x=1",
    "*" * 50,
    "\\" * 50,
]
PARAMETERS = [
    "offset=1" + "0" * 30,
    "offset=-1",
    "offset=１２",
    "offset=1e3",
    "limit=-5",
    "limit=0",
    "limit=1000000",
    "limit=" + "9" * 5000,
    "limit=%00",
    "year=abc&year=2020&year=-1",
    "year=" + "9" * 40,
    "year_from=3000&year_to=1000",
    "year_from=%F0%9F%98%80",
    "place=%FF%FE",
    "place=" + quote("不存在的地方"),
    "level=galaxy",
    "part=%3Cscript%3E",
    "state=&level=&part=&place=&year=&document=",
    "document=%00",
    "document=../../etc/passwd",
    "sort=random",
    "sort=" + "x" * 10000,
    "expand=maybe&expand=0",
    "open=%00&open=999999&open=４１００００&" + "&".join(f"open={n}" for n in range(100000, 100200)),
    "group=galaxy",
    "fold=maybe",
    "width=-1",
    "width=１２",
    "measure=%3Cscript%3E",
    "cross=1&cross=2",
    "name=%00%FF",
    "name=" + "x" * 5000,
    "format=%3Cscript%3E",
    "as_words=year&as_words=year&as_words=colour",
    "q=%E6%94%B9&q=%E9%80%A0",
    "&".join(f"year={y}" for y in range(1900, 2300)),
    "x=1;y=2&=&&&=3",
]


def settled(reply, address: str) -> None:
    assert reply.status_code in (200, 400, 404, 413, 421), (address[:200], reply.status_code)
    text = reply.get_data(as_text=True)
    assert "Traceback" not in text
    if reply.mimetype == "text/html":
        assert SCRIPT not in text
        assert not [s for s in read(text).find("script") if s.text or not s.attrs["src"].startswith("/static/js/")]
        assert not read(text).find("img")
    elif reply.status_code >= 400:
        assert set(reply.get_json()["error"]) == {"code", "message"}


LISTS = ["/search", "/api/search", "/concordance", "/api/concordance", "/trends", "/api/trends", "/figures", "/api/figures"]
FILES = ["/search/export", "/concordance/export", "/trends/export"]


@pytest.mark.parametrize("path", [*LISTS, "/reports/410104-2020", "/reports", "/"])
@pytest.mark.parametrize("query", QUERIES, ids=lambda q: repr(q)[:24])
def test_any_query(real, path, query):
    address = f"{path}?q={quote(query)}"
    settled(real.get(address), address)


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=改造&", "/api/search?q=改造&", "/api/documents?", "/figures?q=6.6%25&", "/figures/table?", "/reports?", "/reports?view=list&",
        "/search?q=改造&group=document&", "/concordance?q=改造&", "/api/concordance?q=改造&", "/trends?q=改造&", "/api/trends?q=改造&",
        "/reports/export?format=csv&",
    ],
)  # fmt: skip
@pytest.mark.parametrize("parameters", PARAMETERS, ids=lambda p: p[:24])
def test_any_parameter(real, path, parameters):
    settled(real.get(path + parameters), path + parameters)


@pytest.mark.parametrize(
    "name", ["x" * 5000, "%00", "%FF", "%2e%2e%2f", "410104-2020-p0", "410104-2020-", "-", "%3Cscript%3E", "%0d%0aX:1"]
)
def test_any_id(real, name):
    for path in ("/p/", "/reports/", "/api/passages/", "/api/documents/"):
        reply = real.get(path + name)
        settled(reply, path + name)
        assert reply.status_code == 404


@pytest.mark.parametrize("digest", ["", "zz", "%00", "A" * 5000, "0123456789ab", "０１２３４５６７８９ab", SCRIPT])
def test_any_digest(real, digest):
    settled(real.get("/p/410104-2020-p1", query_string={"d": digest}), digest)


@pytest.mark.parametrize("name", QUERIES, ids=lambda q: repr(q)[:24])
def test_any_name_in_a_basket(real, name):
    address = f"/basket?p={quote(name)}"
    settled(real.get(address), address)
    for path, fields in (("/api/basket", {"p": name}), ("/api/basket", {"items": name}), ("/basket/export", {"p": name, "format": name})):
        settled(real.post(path, data=fields), path)


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("query", QUERIES, ids=lambda q: repr(q)[:24])
def test_any_query_as_a_file(real, path, query):
    for kind in ("csv", "docx"):
        reply = real.get(f"{path}?format={kind}&q={quote(query)}")
        assert reply.status_code in (200, 400, 413)
        assert "Traceback" not in reply.get_data(as_text=False).decode(errors="replace")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.sampled_from([*LISTS, "/reports/410104-2020"]))
def test_any_text_at_all(real, query, path):
    address = f"{path}?q={quote(query, errors='surrogatepass')}"
    settled(real.get(address), address)
