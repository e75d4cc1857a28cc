"""An example to copy: a format for files that begin with ``#!report``. Not registered.

In go the bytes of a file, out comes a :class:`RawReport`: paragraphs parted by ``\\n``, nothing else changed. Whatever is
furniture of the *page* is recognised later and for every format alike, in ``corpus/structure``.
"""

from __future__ import annotations

from corpus.model.raw import RawReport

NAME = "example"
SUFFIXES = frozenset({".example"})
MARK = b"#!report\n"


def recognises(data: bytes, named: bool) -> bool:
    """Whether the first bytes are those of this format; ``named`` says that the file's suffix is one of it.

    >>> recognises(MARK + "各位代表：".encode(), False), recognises(b"PK", True)
    (True, False)
    """
    return data.startswith(MARK)


def read(data: bytes, name: str) -> RawReport:
    """Raises :class:`corpus.model.errors.BinaryFile` or another ``ReadingError``, in Chinese, with name and remedy.

    >>> read(MARK + "各位代表：".encode(), "样本.example").text
    '各位代表：'
    """
    return RawReport(data[len(MARK) :].decode(), NAME, "utf-8")
