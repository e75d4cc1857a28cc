"""One number with its unit, read at a place of a search form: 494.8亿元, 百分之八, 三分之一, 1 9 9 3年, 两三百个.

In goes a search form and an offset, out comes an :class:`Item` as it stands there. Whether it is a figure at all, a date, an
ordinal or part of a name is decided in ``judging``; ranges and approximators in ``extraction``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus import canonical, parse_number, times
from indexer.quantities.units import NO_UNIT, RATIO, Unit, unit_at, unit_named, units

_DIGIT = "零一二两三四五六七八九"
# 三百万千瓦 is 300 万 千瓦: a 千 that begins a unit never belongs to the numeral. 百分点 is a unit too.
_SCALE = r"(?:[十万亿]|百(?!分[点之])|千(?![瓦克米卡伏赫焦帕]))"
# 两 inside a numeral stands before a scale; in 七万两 it is the unit.
_CHINESE = (
    rf"(?:[{_DIGIT}廿卅]|{_SCALE})(?:[{_DIGIT.replace('两', '')}廿卅]|两(?={_SCALE})|{_SCALE}|[余多来](?={_SCALE}))*"
    rf"(?:点[{_DIGIT}]+{_SCALE}*)?"
)
_LISTED = "(?<=[\u4e00-\u9fff])[一两二三四五六七八]、[二三四五六七八九][十百千万亿]*(?=[年个倍天斤])"  # 两、三年, but not heading 四、
_SPACED = r"\d(?: \d)+(?!\d)(?: ?\. ?\d(?: \d)*(?!\d))?"  # 1 9 9 8年, 1 2 .5%: single digits only
_ARABIC = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|{_SPACED}|\d+(?:(?: ?\.| \. |·)\d+)?)"
_MIXED = rf"{_ARABIC}(?:(?: ?[余多来]?{_SCALE})+(?:\d+(?:\.\d+)?(?: ?[余多来]?{_SCALE})+)*)?"
ITEM = re.compile(
    rf"(?P<per>[百千万])分之 ?(?P<share>{_MIXED}|{_CHINESE})"
    rf"|(?P<whole>\d{{1,4}}|{_CHINESE})分之(?P<part>\d{{1,4}}|{_CHINESE})"
    r"|(?P<half>一半|半数)"
    r"|(?P<above>\d{1,3})/(?P<below>\d{1,4})(?!\d|[/,.]\d)"
    r"|(?P<roman>[Ⅰ-Ⅻ]|(?<![a-z])(?:iii|ii|iv|vi|v|i))(?=类)"
    rf"|(?P<plain>{_MIXED}|{_LISTED}|{_CHINESE})",
    re.ASCII,
)
_PAIR = re.compile(rf"([{_DIGIT}]?十)?([{_DIGIT}])([{_DIGIT}])([十百千万亿]*)")
_INSIDE = re.compile("[余多来]")
_LATIN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_PER = {"百": unit_named("%"), "千": unit_named("‰")}
_RATIO_UNIT = replace(NO_UNIT, dimension=RATIO)
_LEVEL_UNIT = replace(unit_named("类"), dimension="level")
TENTHS = {"成": re.compile("[立为功果员效品长就熟绩套批交本片色型不]"), "折": re.compile("[合扣算叠射]")}
_ROMAN = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
_GOES_ON = frozenset(name[0] for name in units()) | frozenset("余多来几成折至到-~～〜 ")


@dataclass(frozen=True, slots=True)
class Item:
    """A number where it stands. ``high`` is the upper end of 三五年; ``numeral_end`` is where the unit begins."""

    start: int
    end: int
    numeral: str
    numeral_end: int
    low: Decimal
    high: Decimal | None
    unit: Unit
    inside: str | None  # 余, 多 or 来 between number and unit

    @property
    def chinese(self) -> bool:
        """Whether it is written without Arabic digits."""
        return not any("0" <= c <= "9" for c in self.numeral)

    @property
    def bare(self) -> bool:
        """Whether nothing is said of what is counted."""
        return not self.unit.name and self.unit.dimension == NO_UNIT.dimension


def hopeless(form: str, at: int) -> bool:
    """Whether a single character is a Chinese numeral in a word (一定, 统一): nothing that follows can make it a figure."""
    return not form[at].isascii() and form[at] not in _ROMAN and form[at + 1 : at + 2] not in _GOES_ON


def item_from(form: str, match: re.Match[str]) -> Item | None:
    """The number found by :data:`ITEM`; ``None`` if it has no value (十百, more than 40 digits, a division by zero).

    >>> item = item_from("1.1万余个", ITEM.match("1.1万余个"))
    >>> str(item.low), item.unit.name, item.inside
    ('11000', '个', '余')
    """
    kind = match.lastgroup
    if kind == "share":
        return _share(match)
    if kind in ("part", "below"):
        below, above = ("whole", "part") if kind == "part" else ("below", "above")
        return _fraction(match, match[below], match[above])
    if kind == "half":
        return _item(match, Decimal("0.5"), _RATIO_UNIT)
    if kind == "roman":
        roman = match["roman"]
        level = _LATIN.get(roman) or ord(roman) - ord("Ⅰ") + 1
        return replace(_item(match, Decimal(level), _LEVEL_UNIT), end=match.end() + 1)
    return _plain(form, match)


def _item(match: re.Match[str], value: Decimal, unit: Unit, inside: str | None = None) -> Item:
    return Item(match.start(), match.end(), match[0], match.end(), canonical(value), None, unit, inside)


def _value(numeral: str) -> tuple[Decimal | None, str | None]:
    """The value without 余 and 多, and the first of them."""
    inside = _INSIDE.search(numeral)
    exact = _INSIDE.sub("", re.sub("亿[余多]万", "亿", numeral)) if inside else numeral
    # 8 .7 and 1 2 .5: blanks around a point and within a spaced number are the printer's.
    return parse_number(exact.replace(" ", "")), inside and inside[0]


def _share(match: re.Match[str]) -> Item | None:
    value, inside = _value(match["share"])
    if value is None:
        return None
    if match["per"] == "万":
        return _item(match, times(value, Decimal("0.0001")), _RATIO_UNIT, inside)
    return _item(match, value, _PER[match["per"]], inside)


def _fraction(match: re.Match[str], whole: str, part: str) -> Item | None:
    """三分之一, 1/4; a proper fraction only. It is the one value that may have to be rounded, to 28 digits."""
    below, above = parse_number(whole), parse_number(part)
    if not below or above is None or above >= below:
        return None
    return _item(match, above / below, _RATIO_UNIT)


def _plain(form: str, match: re.Match[str]) -> Item | None:
    numeral, start, end = match["plain"], match.start(), match.end()
    value, inside = _value(numeral)
    low, high = (value, None) if value is not None else _pair(numeral)
    if low is None:
        return None
    if form[end : end + 1] in ("余", "多", "来") and form[end : end + 1]:
        inside, end = inside or form[end], end + 1
    at = end + (form[end : end + 1] == " ")
    tenths = _tenths(form, at, low, high)
    if tenths is not None:
        return Item(start, at + 1, numeral, at, *tenths, _RATIO_UNIT, inside)
    unit, unit_end, more, half = _unit(form, at)
    if unit is None:
        # Without a unit 多 and 余 belong to the number only after a scale: 3万多, but 比上年多.
        return Item(start, end if inside else match.end(), numeral, match.end(), low, high, NO_UNIT, inside)
    return Item(start, unit_end, numeral, at, low + half, high, unit, inside or more)


def _pair(numeral: str) -> tuple[Decimal | None, Decimal | None]:
    """三五 (3 to 5), 两三百, 四五十, 十七八: the only numerals with two digits side by side."""
    match = _PAIR.fullmatch(numeral.replace("、", ""))
    if match is None:
        return None, None
    ten, first, second, scale = match.groups(default="")
    low, high = (parse_number(ten + digit + scale) for digit in (first, second))
    one, next_one = parse_number(first), parse_number(second)
    if low is None or one is None or next_one is None or not (next_one == one + 1 or first + second == "三五"):
        return None, None
    return low, high


def _tenths(form: str, at: int, low: Decimal, high: Decimal | None) -> tuple[Decimal, Decimal | None] | None:
    """五成 is 0.5 and 八折 is 0.8, unless a word such as 成立 begins there."""
    trap = TENTHS.get(form[at : at + 1])
    if trap is None or low > 10 or trap.match(form, at + 1):
        return None
    return times(low, Decimal("0.1")), high and times(high, Decimal("0.1"))


def _unit(form: str, at: int) -> tuple[Unit | None, int, str | None, Decimal]:
    """The unit here, its end, a 多 within it (三个多月), and a half after or within it (两年半, 一个半月)."""
    if form.startswith(("个多", "个半"), at):
        unit = unit_at("个" + form[at + 2 : at + 8], 0)
        if unit is not None and unit.name != "个":
            half = form[at + 1] == "半"
            return unit, at + len(unit.name) + 1, None if half else "多", Decimal("0.5") if half else Decimal(0)
    unit = unit_at(form, at)
    if unit is None:
        return None, at, None, Decimal(0)
    end = at + len(unit.name)
    if unit.name in ("年", "倍", "天") and form[end : end + 1] == "半" and form[end : end + 2] not in ("半年", "半数"):
        return unit, end + 1, None, Decimal("0.5")
    return unit, end, None, Decimal(0)
