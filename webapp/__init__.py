"""Shows: the web application, a page and its JSON twin for all a library can do. Enters the indexer by its door."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from indexer import Library
from webapp import adding, crowding, errors, rendering, safety, statics
from webapp.pages import PAGES

__all__ = ["create_app"]


def create_app(config: Mapping[str, object] | None = None, library: Library | None = None) -> Flask:
    """The application over ``library``, by default the user's own (``YIJU_LIBRARY`` or the user's data folder).

    ``config`` may hold ``ALLOWED_HOSTS``, the names besides localhost under which it may be asked. The library is not
    prepared here: until something is indexed, searches are answered with 503 and what to do.
    """
    app = Flask(__name__)
    app.config.update(config or {})
    app.extensions["yiju"] = library or Library.open()
    crowding.install(app)
    adding.install(app)
    safety.install(app)
    statics.install(app)
    rendering.install(app, tuple((page.label, page.path) for page in PAGES if page.label))
    errors.install(app)
    for page in PAGES:
        app.register_blueprint(page.blueprint)
    return app
