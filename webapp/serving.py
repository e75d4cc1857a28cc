"""The production server: waitress, with its own refusals in our words and with our headers.

Waitress answers by itself what it cannot read as a request (characters that are not percent-encoded, headers or a body
beyond its limits). No page can be made of that, so these replies are JSON whatever was asked.
"""

from __future__ import annotations

import json
import logging
import socket
from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from webapp.safety import HEADERS, MAX_REPORTS

THREADS = 8
CONNECTIONS = 500  # at once; those beyond what can be answered in time are told so, see webapp.crowding
BUFFERED = MAX_REPORTS + (1 << 20)  # bytes of a body that waitress takes in (in a nameless file) before we see the request

SENTENCES = {  # status: code, sentence
    400: (
        "bad_request",
        "这个请求读不懂。网址里的中文和空格须按百分号编码，浏览器会自动编码，命令行请用 curl -G --data-urlencode。",
    ),
    413: ("too_long", "提交的内容太长，没有读取。请缩短后再试。"),
    431: ("address_too_long", "网址太长，没有读取。检索词最多 1,000 字。"),
}
OTHERWISE = ("refused", "这个请求不能处理。请用浏览器打开终端里显示的网址。")


class Refusal(ErrorTask):  # type: ignore[misc]
    """The reply to what is no request."""

    def execute(self) -> None:
        """Send the status that waitress chose, with our headers and sentence."""
        error = self.request.error
        code, sentence = SENTENCES.get(error.code, OTHERWISE)
        body = json.dumps({"error": {"code": code, "message": sentence}}, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(
            [("Content-Type", "application/json"), ("Cache-Control", "no-cache"), *HEADERS.items()]
        )
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection."""

    error_task_class = Refusal


def server_of(app: Flask, host: str, port: int, listening: socket.socket | None = None) -> Any:
    """A server that is bound and ready to ``run()``, on a socket that listens already where one is given.

    Raises ``OSError`` if the address cannot be had.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # else it warns whenever eight readers come at once
    listeners: dict[int, Any] = {}
    where: dict[str, Any] = {"sockets": [listening]} if listening else {"host": host, "port": port}
    server = create_server(
        app, map=listeners, threads=THREADS, ident=None, max_request_body_size=BUFFERED, connection_limit=CONNECTIONS, **where
    )
    app.config["WAITING"] = lambda: len(server.task_dispatcher.queue)
    for listener in listeners.values():
        if hasattr(listener, "channel_class"):
            listener.channel_class = Channel
    return server


def port_of(server: Any) -> int:
    """The port as bound: 0 lets the system choose; a name with several addresses has several listeners."""
    port = getattr(server, "effective_port", None)
    return int(port if port is not None else server.effective_listen[0][1])
