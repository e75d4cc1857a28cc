"""Archives of reports: .zip files, with names in GBK or UTF-8. Bytes in, the files inside out, each read by its own format."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from corpus.formats.archive import contents, open_archive, shown_name
from corpus.model.errors import ReadingError

NAME = "zip"
SUFFIXES = frozenset({".zip"})
MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_FURNITURE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def recognises(data: bytes, named: bool) -> bool:
    """Zipped files that no other format has claimed."""
    return data.startswith(MAGIC)


def unpack(data: bytes, name: str) -> Iterator[tuple[str, bytes | ReadingError]]:
    """Name and bytes of every file inside, or why it cannot be read.

    Raises :class:`corpus.model.errors.BinaryFile` for a damaged archive, ``TooLarge`` for one that would swell.
    """
    archive = open_archive(data, name)
    for member in archive.infolist():
        shown = shown_name(member)
        if member.is_dir() or _is_furniture(shown):
            continue
        yield shown, _unpacked(archive, member, f"{name}#{shown}")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes | ReadingError:
    try:
        return contents(archive, member, name)
    except ReadingError as error:
        return error


def _is_furniture(name: str) -> bool:
    """Whether a file is one that file managers leave behind."""
    last = name.rpartition("/")[2]
    return name.startswith(_FURNITURE) or last in _FURNITURE or last.startswith(".")
