"""A small server that says what a test tells it to, in the place of a cluster."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from indexer.engines.cluster_address import Address
from indexer.engines.cluster_client import ClusterClient

Answer = tuple[int, Any]


class Told:
    """A server whose answers are told; ``asked`` are the requests it got."""

    def __init__(self, answer: Callable[[str, str, bytes], Answer], context: ssl.SSLContext | None = None) -> None:
        told, self.asked = answer, list[tuple[str, str, dict[str, str], bytes]]()
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked.append((self.command, self.path, dict(self.headers), body))
                status, content = told(self.command, self.path, body)
                data = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = handle_one  # names of http.server

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.host = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def client(*hosts: str, login: str = "", scheme: str = "http", options: str = "?timeout=2") -> ClusterClient:
    """Something to ask such servers with."""
    return ClusterClient(Address.read(f"opensearch+{scheme}://{login}{','.join(hosts)}/yiju{options}"))
