"""The derived store: everything that can be thrown away and built again from the catalog.

``derived/CURRENT`` holds one line, the name of the generation in use; ``derived/NAME/`` holds its engine's files, its table
of figures, its vocabulary and suggestions, and a stamp of the versions it was made with. A generation made with other
versions, damaged or another's is never opened: a new one is built aside, and the switch is the replacing of one small file.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from time import sleep

from corpus import Catalog
from indexer.analysis.analyzer import Analyzer
from indexer.derived.generation import Generation
from indexer.engines import DEFAULT_ENGINE, engine, engine_name, kept_choice
from indexer.engines.base import Engine, Reader
from indexer.model.errors import EngineAway, EngineError, LibraryError, NoIndex
from indexer.model.seals import Seals
from indexer.quantities import LABELS_VERSION

STAMP = "stamp.json"
WAIT = 600.0  # seconds to wait for another process that builds
GRACE = 1.0  # seconds that a request may still look things up in the generation before
_NAME = re.compile(r"[a-z]+-[0-9a-f]{8}")

Told = Callable[[int, int], None]  # as in building, which is not loaded before it is needed


class DerivedStore:
    """The generations of one library; safe to use from several threads."""

    def __init__(self, folder: Path, catalog: Catalog, analyzer: Analyzer, seals: Seals) -> None:
        self.folder, self._catalog, self._analyzer, self._seals = folder, catalog, analyzer, seals
        self._pointer = folder / "CURRENT"
        self._lock = threading.Lock()
        self._open: tuple[tuple[int, int], Generation] | None = None
        self._login: dict[str, str] = {}  # addresses as this process was given them, with name and password; kept nowhere

    def current(self) -> Generation:
        """The generation in use. Raises :class:`NoIndex` if there is none, :class:`EngineError` if it is not to be trusted."""
        stamp = self._stamp()
        with self._lock:
            while self._open is None or self._open[0] != stamp:
                try:
                    self._open = (stamp, self._opened(self._pointer.read_text("utf-8").strip()))
                except EngineError:
                    stamp, before = self._stamp(), stamp
                    if stamp == before:
                        raise
            return self._open[1]

    def reading(self) -> tuple[Generation, Reader]:
        """The generation in use with its newest snapshot; raises as :meth:`current`.

        While it is opened another process may switch to a new generation and take this one away: then that one is opened.
        """
        generation = self.current()
        while True:
            try:
                return generation, generation.engine.reader()
            except EngineError:
                generation, before = self.current(), generation
                if generation is before:
                    raise

    def _stamp(self) -> tuple[int, int]:
        """Changes with every switch."""
        try:
            found = self._pointer.stat()
        except OSError as error:
            raise NoIndex(f"库 {self.folder.parent} 还没有索引，请先运行 yiju index。") from error
        return found.st_mtime_ns, found.st_ino

    def engine_choice(self) -> str:
        """The engine this library was last built with, by name or address; the default one for a new library."""
        try:
            stamp = self._seals.read(self.folder / self._pointed_at() / STAMP) or {}
            return str(stamp.get("engine") or engine_name(self._pointed_at().rsplit("-", 1)[0]))
        except EngineError:
            return DEFAULT_ENGINE

    def bring_up(
        self, choice: str | None = None, *, rebuild: bool = False, processes: int | None = None, told: Told | None = None
    ) -> int:
        """Make the store hold what the catalog holds; returns the number of documents taken in.

        A new generation is built if asked for, or if the one in use cannot be used; else the missing documents are added.
        Where nothing is to be done nothing is locked: a start need not wait for another process that builds. ``choice`` is an
        engine by name or address; None: the one in use. ``processes`` analyse documents where there are many; None: one for
        each core. ``told`` hears how many documents are done, of how many. Raises :class:`EngineAway` where the engine cannot be
        asked now: that is no reason to build anew.
        """
        wanted = choice or self.engine_choice()
        self._login[kept_choice(wanted)] = wanted
        generation = None if rebuild else self._usable(wanted)
        if generation and self._complete(generation):
            return 0
        with self._building_alone():
            generation = None if rebuild else self._usable(wanted)
            if generation is None:
                return self._built(wanted, processes, told, afresh=rebuild)
            self._sweep(generation.name)
            return self._filled(generation, processes, told)

    def _complete(self, generation: Generation) -> bool:
        """Whether it holds what the catalog holds, and is as fast as it can be."""
        return not self._catalog.removed() and not self._catalog.pending(generation.name) and generation.engine.settled()

    @contextmanager
    def _building_alone(self) -> Iterator[None]:
        """One process builds at a time. SQLite's own lock: the same everywhere, and gone with a process that is killed."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = sqlite3.connect(self.folder / "lock.sqlite", timeout=WAIT, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(f"无法写入 {self.folder}（{error}），请检查权限与磁盘空间。") from error
        with closing(lock):
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error as error:
                raise LibraryError(f"另一个程序正在更新库 {self.folder.parent}，请等它结束后重试。") from error
            yield

    def _usable(self, wanted: str) -> Generation | None:
        """The generation in use, if it is of the engine wanted and all of it can be opened."""
        if kept_choice(wanted) != self.engine_choice():
            return None
        try:
            generation = self.current()
            generation.engine.reader()
            generation.figures.check()
        except EngineAway:
            raise
        except (NoIndex, EngineError):
            return None
        return generation

    def close(self) -> None:
        """Let go of the engine."""
        if self._open:
            self._open[1].engine.close()
            self._open = None

    def _filled(self, generation: Generation, processes: int | None, told: Told | None, *, filling: bool = False) -> int:
        from indexer.derived.building import (
            catch_up,  # with the grammars of figures, 0.2 s: not on the way to the first page
        )

        done = catch_up(
            self._catalog, generation.engine, generation.figures, self._analyzer, generation.name, processes, filling=filling, told=told
        )
        generation.engine.settle()
        return done

    def _built(self, choice: str, processes: int | None, told: Told | None, *, afresh: bool) -> int:
        """A generation of its own, filled aside and then switched to; one that a killed process had begun is gone on with."""
        try:
            generation = (None if afresh else self._begun(choice)) or self._new(choice)
            done = self._filled(generation, processes, told, filling=True)
            generation.engine.publish()
            self._switch(generation.name)
        except OSError as error:
            raise LibraryError(f"无法在 {self.folder} 中建立索引：{error.strerror or error}，请检查权限与磁盘空间。") from error
        return done

    def _new(self, choice: str) -> Generation:
        name = f"{engine_name(choice)}-{secrets.token_hex(4)}"  # never a name used before: the catalog remembers who holds what
        folder = self.folder / name
        folder.mkdir(parents=True)
        generation = Generation.at(folder, engine(choice, folder / "engine", self._seals))
        with generation.engine.writer(), generation.figures.writer(filling=True):
            pass  # an empty library has an index too
        self._seals.write(folder / STAMP, {"versions": self._versions(generation.engine), "engine": generation.engine.choice})
        return generation

    def _begun(self, choice: str) -> Generation | None:
        """A generation that was never finished, if it is of these versions and sound; the catalog knows what it still lacks."""
        for folder in self.folder.glob(f"{engine_name(choice)}-*"):
            if folder.name == self._pointed_at():
                continue
            with suppress(EngineError):
                generation = self._opened(folder.name)
                generation.engine.reader()
                generation.figures.check()
                if generation.engine.choice == kept_choice(choice):
                    return generation
        return None

    def _pointed_at(self) -> str:
        try:
            return self._pointer.read_text("utf-8").strip()
        except (OSError, ValueError):
            return ""

    def _switch(self, name: str) -> None:
        """To this generation. The one before is taken away when requests that look things up in it are over."""
        before = self._pointed_at()
        fresh = self.folder / "CURRENT.new"
        with fresh.open("w", encoding="utf-8") as file:
            file.write(name + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, self._pointer)
        try:
            if before and before != name:
                sleep(GRACE)
        finally:
            self._sweep(name)

    def _sweep(self, name: str) -> None:
        """Away with every generation but this one."""
        for old in self.folder.iterdir():
            if old.is_dir() and old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    def _opened(self, name: str) -> Generation:
        folder = self.folder / name
        if not _NAME.fullmatch(name):
            raise EngineError(f"{self._pointer} 内容不对，请运行 yiju index --rebuild。")
        stamp = self._seals.read(folder / STAMP)
        if not stamp:
            raise EngineError(f"索引 {folder} 是别的版本或别的机器建立的，请运行 yiju index 重建。")
        choice = str(stamp.get("engine") or name.rsplit("-", 1)[0])
        found = engine(self._login.get(choice, choice), folder / "engine", self._seals)
        if stamp.get("versions") != self._versions(found):
            raise EngineError(f"索引 {folder} 是别的版本建立的，请运行 yiju index 重建。")
        return Generation.at(folder, found)

    def _versions(self, found: Engine) -> str:
        return sha256(f"{self._analyzer.fingerprint}/{found.fingerprint}/{LABELS_VERSION}".encode()).hexdigest()[:16]
