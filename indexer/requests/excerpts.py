"""From what a browser or a program sends to excerpts: a JSON list, or short forms as they stand in an address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from corpus import Span
from indexer.model.errors import ParameterError
from indexer.model.excerpt import MOST_EXCERPTS, MOST_NOTE, Excerpt
from indexer.model.quotation import MAX_QUOTE

LIMIT = 2**31  # of a place in a text
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,119}")
_DIGEST = re.compile(r"[0-9a-f]{12}")
_SHORT = re.compile(r"(?P<id>[^:]+)(?::(?P<start>\d{1,9})-(?P<end>\d{1,9}))?(?::(?P<digest>[0-9a-f]{12}))?", re.ASCII)
_BETWEEN = re.compile(r"[\s,，、;；]+")


def read_excerpts(items: object) -> list[Excerpt]:
    """The ``items`` of a basket: a list of objects with ``passage_id`` and perhaps ``start``, ``end``, ``digest``, ``quote``, ``note``.

    Text is read as JSON. Raises :class:`ParameterError` with a sentence that names the item.
    """
    if isinstance(items, str):
        try:
            items = json.loads(items)
        except (ValueError, RecursionError) as error:
            raise ParameterError("items 不是 JSON，应是引文的列表。") from error
    if not isinstance(items, list):
        raise ParameterError("items 应是引文的列表。")
    return _few([_excerpt(number, item) for number, item in enumerate(items[: MOST_EXCERPTS + 1], 1)], len(items))


def read_short_excerpts(values: Iterable[str]) -> list[Excerpt]:
    """Excerpts as addresses name them: ``ID``, ``ID:start-end``, ``ID:start-end:digest``; several in one value are parted by blanks or commas.

    >>> [(e.passage_id, e.span) for e in read_short_excerpts(["410104-2020-p2:138-152", "410104-2020-p6"])]
    [('410104-2020-p2', Span(start=138, end=152)), ('410104-2020-p6', None)]
    """
    names = [name for value in values for name in _BETWEEN.split(value) if name]
    return _few([_short(name) for name in names[: MOST_EXCERPTS + 1]], len(names))


def _few(excerpts: list[Excerpt], given: int) -> list[Excerpt]:
    if given > MOST_EXCERPTS:
        raise ParameterError(f"引文夹里有 {given} 条，最多 {MOST_EXCERPTS} 条，请分成几个引文夹。")
    return excerpts


def _short(name: str) -> Excerpt:
    found = _SHORT.fullmatch(name)
    if not found or not _ID.fullmatch(found["id"]):
        raise ParameterError(f"“{name[:40]}”不是段落编号，应写成 410104-2020-p17 或 410104-2020-p17:3-20。")
    span = _span(name[:40], int(found["start"]), int(found["end"])) if found["start"] else None
    return Excerpt(found["id"], span, found["digest"] or "")


def _excerpt(number: int, item: object) -> Excerpt:
    name = f"第 {number} 条引文"
    if not isinstance(item, Mapping):
        raise ParameterError(f"{name}读不懂，应写明 passage_id。")
    passage_id, digest = _text(name, item, "passage_id", 120), _text(name, item, "digest", 12)
    if not _ID.fullmatch(passage_id):
        raise ParameterError(f"{name}的 passage_id 不是段落编号，应如 410104-2020-p17。")
    if digest and not _DIGEST.fullmatch(digest):
        raise ParameterError(f"{name}的 digest 应是 12 位十六进制数字。")
    start, end = item.get("start"), item.get("end")
    span = None if start is None and end is None else _span(name, start, end)
    return Excerpt(passage_id, span, digest, _text(name, item, "quote", MAX_QUOTE), _text(name, item, "note", MOST_NOTE))


def _span(name: str, start: object, end: object) -> Span:
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in (start, end))
    if not whole or not 0 <= start < end < LIMIT:  # type: ignore[operator]
        raise ParameterError(f"{name}的起止不对，应是从 0 数起的两个整数，起小于止。")
    return Span(start, end)  # type: ignore[arg-type]


def _text(name: str, item: Mapping[object, object], field: str, most: int) -> str:
    value = item.get(field)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most:
        raise ParameterError(f"{name}的 {field} 应是文字，最多 {most} 个字。")
    if any("\ud800" <= character <= "\udfff" for character in value):  # half a character: no file could hold it
        raise ParameterError(f"{name}的 {field} 里有残缺的字符，请重新复制。")
    return value
