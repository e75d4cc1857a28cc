"""Templates and JSON: how a reply is made, and what every page knows (navigation, display choices, the library)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import TypeVar, cast

from flask import Flask, Response, current_app, render_template, request
from jinja2 import StrictUndefined
from werkzeug.urls import iri_to_uri

import webapp.safety as safety
import webapp.wording as wording
from indexer import (
    EXPORT_FORMATS,
    MAX_QUERY,
    Library,
    Made,
    NotFound,
    Scope,
    Writing,
    YijuError,
    export,
    read_export_format,
)
from webapp.preferring import Preferences

CODE = re.compile("[0-9]{6}")  # GB/T 2260
MOST_OPEN = 40  # branches of the tree of places
LONGEST = 16_000  # characters of an address: that of a query of 1,000 characters fits
Item = TypeVar("Item")
Nav = tuple[tuple[str, str], ...]  # label and path, in order


def install(app: Flask, nav: Nav) -> None:
    """Set up the templates: strict about missing values, so that a slip fails in the tests, not silently on a page."""
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.auto_reload = app.debug
    env.undefined = StrictUndefined
    env.filters.update(grouped=wording.grouped, day=wording.day)
    env.globals.update(nav=nav)
    json = app.json
    json.ensure_ascii, json.sort_keys, json.compact = False, False, True  # type: ignore[attr-defined]
    app.context_processor(_common)


def library() -> Library:
    """The library this application shows."""
    return cast(Library, current_app.extensions["yiju"])


def site() -> str:
    """Where this site is reached, as the reader typed it: the beginning of a permalink. The host was checked before."""
    return request.host_url.rstrip("/")


def asked_words() -> str:
    """The ``q`` of this request; of several the last one, as everywhere."""
    return (request.args.getlist("q") or [""])[-1]


def sent_json() -> dict[str, object] | None:
    """The JSON object that was sent, None if the body is no JSON; anything else that is JSON is an object without fields."""
    if not request.is_json:
        return None
    try:
        body = request.get_json(silent=True)
    except RecursionError:  # brackets without end
        body = None
    return body if isinstance(body, dict) else {}


def opened_places() -> tuple[str, ...]:
    """The branches of the tree of places that are to be open; anything else in the parameter is left out."""
    return tuple(dict.fromkeys(code for code in request.args.getlist("open") if CODE.fullmatch(code)))[:MOST_OPEN]


def names_of(scope: Scope) -> dict[str, str]:
    """Names of the reports and places that are filtered by; what the library does not know keeps its id."""
    names = {code: place.name for code in scope.places if (place := library().place(code))}
    for document_id in scope.documents:
        try:
            names[document_id] = library().document(document_id).title
        except NotFound:
            continue
    return names


def render(template: str, status: int = 200, **context: object) -> Response:
    """A page. It depends on the reader's cookie, so no shared cache may keep it for another reader."""
    response = Response(render_template(template, **context), status, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Cookie", "Accept"))
    return response


def reply_file(
    name: str, title: str, fetch: Callable[[int], Iterable[Item]], writing: Writing[Item], told: tuple[str, ...]
) -> Response:
    """A list as a file in the format asked for, sent as it is written; ``fetch`` is told how many items there may be.

    Raises :class:`ParameterError` for an unknown format.
    """
    wanted = read_export_format(request.args)
    made = Made(site(), datetime.now(timezone.utc).replace(tzinfo=None))
    pieces = export(wanted, title, fetch(EXPORT_FORMATS[wanted].most), writing, made, told)
    reply = Response(pieces, mimetype=EXPORT_FORMATS[wanted].media_type)
    reply.headers["Content-Disposition"] = f'attachment; filename="yiju-{name}.{wanted}"'
    reply.headers["Cache-Control"] = "private, no-cache"
    return reply


def reply_json(data: Mapping[str, object], status: int = 200) -> Response:
    """JSON in UTF-8 with the Chinese left as it is."""
    return Response(current_app.json.dumps(data), status, mimetype="application/json")


def _common() -> dict[str, object]:
    return {
        "prefs": Preferences.of(request.cookies),
        "token": safety.token,
        "here": _here(),
        "shelf": _shelf(),
        "json_twin": None,
        "q": asked_words()[:MAX_QUERY],
    }


def _here() -> str:
    """This page, to come back to; a long address, such as one that was refused, is not carried along."""
    address = iri_to_uri(request.full_path.rstrip("?"))
    return address if len(address) <= LONGEST else "/"


def _shelf() -> dict[str, object] | None:
    """What the foot of every page says of the library; an error page must not fail over it a second time."""
    try:
        status = library().status()
    except YijuError:
        return None
    path, home = str(status.path), str(Path.home())
    shown = "~" + path[len(home) :] if home != "/" and path.startswith(home + "/") else path
    return {"documents": status.documents, "passages": status.passages, "path": shown, "ready": status.ready}
