"""Tables of reports: rows of cells in, a report for each row out. What a .csv, .xlsx or .jsonl is, once it is rows.

A bilingual table (a Chinese and an English column, a sentence a row) is one report: its Chinese side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from corpus.formats.charset import plain_characters
from corpus.formats.columns import is_long, no_text_column, roles_of, text_column
from corpus.formats.markup import plain_markup
from corpus.model.errors import EmptyFile, ReadingError
from corpus.model.raw import Member, RawReport

Row = tuple[int, Sequence[str]]  # number as the file counts it, cells
Rows = Sequence[Row]

HEADER_ROWS = 10  # looked through for the row of headings: titles may stand above
SHORTEST_TEXT = 30  # characters; less in the first row is a heading
SAMPLE = 50  # rows looked at for a text column without a known name
LISTED = 8  # row numbers named in a message
CELL_LIMIT = 32_767  # characters; what Excel can hold in one cell
FULL_CELL = "正文写满了一个 Excel 单元格（32767字），后面的文字可能被截去。"
DECLARED = ("title", "posted", "url", "year")
PLACES = ("province", "city", "county", "place")
_CODE = re.compile(r"[1-8]\d{5}(?:\d{6})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: the file's name for messages, its format, encoding, and notes on how it was read."""

    name: str
    format: str
    encoding: str
    notes: tuple[str, ...] = ()


def members(rows: Iterable[Row], source: Source, columns: Mapping[str, str] | None = None, sheet: str = "") -> Iterator[Member]:
    """The reports of a table, row by row: but for the first ones none is held longer than it takes to read it.

    ``columns`` is role → heading where the caller names them; ``sheet`` goes before row numbers.

    Raises :class:`EmptyFile` for a table without rows, :class:`corpus.model.errors.NoTextColumn` for one without reports.
    """
    all_filled = ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))
    filled = list(islice(all_filled, HEADER_ROWS + SAMPLE))
    if not filled:
        raise EmptyFile(f"“{source.name}”是空表，请检查文件内容后重新收录。")
    roles, body = _header(filled, columns)
    if "text" not in roles and {"chinese", "english"} <= set(roles):
        yield _bilingual(chain(body, all_filled), roles["chinese"], source, sheet)
        return
    if not (columns or {}).get("text"):
        sample = [cells for _, cells in body[:SAMPLE]]
        at = text_column(sample)
        if at is not None and not is_long(sample, roles.get("text")):  # a column 内容 may hold but a line, beside the report
            body = body[1:] if not roles and len("".join(body[0][1][at : at + 1])) < SHORTEST_TEXT else body  # unknown headings
            roles["text"] = at
    if "text" not in roles:
        raise no_text_column(source.name, filled[0][1], columns)
    yield from _reports(chain(body, all_filled), roles, source, sheet)


def _header(filled: Rows, columns: Mapping[str, str] | None) -> tuple[dict[str, int], Rows]:
    """The roles of the columns and the rows below the headings; without known headings every row is one of the body."""
    best: dict[str, int] = {}
    below = filled
    for i, (_, cells) in enumerate(filled[:HEADER_ROWS]):
        roles = roles_of(cells, columns) if max(map(len, cells), default=0) <= 60 else {}
        if len(roles) > len(best) and len(roles) >= (1 if "text" in roles else 2):
            best, below = roles, filled[i + 1 :]
    if not best and (pair := _two_languages(filled)):
        return {"chinese": pair[0], "english": pair[1]}, filled
    return best, below


def _two_languages(rows: Rows) -> tuple[int, int] | None:
    """A table of two columns without headings, Chinese in one and Latin letters in the other."""
    pairs = [cells for _, cells in rows[:SAMPLE] if sum(bool(cell.strip()) for cell in cells) == 2]
    if len(pairs) < 3 or 2 * len(pairs) < len(rows[:SAMPLE]):
        return None
    for chinese, english in ((0, 1), (1, 0)):
        right = sum(
            bool(_HAN.search(cells[chinese]) and _LATIN.search(cells[english]) and not _HAN.search(cells[english]))
            for cells in pairs
            if len(cells) > 1
        )
        if right >= 0.9 * len(pairs):
            return chinese, english
    return None


def _bilingual(rows: Iterable[Row], at: int, source: Source, sheet: str) -> Member:
    text, notes = plain_characters("\n".join(cells[at] for _, cells in rows if at < len(cells)))
    return Member(sheet, RawReport(text, source.format, source.encoding, notes=source.notes + notes))


def _reports(rows: Iterable[Row], roles: dict[str, int], source: Source, sheet: str) -> Iterator[Member]:
    empty: list[int] = []
    for number, cells in rows:
        told = {role: cells[at].strip() for role, at in roles.items() if at < len(cells)}
        if told.get("text"):
            yield Member(_row_name(sheet, number), _report(told, source, sheet))
        else:
            empty.append(number)
    if empty:
        listed = "、".join(map(str, empty[:LISTED])) + (" … " if len(empty) > LISTED else " ")
        where = f"“{source.name}”" + (f"的“{sheet}”" if sheet else "")
        yield Member(sheet, ReadingError(f"{where}有 {len(empty)} 行没有正文（第 {listed}行），这些行没有收录，请补上正文后重新收录。"))


def _row_name(sheet: str, number: int) -> str:
    return f"{sheet}第{number}行"


def _report(told: dict[str, str], source: Source, sheet: str) -> RawReport:
    text, notes = plain_characters(told["text"])
    text, told_of = plain_markup(text)
    declared = {key: told[key] for key in DECLARED if told.get(key)}
    place = "".join(dict.fromkeys(told[key] for key in PLACES if told.get(key)))
    year = _YEAR.search(declared.pop("year", ""))
    declared |= {"place": place} if place else {}
    declared |= {"year": year[0]} if year else {}
    declared |= {"code": told["code"]} if _CODE.fullmatch(told.get("code", "")) else {}
    declared |= {"sheet": sheet} if sheet else {}
    full = (FULL_CELL,) if CELL_LIMIT - 2 <= len(told["text"]) <= CELL_LIMIT else ()
    return RawReport(text, source.format, source.encoding, declared, source.notes + notes + told_of + full)
