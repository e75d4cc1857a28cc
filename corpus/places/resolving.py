"""Reading a place out of a title or speech line: parents constrain, hints decide, errors of the source are reported.

In goes a search form; out come the rows left over and a remark. Nothing is guessed: two places that do not lie in each
other leave both, a zone or a township is not its county.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.places.choosing import settle
from corpus.places.names import NEXT_TO, Found, Names
from corpus.places.short_names import TAIL_AS_PRINTED
from corpus.places.table import FOREVER, Row, Table

_HAN = "(?:(?!政府|人民|代表|报告|第)[\u4e00-\u9fff])"
_ZONE = re.compile(f"{_HAN}{{0,12}}?(?:新|开发|高新|示范|保税|合作|园|管理|试验|实验|度假|风景|名胜)区")
_ZONE_ALONE = re.compile(f"({_HAN}{{2,16}}?(?:新|开发|高新|示范|保税|合作|园|试验|实验|度假)区)(?:管理委员会|管委会|党工委)?$")
_CODE = re.compile(r"[1-8]\d{5}(?:\d{3}|\d{6})?")  # GB/T 2260, or with the digits of a township or village behind
_JOINS = "和与及至的是"
NO_CODE = "“{}”没有行政区划代码，未归入上级地方。"
_TOWNSHIP = re.compile(f"{_HAN}{{1,7}}?(?:镇|(?<!城)乡|街道|苏木)(?=人民政府|政府|办事处|党|人大|第|工作报告|$)")
_NOISE = re.compile(r"^\W*(?:\d{4}年)?|(?:人民政府|政府工作报告|政府)\W*$")


@dataclass(frozen=True)
class Reading:
    """What is left of a text: rows, in order of rank; ``refused`` when the text names something without a code."""

    rows: list[Row]
    remark: str | None = None
    refused: bool = False
    zone: str | None = None


def resolve(names: Names, text: str, hints: Sequence[str], year: int | None) -> Reading:
    """Read the place of ``text``; see ``Gazetteer.resolve``."""
    table = names.table
    if _CODE.fullmatch(text):
        bearer = table.bearer(text[:6], year)
        return Reading([bearer] if bearer else [])
    found = names.scan(text) or _whole(names, text)
    if found and found[0].start == 1 and text[0] in _JOINS:  # 和丰县 is not 丰县 with an "and" before it
        found = found[1:]
    rows, last = _descend(table, text, found)
    if last is None:
        alone = _ZONE_ALONE.match(_NOISE.sub("", text)) if not found else None
        if alone:
            return Reading([], NO_CODE.format(alone[1]), refused=True, zone=alone[1])
        return Reading(settle(table, rows, year, bare=False))
    if zone := _ZONE.match(text, last.end):
        left = settle(table, rows, year, bare=last.bare)
        return Reading(left, NO_CODE.format(zone[0]), refused=True, zone=text[found[0].start : zone.end()])
    if township := _TOWNSHIP.match(text, last.end):
        told = f"“{township[0]}”在县级以下，未归入上级地方。"
        return Reading(settle(table, rows, year, bare=last.bare), told, refused=True)
    for hint in hints:
        if _CODE.fullmatch(hint):
            rows = [row for row in rows if row.code == hint[:6]] or rows
        for outer in names.scan(hint) or _whole(names, hint):
            rows = table.inside(rows, outer.rows) or rows
    printed = text[last.start : last.end]
    if tail := TAIL_AS_PRINTED.match(text, last.end) if last.bare else None:
        rows, wrong = _of_kind(rows, tail[0]), printed + tail[0]
        left = settle(table, rows, year, bare=False)
        return Reading(left, f"“{wrong}”应为“{left[0].name}”，来源有误。" if len(left) == 1 else None)
    left = settle(table, rows, year, bare=last.bare)
    if len(left) > 1:  # 万县 is short for 万县市 too
        left = [row for row in left if row.name == printed] or left
    return _in_time(table, left[0], year) if len(left) == 1 else Reading(left)


def _whole(names: Names, text: str) -> list[Found]:
    """A text that is nothing but a name needs no caution: 和平 as a hint is a place."""
    name = _NOISE.sub("", text)
    rows = names.rows(name)
    start = text.find(name)
    return [Found(start, start + len(name), tuple(rows), names.is_bare(name))] if rows else []


def _descend(table: Table, text: str, found: Sequence[Found]) -> tuple[list[Row], Found | None]:
    """Follow the names from the province down; the last name that counted, or None when two contradict each other."""
    rows: list[Row] = []
    last: Found | None = None
    for hit in _of_weight(table, text, found):
        inside = table.inside(hit.rows, rows)
        if last is None or inside:
            deeper = [row for row in inside if row not in rows]  # 忻县地区忻县
            rows, last = deeper or inside or list(hit.rows), hit
        elif around := table.inside(rows, hit.rows):
            rows = around
        else:
            return [*rows, *hit.rows], None
    return rows, last


def _of_weight(table: Table, text: str, found: Sequence[Found]) -> list[Found]:
    """The names that count. A bare one far from a full one may be part of a person's name (市长王登封) and is left out."""
    if all(hit.bare for hit in found):
        return [hit for at, hit in enumerate(found) if not at or _joined(text, found[at - 1], hit)]
    pairs = list(zip(found, found[1:], strict=False))
    kept = {hit for hit in found if not hit.bare}
    kept |= {b for a, b in pairs if b.bare and _joined(text, a, b) and table.inside(b.rows, a.rows)}
    kept |= {a for a, b in reversed(pairs) if a.bare and _joined(text, a, b) and table.inside(b.rows, a.rows)}
    return [hit for hit in found if hit in kept]


def _joined(text: str, before: Found, after: Found) -> bool:
    return NEXT_TO.fullmatch(text, before.end, after.start) is not None


def _of_kind(rows: Sequence[Row], tail: str) -> list[Row]:
    """Those of the kind which the wrong name claims; 广西省 speaks of a province, 河南区 does not."""
    provinces = [row for row in rows if row.code.endswith("0000")]
    if provinces and tail in ("省", "自治区"):
        return provinces
    return [row for row in rows if row.name[-1] == tail[-1]] or [row for row in rows if row not in provinces]


def _in_time(table: Table, row: Row, year: int | None) -> Reading:
    """The same place under its code and name of ``year``, with a remark when the name belongs to another time."""
    if year is None or row.in_force(year):
        return Reading([row])
    then = [r for r in table.lineage(row) if r.in_force(year)]
    best = min(then, key=lambda r: r.rank(year), default=row)
    return Reading([best], _remark(table, row, best, year))


def _remark(table: Table, row: Row, then: Row, year: int) -> str | None:
    if then.name == row.name and then is not row:
        return None
    if year < row.first:
        return f"“{row.name}”{row.first}年才有" + (f"，{year}年为“{then.name}”。" if then is not row else "。")
    if then is not row:
        return f"“{row.name}”{row.last}年起为“{then.name}”。"
    heirs = [heir.name for code in row.into.split(",") if (heir := table.bearer(code, min(row.last + 1, FOREVER)))]
    return f"“{row.name}”{row.last}年撤销" + (f"，并入“{heirs[0]}”。" if len(heirs) == 1 else "。")
