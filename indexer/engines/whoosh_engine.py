"""The default engine: Whoosh 2.7.4 in a folder, good to about 100,000 passages.

Whoosh's files hold serialised Python objects, so a sealed manifest lists the digest of each and nothing else is opened. Replacing
the manifest is what makes a commit count: files it does not list were left by a process that was killed, and are swept away. Its
searchers are neither shared between threads nor refreshed: every fork after 2.7.4 returns documents twice after
``refresh()``, and a shared searcher gives wrong answers under thread switches.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import whoosh
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.util.filelock import try_for

from indexer.engines.whoosh_mapping import map_without_copies
from indexer.engines.whoosh_reader import WhooshReader
from indexer.engines.whoosh_schema import pack_facts, schema
from indexer.engines.whoosh_snapshot import Snapshot
from indexer.engines.whoosh_writing import TermwiseWriter
from indexer.model.errors import EngineError
from indexer.model.matching import Entry
from indexer.model.seals import Seals

NEEDED = (2, 7, 4)
MEMORY_MB = 384  # postings held before they are spilled to disk: those of 13,000 passages
MANIFEST = "manifest.json"
SCHEMA_VERSION = 2
OPENING_TRIES = 200  # an open may meet a commit or its clean-up: measured, 1 of 644
OPENING_PAUSE = 0.05  # seconds between them
LOCKING = 5.0  # seconds to try for the lock: readers hold it for a moment to see whether it is held

Stamp = tuple[int, int]


class WhooshWriter:
    """Takes passages in and out; see :class:`indexer.engines.base.Writer`."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._searcher: Any = None  # over what was there before; one for all that is to be forgotten

    def add(self, entry: Entry) -> None:
        """Take one passage in."""
        self._writer.add_document(
            document=str(entry.document_key), words=entry.words, subject=entry.subject, grams=entry.grams,
            titles=entry.titles, facts=pack_facts(entry),
        )  # fmt: skip

    def forget(self, document_key: int) -> None:
        """Take all passages of a document out."""
        if self._searcher is None:
            self._searcher = self._writer.searcher()
        self._writer.delete_by_term("document", str(document_key), searcher=self._searcher)

    def close(self) -> None:
        """Let go of files."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None


class WhooshEngine:
    """A Whoosh index in ``folder``; safe to use from several threads."""

    name = choice = "whoosh"
    joins = 1
    features = frozenset({"phrase", "prefix", "near", "not", "filters", "facets", "sort", "group", "tally"})

    def __init__(self, folder: Path, seals: Seals) -> None:
        if tuple(whoosh.__version__) != NEEDED:
            found = ".".join(map(str, whoosh.__version__))
            raise EngineError(
                f"装的 whoosh 是 {found}，依据只用 2.7.4（其他分支会返回重复结果），请运行 pip install Whoosh==2.7.4。"
            )
        map_without_copies()
        self.folder, self._seals = folder, seals
        self._manifest = folder / MANIFEST
        self._local = threading.local()
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._digests: dict[str, tuple[int, int, str]] = {}  # file name: size, time, digest

    @property
    def fingerprint(self) -> str:
        """Engine, its version and our schema."""
        return f"whoosh-{'.'.join(map(str, NEEDED))}-{SCHEMA_VERSION}"

    @contextmanager
    def writer(self) -> Iterator[WhooshWriter]:
        """One commit; an exception leaves the index as it was."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            storage = FileStorage(str(self.folder))
            with self._writing_alone(storage):
                writer = self._writer(storage)
                changes = WhooshWriter(writer)
                try:
                    yield changes
                except BaseException:
                    changes.close()
                    writer.cancel()
                    raise
                changes.close()
                writer.commit()
                self._write_manifest()
                self._sweep()
        except OSError as error:
            raise EngineError(f"写入索引 {self.folder} 失败：{error.strerror or error}，请检查磁盘空间后重试。") from error

    @contextmanager
    def _writing_alone(self, storage: Any) -> Iterator[None]:
        """Whoosh's own writer keeps its lock when a full disk stops it half-way through its making; so the lock is ours."""
        lock = storage.lock("YIJU_LOCK")
        if not try_for(lock.acquire, timeout=LOCKING, delay=OPENING_PAUSE):
            raise EngineError(f"另一个程序正在写索引 {self.folder}，请等它结束后重试。")
        try:
            yield
        finally:
            lock.release()

    def _writer(self, storage: Any) -> Any:
        if self._manifest.exists():
            self._check()
            self._sweep()
            return TermwiseWriter(storage.open_index(), MEMORY_MB)
        return TermwiseWriter(storage.create_index(schema()), MEMORY_MB)

    def reader(self) -> WhooshReader:
        """The newest snapshot, with a searcher of this thread's own; the one before while a commit is under way."""
        mine: tuple[Stamp, WhooshReader] | None = getattr(self._local, "reader", None)
        for attempt in range(OPENING_TRIES):
            stamp = self._stamp()
            if mine and mine[0] == stamp:
                return mine[1]
            try:
                reader = self._open(stamp)
                break
            except (OSError, whoosh_index.IndexError, EngineError) as error:
                if mine:
                    return mine[1]
                if attempt == OPENING_TRIES - 1 or not (self._is_being_written() or self._rolled_back()):
                    raise self._unusable(error) from error
                time.sleep(OPENING_PAUSE)
        if mine:
            mine[1].close()
        self._local.reader = (stamp, reader)
        return reader

    def about(self) -> str:
        """Name and version."""
        return f"Whoosh {'.'.join(map(str, NEEDED))}"

    def settle(self) -> None:
        """Nothing more to do."""

    def settled(self) -> bool:
        """Always."""
        return True

    def publish(self) -> None:
        """Nothing more to do."""

    def close(self) -> None:
        """Let go of this thread's searcher and of what all share."""
        mine = getattr(self._local, "reader", None)
        if mine:
            mine[1].close()
        self._local = threading.local()
        self._snapshot = None

    def _is_being_written(self) -> bool:
        """Whether a commit is under way: then files and manifest may disagree for a moment."""
        lock = FileStorage(str(self.folder)).lock("YIJU_LOCK")
        if lock.acquire():
            lock.release()
            return False
        return True

    def _open(self, stamp: Stamp) -> WhooshReader:
        with self._lock:
            generation = self._check()
            if self._snapshot is None or self._snapshot.stamp != stamp:
                self._snapshot = Snapshot(stamp)
            snapshot = self._snapshot
        index = FileStorage(str(self.folder)).open_index()
        if index.latest_generation() != generation:
            raise EngineError(f"{self.folder} 正在更新，请稍后重试。")
        return WhooshReader(index.searcher(), snapshot)

    def _stamp(self) -> Stamp:
        """Changes with every commit, since the manifest is replaced by a new file."""
        try:
            found = (self._manifest).stat()
        except OSError as error:
            raise EngineError(f"{self.folder} 中没有索引，请运行 yiju index。") from error
        return found.st_mtime_ns, found.st_ino

    def _unusable(self, error: Exception) -> EngineError:
        if isinstance(error, EngineError):
            return error
        return EngineError(f"索引 {self.folder} 无法打开（{error}），请运行 yiju index --rebuild。")

    def _write_manifest(self) -> None:
        index = FileStorage(str(self.folder)).open_index()
        segments = (f"{segment.segment_id()}." for segment in index._segments())
        names = (f"_{index.indexname}_{index.latest_generation()}.toc", *segments)
        held = [p for p in sorted(self.folder.iterdir()) if p.name.startswith(names)]
        for path in held:
            if path.name not in self._digests:
                _flush(path)
        _flush(self.folder)
        files = {p.name: self._digest(p) for p in held}
        content = {"engine": self.fingerprint, "generation": index.latest_generation(), "files": files}
        self._seals.write(self._manifest, content)
        _flush(self.folder)

    def _check(self) -> int:
        """Raise unless every file of the index is the one this installation wrote; returns Whoosh's generation."""
        manifest = self._listed()
        for name, digest in manifest["files"].items():
            if not (self.folder / name).is_file() or self._digest(self.folder / name) != digest:
                raise EngineError(f"索引文件 {name} 损坏或被改动，请运行 yiju index --rebuild。")
        return int(manifest["generation"])

    def _listed(self) -> dict[str, Any]:
        manifest = self._seals.read(self._manifest)
        if not manifest or manifest.get("engine") != self.fingerprint or not isinstance(manifest.get("files"), dict):
            raise EngineError(f"索引 {self.folder} 不是本机这一版依据建立的，请运行 yiju index --rebuild。")
        return manifest

    def _sweep(self) -> bool:
        """Away with the files of commits that no longer count, or never did; whether there were any. For who holds the lock."""
        listed = self._listed()["files"]
        left = [p for p in self.folder.iterdir() if p.suffix in (".toc", ".seg", ".tmp") and p.name not in listed]
        for path in left:
            with suppress(OSError):  # on Windows a reader may still have it open
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        return bool(left) and not any(path.exists() for path in left)

    def _rolled_back(self) -> bool:
        """Whether a killed process had left a commit that does not count, which is gone now."""
        lock = FileStorage(str(self.folder)).lock("YIJU_LOCK")
        if not lock.acquire():
            return False
        try:
            return self._sweep()
        except EngineError:
            return False
        finally:
            lock.release()

    def _digest(self, path: Path) -> str:
        """The digest of a file, computed again only if its size or time has changed."""
        found = path.stat()
        known = self._digests.get(path.name)
        if known and known[:2] == (found.st_size, found.st_mtime_ns):
            return known[2]
        digest = self._seals.digest(path)
        self._digests[path.name] = (found.st_size, found.st_mtime_ns, digest)
        return digest


def _flush(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk and not only in memory: Whoosh leaves that to chance."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders; it keeps names by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
