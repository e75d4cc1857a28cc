"""Who may add reports, and where what was sent waits."""

from __future__ import annotations

from flask import Flask, current_app, request

from webapp.refusals import AddingOff
from webapp.safety import from_this_machine
from webapp.waiting import WaitingPackets

WAITING = "yiju_waiting"
FOLDER = "waiting"  # in the library's folder


def install(app: Flask) -> None:
    """Hang the waiting packets on the application. ``ADDING``: ``here`` (at this machine, the default), ``all`` or ``nobody``."""
    app.config.setdefault("ADDING", "here")
    app.extensions[WAITING] = WaitingPackets(app.extensions["yiju"].path / FOLDER)


def waiting() -> WaitingPackets:
    """What waits in this application."""
    found: WaitingPackets = current_app.extensions[WAITING]
    return found


def may_add() -> bool:
    """Whether this reader may add and remove reports."""
    who = current_app.config["ADDING"]
    return who == "all" or (who == "here" and from_this_machine(request))


def only_if_allowed() -> None:
    """Raise :class:`AddingOff` for a reader who may not."""
    if not may_add():
        raise AddingOff
