"""``POST /preferences``: theme, size of type, citation style, kept in a cookie; back to the page the reader came from."""

from __future__ import annotations

from flask import Blueprint, Response, request

from webapp.links import same_site_path
from webapp.preferring import COOKIE, YEAR, Preferences

page = Blueprint("preferences", __name__)


@page.post("/preferences")
def keep() -> Response:
    """Keep the choice. Host, origin and token were checked before this runs (``webapp.safety``)."""
    pressed = (request.form.get(name) for name in ("theme", "size", "style"))
    chosen = Preferences.of(request.cookies).chosen(*pressed)
    response = Response(status=303, headers={"Location": same_site_path(request.form.get("next"))})
    response.set_cookie(COOKIE, chosen.cookie, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return response
