"""Reading a file that somebody sent, in a child process of limited time and memory.

A file built to hurt (a bomb in a .docx, a PDF that never ends) takes the child down and nothing else. The bytes travel over
pipes: no name from outside becomes a path, and nothing is written to a disk.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import PurePath

from corpus.model.errors import EmptyFile, ReadingError, TooLarge

SECONDS = 20  # a long report takes less than two
MEMORY = 1 << 30  # bytes of address space, where the system can limit it
MOST_BYTES = 20 * 1024 * 1024
TOO_LARGE = "文件有 {size:.0f} MB，最多 {most} MB，请只留需要核对的部分。"
NOTHING = "文件里没有文字，请换一个文件。"
GAVE_UP = "文件读不出来（超出了时间或内存的限制），请另存为文本文件后再试。"


def read_sent(data: bytes, name: str) -> str:
    """The text of a file; ``name`` only tells the format and stands in messages.

    Raises :class:`ReadingError` with a Chinese sentence where the file cannot be read, or not within the limits.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(TOO_LARGE.format(size=len(data) / 2**20, most=MOST_BYTES >> 20))
    suffix = PurePath(name.replace("\\", "/")).suffix[:10] or ".txt"
    command = [sys.executable, "-I", "-X", "utf8", "-c", _CHILD, "稿件" + suffix, json.dumps([p for p in sys.path if p])]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise ReadingError(GAVE_UP) from None
    if done.returncode != 0:
        raise ReadingError(GAVE_UP)
    reply = json.loads(done.stdout)
    if "error" in reply:
        raise ReadingError(reply["error"])
    if not reply["text"].strip():
        raise EmptyFile(NOTHING)
    return str(reply["text"])


_CHILD = f"""
import json, sys
sys.path[:0] = json.loads(sys.argv[2])
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
except ImportError:
    pass
from corpus.isolated import answer
sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), sys.argv[1])))
"""


def answer(data: bytes, name: str) -> dict[str, str]:
    """What the child says: the text of a file, or why it cannot be read."""
    from corpus.formats.registry import read_bytes

    try:
        return {"text": read_bytes(data, name).text}
    except ReadingError as error:
        return {"error": str(error)}
