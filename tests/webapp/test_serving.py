"""The server itself, over a socket: what is no request is refused in our words and with our headers."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import cast
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from indexer import Library
from tests.webapp.fake import FakeLibrary
from webapp import create_app
from webapp.safety import HEADERS
from webapp.serving import BUFFERED, port_of, server_of


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = server_of(create_app({}, cast(Library, FakeLibrary())), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield port_of(server)
    # closed by the loop's own thread: sockets closed under its select would end it with an exception now and then
    server.trigger.pull_trigger(lambda: [listener.close() for listener in list(server._map.values())])
    thread.join(10)
    assert not thread.is_alive()
    server.task_dispatcher.shutdown()


def say(port: int, request: bytes) -> tuple[int, dict[str, str], bytes]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        reply = b""
        while chunk := connection.recv(65536):
            reply += chunk
    head, _, body = reply.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), dict(line.split(": ", 1) for line in lines), body


HOST = b"Host: localhost\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        ("GET /search?q=改造 HTTP/1.1\r\n".encode() + HOST, 400, "百分号编码"),
        (b"GARBAGE\r\n\r\n", 400, "读不懂"),
        (b"POST /preferences HTTP/1.1\r\nContent-Length: %d\r\n" % (2 * BUFFERED) + HOST, 413, "太长"),
        (
            b"GET /?q=" + b"a" * 262_200 + b" HTTP/1.1\r\n" + HOST,
            431,
            "网址太长",
        ),  # no more: unread bytes reset the line
        (b"GET / HTTP/1.1\r\nTransfer-Encoding: odd\r\n" + HOST, 501, "不能处理"),
    ],
    ids=["not encoded", "garbage", "body", "headers", "encoding"],
)
def test_what_is_no_request(port, request_, status, words):
    got, headers, body = say(port, request_)
    assert got == status
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert set(json.loads(body)["error"]) == {"code", "message"}
    assert words in json.loads(body)["error"]["message"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.0\r\n\r\n", 400),  # no host
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + HOST, 421),  # two of them
        (b"GET /%00%ff HTTP/1.1\r\n" + HOST, 404),
        (b"GET /?q=" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST, 413),
        (b"TRACE / HTTP/1.1\r\n" + HOST, 405),
        (b"GET / HTTP/1.1\r\n" + HOST, 200),
        (b"HEAD /search?q=x HTTP/1.1\r\n" + HOST, 200),
    ],
)
def test_what_reaches_the_application(port, request_, status):
    got, headers, _ = say(port, request_)
    assert got == status
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_many_readers_at_once(port):
    def read(number: int) -> str:
        query = ("老旧小区", "城市书房", "没有这个词")[number % 3]
        with urlopen(f"http://127.0.0.1:{port}/api/search?q={quote(query)}", timeout=30) as reply:
            return f"{query} {json.load(reply)['total']}"

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(read, range(60))) == {"老旧小区 2", "城市书房 1", "没有这个词 0"}
