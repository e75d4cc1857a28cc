"""Finding the files to read: paths as given in, files out, in order of name, folder by folder. Nothing is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.model.status import Outcome

LEFT_BEHIND = ("~$", ".~", "Thumbs.db", "desktop.ini", "manifest.tsv")  # beginnings of names: locks of Office, lists of our own
NO_ACCESS = "文件夹 {} 无法打开（{}），里面的文件没有收录，请检查权限。"
_ESCAPED = re.compile(r"\\udc([0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class Source:
    """A file: its path as the user wrote it, and the name by which the catalog knows it (absolute, and always text)."""

    path: Path
    origin: str


def files_of(paths: Iterable[Path], library: Path | None = None) -> Iterator[Source | Outcome]:
    """Files as given, and all below folders; hidden ones left out, and the folder of the library itself.

    A folder that cannot be opened comes as a refusal.
    """
    own = str(library.resolve()) if library else ""
    for path in paths:
        if path.is_dir():
            yield from _below(path, own)
        else:
            yield Source(path, origin_of(path.resolve()))


def _below(folder: Path, own: str) -> Iterator[Source | Outcome]:
    root = folder.resolve()
    closed: list[OSError] = []
    for here, folders, names in os.walk(root, onerror=closed.append):
        if here == own:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__MACOSX")
        shown = folder / os.path.relpath(here, root)
        for name in sorted(names):
            full = os.path.join(here, name)
            if not name.startswith((".", *LEFT_BEHIND)) and os.path.isfile(full):
                yield Source(shown / name, origin_of(full))
        yield from _refusals(closed)
    yield from _refusals(closed)


def _refusals(closed: list[OSError]) -> Iterator[Outcome]:
    while closed:
        error = closed.pop()
        yield Outcome(Path(error.filename), "refused", reason=NO_ACCESS.format(error.filename, error.strerror or error))


def origin_of(path: str | Path) -> str:
    r"""A path as text that can be stored: bytes of a name that are no text are written ``\udcXX``.

    >>> origin_of(os.fsdecode(b"/\xb1\xa8.txt")), os.fsencode(path_of(r"/\udcb1\udca8.txt"))
    ('/\\udcb1\\udca8.txt', b'/\xb1\xa8.txt')
    """
    return os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")


def path_of(origin: str) -> str:
    """The path that was stored as ``origin``."""
    return _ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)), origin)


def existing_file(origin: str) -> Path | None:
    """The file from which a report was read, if it still exists; ``origin`` may name a report in it (``path#member``)."""
    steps = path_of(origin).split("#")
    paths = (Path("#".join(steps[: i + 1])) for i in range(len(steps)))
    return next((path for path in paths if path.is_absolute() and path.is_file()), None)
