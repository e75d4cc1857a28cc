"""Reading files in a child process of limited time and memory.

A file built to hurt (a bomb in a .docx, a PDF that never ends) takes the child down and nothing else. Bytes travel over pipes, as
lines of JSON: no name from outside becomes a path, nothing is written to a disk, and nothing that comes back is run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path, PurePath
from subprocess import DEVNULL, PIPE
from typing import IO, Any

from corpus.model.errors import EmptyFile, ReadingError, TooLarge
from corpus.model.intake import Found, Prepared, Stamp, Told

SECONDS = 20  # for a file that was sent; a long report takes less than two
PATIENCE = 120  # seconds for each report of a file that is indexed: nobody waits before a page
MEMORY = 2 << 30  # bytes of address space, where the system can limit it
LONGEST_REPLY = 256 << 20  # bytes of one line from the child
MOST_BYTES = 20 * 1024 * 1024
TOO_LARGE = "文件有 {size:.0f} MB，最多 {most} MB，请只留需要核对的部分。"
MOST_MEMBERS = 100  # reports of one file that are looked at on a page
TOO_MANY = "文件里的报告超过 {} 份，其余没有读取；请在终端用 yiju index 收录整个文件。"
NOTHING = "文件里没有文字，请换一个文件。"
GAVE_UP = "文件读不出来（超出了时间或内存的限制），请另存为文本文件后再试。"
TOO_SLOW = "“{name}”读了 {seconds:.0f} 秒还没有读完，已放弃；请另存为 .txt 或拆成较小的文件后再收录。"
LOST = "读取“{name}”的进程意外结束（文件可能有意损坏，或需要的内存超过限制）；请另存为 .txt 后再收录。"


class ChildLost(Exception):
    """The child ended, or was ended, before it had answered; ``slow`` tells that it took too long."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__("slow" if slow else "dead")
        self.slow = slow


class ReadingChild:
    """A process that reads one file after another; started when first asked, and again after it was lost. For one thread at a time."""

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = PATIENCE if seconds is None else seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._slow = False

    def read(self, path: Path, columns: Mapping[str, str] | None, name: str) -> Iterator[Found | Stamp]:
        """What is in a file, as :func:`corpus.child.read_file` tells it; losing the child is this file's refusal. ``name`` is for messages."""
        try:
            for reply in self.ask({"path": str(path), "columns": dict(columns or {})}):
                yield from _decoded(reply)
        except ChildLost as lost:
            reason = TOO_SLOW if lost.slow else LOST
            yield Found(reason=reason.format(name=name, seconds=self._seconds), passing=True)

    def ask(self, task: Mapping[str, object], data: bytes = b"") -> Iterator[dict[str, Any]]:
        """Send a task and yield the replies; raises :class:`ChildLost`. A child whose replies are not all taken is ended."""
        done = False
        try:
            process = self._running()
            stdin, stdout = _pipes(process)
            with self._limited(process):
                stdin.write(json.dumps({**task, "seconds": self._seconds}).encode("ascii") + b"\n" + data)
                stdin.flush()
            while not done:
                with self._limited(process):
                    line = stdout.readline(LONGEST_REPLY)
                reply = json.loads(line)  # the end of the pipe is no JSON
                done = "end" in reply
                yield reply
        except (OSError, ValueError, TypeError) as error:
            raise ChildLost(slow=self._slow) from error
        finally:
            if not done:
                self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in _pipes(process):
            with suppress(OSError):  # what was still to be written to it
                pipe.close()

    def kill(self) -> None:
        """End the process from another thread: what it was reading is lost."""
        if self._process is not None:
            self._process.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._slow = False
            command = [sys.executable, "-I", "-X", "utf8", "-c", _CHILD, json.dumps([p for p in sys.path if p])]
            self._process = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        return self._process

    @contextmanager
    def _limited(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """End the process if it keeps us waiting too long; as long as it waits for us, its time does not count."""
        timer = threading.Timer(self._seconds, self._give_up, [process])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._slow = True
        process.kill()


def read_sent(data: bytes, name: str) -> str:
    """The text of a file; ``name`` only tells the format and stands in messages.

    Raises :class:`ReadingError` with a Chinese sentence where the file cannot be read, or not within the limits.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(TOO_LARGE.format(size=len(data) / 2**20, most=MOST_BYTES >> 20))
    suffix = PurePath(name.replace("\\", "/")).suffix[:10] or ".txt"
    child = ReadingChild(SECONDS)
    try:
        (reply,) = child.ask({"name": "稿件" + suffix, "size": len(data), "draft": True}, data)
    except (ChildLost, ValueError):
        raise ReadingError(GAVE_UP) from None
    finally:
        child.close()
    if "error" in reply:
        raise ReadingError(reply["error"])
    if not reply["text"].strip():
        raise EmptyFile(NOTHING)
    return str(reply["text"])


def examine(data: bytes, name: str, told: Mapping[str, Told] | None = None) -> list[Found]:
    """What is in a file that somebody sent, as it would be taken in; nothing is kept. Never raises.

    ``told`` is what they say of members that do not say it themselves; beyond :data:`MOST_MEMBERS` nothing is read.
    """
    if len(data) > MOST_BYTES:
        return [Found(reason=TOO_LARGE.format(size=len(data) / 2**20, most=MOST_BYTES >> 20))]
    found: list[Found] = []
    child = ReadingChild(SECONDS)
    task = {"name": name, "size": len(data), "told": {member: asdict(said) for member, said in (told or {}).items()}}
    try:
        for reply in child.ask(task, data):
            found += [each for each in _decoded(reply) if isinstance(each, Found)]
            if len(found) > MOST_MEMBERS:
                return [*found[:MOST_MEMBERS], Found(reason=TOO_MANY.format(MOST_MEMBERS))]
    except ChildLost:
        found.append(Found(reason=GAVE_UP, passing=True))
    finally:
        child.close()
    return found


def _decoded(reply: dict[str, Any]) -> Iterator[Found | Stamp]:
    """A reply as what it stands for; raises ``TypeError`` where it is nothing of ours."""
    if "end" in reply:
        if reply["end"] is not None:
            yield Stamp(**reply["end"])
        return
    given = reply.pop("prepared")
    yield Found(**reply, prepared=None if given is None else Prepared(**given))


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:  # never: both were asked for
        raise OSError("no pipes")
    return process.stdin, process.stdout


# An interrupt at the keyboard is for the parent, which then ends its children.
_CHILD = f"""
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
except ImportError:
    pass
from corpus.child import serve
serve()
"""
