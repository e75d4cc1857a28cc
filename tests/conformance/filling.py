"""A writer that meets a full disk: ``python -m tests.conformance.filling ENGINE FOLDER BYTES`` may write no file beyond so many."""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

from indexer.derived.sealing import SealedFiles
from indexer.engines import engine
from indexer.model.errors import EngineError
from tests.conformance.grown import entries


def main() -> None:
    """Commits until the disk is full; says what it was told, and how many passages there are."""
    name, folder, most = sys.argv[1:]
    found = engine(name, Path(folder), SealedFiles())
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    committed = 0
    try:
        for number in range(20):
            with found.writer() as writer:
                for entry in entries(2000)[number * 100 : number * 100 + 100]:
                    writer.add(entry)
            committed += 100
    except EngineError as error:
        print(error)
    print(committed)


if __name__ == "__main__":
    main()
