"""The fast engine: tantivy in a folder, good to millions of passages. It needs the extra ``fast``.

A commit is made for each change by an index opened for that change: an ``Index`` that lives long while other processes write
leaves files behind that nobody owns. tantivy flushes to the disk itself, and what a killed writer leaves is cleared away by
the next. Its files hold no code, so they need no seal; the versions are checked by the derived store.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

import tantivy

from indexer.engines.tantivy_common import SAMPLE, CommonStrings, common_in
from indexer.engines.tantivy_kept import LEAST, META, Added, commit_of, common_terms, file_of, keep, opened
from indexer.engines.tantivy_reader import TantivyReader
from indexer.engines.tantivy_schema import SCHEMA_VERSION, SORTED_BY, document, letters, schema
from indexer.engines.term_text import escaped
from indexer.model.errors import EngineError
from indexer.model.matching import Entry
from indexer.model.seals import Seals

HEAP = 256_000_000  # bytes of postings held before a segment is written
MANY = 0.1  # of the passages of an index, as many new ones as make it worth while to look for common terms anew

Stamp = tuple[int, int]


class TantivyWriter:
    """Takes passages in and out; see :class:`indexer.engines.base.Writer`.

    ``common`` None: the strings that are common in this index are not known yet. The first ``sample`` passages wait until they are.
    ``added`` is told of the terms of each passage.
    """

    def __init__(
        self, writer: tantivy.IndexWriter, folder: Path, common: CommonStrings | None, sample: int, added: Added | None
    ) -> None:
        self._writer, self._folder, self._common, self._sample, self._added = writer, folder, common, sample, added
        self._waiting: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """Take one passage in."""
        if self._common is not None:
            self._writer.add_document(document(entry, self._common))
            if self._added is not None:
                self._added.add(entry.key, "grams", {escaped(text) for text, _ in entry.grams})
                self._added.add(entry.key, "strings", self._common.inside(letters(entry)))
            return
        self._waiting.append(entry)
        if len(self._waiting) == self._sample:
            self.settle()

    def forget(self, document_key: int) -> None:
        """Take all passages of a document out. By a field of text: by one of numbers tantivy takes out nothing, and says nothing."""
        self.settle()
        self._writer.delete_documents_by_term("document", str(document_key))

    def settle(self) -> None:
        """Let none wait any longer. Where only few came there is nothing to gain: then no string is common."""
        if self._waiting:
            enough = len(self._waiting) >= self._sample
            self._common = common_in([letters(entry) for entry in self._waiting]) if enough else CommonStrings()
            try:
                self._common.keep(self._folder)
            except OSError as error:
                raise unwritable(self._folder, error) from error
            waiting, self._waiting = self._waiting, []
            for entry in waiting:
                self.add(entry)


def unwritable(folder: Path, error: Exception) -> EngineError:
    """Why an index cannot be written, in the user's words."""
    if "LockBusy" in str(error) or "lock" in str(error).lower():
        return EngineError(f"另一个程序正在写索引 {folder}，请等它结束后重试。")
    return EngineError(f"写入索引 {folder} 失败：{error}，请检查磁盘空间后重试。")


class TantivyEngine:
    """A tantivy index in ``folder``; safe to use from several threads."""

    name = choice = "tantivy"
    joins = 8  # tantivy's LogMergePolicy, which cannot be chosen from Python
    features = frozenset({"phrase", "prefix", "near", "not", "filters", "facets", "sort", "group", "tally"})

    def __init__(self, folder: Path, seals: Seals, sample: int = SAMPLE, least: int = LEAST) -> None:
        self.folder, self.sample, self.least = folder, sample, least
        self._lock = threading.Lock()
        self._open: tuple[Stamp, TantivyReader] | None = None
        self._awaited: Path | None = None  # what does not lie ready yet for the open reader
        self._added: Added | None = None  # passages that what lay ready before they came can be brought up with

    @property
    def fingerprint(self) -> str:
        """Engine, its version and our schema."""
        return f"tantivy-{version('tantivy')}-{SCHEMA_VERSION}"

    @contextmanager
    def writer(self) -> Iterator[TantivyWriter]:
        """One commit; an exception leaves the index as it was."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(schema(), str(self.folder), sort_by_field=SORTED_BY)
            writer = index.writer(HEAP, num_threads=1)
            common = CommonStrings.kept(self.folder)
        except (OSError, ValueError) as error:
            raise unwritable(self.folder, error) from error
        taking = TantivyWriter(writer, self.folder, common, self.sample, self._adding(index.searcher().num_docs))
        try:
            yield taking
            taking.settle()
        except BaseException:
            self._added = None  # it has heard of passages that never came
            writer.rollback()
            raise
        try:
            writer.commit()
            writer.garbage_collect_files()
            writer.wait_merging_threads()
        except (OSError, ValueError) as error:
            raise unwritable(self.folder, error) from error

    def reader(self) -> TantivyReader:
        """The newest snapshot; all threads share it."""
        stamp = self._stamp()
        with self._lock:
            if self._open is None or self._open[0] != stamp or (self._awaited and self._awaited.exists()):
                self._open = (stamp, self._opened(stamp))
            return self._open[1]

    def _opened(self, stamp: Stamp) -> TantivyReader:
        try:
            while True:
                commit = commit_of(self.folder)
                index, common, path = tantivy.Index.open(str(self.folder)), CommonStrings.kept(self.folder), file_of(self.folder, commit)
                self._awaited = None if path.exists() else path  # a damaged one is not waited for
                reader = TantivyReader(index, stamp, common or CommonStrings(), opened(path))
                if commit == commit_of(self.folder):
                    return reader
        except (OSError, ValueError, KeyError) as error:
            raise EngineError(f"索引 {self.folder} 无法打开（{error}），请运行 yiju index --rebuild。") from error

    def _adding(self, passages: int) -> Added | None:
        """What hears of the passages taken in, if something lies ready that can be brought up with them."""
        if self._added is None:
            with suppress(OSError, ValueError, KeyError):
                kept = opened(file_of(self.folder, commit_of(self.folder)))
                self._added = Added(kept) if kept else None
        return self._added if self._added is not None and len(self._added) <= MANY * passages else None

    def settle(self) -> None:
        """Lay ready what makes searches of many passages fast. Where that fails they are slow and right."""
        if not self.settled():
            reader = self.reader()
            terms = self._added.updated(reader.columns) if self._added is not None else None
            with suppress(OSError):
                path = file_of(self.folder, commit_of(self.folder))
                keep(path, reader.columns, terms or common_terms(reader.searcher, reader.strings))
            with self._lock:
                self._open = None
        self._added = None

    def settled(self) -> bool:
        """Whether it lies ready, or would not be worth it."""
        reader = self.reader()
        return reader.ready or reader.size() < self.least

    def _stamp(self) -> Stamp:
        try:
            found = (self.folder / META).stat()
        except OSError as error:
            raise EngineError(f"{self.folder} 中没有索引，请运行 yiju index。") from error
        return found.st_mtime_ns, found.st_ino

    def about(self) -> str:
        """Name and version."""
        return f"tantivy {version('tantivy')}"

    def publish(self) -> None:
        """Nothing more to do."""

    def close(self) -> None:
        """Let go of the snapshot."""
        self._open = None
