"""What runs in a reading process: tasks in on its standard input, replies out on its standard output, each a line of JSON.

A task names a file (``path``, and ``columns`` of a table), or brings one (``name``, ``size`` and that many bytes behind the line).
The replies to it are what :func:`read_file` finds; the last one has the key ``end``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from time import process_time
from typing import Any, BinaryIO

from corpus.catalog.prepared import prepare
from corpus.formats.registry import read_bytes
from corpus.model.errors import ReadingError
from corpus.model.intake import Found, Stamp, Told
from corpus.reading import Reading, Received, readings, receive
from corpus.text.file_names import readable_name

MEMORY = "“{}”太大，读取它需要的内存超过了限制，请拆成较小的文件后再收录。"
FAULT = "读取“{}”时程序出了错（{}），这个文件没有收录；请另存为 .txt 或 .docx 后再试。"
NO_ACCESS = "{} 无法读取（{}），请检查文件。"


def read_file(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Found | Stamp]:
    """What is in the file at ``path``, and at the end how it was; nothing it does can raise.

    Without the stamp at the end the file was not read as a whole.
    """
    return _guarded(readable_name(path.name), lambda: _everything(receive(path), columns))


def _guarded(name: str, everything: Callable[[], Iterator[Found | Stamp]]) -> Iterator[Found | Stamp]:
    """Whatever goes wrong is this file's outcome."""
    try:
        yield from everything()
    except ReadingError as error:
        yield Found(reason=str(error))
    except OSError as error:
        yield Found(reason=NO_ACCESS.format(name, error.strerror or error), passing=True)
    except MemoryError:
        yield Found(reason=MEMORY.format(name), passing=True)
    except Exception as error:  # a fault of ours: this file's outcome, not the end of all others
        yield Found(reason=FAULT.format(name, f"{type(error).__name__}: {error}"[:200]), passing=True)


def _everything(
    received: Received, columns: Mapping[str, str] | None = None, told: Mapping[str, Told] | None = None
) -> Iterator[Found | Stamp]:
    for reading in readings(received, columns=columns, told=told):
        yield _found(reading)
    yield Stamp(received.size, received.modified, received.sha256)


def _found(reading: Reading) -> Found:
    if reading.document is None:
        return Found(reading.member, reason=str(reading.refusal))
    return Found(reading.member, prepare(reading.document))


def draft_text(data: bytes, name: str) -> dict[str, str]:
    """The text of a draft, or why it cannot be read."""
    try:
        return {"text": read_bytes(data, name).text}
    except ReadingError as error:
        return {"error": str(error)}


def serve() -> None:
    """Found tasks until there are no more. What a library prints goes nowhere."""
    tasks, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in iter(tasks.readline, b""):
        task = json.loads(line)
        _limit_time(task["seconds"])
        for reply in _replies(task, tasks):
            _limit_time(task["seconds"])
            out.write(json.dumps(reply).encode("ascii") + b"\n")
            out.flush()


def _limit_time(seconds: float) -> None:
    """Computing time until the next reply: our parent watches the clock, unless it was killed."""
    with suppress(ImportError):
        from resource import RLIM_INFINITY, RLIMIT_CPU, setrlimit

        setrlimit(RLIMIT_CPU, (int(process_time() + 2 * seconds + 1), RLIM_INFINITY))


def _replies(task: dict[str, Any], tasks: BinaryIO) -> Iterator[dict[str, Any]]:
    if "path" in task:
        found = read_file(Path(task["path"]), task.get("columns"))
    else:
        data, name = tasks.read(task["size"]), task["name"]
        if task.get("draft"):
            yield draft_text(data, name) | {"end": None}
            return
        told = {member: Told(**said) for member, said in task.get("told", {}).items()}
        found = _guarded(name, lambda: _everything(Received(name, data, sha256(data).hexdigest(), size=len(data)), told=told))
    stamp = None
    for each in found:
        if isinstance(each, Stamp):
            stamp = asdict(each)
        else:
            yield asdict(each)
    yield {"end": stamp}
