"""For machines: ``/healthz``, ``/openapi.json``, and the icon browsers ask for by themselves."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app

from indexer import NoIndex
from webapp.rendering import library, reply_json

page = Blueprint("service", __name__)

CONTRACT = Path(__file__).parent.parent / "openapi.json"


@page.get("/healthz")
def health() -> Response:
    """Whether searches are answered; 503 in the form of every error when nothing is indexed yet."""
    status = library().status()
    if not status.ready:
        raise NoIndex("库还没有准备好。请运行 yiju index 建立索引，或重新启动 yiju serve。")
    return reply_json(
        {
            "status": "ok",
            "documents": status.documents,
            "passages": status.passages,
            "engine": status.engine,
            "generation": status.generation,
        }
    )


@page.get("/openapi.json")
def contract() -> Response:
    """The contract of the JSON interface, OpenAPI 3.1, as it stands in the package."""
    return Response(CONTRACT.read_bytes(), mimetype="application/json")


@page.get("/favicon.svg")
@page.get("/favicon.ico")
def icon() -> Response:
    """The icon; every browser that asks for the .ico unbidden reads SVG too."""
    return current_app.send_static_file("favicon.svg")
