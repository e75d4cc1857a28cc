"""Which reader this is: a digest over the rules and tables it reads by. A file that another reader read is read again."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

RULES = ("formats", "model", "places", "structure", "text", "reading.py")  # of this room; texts and catalog say nothing about reading


@lru_cache(maxsize=1)
def reader_version() -> str:
    """16 hexadecimal digits that change whenever a rule does (a few milliseconds, once)."""
    digest = sha256()
    room = Path(__file__).parent
    for path in sorted(path for name in RULES for path in (room / name, *(room / name).rglob("*"))):
        if path.suffix in (".py", ".tsv"):
            digest.update(path.relative_to(room).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
