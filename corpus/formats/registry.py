"""The list of formats and the choice between them: file name and bytes in, what the formats read out.

A format is a module with ``NAME``, ``SUFFIXES``, ``recognises(data, named)`` and one of

- ``read(data, name)`` → a :class:`RawReport`: one report a file;
- ``members(data, name, columns)`` → :class:`Member` objects: a report a row; and ``stream(file, name, columns)``, the same of
  a file too large to be held;
- ``unpack(data, name)`` → names and bytes, each read by its own format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import islice
from pathlib import PurePath
from types import ModuleType
from typing import BinaryIO

from corpus.formats.foreign import refuse_foreign
from corpus.model.errors import NoReport, ReadingError, SeveralReports, TooLarge
from corpus.model.raw import Member, RawReport

# Asked in this order: what is known by its first bytes, then what is known by its beginning or its suffix. Archives come
# after the documents that are zipped themselves; plain text, which says yes to everything, stays last.
FORMATS: tuple[str, ...] = (
    "pdf", "word", "spreadsheet", "zip_folder", "translation_memory", "html_page", "json_lines", "csv_table", "plain_text",
)  # fmt: skip
# Bytes without which a format need not even be loaded: the libraries behind these take half a second.
MARKS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",), "word": (b"PK\x03\x04",), "spreadsheet": (b"PK\x03\x04",), "translation_memory": (b"<",),
    "html_page": (b"<", b"multipart/related"),
}  # fmt: skip
HEAD = 4096  # bytes in which a mark stands

# Tables whose rows can be had one by one, by the suffix: these are never too large, and held only while they are small.
HELD = 16_000_000  # bytes
STREAMED = {".csv": "csv_table", ".tsv": "csv_table", ".jsonl": "json_lines", ".ndjson": "json_lines"}
MAX_BYTES = 200_000_000  # of one file; the text of ten thousand reports
DEEPEST = 2  # archives inside each other


def read_members(
    data: bytes, name: str, columns: Mapping[str, str] | None = None, *, depth: int = 0
) -> Iterator[Member]:
    """Everything in a file, refusals among it; raises nothing.

    ``columns`` tells tables which heading holds what: ``text``, ``title``, ``place``, ``year``, ``posted`` or ``url`` → heading.

    >>> [member.content.format for member in read_members("各位代表：".encode(), "报告.txt")]
    ['plain_text']
    """
    try:
        form = format_for(data, name)
        if hasattr(form, "unpack"):
            yield from _unpacked(form, data, name, columns, depth)
        elif hasattr(form, "members"):
            yield from form.members(data, name, columns)
        else:
            yield Member("", form.read(data, name), data)
    except ReadingError as error:
        yield Member("", error)


def read_bytes(data: bytes, name: str) -> RawReport:
    """Read ``data`` as the one report it is.

    Raises the :class:`ReadingError` that tells why it cannot be read, :class:`SeveralReports` where there is more than one.

    >>> read_bytes("各位代表：".encode(), "报告.txt").format
    'plain_text'
    """
    found = list(islice(read_members(data, name), 2))
    reports = [member.content for member in found if isinstance(member.content, RawReport)]
    if len(reports) > 1:
        raise SeveralReports(f"“{name}”里有多份报告，请用 yiju index 收录，或拆成一份一个文件。")
    for member in found:
        if isinstance(member.content, ReadingError) and not reports:
            raise member.content
    if not reports:
        raise NoReport(f"“{name}”里没有报告，请检查文件内容后重新收录。")
    return reports[0]


def read_stream(file: BinaryIO, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Member]:
    """Everything in a table too large to be held, as :func:`read_members`; for names that :func:`is_streamed` knows."""
    try:
        yield from load(STREAMED[PurePath(name).suffix.lower()]).stream(file, name, columns)
    except ReadingError as error:
        yield Member("", error)


def is_streamed(name: str) -> bool:
    """Whether a file of this name can be read a row at a time, however large it is."""
    return PurePath(name).suffix.lower() in STREAMED


def refuse_too_large(size: int, name: str) -> None:
    """Raise :class:`TooLarge` for a file of ``size`` bytes that we do not even begin to read."""
    if size > MAX_BYTES:
        raise TooLarge(f"“{name}”有 {size // 1_000_000} MB，超过 {MAX_BYTES // 1_000_000} MB 的上限，请拆成较小的文件后再收录。")


def load(name: str) -> ModuleType:
    """The module of a format in :data:`FORMATS`."""
    return import_module(f"corpus.formats.{name}")


def format_for(data: bytes, name: str) -> ModuleType:
    """The format of a file. Raises :class:`corpus.model.errors.BinaryFile` for kinds that are not read."""
    refuse_foreign(data, name)
    suffix = PurePath(name).suffix.lower()
    for each in FORMATS:
        if any(mark in data[:HEAD] for mark in MARKS.get(each, (b"",))):
            form = load(each)
            if form.recognises(data, suffix in form.SUFFIXES):
                return form
    raise ReadingError(f"“{name}”的格式无法识别，请另存为 .docx 或 .txt 后再收录。")


def _unpacked(
    form: ModuleType, data: bytes, name: str, columns: Mapping[str, str] | None, depth: int
) -> Iterator[Member]:
    if depth >= DEEPEST:
        raise TooLarge(f"“{name}”里的压缩包套得太深，没有读取，请解压后再收录。")
    for inner, content in form.unpack(data, name):
        if isinstance(content, ReadingError):
            yield Member(inner, content)
            continue
        for member in read_members(content, inner, columns, depth=depth + 1):
            below = f"{inner}#{member.name}" if member.name else inner
            yield Member(below, member.content, member.data or content)
