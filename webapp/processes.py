"""Several server processes on one address: each answers what it takes from the listening socket they share.

The parent only watches: a child that dies is replaced, and all end with the parent. Made with ``fork``, so that the dictionary the
parent has loaded is in memory once; Windows has none.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

MOST_DEATHS = 5  # of children that never came to serve, after which it makes no sense to go on
SOON = 5.0  # seconds within which a death is one of those
LOOKING = 1.0  # seconds between a child's looks at whether its parent is still there
BACKLOG = 1024


def can_share() -> bool:
    """Whether this system can."""
    return hasattr(os, "fork")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ``OSError`` if the address cannot be had."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def run(count: int, serve: Callable[[], None]) -> bool:
    """Keep ``count`` children running ``serve`` until interrupted or told to end; False if they die as soon as they begin."""
    begun: dict[int, float] = {}
    deaths = 0
    gc.freeze()  # else the collector of each child would copy all of the parent's memory
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        while deaths < MOST_DEATHS:
            while len(begun) < count:
                begun[_child(serve)] = time.monotonic()
            pid, _ = os.wait()
            deaths = deaths + 1 if time.monotonic() - begun.pop(pid, 0.0) < SOON else 0
        return False
    except KeyboardInterrupt:
        return True
    finally:
        signal.signal(signal.SIGTERM, before)
        for pid in begun:
            os.kill(pid, signal.SIGTERM)
        for pid in begun:
            os.waitpid(pid, 0)


def _child(serve: Callable[[], None]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        serve()
        status = 0
    finally:
        os._exit(status)  # never back into the parent's code


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOKING)
    os._exit(0)


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt
