"""Too many requests at once: those that would wait longest are told to come back, so that the others are answered in time.

A request that has waited behind :data:`MOST_WAITING` others was given up by most readers; answering it would only make the next
ones wait. How many wait is asked of the server; without one (tests, another server) nothing is refused.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app, request

from webapp.refusals import Busy

MOST_WAITING = 64  # requests; at 10 ms each the last of them is answered within a second
ALWAYS = frozenset({"static", "service.health"})  # answered however many wait


def install(app: Flask) -> None:
    """Hang the check before all others."""
    app.config.setdefault("WAITING", None)
    app.before_request(_check)


def _check() -> None:
    waiting: Callable[[], int] | None = current_app.config["WAITING"]
    if waiting and request.endpoint not in ALWAYS and waiting() > MOST_WAITING:
        raise Busy
