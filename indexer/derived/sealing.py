"""Seals: knowing again what this installation wrote.

A Whoosh index and a jieba cache hold serialised Python objects, and loading such a file runs whatever it says. So we load
only files whose digests stand in a manifest sealed with a key of this installation; anything else is built anew from the
catalog. The key lies with the user's settings, never inside the library, so that a library from elsewhere cannot bring one.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import sys
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

KEY_BYTES = 32
CHUNK = 1 << 20  # bytes read at a time when a file is digested


def settings_folder() -> Path:
    """Where this user's installation keeps its key: ``YIJU_SETTINGS``, else the platform's usual place."""
    if "YIJU_SETTINGS" in os.environ:
        return Path(os.environ["YIJU_SETTINGS"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "yiju" / "settings"
    return Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config")) / "yiju"


@lru_cache(maxsize=8)
def _key(folder: Path) -> bytes:
    """The installation's key, made at first need; one that cannot be kept lasts as long as the process."""
    path = folder / "key"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            found = path.read_bytes()
            if len(found) == KEY_BYTES:
                return found
            path.unlink()
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key := secrets.token_bytes(KEY_BYTES))
        return key
    except OSError:
        return secrets.token_bytes(KEY_BYTES)


def seal(message: bytes) -> str:
    """The seal of a message, in hexadecimal."""
    return hmac.new(_key(settings_folder()), message, sha256).hexdigest()


def is_sealed(message: bytes, given: str) -> bool:
    """Whether this installation put that seal on that message."""
    return hmac.compare_digest(seal(message), given)


class SealedFiles:
    """Writes and reads small JSON files that only this installation can have written."""

    def write(self, path: Path, content: dict[str, object]) -> None:
        """Write a JSON object with its seal, replacing the file as a whole."""
        message = json.dumps(content, sort_keys=True, ensure_ascii=False)
        outer = {"content": content, "seal": seal(message.encode())}
        fresh = path.with_name(path.name + ".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(json.dumps(outer, sort_keys=True, ensure_ascii=False, indent=1))
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)

    def read(self, path: Path) -> dict[str, object] | None:
        """The JSON object of a file that bears our seal; None if it is missing, damaged or another's."""
        try:
            outer = json.loads(path.read_text("utf-8"))
            content, given = outer["content"], outer["seal"]
            message = json.dumps(content, sort_keys=True, ensure_ascii=False)
            if isinstance(content, dict) and is_sealed(message.encode(), str(given)):
                return content
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def digest(self, path: Path) -> str:
        """SHA-256 of a file, in hexadecimal."""
        digest = sha256()
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()
