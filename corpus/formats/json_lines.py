"""Reports as JSON: .jsonl (an object a line) and .json (a list of objects, or one). Bytes in, a report for each object out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO, TextIO

from corpus.formats.charset import decode, looks_binary, opened
from corpus.formats.table import Source
from corpus.formats.table import members as members_of
from corpus.model.errors import BinaryFile, ReadingError
from corpus.model.raw import Member

NAME = "jsonl"
SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})
DEEPEST = 3  # objects inside each other
SHORTEST_REPORT = 300  # characters of a field that may be a report
NAMED = ("place", "year", "text")  # columns of reports kept under their names
FIRST = 200  # objects of a large file by which its fields are known
NO_TEXT = "“{}”不是文本文件（或编码无法识别），请另存为 UTF-8 编码后再收录。"
NO_JSON = "“{}”不是有效的 JSON（第 {} 行起），请检查后重新收录：每行一个对象，或一个对象的列表。"
MOST_BROKEN = 0.2  # of the lines may be no JSON, and are told of


def recognises(data: bytes, named: bool) -> bool:
    """Whether it is called JSON, or begins as an object or a list of them."""
    head = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return named or head.startswith((b'{"', b'[{"')) or (head.startswith(b"[") and head[1:].lstrip().startswith(b'{"'))


def members(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Member]:
    """The reports among the objects; ``columns`` is role → key where the caller names them.

    Raises :class:`BinaryFile` where it is no text, :class:`ReadingError` where it is no JSON, and what
    :mod:`corpus.formats.table` raises.
    """
    decoded = decode(data)
    if decoded is None or looks_binary(decoded.text):
        raise BinaryFile(NO_TEXT.format(name))
    found, broken = _objects(decoded.text)
    objects = [(number, _flat(each)) for number, each in found]
    if not objects or len(broken) > MOST_BROKEN * (len(objects) + len(broken)):
        raise ReadingError(NO_JSON.format(name, broken[0] if broken else 1))
    yield from _members(objects, objects, broken, Source(name, NAME, decoded.encoding, decoded.notes), columns)


def stream(file: BinaryIO, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Member]:
    """As :func:`members`, of a file too large to be held: an object a line, and its fields those of the first ones."""
    found = opened(file)
    if found is None:
        raise BinaryFile(NO_TEXT.format(name))
    text, encoding = found
    with text:
        broken: list[int] = []
        objects = _one_by_one(text, broken)
        first = list(islice(objects, FIRST))
        if not first or len(broken) > MOST_BROKEN * (len(first) + len(broken)):
            raise ReadingError(NO_JSON.format(name, broken[0] if broken else 1))
        yield from _members(first, chain(first, objects), broken, Source(name, NAME, encoding), columns)


def _one_by_one(text: TextIO, broken: list[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with the numbers of their lines; numbers of lines that are none go into ``broken``."""
    for number, line in enumerate(text, 1):
        each = _loaded(line) if line.strip() else None
        if isinstance(each, dict):
            yield number, _flat(each)
        elif line.strip() and len(broken) < FIRST:
            broken.append(number)


def _members(
    first: Sequence[tuple[int, dict[str, Any]]], objects: Iterable[tuple[int, dict[str, Any]]], broken: list[int], source: Source,
    columns: Mapping[str, str] | None,
) -> Iterator[Member]:  # fmt: skip
    """The reports of ``objects``, whose fields are those of ``first``; then what was ``broken``, which may be known at the end only."""
    keys = list(dict.fromkeys(key for _, each in first for key in each))
    rows = ((number, [_text(each.get(key)) for key in keys]) for number, each in objects)
    yield from members_of(chain([(0, keys)], rows), source, columns)
    if broken:
        listed = "、".join(map(str, broken[:8]))
        yield Member("", ReadingError(f"“{source.name}”第 {listed} 行不是有效的 JSON，没有收录，请检查这些行。"))


def _objects(text: str) -> tuple[list[tuple[int, dict[str, Any]]], list[int]]:
    """Objects with the numbers of their lines (or places in a list), and the numbers of lines that are none."""
    whole = _loaded(text) if text.lstrip()[:1] == "[" else None
    if isinstance(whole, list):
        listed = list(enumerate(whole, 1))
    else:
        listed = [(i, _loaded(line)) for i, line in enumerate(text.split("\n"), 1) if line.strip()]
        if not any(isinstance(each, dict) for _, each in listed):
            listed = [(1, _loaded(text))]
    if len(listed) == 1 and isinstance(listed[0][1], dict) and (inner := _list_within(listed[0][1]) or _texts_by_name(listed[0][1])):
        listed = list(enumerate(inner, 1))
    objects = [(i, each) for i, each in listed if isinstance(each, dict)]
    return objects, [i for i, each in listed if not isinstance(each, dict)]


def _list_within(answer: dict[str, Any], depth: int = 0) -> list[Any] | None:
    """The list of reports in the answer of some service: ``{"data": {"list": [{…}, {…}]}}``. Its reports have fields of their own."""
    for value in answer.values():
        if isinstance(value, dict) and depth < DEEPEST and (found := _list_within(value, depth + 1)):
            return found
        if isinstance(value, list) and value and all(isinstance(each, dict) and len(each) > 1 for each in value) and _tells(value[0]):
            return value
    return None


def _texts_by_name(texts: dict[str, Any]) -> list[Any] | None:
    """Reports kept under their names: ``{"长沙县_2021": "…", "栾川县_2020": "…"}``; a name mostly tells place and year."""
    leaves: list[tuple[str, Any]] = []
    for name, value in texts.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]  # {"长沙县": {"2021": "…", "2020": "…"}}
        leaves += [(f"{name}_{below}".rstrip("_"), each) for below, each in inner]
    if len(leaves) < 2 or not all(len(_text(value)) >= SHORTEST_REPORT for _, value in leaves):
        return None
    return [dict(zip(NAMED, (name, name, _text(value)), strict=True)) for name, value in leaves]


def _tells(report: dict[str, Any]) -> bool:
    return any(len(_text(value)) >= SHORTEST_REPORT for value in _flat(report).values())


def _flat(report: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """Fields of objects inside a report beside its own: ``{"meta": {"year": 2021}}`` tells its year."""
    flat = {key: value for key, value in report.items() if not isinstance(value, dict)}
    for value in report.values():
        if isinstance(value, dict) and depth < DEEPEST:
            flat = {**_flat(value, depth + 1), **flat}
    return flat


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _text(value: object) -> str:
    """A value as text; a list of strings, or of objects that each hold one, is a text of as many lines."""
    if isinstance(value, list):
        lines = [_longest(each) if isinstance(each, dict) else each for each in value]
        return "\n".join(lines) if all(isinstance(line, str) for line in lines) else ""
    return value if isinstance(value, str) else "" if value is None or isinstance(value, dict) else str(value)


def _longest(piece: dict[str, Any]) -> str:
    return max((value for value in piece.values() if isinstance(value, str)), key=len, default="")
