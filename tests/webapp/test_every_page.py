"""What holds for every page: it works without scripts, loads nothing from elsewhere, and can be used by everyone."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser

import pytest

from tests.webapp.page import read
from webapp import create_app
from webapp.pages import PAGES

ADDRESSES = {
    "/": 200,
    "/search": 200,
    "/search?q=改造": 200,
    "/search?q=改造&year=2020&level=county&sort=year&expand=0&as_words=year": 200,
    "/search?q=没有这个词 改造&year=2020": 200,
    "/search?q=改造&offset=500": 200,
    "/search?q=47个": 200,
    "/concordance": 200,
    "/concordance?q=改造": 200,
    "/concordance?q=改造&sort=left&width=40&year=2020&open=410000": 200,
    "/concordance?q=改造&offset=900": 200,
    "/concordance?q=没有这个词": 200,
    "/concordance?q=改造&sort=relevance": 400,
    "/trends": 200,
    "/trends?q=改造 城市书房": 200,
    "/trends?q=改造&measure=rate&year_from=2019&fold=1": 200,
    "/trends?q=没有这个词": 200,
    "/trends?q=改造&year=1900": 200,
    "/trends?q=改造&measure=galaxy": 400,
    "/ask": 200,
    "/ask?q=公厕多少座？": 200,
    "/verify": 200,
    "/verify?q=地区生产总值同比增长": 200,
    "/verify?q=没有这句话": 200,
    "/figures": 200,
    "/figures?q=老旧小区": 200,
    "/figures?q=47个": 200,
    "/figures?q=47个&kind=result&offset=50": 200,
    "/figures?q=48个": 200,
    "/figures/table": 200,
    "/figures/table?document=410104-2020&kind=result&sort=value_desc": 200,
    "/figures/table?offset=900": 200,
    "/figures/table?year=1900": 200,
    "/indicators": 200,
    "/indicators?q=GDP增速": 200,
    "/indicators?q=固定资产投资增速&place=410104&kind=result&change=growth&refers_to=2019": 200,
    "/indicators?q=没有这个指标": 200,
    "/indicators?q=GDP&change=galaxy": 400,
    "/reports": 200,
    "/reports?view=table": 200,
    "/reports?year=1900": 200,
    "/reports?view=list&offset=900": 200,
    "/reports/add": 200,
    "/reports/add?read=410104-2020&removed=410104-2019&updated=nothing": 200,
    "/reports/add/nothing": 404,
    "/reports/410104-2020": 200,
    "/reports/410104-2020?q=改造": 200,
    "/reports/410104-2020?q=没有这个词": 200,
    "/p/410104-2020-p2": 200,
    "/p/410104-2020-f1": 200,
    "/p/410104-2020-n1?d=000000000000": 200,
    "/p/410104-2020-p2?start=0&end=5&style=ris": 200,
    "/p/410104-2020-p2?start=9&end=9": 400,
    "/p/410104-2020-p2?style=galaxy": 400,
    "/p/410104-2020-p99": 404,
    "/p/nowhere-p1": 404,
    "/reports/nowhere": 404,
    "/basket": 200,
    "/basket?p=410104-2020-p2:0-5:000000000000 410104-2020-p99&p=410104-2020-p4": 200,
    "/basket?p=段落": 400,
    "/nowhere": 404,
    "/search?q=改造&limit=0": 400,
}


@pytest.fixture(params=ADDRESSES)
def page(request, client):
    reply = client.get(request.param)
    assert reply.status_code == ADDRESSES[request.param], reply.get_data(as_text=True)
    return read(reply.get_data(as_text=True))


def test_scripts_are_modules_of_our_own_and_nothing_is_inline_or_from_elsewhere(page):
    for script in page.find("script"):
        assert script.attrs["type"] == "module"
        assert re.fullmatch(r"/static/js/[a-z]+\.js\?v=[0-9a-f]{10}", script.attrs["src"])
        assert not script.text
    assert not page.find("style")
    for element in page.find():
        assert not [name for name in element.attrs if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action"):
            value = element.attrs.get(name, "/")
            own = value.startswith(("/", "#", "http://localhost/")) and not value.startswith("//")
            source = element.tag == "a" and value == "https://example.org/thread-1.html"  # where a report came from
            assert own or source, value


def test_landmarks_language_and_title(page):
    assert page.one("html").attrs["lang"] == "zh-CN"
    title = page.one("head").one("title").text
    assert title.endswith("依据") or title.startswith("依据")
    assert len(page.find("h1")) == 1
    for landmark in ("header", "main", "footer"):
        assert [e for e in page.find(landmark) if e.parent and e.parent.tag == "body"]
    assert page.one("a", cls="skip").attrs["href"] == "#" + page.one("main").attrs["id"]
    assert "跳到正文" in page.one("a", cls="skip").text


def test_every_field_has_a_label_and_every_link_a_name(page):
    labelled = {label.attrs.get("for") for label in page.find("label")}
    for field in (*page.find("input"), *page.find("select")):
        wrapped = field.parent is not None and field.parent.tag == "label"
        assert field.attrs.get("type") == "hidden" or wrapped or field.attrs.get("id") in labelled
    for link in page.find("a"):
        assert link.text.strip() or link.attrs.get("aria-label"), link.attrs
    for nav in page.find("nav"):
        assert nav.attrs.get("aria-label") or nav.attrs.get("aria-labelledby")
    ids = {e.attrs["id"] for e in page.find() if "id" in e.attrs}
    for element in page.find():
        assert set(element.attrs.get("aria-labelledby", "").split()) <= ids


def test_places_on_the_page_that_are_linked_to_exist(page):
    ids = {e.attrs["id"] for e in page.find() if "id" in e.attrs}
    for link in page.find("a"):
        if link.attrs["href"].startswith("#"):
            assert link.attrs["href"][1:] in ids


def test_own_links_lead_somewhere(page, client):
    for href in {a.attrs["href"] for a in page.find("a") if a.attrs["href"].startswith("/")}:
        assert client.get(href).status_code == 200, href


def test_only_what_works_is_in_the_navigation(page):
    nav = page.one("nav", cls="nav")
    assert [a.text for a in nav.find("a")] == [p.label for p in PAGES if p.label] == ["检索", "数字", "问答", "核对", "指标", "报告", "引文夹"]
    assert len(nav.find("a", **{"aria-current": "page"})) <= 1


def test_pages_are_small(client):
    sizes = {address: len(client.get(address).data) for address in ADDRESSES}
    assert max(sizes.values()) < 40_000, sizes


def test_the_page_in_use_is_marked(get):
    assert get("/search?q=改造").one("nav", cls="nav").one("a", **{"aria-current": "page"}).text == "检索"
    assert get("/p/410104-2020-p2").one("nav", cls="nav").one("a", **{"aria-current": "page"}).text == "报告"
    assert not get("/nowhere", 404).one("nav", cls="nav").find("a", **{"aria-current": "page"})


def test_the_foot_says_what_is_in_the_library_and_where(get):
    foot = get("/").one("footer").text
    assert "1 份报告 · 11 段" in foot
    assert "/srv/yiju" in foot


def test_static_files_are_kept_for_a_year_under_their_fingerprint(client):
    page = client.get("/").get_data(as_text=True)
    style = re.search(r'href="(/static/yiju\.css\?v=[0-9a-f]{10})"', page)
    assert style
    assert client.get(style[1]).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "max-age=31536000" not in client.get("/static/yiju.css").headers["Cache-Control"]
    assert "max-age=31536000" not in client.get("/static/yiju.css?v=0000000000").headers["Cache-Control"]


def test_style_sheet_and_scripts_are_sent_compressed_and_pages_are_not(client):
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in page.headers  # a page holds a secret beside the reader's words
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.get_data(as_text=True)):
        plain = client.get(address)
        small = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in plain.headers
        assert small.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in small.headers["Vary"]
        assert small.headers["ETag"] != plain.headers["ETag"]
        assert gzip.decompress(small.data) == plain.data
        assert small.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_module_that_others_import_is_sent_again_only_when_it_has_changed(client):
    first = client.get("/static/js/store.js", headers={"Accept-Encoding": "gzip"})
    assert first.status_code == 200
    for etag, status in ((first.headers["ETag"], 304), ('"of-yesterday-gzip"', 200)):
        again = client.get("/static/js/store.js", headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
        assert again.status_code == status
        assert again.headers["Cache-Control"] == "no-cache"


def test_a_first_visit_is_light(client):
    """At most 60 KB for a page of results with all it needs, before anything is cached."""
    page = client.get("/search?q=改造")
    own = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.get_data(as_text=True))
    imported = {name for a in own for name in re.findall(r'from "\./([a-z]+\.js)"', client.get(a).get_data(as_text=True))}
    assert imported == {"store.js"}
    own += [f"/static/js/{name}" for name in imported]
    assert len(own) >= 6
    whole = len(page.data) + sum(len(client.get(a, headers={"Accept-Encoding": "gzip"}).data) for a in own)
    assert whole < 60_000


def test_pages_are_asked_for_again_and_kept_for_one_reader(client):
    reply = client.get("/search?q=改造")
    assert reply.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in reply.headers["Vary"]
    assert client.get("/api/search?q=改造").headers["Cache-Control"] == "no-cache"


def test_the_style_sheet_loads_nothing(client):
    sheet = client.get("/static/yiju.css").get_data(as_text=True)
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_a_page_is_one_line_of_a_table(library):
    app = create_app({}, library)
    assert {p.blueprint.name for p in PAGES} == set(app.blueprints)


def test_the_reader_of_these_tests_is_strict():
    assert issubclass(read.__globals__["_Reader"], HTMLParser)
    with pytest.raises(AssertionError):
        read("<p><b></p>")
    with pytest.raises(AssertionError):
        read('<p id="a"></p><p id="a"></p>')
