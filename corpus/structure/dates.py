"""Dates as reports and pages print them: text in, ISO dates out."""

from __future__ import annotations

import re
from datetime import date, time

from corpus.text.folding import search_form

# In search form; people type a letter O, Latin or Cyrillic, or a ring where a year has its zero: 二О二一年.
ZEROS = "零oо○◯0"
DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | dict.fromkeys(ZEROS, "0")
CHINESE_YEAR = rf"[一二][{ZEROS}九][{ZEROS}一二三四五六七八九]{{2}}"
_CHINESE_SMALL = r"[一二三四五六七八九十]{1,3}"
_PRINTED = re.compile(
    rf"(\d{{4}}|{CHINESE_YEAR})\s*年\s*(\d{{1,2}}|{_CHINESE_SMALL}|元)\s*月\s*(\d{{1,2}}|{_CHINESE_SMALL})\s*日"
)
_MISREAD = re.compile(r"(?<=\d)o(?=[\do年月日])|(?<=[\d年月])l(?=[\d月日])")  # letters that a scanner took for digits: 2o21年l月
_MACHINE = re.compile(
    r"(?<!\d)(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T]*(\d{1,2})[:时](\d{1,2})分?(?::(\d{1,2}))?)?"
)
_YEAR = re.compile(rf"(?<![\d])((?:19|20)\d{{2}}|{CHINESE_YEAR})\s*年?(?=度|年|[^\d]|$)")


def small_number(numeral: str) -> int:
    """The value of 1 to 99, in digits or as 十, 十一, 二十, 二十一; 0 for anything else.

    >>> [small_number(n) for n in ("七", "十", "十六", "二十", "九十九", "27", "元", "百")]
    [7, 10, 16, 20, 99, 27, 1, 0]
    """
    if numeral.isdecimal():
        return int(numeral)
    if numeral == "元":
        return 1
    tens, ten, ones = numeral.rpartition("十")
    if any(len(part) > 1 or (part and part not in DIGITS) for part in (tens, ones)):
        return 0
    return (int(DIGITS.get(tens, "1")) * 10 if ten else 0) + int(DIGITS.get(ones, "0"))


def speech_date(text: str) -> tuple[str, tuple[int, int]] | None:
    """The first full date in ``text`` as ISO and where it stands; 年月日 only, for a speech is dated in words.

    >>> speech_date("——二〇二六年一月二十七日在甘肃省十四届人民代表大会第四次会议上")
    ('2026-01-27', (2, 13))
    """
    for found in _PRINTED.finditer(_MISREAD.sub(lambda letter: "1" if letter[0] == "l" else "0", search_form(text))):
        year = int("".join(DIGITS.get(char, char) for char in found[1]))
        day = iso_date(year, small_number(found[2]), small_number(found[3]))
        if day:
            return day, found.span()
    return None


def posting_time(text: str) -> str | None:
    """The first date in ``text``, with its time of day if there is one, as ISO.

    >>> posting_time("发表于 2020-9-3 16:12:37 | 显示全部楼层"), posting_time("2026年02月10日 07时41分"), posting_time("2003-01")
    ('2020-09-03T16:12:37', '2026-02-10T07:41', None)
    """
    found = _MACHINE.search(search_form(text))
    day = found and iso_date(int(found[1]), int(found[2]), int(found[3]))
    if not found or not day or found[4] is None:
        return day or None
    try:
        clock = time(int(found[4]), int(found[5]), int(found[6] or 0))
    except ValueError:
        return day
    return f"{day}T{clock.isoformat('seconds' if found[6] else 'minutes')}"


def year_in(text: str) -> int | None:
    """The first year from 1949 to 2099 that ``text`` names.

    >>> year_in("陕西省2026年政府工作报告"), year_in("一九五六年政府工作报告"), year_in("第十四届第三次会议"), year_in("12000年")
    (2026, 1956, None, None)
    """
    return next(iter(years_in(text)), None)


def years_in(text: str) -> list[int]:
    """All years from 1949 to 2099 that ``text`` names, in order.

    >>> years_in("2003-2025年各县报告"), years_in("二〇二一年")
    ([2003, 2025], [2021])
    """
    years = [int("".join(DIGITS.get(char, char) for char in found[1])) for found in _YEAR.finditer(search_form(text))]
    return [year for year in years if 1949 <= year < 2100]


def iso_date(year: int, month: int, day: int) -> str | None:
    """The date as ISO, or None if there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
