"""Who may add reports, and what was sent and waits to be confirmed.

Files that were sent are kept in memory only, few of them and for a quarter of an hour, under a name that cannot be guessed.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from time import monotonic

from flask import Flask, current_app, request

from indexer import Examined
from webapp.refusals import AddingOff
from webapp.safety import from_this_machine

WAITING = "yiju_waiting"
SECONDS = 15 * 60  # for which a file waits to be confirmed
MOST = 16  # packets that wait at the same time
MOST_BYTES = 192 * 1024 * 1024  # of all that waits


@dataclass(frozen=True, slots=True)
class Packet:
    """Files that were sent together, by name and content, and what was recognised in each."""

    files: tuple[tuple[str, bytes], ...]
    reports: tuple[Examined, ...]
    since: float = field(default_factory=monotonic)

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(len(data) for _, data in self.files)


class WaitingPackets:
    """What waits, oldest first. Safe to use from several threads."""

    def __init__(self) -> None:
        self._packets: dict[str, Packet] = {}
        self._lock = threading.Lock()

    def put(self, packet: Packet) -> str:
        """Keep a packet for a while; returns the name it can be asked for by. The oldest ones make room."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._packets[name] = packet
            self._clear()
        forget = threading.Timer(SECONDS + 1, self.sweep)
        forget.daemon = True
        forget.start()
        return name

    def get(self, name: str) -> Packet | None:
        """The packet of a name, if it still waits."""
        self.sweep()
        with self._lock:
            return self._packets.get(name)

    def drop(self, name: str) -> None:
        """Forget a packet."""
        with self._lock:
            self._packets.pop(name, None)

    def sweep(self) -> None:
        """Forget what has waited too long."""
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        newest = list(self._packets.items())[-MOST:]
        while sum(packet.size for _, packet in newest) > MOST_BYTES and len(newest) > 1:
            del newest[0]
        self._packets = {name: packet for name, packet in newest if monotonic() - packet.since < SECONDS}


def install(app: Flask) -> None:
    """Hang the waiting packets on the application. ``ADDING``: ``here`` (at this machine, the default), ``all`` or ``nobody``."""
    app.config.setdefault("ADDING", "here")
    app.extensions[WAITING] = WaitingPackets()


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
