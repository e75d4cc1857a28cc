"""Opening the catalog's SQLite file: one connection a thread, checked to be ours, with errors in the user's words."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from corpus.catalog import copies, files
from corpus.model.errors import CatalogError

CACHE = 8_000  # KiB of pages kept by each connection: all but the lowest of a million passages
UPGRADES = {1: copies.upgrade, 2: files.upgrade}  # from each PRAGMA user_version to the next; 1 is schema.sql
VERSION = 3
WAIT = 30.0  # seconds a writer waits for another one


class Connections:
    """Hands every thread a connection of its own: an SQLite connection must not be shared.

    A read-only one opens the file with ``mode=ro``, or with ``immutable=1`` where the folder cannot be written (then SQLite
    could not keep its lock files). Raises :class:`CatalogError` where the file is missing, foreign or newer.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path, self.read_only = path, read_only
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        weakref.finalize(self, _close_all, self._all)

    def get(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with _explained(self.path):
                connection = self._local.connection = self._open()
            with self._lock:
                self._all.append(connection)
        return connection

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            _close_all(self._all)
        self._local = threading.local()

    def read(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """All rows of a query, in this thread's connection."""
        connection = self.get()
        with _explained(self.path):
            return connection.execute(sql, tuple(values)).fetchall()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, with errors in the user's words."""
        connection = self.get()
        with _explained(self.path):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end, rolled back on any error. Inside another one it is a part of that."""
        connection = self.get()
        if connection.in_transaction:
            yield connection
            return
        with _explained(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has undone it already
                    connection.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        address = self._address()
        connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = {-CACHE}")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not self.read_only and not _tables(connection):
            connection.execute("PRAGMA journal_mode = WAL")
            schema = resources.files("corpus.catalog").joinpath("schema.sql").read_text("utf-8")
            connection.executescript(f"BEGIN IMMEDIATE;\n{schema}\nCOMMIT;")
            version = 1
        while version in UPGRADES and not self.read_only:
            _upgrade(connection, version)
            version += 1
        if 0 < version < VERSION:
            raise CatalogError(f"{self.path} 是旧版依据的报告目录而文件夹不可写，请先在可写的地方运行一次 yiju doctor。")
        elif version != VERSION:
            raise CatalogError(
                f"{self.path} 不是本版依据的报告目录（版本 {version}，需要 {VERSION}），请换一个库文件夹或升级程序。"
            )

    def _address(self) -> str:
        address = "file:" + quote(str(self.path))
        if not self.read_only:
            return address + "?mode=rwc"
        if not self.path.is_file():
            raise CatalogError(f"库中没有报告目录 {self.path}，请先运行 yiju index。")
        if can_write(self.path.parent):
            return address + "?mode=ro"
        waiting = self.path.with_name(self.path.name + "-wal")
        if waiting.is_file() and waiting.stat().st_size:
            raise CatalogError(f"{self.path} 有尚未并入的改动而文件夹不可写，请先在可写的地方运行一次 yiju doctor。")
        return address + "?immutable=1"


def _upgrade(connection: sqlite3.Connection, version: int) -> None:
    """From one version of the schema to the next, as a whole or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == version:  # else another process was quicker
            UPGRADES[version](connection)
            connection.execute(f"PRAGMA user_version = {version + 1}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()


def _tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def can_write(folder: Path) -> bool:
    """Asked by trying: permission bits do not tell of read-only mounts, and root passes os.access everywhere."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise CatalogError(_sentence(path, error)) from error
    except OSError as error:
        raise CatalogError(f"无法打开 {path}：{error.strerror or error}，请检查文件夹权限。") from error


def _sentence(path: Path, error: sqlite3.DatabaseError) -> str:
    said = str(error)
    if "full" in said:
        return f"磁盘已满，{path} 没有写入，请腾出空间后重试；已收录的报告没有受损。"
    if "I/O" in said:
        return f"{path} 写不进去（{said}），磁盘可能已满或有故障，请检查磁盘后重试；已收录的报告没有受损。"
    if "readonly" in said or "unable to open" in said:
        return f"{path} 不可写，请检查文件夹权限，或用 --library 换一个文件夹。"
    if "locked" in said:
        return f"{path} 正被另一个程序写入，请稍后重试。"
    if "not a database" in said or "malformed" in said:
        return f"{path} 不是报告目录或已损坏，请换一个库文件夹，或移走该文件后重新运行 yiju index。"
    return f"读写 {path} 时出错（{said}），请运行 yiju doctor 检查。"
