"""The last few results that are costly to make and asked for again at once: the next page, the next measure."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Remembered(Generic[Kept]):
    """Results by name; shared by threads. A name holds the state of the index (``Reader.state``), so none can be stale."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[object, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, name: object) -> Kept | None:
        """What was put under this name, if it is still there."""
        with self._lock:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
            return found

    def put(self, name: object, found: Kept) -> Kept:
        """Keep it; the one unused for longest goes."""
        with self._lock:
            self._kept[name] = found
            self._kept.move_to_end(name)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
