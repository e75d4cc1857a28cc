"""What is let in and what every reply carries: hosts, origins, tokens, sizes and headers.

Nothing here knows a page. ``install`` hangs the checks before and the headers after every request; a refusal is an
exception that ``webapp.errors`` turns into a page or JSON.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, g, request

from webapp.refusals import CrossSite, MissingHost, TooLongAddress, UnknownHost

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
MAX_BODY = 256 * 1024  # bytes: 20,000 characters of a text to be read, as a form sends them
MAX_URL = 64 * 1024  # bytes of the query string: a query of 1,000 characters is at most 12,000, with room for filters
MAX_UPLOAD = 21 * 1024 * 1024  # bytes of a draft that is sent as a file, with the form around it
MAX_REPORTS = 64 * 1024 * 1024  # bytes of reports that are sent together
MAX_BASKET = 4 * 1024 * 1024  # bytes of a basket: 200 quotations, a million characters
LARGER = {  # endpoints that read longer bodies
    "verify.draft": MAX_UPLOAD, "verify.check": MAX_UPLOAD, "basket.look_up": MAX_BASKET, "basket.export": MAX_BASKET,
    "adding.send": MAX_REPORTS,
}  # fmt: skip
# They send a text and store nothing: programs may use them without a token.
READING_POSTS = frozenset(
    {"figures.read", "verify.read", "verify.check", "verify.show", "verify.draft", "verify.table", "basket.look_up", "basket.export"}
)
TOKEN_COOKIE = "yiju_token"
TOKEN_FIELD = "token"


def install(app: Flask) -> None:
    """Hang the checks and headers on the application."""
    app.config.setdefault("ALLOWED_HOSTS", ())
    app.config.setdefault("TOKEN_KEY", secrets.token_bytes(32))
    if app.config["MAX_CONTENT_LENGTH"] is None:  # Flask's own default, which would read any body
        app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.before_request(_check)
    app.after_request(_finish)


def _check() -> None:
    check_host(request, LOCAL_HOSTS | {h.lower() for h in current_app.config["ALLOWED_HOSTS"]})
    if len(request.environ.get("QUERY_STRING", "")) > MAX_URL:
        raise TooLongAddress
    if request.endpoint in LARGER:
        request.max_content_length = LARGER[request.endpoint]
    changes = request.method not in ("GET", "HEAD", "OPTIONS") and request.endpoint not in READING_POSTS
    if request.routing_exception is None and changes:
        check_same_origin(request)
        check_token(request)


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-cache")
    fresh = g.get("fresh_nonce")
    if fresh:
        response.set_cookie(TOKEN_COOKIE, fresh, httponly=True, samesite="Strict", secure=request.is_secure)
    return response


# hosts: a page elsewhere may point its own name at 127.0.0.1 (DNS rebinding); the Host header then gives it away


def host_name(header: str) -> str | None:
    """The name in a Host header, in small letters and without its port; None if it is no such header.

    >>> host_name("LocalHost:8000"), host_name("[::1]:8000"), host_name("a b"), host_name("x@localhost")
    ('localhost', '::1', None, None)
    """
    if not header or any(c in header for c in "/\\@?#, \t") or not header.isprintable():
        return None
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port  # raises for what is no port
    except ValueError:
        return None
    return parts.hostname


def served_names(host: str) -> tuple[str, ...]:
    """The name under which a server bound to ``host`` is asked for; none for the wildcards 0.0.0.0 and ::."""
    name = host.strip("[]").lower()
    try:
        return () if ip_address(name).is_unspecified else (name,)
    except ValueError:
        return (name,) if name else ()


def check_host(asked: Request, allowed: Iterable[str]) -> None:
    """Refuse a request that does not name this server by a known name."""
    header = asked.headers.get("Host")
    if not header:
        raise MissingHost
    if host_name(header) not in set(allowed):
        raise UnknownHost(header)


def from_this_machine(asked: Request) -> bool:
    """Whether the reader sits at this machine, as far as can be told: asked for by a local name, from a local address, by no proxy."""
    forwarded = any(name in asked.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"))
    try:
        near = ip_address(asked.remote_addr or "").is_loopback
    except ValueError:
        near = False
    return near and not forwarded and host_name(asked.headers.get("Host", "")) in LOCAL_HOSTS


# changes: from our own pages only, and with the token that only they hold


def check_same_origin(asked: Request) -> None:
    """Refuse a change unless the browser says that it comes from a page of this very host.

    ``Sec-Fetch-Site`` is the browser's own word and decides where it is sent. Browsers leave it out for plain-http
    names other than localhost; then ``Origin`` must name the host that was asked.
    """
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site != "same-origin":
            raise CrossSite
        return
    origin = urlsplit(asked.headers.get("Origin", ""))
    if origin.scheme not in ("http", "https") or origin.netloc.lower() != asked.headers["Host"].lower():
        raise CrossSite


def token() -> str:
    """The token for this reader's forms: a keyed digest of the nonce in the reader's cookie, set if missing."""
    nonce = request.cookies.get(TOKEN_COOKIE) or g.get("fresh_nonce")
    if not nonce:
        nonce = g.fresh_nonce = secrets.token_urlsafe(24)
    return _digest(nonce)


def check_token(asked: Request) -> None:
    """Refuse a change whose token does not belong to the reader's cookie."""
    nonce, given = asked.cookies.get(TOKEN_COOKIE, ""), asked.form.get(TOKEN_FIELD, "")
    if not nonce or not hmac.compare_digest(_digest(nonce).encode(), given.encode("utf-8", "replace")):
        raise CrossSite


def _digest(nonce: str) -> str:
    key: bytes = current_app.config["TOKEN_KEY"]
    return hmac.new(key, nonce.encode("utf-8", "replace"), "sha256").hexdigest()
