"""Citing on a passage's page: every style to copy, a stretch marked and cited, the reader's own style on top."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from indexer import STYLES, Library, NoIndex
from tests.webapp.page import read
from tests.webapp.records import GUANCHENG, document, passages_of

P2 = passages_of(document())[6]
AT = P2.text.index("地区生产总值同比增长6.6%")
STRETCH = f"/p/{P2.passage_id}?start={AT}&end={AT + 14}"
OWN = {"Sec-Fetch-Site": "same-origin"}


def texts(page):
    """Anchor → text, as a script or a click on it would copy."""
    return {e.attrs["id"].removeprefix("c-"): e.text for e in page.find(cls="cite__text") if "id" in e.attrs}


def test_every_style_stands_on_the_page_as_the_library_writes_it(get):
    shown = texts(get(f"/p/{P2.passage_id}"))
    expected = {name: Library.cite(P2, name, site="http://localhost").text for name in STYLES}
    assert shown == {name: expected[name] for name in shown}
    left_out = set(STYLES) - set(shown)
    assert all(expected[name] in shown.values() for name in left_out)  # they say the same as one that is shown


def test_the_web_reprint_is_offered_where_the_source_has_an_address(get, library):
    assert "[EB/OL]" in texts(get(f"/p/{P2.passage_id}"))["gbt7714-2025-web"]
    library.records = [document(source=replace(document().source, url=None))]
    assert "gbt7714-2025-web" not in texts(get(f"/p/{P2.passage_id}"))


def test_a_stretch_is_marked_and_cited_alone(get):
    page = get(STRETCH)
    assert [m.text for m in page.one(id="passage").find("mark", cls="quote")] == ["地区生产总值同比增长6.6%"]
    assert page.one(id="passage").text == P2.text
    assert texts(page)["plain"].startswith("“地区生产总值同比增长6.6%”（《")
    assert f"本段第 {AT + 1}–{AT + 14} 字" in page.one(cls="cites").text
    focus = page.one(cls="focus-para")
    assert (focus.attrs["data-start"], focus.attrs["data-end"]) == (str(AT), str(AT + 14))
    assert page.one("a", id="c-link").attrs["href"] == f"http://localhost/p/{P2.passage_id}?d={P2.digest}&start={AT}&end={AT + 14}"
    assert page.link("改引全段") == f"/p/{P2.passage_id}?d={P2.digest}#cite"


def test_without_a_stretch_nothing_is_marked(get):
    for address in (f"/p/{P2.passage_id}", f"/p/{P2.passage_id}?start=0&end={len(P2.text)}"):
        page = get(address)
        assert not page.one(id="passage").find("mark")
        assert page.one("a", id="c-link").attrs["href"] == f"http://localhost/p/{P2.passage_id}?d={P2.digest}"


def test_each_sentence_can_be_cited_without_a_script(get):
    links = get(f"/p/{P2.passage_id}").one("ol", cls="sentences").find("a")
    quoted = [get(a.attrs["href"]).one(id="passage").one("mark", cls="quote").text for a in links]
    assert "".join(quoted) == P2.text
    assert not get(f"/p/{passages_of(document())[0].passage_id}").find("ol", cls="sentences")  # it is one sentence


def test_remarks_of_all_styles_stand_once_and_those_of_one_beside_it(get, library):
    note = "“管城回族自治区”应为“管城回族区”，来源有误。"
    library.records = [document(notes=(note,))]
    page = get(f"/p/{P2.passage_id}")
    cites = page.one(cls="cites")
    assert cites.text.count(f"题名照录；{note}") == 1
    sections = {s.attrs["aria-labelledby"]: s for s in cites.find("section", cls="cite")}
    assert "[1]第2段" in sections["c-gbt7714-2015-h"].one(cls="cite__remark").text
    assert "题名照录" not in sections["c-gbt7714-2015-h"].text
    assert "(张艳敏, 2020, para. 2)" in sections["c-apa-h"].one(cls="cite__remark").text


def test_the_buttons_name_what_they_copy_and_need_a_script_to_show(get):
    page = get(f"/p/{P2.passage_id}")
    buttons = page.find("button", cls="copy")
    assert len(buttons) == len(page.find(cls="cite__text"))
    for button in buttons:
        assert "hidden" in button.attrs
        assert page.one(id=button.attrs["data-copy-from"]).text
        assert button.attrs["aria-label"].startswith("复制")


@pytest.mark.parametrize("style", STYLES)
def test_the_style_asked_for_is_on_top(get, style):
    first = get(f"/p/{P2.passage_id}?style={style}").find(cls="cite__text")[0]
    assert first.text == Library.cite(P2, style, site="http://localhost").text


def test_a_style_once_chosen_is_remembered_beside_theme_and_size(client):
    page = read(client.get(f"{STRETCH}&style=ris").get_data(as_text=True))
    form = page.one(cls="cites").one("form")
    hidden = {i.attrs["name"]: i.attrs["value"] for i in form.find("input")}
    client.post("/preferences", data=hidden | {"theme": "dark"}, headers=OWN)
    reply = client.post("/preferences", data=hidden | {"style": "bibtex"}, headers=OWN)
    assert reply.headers["Location"] == f"/p/{P2.passage_id}?d={P2.digest}&start={AT}&end={AT + 14}#cite"
    after = read(client.get(reply.headers["Location"]).get_data(as_text=True))
    assert after.one("html").attrs["data-cite"] == "bibtex"
    assert after.one("html").attrs["data-theme"] == "dark"
    assert after.find(cls="cite__text")[0].attrs["id"] == "c-bibtex"
    assert [o.attrs["value"] for o in after.find("option") if "selected" in o.attrs] == ["bibtex"]


def test_a_style_that_does_not_exist_is_not_remembered(client):
    client.set_cookie("yiju_display", "dark.large.galaxy")
    page = read(client.get(f"/p/{P2.passage_id}").get_data(as_text=True))
    assert page.one("html").attrs["data-cite"] == "gbt7714-2025"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("?style=galaxy", "没有名为“galaxy”的引文格式"),
        ("?start=9&end=9", "0 ≤ start < end"),
        ("?start=-1", "0 ≤ start < end"),
        ("?end=99999", f"≤ {len(P2.text)}（这一段的字数）"),
        ("?start=三", "start 应是一个整数"),
        ("?style=" + "x" * 500, "没有名为“xxxxxxxxxxxxxxxxxxxx”的引文格式"),
        ("?style=<script>alert(1)</script>", "没有名为“<script>alert(1)</sc”的引文格式"),
    ],
)
def test_what_cannot_be_cited_is_said_in_one_sentence(get, address, says):
    page = get(f"/p/{P2.passage_id}{address}", 400)
    assert says in page.one(cls="lede").text
    assert not page.one("main").find("script")


def test_markup_in_a_report_stays_text(get):
    passage = passages_of(document())[9]  # holds <b> and &amp;
    page = get(f"/p/{passage.passage_id}")
    assert not page.one("main").find("b")
    assert texts(page)["plain"].startswith(f"“{passage.text}”")
    assert "&lt;b&gt;不是标签&lt;/b&gt;&amp;amp;" in texts(page)["html"]


def test_the_figures_of_what_is_cited_stand_beside(get):
    def shown(page):
        return [dt.text for dt in page.find("dt", cls="song")]

    assert shown(get(f"/p/{P2.passage_id}")) == ["6.6%", "10.2%"]
    page = get(STRETCH)
    assert shown(page) == ["6.6%"]
    assert re.search(r"引文中的数字\s*1 个", page.text)
    assert not shown(get("/p/410104-2020-f4"))


def test_a_library_without_its_index_still_cites(get, library, monkeypatch):
    def none(passage):
        raise NoIndex("库中还没有索引。")

    monkeypatch.setattr(library, "figures_in", none)
    page = get(f"/p/{P2.passage_id}")
    assert texts(page)["plain"]
    assert not page.find("dt", cls="song")


def test_a_link_to_a_changed_text_warns_that_the_stretch_may_be_another(get):
    assert "标出的未必是原来那句" in get(f"{STRETCH}&d=000000000000").one(cls="verdict").text
    page = get(f"/p/{P2.passage_id}?d=000000000000&start=3&end=9999")  # it was longer then: there is nothing to mark
    assert "这一段的文字变过" in page.one(cls="verdict").text
    assert not page.one(id="passage").find("mark")
    assert "标出的" not in get(f"/p/{P2.passage_id}?d=000000000000").one(cls="verdict").text


def test_what_is_no_report_says_so_in_every_citation(get, library):
    library.records = [document(GUANCHENG, 2020, state="excerpt")]
    shown = texts(get(f"/p/{P2.passage_id}"))
    for name in ("gbt7714-2025", "gbt7714-2015", "legal", "official", "plain", "markdown", "html", "bibtex", "ris", "csl-json"):
        assert "节选" in shown[name], name
    for name in ("apa", "chicago"):
        assert "xcerpt" in shown[name]
