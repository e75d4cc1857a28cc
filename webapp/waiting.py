"""What was sent and waits to be confirmed: files on disk beside the library, few of them and for a quarter of an hour.

They lie under a name that cannot be guessed, in a folder that all processes of one library share, so that any of them can show and
keep what another has taken in; what a process has recognised it remembers, another reads the files once more.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer import Examined, LibraryError

SECONDS = 15 * 60  # for which a file waits to be confirmed
MOST = 16  # packets that wait at the same time
MOST_BYTES = 192 * 1024 * 1024  # of all that waits
NAMES = "names.json"
NO_ROOM = "送来的文件无处存放（{}），请腾出磁盘空间或检查库文件夹的权限后重试。"
_NAME = re.compile(r"([0-9a-f]{16})-[0-9A-Za-z_-]{22}")  # when it came, in nanoseconds since 1970, and what nobody can guess

Files = tuple[tuple[str, bytes], ...]
Examine = Callable[[bytes, str], Sequence[Examined]]


@dataclass(frozen=True, slots=True)
class Packet:
    """Files that were sent together, by name and content, and what was recognised in each."""

    files: Files
    reports: tuple[Examined, ...]


class WaitingPackets:
    """What waits below ``folder``. Safe to use from several threads, and from several processes that share the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._recognised: dict[str, tuple[Examined, ...]] = {}  # by this process
        self._lock = threading.Lock()
        self.sweep()

    def put(self, packet: Packet) -> str:
        """Keep a packet for a while; returns the name it can be asked for by. The oldest ones make room.

        Raises :class:`LibraryError` where it cannot be written.
        """
        name = f"{time.time_ns():016x}-{secrets.token_urlsafe(16)}"
        begun = self._folder / f".{name}"  # nobody looks at it before it is whole
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            begun.mkdir(mode=0o700)
            for number, (_, data) in enumerate(packet.files):
                (begun / str(number)).write_bytes(data)
            (begun / NAMES).write_text(json.dumps([file for file, _ in packet.files]), "utf-8")
            begun.rename(self._folder / name)
        except OSError as error:
            shutil.rmtree(begun, ignore_errors=True)
            raise LibraryError(NO_ROOM.format(error.strerror or error)) from error
        with self._lock:
            self._recognised[name] = packet.reports
        self.sweep()
        forget = threading.Timer(SECONDS + 1, self.sweep)
        forget.daemon = True
        forget.start()
        return name

    def get(self, name: str, examine: Examine) -> Packet | None:
        """The packet of a name, if it still waits; ``examine`` recognises what another process has taken in."""
        self.sweep()
        files = self._files(name)
        if files is None:
            return None
        with self._lock:
            known = self._recognised.get(name)
        if known is None:
            known = tuple(each for file, data in files for each in examine(data, file))
            with self._lock:
                self._recognised[name] = known
        return Packet(files, known)

    def drop(self, name: str) -> None:
        """Forget a packet."""
        if _NAME.fullmatch(name):
            shutil.rmtree(self._folder / name, ignore_errors=True)
        with self._lock:
            self._recognised.pop(name, None)

    def sweep(self) -> None:
        """Forget what has waited too long, and the oldest of what is too much."""
        left, room = MOST, MOST_BYTES
        for path, age, size in self._waiting():
            left, room, newest = left - 1, room - size, left == MOST
            if age >= SECONDS or left < 0 or (room < 0 and not newest):
                shutil.rmtree(path, ignore_errors=True)
        with self._lock:
            self._recognised = {name: known for name, known in self._recognised.items() if (self._folder / name).is_dir()}

    def _waiting(self) -> list[tuple[Path, float, int]]:
        """Every packet with its age in seconds and its size in bytes, the newest first; also what a killed process left half written."""
        found = []
        for path in self._folder.glob("*"):
            named = _NAME.fullmatch(path.name.removeprefix("."))
            if named:
                with suppress(OSError):  # taken away just now
                    size = sum(file.stat().st_size for file in path.iterdir())
                    found.append((path, (time.time_ns() - int(named[1], 16)) / 1e9, size))
        return sorted(found, key=lambda each: each[1])

    def _files(self, name: str) -> Files | None:
        if not _NAME.fullmatch(name):
            return None
        try:
            names = json.loads((self._folder / name / NAMES).read_text("utf-8"))
            return tuple((file, (self._folder / name / str(number)).read_bytes()) for number, file in enumerate(names))
        except OSError:
            return None
