"""Who is answered, what may change something, and what every reply carries."""

from __future__ import annotations

import re

import pytest

from tests.webapp.conftest import client_of
from tests.webapp.fake import FakeLibrary
from webapp.safety import HEADERS, MAX_BODY, MAX_URL, host_name, served_names

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/search?q=改造", 200),
        ("/search?q=没有这个词", 200),
        ("/reports", 200),
        ("/reports/410104-2020", 200),
        ("/p/410104-2020-p1", 200),
        ("/static/yiju.css", 200),
        ("/favicon.svg", 200),
        ("/api/search?q=改造", 200),
        ("/openapi.json", 200),
        ("/healthz", 200),
        ("/nowhere", 404),
        ("/api/nowhere", 404),
        ("/static/nowhere.css", 404),
        ("/search?q=改造&limit=0", 400),
        ("/preferences", 405),
    ],
)
def test_every_reply_carries_the_headers(client, address, status):
    reply = client.get(address)
    assert reply.status_code == status
    assert reply.headers["Content-Security-Policy"] == POLICY == HEADERS["Content-Security-Policy"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert not [name for name, _ in reply.headers if name.lower().startswith("access-control")]


def test_a_failure_of_ours_carries_the_headers_too(library, client):
    library.fails = RuntimeError("boom")
    reply = client.get("/search?q=改造")
    assert reply.status_code == 500
    assert reply.headers["Content-Security-Policy"] == POLICY


# hosts


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("yiju.lan", True),  # named by --allow-host
        ("YIJU.lan:80", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example:8000", False),
        ("0.0.0.0:8000", False),
        ("user@localhost", False),
        ("localhost/x", False),
        ("localhost, evil.example", False),
        ("localhost:port", False),
        ("<script>", False),
        ("主机", False),
    ],
)
def test_only_known_hosts_are_answered(host, allowed):
    client = client_of(FakeLibrary(), ALLOWED_HOSTS=("yiju.lan",))
    header = host.encode().decode("latin-1")
    for address in ("/", "/api/documents", "/static/yiju.css", "/nowhere"):
        reply = client.get(address, headers={"Host": header})
        assert (reply.status_code not in (400, 421)) == allowed, reply.status_code
    if not allowed:
        assert "--allow-host" in reply.get_data(as_text=True)
        assert "<script>" not in reply.get_data(as_text=True)


def test_a_request_without_a_host_is_refused(client):
    assert client.get("/", headers={"Host": ""}).status_code == 400


@pytest.mark.parametrize(
    ("bound", "names"),
    [
        ("127.0.0.1", ("127.0.0.1",)),
        ("0.0.0.0", ()),  # everywhere: only names given by --allow-host
        ("::", ()),
        ("[::1]", ("::1",)),
        ("Yiju.lan", ("yiju.lan",)),
        ("", ()),
    ],
)
def test_a_server_is_asked_for_under_the_name_it_is_bound_to(bound, names):
    assert served_names(bound) == names


def test_a_host_header_loses_its_port_and_nothing_else():
    assert host_name("yiju.lan.:80") == "yiju.lan."


# changes


def form(client, **changes):
    """The fields of the display form as a browser sends them, after the page was read."""
    page = client.get("/").get_data(as_text=True)
    token = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert token
    return {"token": token[1], "next": "/search?q=x", "theme": "dark"} | changes


OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        (OWN, True),
        ({"Origin": "http://localhost"}, True),  # plain http under another name: no Sec-Fetch-Site
        ({"Origin": "null", **OWN}, True),  # no-referrer makes a browser hide the origin of our own form
        ({}, False),  # not a browser
        ({"Origin": "null"}, False),  # a sandboxed frame
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://localhost:8000"}, False),  # another server on this machine
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, False),  # the browser's word decides
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
    ],
)
def test_a_change_must_come_from_our_own_page(client, headers, allowed):
    reply = client.post("/preferences", data=form(client), headers=headers)
    assert reply.status_code == (303 if allowed else 403)
    assert ("yiju_display" in reply.headers.get("Set-Cookie", "")) == allowed


@pytest.mark.parametrize("token", ["", "0" * 64, "改", None])
def test_a_change_needs_the_token(client, token):
    fields = form(client, token=token)
    reply = client.post("/preferences", data={k: v for k, v in fields.items() if v is not None}, headers=OWN)
    assert reply.status_code == 403
    assert "刷新页面" in reply.get_data(as_text=True)


def test_another_readers_token_does_not_do(library):
    mine, theirs = client_of(library, TOKEN_KEY=b"k"), client_of(library, TOKEN_KEY=b"k")
    theirs.get("/")
    assert theirs.post("/preferences", data=form(mine), headers=OWN).status_code == 403


def test_the_token_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    cookie = client.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Set-Cookie" not in client.get("/").headers  # it is given once


# sizes


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(client):
    reply = client.post("/preferences", data=form(client, next="/" + "x" * MAX_BODY), headers=OWN)
    assert reply.status_code == 413


def test_an_address_beyond_the_limit_is_refused_with_a_sentence(client):
    reply = client.get("/search?q=" + "%E6%94%B9" * (MAX_URL // 9 + 1))
    assert reply.status_code == 413
    assert "网址太长" in reply.get_data(as_text=True)


def test_a_query_of_1001_characters_gets_the_clear_sentence(real):
    reply = real.get("/search", query_string={"q": "改" * 1001})
    assert reply.status_code == 413
    assert "1000" in reply.get_data(as_text=True).replace(",", "")
    assert real.get("/search", query_string={"q": "改" * 1000}).status_code == 200
