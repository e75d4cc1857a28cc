"""Finding the files to read: paths as given in, files out, in order of name, folder by folder. Nothing is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import shipped_folder
from indexer.model.status import Outcome

LEFT_BEHIND = ("~$", ".~", "Thumbs.db", "desktop.ini", "manifest.tsv")  # beginnings of names: locks of Office, lists of our own
NO_ACCESS = "文件夹 {} 无法打开（{}），里面的文件没有收录，请检查权限。"
SHIPPED = "shipped:"  # before the name of a report that comes with the package, which lies elsewhere in every installation
_ESCAPED = re.compile(r"\\udc([0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class Source:
    """A file: its path as the user wrote it, and the name by which the catalog knows it (see :func:`origin_of`)."""

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
    r"""An absolute path as text that can be stored: bytes of a name that are no text are written ``\udcXX``. A shipped report is
    ``shipped:`` and its name, so that it is the same report to every installation.

    >>> origin_of(os.fsdecode(b"/\xb1\xa8.txt")), os.fsencode(path_of(r"/\udcb1\udca8.txt"))
    ('/\\udcb1\\udca8.txt', b'/\xb1\xa8.txt')
    """
    folder, name = os.path.split(path)
    known = SHIPPED + name if folder == str(shipped_folder()) else os.fspath(path)
    return known.encode("utf-8", "backslashreplace").decode("utf-8")


def earlier_endings(origin: str) -> tuple[str, ...]:
    r"""How paths end by which a shipped report was known before it had a name of its own; none for any other file.

    >>> earlier_endings("shipped:a.txt"), earlier_endings("/a.txt")
    (('/corpus/reports/a.txt', '\\corpus\\reports\\a.txt'), ())
    """
    if not origin.startswith(SHIPPED):
        return ()
    return tuple(sep.join(("", "corpus", "reports", origin.removeprefix(SHIPPED))) for sep in "/\\")


def path_of(origin: str) -> str:
    """The path that was stored as ``origin``."""
    if origin.startswith(SHIPPED):
        origin = os.path.join(shipped_folder(), origin.removeprefix(SHIPPED))
    return _ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)), origin)


def existing_file(origin: str) -> Path | None:
    """The file from which a report was read, if it still exists; ``origin`` may name a report in it (``path#member``)."""
    steps = path_of(origin).split("#")
    paths = (Path("#".join(steps[: i + 1])) for i in range(len(steps)))
    return next((path for path in paths if path.is_absolute() and path.is_file()), None)
