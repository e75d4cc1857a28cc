"""Where a library lies: the folder chosen, or the user's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from corpus import can_write
from indexer.model.errors import LibraryError


def default_folder() -> Path:
    """Where the library lies unless told otherwise: ``YIJU_LIBRARY``, else the user's data folder."""
    if os.environ.get("YIJU_LIBRARY"):
        return Path(os.environ["YIJU_LIBRARY"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "yiju" / "library"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "yiju"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "yiju"


def make_folder(folder: Path) -> bool:
    """Make the folder if need be; whether it can be written. Raises :class:`LibraryError` if it is not there and cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if folder.is_dir():
            return False
        raise LibraryError(f"无法使用库文件夹 {folder}：{error.strerror or error}，请用 --library 换一个。") from error
    return can_write(folder)
