"""Theme and size of type: kept in a cookie, drawn by the server, and back to the page the reader was on."""

from __future__ import annotations

import pytest

from tests.webapp.page import read

OWN = {"Sec-Fetch-Site": "same-origin"}


def press(client, address="/search?q=改造", **fields):
    form = read(client.get(address).get_data(as_text=True)).one("form", action="/preferences")
    hidden = {i.attrs["name"]: i.attrs["value"] for i in form.find("input")}
    return client.post("/preferences", data=hidden | fields, headers=OWN)


def test_a_choice_is_kept_and_leads_back(client):
    reply = press(client, theme="dark")
    assert (reply.status_code, reply.headers["Location"]) == (303, "/search?q=%E6%94%B9%E9%80%A0")
    html = read(client.get(reply.headers["Location"]).get_data(as_text=True)).one("html")
    assert (html.attrs.get("data-theme"), html.attrs.get("data-size")) == ("dark", None)
    press(client, size="large")
    html = read(client.get("/").get_data(as_text=True)).one("html")
    assert (html.attrs["data-theme"], html.attrs["data-size"]) == ("dark", "large")
    press(client, theme="auto")
    press(client, size="normal")
    html = read(client.get("/").get_data(as_text=True)).one("html")
    assert set(html.attrs) == {"lang", "data-cite"}


def test_the_form_shows_what_holds(client):
    press(client, theme="dark")
    form = read(client.get("/").get_data(as_text=True)).one("form", action="/preferences")
    pressed = [b.text for b in form.find("button", **{"aria-pressed": "true"})]
    assert pressed == ["深色", "标准"]


@pytest.mark.parametrize("fields", [{"theme": "<script>"}, {"size": "huge"}, {}, {"theme": "dark" * 1000}])
def test_what_is_no_choice_changes_nothing(client, fields):
    assert press(client, **fields).status_code == 303
    assert "data-theme" not in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("cookie", ["dark.large.x", "<script>.large", "....", "", "深.大"])
def test_a_forged_cookie_is_harmless(client, cookie):
    client.set_cookie("yiju_display", cookie)
    html = read(client.get("/").get_data(as_text=True)).one("html")
    assert html.attrs.get("data-theme") in (None, "dark")
    assert html.attrs.get("data-size") in (None, "large")


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1", ""])
def test_it_never_leads_elsewhere(client, target):
    assert press(client, theme="dark", next=target).headers["Location"] == "/"
