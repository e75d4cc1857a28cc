"""The crew: several processes that read files ahead of the one who takes them in, in order and never far ahead.

In go paths, out come what each holds, in the order of the paths. Each process is watched over by a thread; what it finds waits in
a short queue, and a full queue makes it wait, so that memory does not grow with the number or the size of the files.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Protocol

from corpus import Found, ReadingChild, Stamp, readable_name

AHEAD = 4  # files for each process that may be begun before the first of them is taken in
WAITING = 16  # things found in one file that may wait to be taken in
TICK = 0.2  # seconds after which a waiting thread looks whether it is still wanted
MOST_WORKERS = 8  # by default: one writer takes in what about so many read

Columns = Mapping[str, str] | None


def default_workers() -> int:
    """How many processes read unless told otherwise: one for each processor this program may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(usable or 1, MOST_WORKERS))


class Job(Protocol):
    """A file that is being read."""

    def ready(self) -> bool:
        """Whether the next of what it holds can be had without waiting."""

    def found(self) -> Iterable[Found | Stamp]:
        """What it holds, the stamp last; without a stamp it was not read to its end."""


class Readers(Protocol):
    """Who reads files: a crew, or this process."""

    ahead: int

    def begin(self, path: Path) -> Job:
        """Begin to read a file."""

    def close(self) -> None:
        """Stop."""


class Alone:
    """Reads in this process: for a few files that are trusted."""

    ahead = 0

    def __init__(self, columns: Columns = None) -> None:
        self._columns = columns

    def begin(self, path: Path) -> Job:
        """A job that is done when it is asked for."""
        return _Now(path, self._columns)

    def close(self) -> None:
        """Nothing to stop."""


class _Now:
    """A job that is done when its result is asked for."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self._path, self._columns = path, columns

    def ready(self) -> bool:
        return True

    def found(self) -> Iterable[Found | Stamp]:
        from corpus import read_file  # with the reader's tables, 0.2 s: a server with an index reads nothing

        return read_file(self._path, self._columns)


class Crew:
    """``workers`` processes, begun as they are needed; to be closed."""

    def __init__(self, workers: int, columns: Columns = None) -> None:
        self.ahead = AHEAD * workers
        self._columns = columns
        self._stopped = threading.Event()
        self._threads = ThreadPoolExecutor(workers, "reading")
        self._own = threading.local()
        self._children: list[ReadingChild] = []

    def begin(self, path: Path) -> Job:
        """Give a file to whoever is free next."""
        job = _Waiting(self._stopped)
        self._threads.submit(self._read, path, job)
        return job

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._stopped.set()
        for child in self._children:
            child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            child.close()

    def _read(self, path: Path, job: _Waiting) -> None:
        try:
            for found in self._child().read(path, self._columns, readable_name(path.name)):
                job.put(found)
        except BaseException as error:  # a fault of ours, or the end of the program: for the one who waits
            job.put(error)
        else:
            job.put(None)

    def _child(self) -> ReadingChild:
        """This thread's process."""
        if not hasattr(self._own, "child"):
            self._own.child = ReadingChild()
            self._children.append(self._own.child)
        return self._own.child  # type: ignore[no-any-return]


class _Waiting:
    """What was found in a file, handed from the thread that reads to the one that takes in; None at the end."""

    def __init__(self, stopped: threading.Event) -> None:
        self._queue: Queue[Found | Stamp | BaseException | None] = Queue(WAITING)
        self._stopped = stopped

    def put(self, found: Found | Stamp | BaseException | None) -> None:
        """Hand it on, waiting while there is no room; dropped when nobody is there any more."""
        while not self._stopped.is_set():
            with suppress(Full):
                self._queue.put(found, timeout=TICK)
                return

    def ready(self) -> bool:
        return not self._queue.empty()

    def found(self) -> Iterator[Found | Stamp]:
        while True:
            with suppress(Empty):
                found = self._queue.get(timeout=TICK)  # so that an interrupt at the keyboard is heard everywhere
                if found is None:
                    return
                if isinstance(found, BaseException):
                    raise found
                yield found
