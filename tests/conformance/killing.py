"""A writer to be killed: ``python -m tests.conformance.killing ENGINE FOLDER`` commits a passage after another and tells of each."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from indexer.derived.sealing import SealedFiles
from indexer.engines import engine
from tests.conformance.grown import entries


def main() -> None:
    """Two passages a commit, so that half a commit would be seen; every third takes a document out again."""
    name, folder = sys.argv[1:]
    found = engine(name, Path(folder), SealedFiles())
    first = max((int(k) for k in found.reader().documents()), default=0) + 1
    for number in range(first, first + 10_000):
        with found.writer() as writer:
            for key in (2 * number, 2 * number + 1):
                writer.add(replace(entries(40)[key % 40], key=key, document_key=number))
            if number % 3 == 0:
                writer.forget(number - 1)
        print(number, flush=True)


if __name__ == "__main__":
    main()
