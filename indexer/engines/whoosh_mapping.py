"""Whoosh's files as they are mapped, without a copy in memory.

Whoosh 2.7.4 maps a segment and then copies every part it opens into a buffer of its own, once for each searcher: eight threads
over an index of half a gigabyte held four. Here parts are read out of the map, whose pages all threads and processes share.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from whoosh.filedb import compound
from whoosh.filedb.structfile import BufferFile

AHEAD = 512  # bytes read at once: the head of a block of postings and what stands in it


class MappedFile(BufferFile):  # type: ignore[misc]
    """A part of a map, read where it lies."""

    def __init__(self, buf: memoryview, name: str | None = None, onclose: Callable[[Any], None] | None = None) -> None:
        super().__init__(b"", name, onclose)
        self._buf = buf
        self.file = io.BufferedReader(_View(buf), AHEAD)


class _View(io.RawIOBase):
    def __init__(self, buf: memoryview) -> None:
        self._buf, self._at = buf, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        found = self._buf[self._at : self._at + len(into)]
        into[: len(found)] = found
        self._at += len(found)
        return len(found)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, len(self._buf))[whence])
        return self._at

    def tell(self) -> int:
        return self._at


def map_without_copies() -> None:
    """Make Whoosh open the parts of its segments so; the version is pinned, and checked before this is called."""
    compound.BufferFile = MappedFile
