"""Taking files into the catalog: one after another, a bad one never stopping the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Catalog, YijuError
from indexer.model.status import Outcome

if TYPE_CHECKING:
    from corpus import Reading


def take(catalog: Catalog, path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Outcome]:
    """Take in everything in a file; what an earlier version of it held and this one does not is taken out."""
    from corpus import read_reports  # see the door of corpus

    seen: list[str] = []
    readable = False
    try:
        for reading in read_reports(path, columns=columns):
            readable = readable or reading.document is not None
            seen.append(f"{path.resolve()}#{reading.member}" if reading.member else str(path.resolve()))
            yield _outcome(catalog, path, reading, seen[-1])
    except OSError as error:
        yield Outcome(path, "refused", reason=f"{path.name} 无法读取（{error.strerror or error}），请检查文件。")
        return
    if readable:  # a file that was damaged since takes nothing back
        catalog.forget_others(str(path.resolve()), seen)


def _outcome(catalog: Catalog, path: Path, reading: Reading, origin: str) -> Outcome:
    if reading.document is None:
        return Outcome(path, "refused", reason=str(reading.refusal), member=reading.member)
    try:
        taken = catalog.add(reading.document, origin)
    except YijuError as error:
        return Outcome(path, "refused", reason=str(error), member=reading.member)
    return Outcome(path, taken.outcome, taken.document_id, member=reading.member)


def files_of(paths: Iterable[Path]) -> Iterable[Path]:
    """Files as given, and all files below folders, in order of name; hidden ones and manifests left out."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".") and p.suffix != ".tsv")
        else:
            yield path
