"""The reception: taking reports into a library, out of it and again, each ending in an index that is up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from corpus import Catalog, Gazetteer, NotFound, Told
from corpus import shipped_reports as shipped
from indexer.derived.store import DerivedStore
from indexer.intake.receiving import examined, kept
from indexer.intake.taking import IndexingOptions, take
from indexer.intake.walking import existing_file
from indexer.model.errors import LibraryError
from indexer.model.examined import Examined
from indexer.model.status import Outcome
from indexer.shelf import Shelf

READ_ONLY = "库 {} 是只读的，请用 --library 换一个可写的文件夹。"
AS_USUAL = IndexingOptions()


class Reception(Shelf):
    """A shelf that can be filled; ``path`` is the library's folder."""

    def __init__(self, path: Path, catalog: Catalog, places: Gazetteer, derived: DerivedStore, *, writable: bool) -> None:
        super().__init__(catalog, places)
        self.path, self.writable, self._derived = path, writable, derived

    def prepare(self) -> None:
        """Make the library ready to be searched: the shipped reports if it is new, a new index where the old is unusable."""
        if self.writable:
            if not self._catalog.ever_held_any():
                self.index()
            else:
                self._derived.bring_up()

    def index(
        self, paths: Iterable[Path] = (), options: IndexingOptions = AS_USUAL, *, rebuild: bool = False, engine: str | None = None
    ) -> list[Outcome]:
        """As :meth:`indexing`, all at once."""
        return list(self.indexing(paths, options, rebuild=rebuild, engine=engine))

    def indexing(
        self, paths: Iterable[Path] = (), options: IndexingOptions = AS_USUAL, *, rebuild: bool = False, engine: str | None = None,
        told: Callable[[int, int], None] | None = None,
    ) -> Iterator[Outcome]:  # fmt: skip
        """Read files and folders and index what is new, telling of each file once it is kept. Without a path the shipped reports
        are read, or, where the index of a library is built anew or for another engine, nothing.

        One bad file never stops the rest. Whoever stops listening stops the reading; what was told of stays, and is indexed at
        the next occasion. ``told`` hears how many reports are indexed, of how many. Raises :class:`LibraryError` for a library that
        cannot be written.
        """
        if not self.writable:
            raise LibraryError(READ_ONLY.format(self.path))
        converting = (rebuild or engine) and self._catalog.ever_held_any()
        yield from take(self._catalog, list(paths) or ([] if converting else shipped()), options)
        self._derived.bring_up(engine, rebuild=rebuild, processes=options.workers, told=told)
        self._catalog.settle()

    def remove(self, document_id: str) -> None:
        """Take a report out of the catalog and the index; raises :class:`NotFound`."""
        self._catalog.remove(document_id)
        self._derived.bring_up()

    def reread(self, document_id: str) -> list[Outcome]:
        """Read the file of a report again, with all that is in it; raises :class:`NotFound`, also where the file is gone."""
        path = self.file_of(document_id)
        if path is None:
            raise NotFound(f"报告 {document_id} 的原文件已不在这台电脑上，无法重新读取。")
        return self.index([path], IndexingOptions(workers=1, reread=True))

    def file_of(self, document_id: str) -> Path | None:
        """The file a report was read from, None where it is not there; raises :class:`NotFound`."""
        return existing_file(self._catalog.origin(self._catalog.document(document_id)))

    def examine(self, data: bytes, name: str, told: Mapping[str, Told] | None = None) -> list[Examined]:
        """What is in a file that was sent, before it is kept; ``told`` is what the sender says of members that do not say it."""
        return examined(self._catalog, self._places, data, name, told)

    def keep(self, reports: Iterable[Examined]) -> list[Outcome]:
        """Take in what was examined, and index it. Raises :class:`LibraryError` for a library that cannot be written."""
        if not self.writable:
            raise LibraryError(READ_ONLY.format(self.path))
        outcomes = kept(self._catalog, reports)
        self._derived.bring_up()
        return outcomes
