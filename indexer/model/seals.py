"""What analysis and engines need to know their own files again; the door hands it to them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Seals(Protocol):
    """Writes and reads small JSON files that only this installation can have written."""

    def write(self, path: Path, content: dict[str, object]) -> None:
        """Write a JSON object with its seal, replacing the file as a whole."""

    def read(self, path: Path) -> dict[str, object] | None:
        """The JSON object of a file that bears our seal, else None."""

    def digest(self, path: Path) -> str:
        """SHA-256 of a file, in hexadecimal."""
