"""Static files: addresses that change with the content, kept for a year, and style sheet and scripts sent compressed.

Only these files are compressed. Pages are not: they hold a form's token beside words the reader typed, and the length of
a compressed page would give the one away through the other (BREACH).
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request

FOLDER = Path(__file__).parent / "static"
TEXTS = (".css", ".js", ".svg")


def install(app: Flask) -> None:
    """Hang the headers on the application."""
    app.jinja_env.globals["asset"] = asset
    app.after_request(_finish)


@lru_cache(maxsize=32)
def fingerprint(name: str) -> str:
    """Short digest of a static file, so that it may be cached for a year and still change with the next version."""
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a static file, with its fingerprint."""
    return f"/static/{name}?v={fingerprint(name)}"


def _finish(response: Response) -> Response:
    """A static file asked for under its present fingerprint never changes; under any other name it is asked for again."""
    name = str((request.view_args or {}).get("filename"))
    if request.endpoint != "static" or response.status_code >= 400:
        return response
    if request.args.get("v") == fingerprint(name):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if name.endswith(TEXTS):
        response.vary.add("Accept-Encoding")
        if response.status_code == 200 and request.method == "GET" and request.accept_encodings["gzip"] > 0:
            _compress(response, name)
    return response


def _compress(response: Response, name: str) -> None:
    response.close()  # the file that was opened to be sent
    response.direct_passthrough = False
    response.set_data(_compressed(name, fingerprint(name)))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("ETag", None)  # it is that of the file as it lies there
    response.set_etag(fingerprint(name) + "-gzip")
    response.make_conditional(request)  # a module that others import has no fingerprint in its address


@lru_cache(maxsize=32)
def _compressed(name: str, version: str) -> bytes:
    return gzip.compress((FOLDER / name).read_bytes(), mtime=0)
