"""Taking files into the catalog: whatever is new or has changed, in order, a bad file never stopping the rest.

In go folders and files, out come :class:`Outcome` objects, each after what it tells has been committed: a process that is killed loses
nothing that was told of. The memory of a file is written as its last step: one cut off in the middle is read again the next time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import monotonic

from corpus import Catalog, Found, KnownReading, Stamp, reader_version
from indexer.intake.crew import Alone, Crew, Job, Readers
from indexer.intake.walking import Source, earlier_endings, existing_file, files_of, origin_of, path_of
from indexer.model.status import Outcome

TOGETHER = 50  # reports in one commit
LONGEST = 1.0  # seconds a report waits for its commit while others are ready
CHUNK = 1 << 20  # bytes read at a time when a file is only compared
GONE = "文件已不在原处，报告仍保留在库中；确认不再需要时，请用 yiju index --prune 删除。"
PRUNED = "文件已不在原处，报告已从库中删除。"
TWICE = "与随软件附带的是同一份，由另一处安装收录，已从库中删除。"
NO_LONGER_IN = "文件中已经没有这份报告，已从库中删除。"


@dataclass(frozen=True, slots=True)
class IndexingOptions:
    """How files are to be taken in: which heading of a table holds what (role → heading), by how many processes (0: this one; not
    said: this one reads, and as many as are of use build the index), even those that are known (``reread``), and whether reports
    whose files are gone shall go too (``prune``)."""

    columns: Mapping[str, str] | None = None
    workers: int | None = None
    reread: bool = False
    prune: bool = False


def take(catalog: Catalog, paths: Iterable[Path], options: IndexingOptions) -> Iterator[Outcome]:
    """Take in the files at ``paths`` and below. What an earlier version of a file held and this one does not is taken out.

    Raises :class:`corpus.CatalogError` where the catalog cannot be written (a full disk); what was told of is kept.
    """
    given = list(paths)
    readers: Readers = Crew(options.workers, options.columns) if options.workers else Alone(options.columns)
    reader = reader_version() + "".join(f" {role}={heading}" for role, heading in sorted((options.columns or {}).items()))
    try:
        yield from _Taking(catalog, readers, reader, options.reread).run(files_of(given, catalog.path.parent))
        for folder in given:
            if folder.is_dir():
                yield from _vanished(catalog, folder, options.prune)
    finally:
        readers.close()


@dataclass(slots=True)
class _File:
    """A file on its way in: what was found in it so far."""

    source: Source
    stamp: Stamp | None = None
    readings: list[KnownReading] = field(default_factory=list)
    passing: bool = False

    def origin(self, member: str) -> str:
        return f"{self.source.origin}#{member}" if member else self.source.origin


Step = Callable[[], Iterable[Outcome]]


class _Taking:
    def __init__(self, catalog: Catalog, readers: Readers, reader: str, reread: bool) -> None:
        self._catalog, self._readers, self._reader, self._reread = catalog, readers, reader, reread
        self._held: list[Step] = []
        self._since = 0.0

    def run(self, files: Iterable[Source | Outcome]) -> Iterator[Outcome]:
        """Begin files ahead, and take them in one after another."""
        waiting: deque[tuple[Source, Job | Step] | Outcome] = deque()
        for file in files:
            waiting.append(file if isinstance(file, Outcome) else (file, self._begin(file)))
            if len(waiting) > self._readers.ahead:
                yield from self._next(waiting.popleft())
        while waiting:
            yield from self._next(waiting.popleft())
        yield from self._commit()

    def _begin(self, file: Source) -> Job | Step:
        """Nothing to read where the file is known; else it is given to the readers."""
        return self._known(file) or self._readers.begin(file.path)

    def _next(self, file: tuple[Source, Job | Step] | Outcome) -> Iterator[Outcome]:
        if isinstance(file, Outcome):
            yield from self._commit()
            yield file
        elif callable(file[1]):
            self._hold(file[1])
            if self._is_time():
                yield from self._commit()
        else:
            yield from self._read(_File(file[0]), file[1])

    def _read(self, file: _File, job: Job) -> Iterator[Outcome]:
        found = iter(job.found())
        while True:
            if not job.ready() or self._is_time():
                yield from self._commit()
            each = next(found, None)
            if each is None:
                break
            if isinstance(each, Stamp):
                file.stamp = each
            else:
                self._hold(partial(self._take_in, file, each))
        self._hold(partial(self._finish, file))

    # steps, done inside a transaction -----------------------------------------------------

    def _take_in(self, file: _File, found: Found) -> Iterable[Outcome]:
        file.passing = file.passing or found.passing
        if found.prepared is None:
            file.readings.append(KnownReading(found.member, reason=found.reason))
            return [Outcome(file.source.path, "refused", reason=found.reason, member=found.member)]
        origin = file.origin(found.member)
        twice = self._catalog.resettle(found.prepared, origin, earlier_endings(origin))
        taken = self._catalog.add(found.prepared, origin)
        if taken.origin != origin and existing_file(taken.origin) is None:
            self._catalog.adopt(taken.document_id, origin)
        file.readings.append(KnownReading(found.member, digest=found.prepared.digest))
        return [
            Outcome(file.source.path, taken.outcome, taken.document_id, member=found.member),
            *(Outcome(file.source.path, "removed", each, TWICE) for each in twice),
        ]

    def _finish(self, file: _File) -> Iterable[Outcome]:
        """A file that was damaged since takes nothing back, nor does one that was not read to its end."""
        if file.stamp is None or file.passing:
            return []
        gone: list[str] = []
        if any(reading.digest for reading in file.readings):
            gone = self._catalog.forget_others(file.source.origin, [file.origin(each.member) for each in file.readings])
        self._catalog.remember_file(file.source.origin, file.stamp, self._reader, file.readings)
        return [Outcome(file.source.path, "removed", each, NO_LONGER_IN) for each in gone]

    def _known(self, file: Source) -> Step | None:
        """What to tell of a file that is as it was; None where it has to be read."""
        stamp = None if self._reread else self._catalog.known_file(file.origin, self._reader)
        if stamp is None:
            return None
        try:
            now = os.stat(file.path)
            if now.st_size != stamp.size:
                return None
            touched = now.st_mtime_ns != stamp.modified
            if touched and _digest(file.path) != stamp.sha256:
                return None
        except OSError:
            return None  # the reader will say why
        return partial(self._unchanged, file, now.st_mtime_ns if touched else None)

    def _unchanged(self, file: Source, touched: int | None) -> Iterable[Outcome]:
        if touched is not None:
            self._catalog.restamp(file.origin, touched)
        for each in self._catalog.known_readings(file.origin):
            yield Outcome(file.path, "unchanged" if each.digest else "refused", each.document_id, each.reason, each.member)

    # committing ---------------------------------------------------------------------------

    def _hold(self, step: Step) -> None:
        if not self._held:
            self._since = monotonic()
        self._held.append(step)

    def _is_time(self) -> bool:
        return len(self._held) >= TOGETHER or (bool(self._held) and monotonic() - self._since > LONGEST)

    def _commit(self) -> Iterator[Outcome]:
        if not self._held:
            return
        with self._catalog.together():
            outcomes = [outcome for step in self._held for outcome in step()]
        self._held.clear()
        yield from outcomes


def _vanished(catalog: Catalog, folder: Path, prune: bool) -> Iterator[Outcome]:
    """Reports that were read from this folder, from files that are there no more: a disk that is not at hand must not empty a library."""
    inside = os.path.join(origin_of(folder.resolve()), "")
    for origin in catalog.files_within(inside):
        if os.path.exists(path := path_of(origin)):
            continue
        ids = catalog.documents_from(origin)
        if prune or not ids:
            catalog.forget_file(origin)
        for document_id in ids:
            yield Outcome(Path(path), "removed" if prune else "missing", document_id, PRUNED if prune else GONE)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
