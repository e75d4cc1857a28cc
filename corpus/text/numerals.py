"""Numerals: the exact value of one number written in Arabic digits, Chinese characters or both.

In goes the search form of a numeral and nothing else, out comes a ``Decimal``; where a numeral begins and ends in running
text, its unit and its approximator are not decided here. Never raises: what is no numeral is ``None``.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
BIG_SCALES: dict[str, int] = {"万": 4, "亿": 8, "兆": 12}  # powers of ten
FORMAL = str.maketrans(
    dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟貳參陸兩萬億點〇", "一二三四五六七八九十百千二三六两万亿点零", strict=True))
    | {"廿": "二十", "卅": "三十"}
)

# More digits than any report writes; Python itself needs quadratic time for thousands of them.
MOST_DIGITS = 40

# Decimal's own context would round products to 28 digits in silence.
EXACT = Context(prec=400)

_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:[.·]\d+)?|\d+(?:[.·]\d+)?", re.ASCII)
_PARTS = re.compile(rf"({_ARABIC.pattern})|([零一二三四五六七八九两])|([十百千])", re.ASCII)
_SPACED = re.compile(r"(?<=[\d.,·]) +(?=[\d.,·])", re.ASCII)


def parse_number(form: str) -> Decimal | None:
    """The value of a whole numeral in search form; ``None`` if it is anything else or has more than 40 digits.

    万 and 亿 are multiplied out; a last digit after a scale counts in the next lower one (三万五 is 35,000). Two bare
    digits (三五) are left alone, for they mean "three to five"; three or more are read as printed (一九五五).

    >>> [str(parse_number(n)) for n in ("27,203,319,000", "1.06万亿", "二千零十七万", "十四点五", "1 9 9 3", "6.60")]
    ['27203319000', '1060000000000', '20170000', '14.5', '1993', '6.6']
    >>> parse_number("三五"), parse_number("1e5"), parse_number("百千")
    (None, None, None)
    """
    if len(form) > 4 * MOST_DIGITS:
        return None
    form = _SPACED.sub("", form.translate(FORMAL)) if not form.isascii() or " " in form else form
    if not 0 < len(form) <= 2 * MOST_DIGITS:
        return None
    if len(form) > MOST_DIGITS and sum(c.isdigit() or c in DIGITS for c in form) > MOST_DIGITS:
        return None
    return _read(form)


@lru_cache(maxsize=4096)  # reports repeat few numerals; the length is bounded above
def _read(form: str) -> Decimal | None:
    value = _scaled(form, "兆亿万")
    return None if value is None else canonical(value)


def canonical(value: Decimal) -> Decimal:
    """The same number without exponent or closing zeros, so that equal values look equal.

    >>> str(canonical(Decimal("13000.0"))), str(canonical(Decimal("1E+4")))
    ('13000', '10000')
    """
    value = EXACT.normalize(value)
    exponent = value.as_tuple().exponent
    return EXACT.quantize(value, Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def times(a: Decimal, b: Decimal) -> Decimal:
    """The product, unrounded.

    >>> str(times(Decimal("1234567890123456789012345678.9"), Decimal(10000)))
    '12345678901234567890123456789000'
    """
    return canonical(EXACT.multiply(a, b))


def _scaled(form: str, scales: str) -> Decimal | None:
    """A numeral whose greatest scale is the first of ``scales``, or one below it."""
    if not scales:
        return _group(form)
    head, scale, tail = form.rpartition(scales[0])
    if not scale:
        return _scaled(form, scales[1:])
    # 五万万 and 1.06万亿: what stands before a scale may end in that scale or in a lower one.
    high = _scaled(head, scales) if head else Decimal(1)
    low = _tail(tail, BIG_SCALES[scale], scales[1:])
    if high is None or low is None or low >= Decimal(10) ** BIG_SCALES[scale]:
        return None
    whole: Decimal = EXACT.scaleb(high, BIG_SCALES[scale])
    return EXACT.add(whole, low)


def _tail(tail: str, power: int, scales: str) -> Decimal | None:
    if not tail:
        return Decimal(0)
    if len(tail) == 1 and (tail in DIGITS or tail in "123456789"):
        return Decimal((DIGITS[tail] if tail in DIGITS else int(tail)) * 10 ** (power - 1))
    return _scaled(tail.removeprefix("零"), scales)


def _group(form: str) -> Decimal | None:
    """A numeral below 万: Arabic, positional (一九五五), spoken (九百六十), with 点 and decimals."""
    if _ARABIC.fullmatch(form):
        return Decimal(form.replace(",", "").replace("·", "."))
    whole, point, decimals = form.partition("点")
    if point:
        return _with_decimals(_group(whole), decimals)
    if len(form) > 2 and all(c in DIGITS and c != "两" for c in form):
        return Decimal("".join(str(DIGITS[c]) for c in form))
    return _spoken(form)


def _with_decimals(whole: Decimal | None, decimals: str) -> Decimal | None:
    digits = "".join(str(DIGITS[c]) if c in DIGITS else c for c in decimals)
    if whole is None or whole % 1 or not (digits.isascii() and digits.isdigit()):
        return None
    return Decimal(f"{whole}.{digits}")


def _spoken(form: str) -> Decimal | None:
    """九百六十, 二千零一十七, 5千3百, 一百五 (150): scales must fall, each with one number before it."""
    total, current, last, at = Decimal(0), None, 10_000, 0
    gap = False  # a 零 since the last scale: the next digit is a unit, not a shortened scale
    for match in _PARTS.finditer(form):
        if match.start() != at:
            return None
        at = match.end()
        arabic, digit, scale = match.groups()
        if scale:
            if SMALL_SCALES[scale] >= last:
                return None
            last, gap = SMALL_SCALES[scale], False
            total, current = EXACT.add(total, EXACT.multiply(Decimal(1) if current is None else current, last)), None
        elif current is not None:
            return None
        elif digit == "零":
            gap = True
        else:
            current = Decimal(arabic.replace(",", "").replace("·", ".")) if arabic else Decimal(DIGITS[digit])
    if not at or at != len(form):
        return None
    return _closed(total, current, last, short=not gap and form[-1] in DIGITS, zero=form == "零")


def _closed(total: Decimal, current: Decimal | None, last: int, *, short: bool, zero: bool) -> Decimal | None:
    if current is None:
        return total if total or zero else None
    if last in (100, 1000) and short:
        return EXACT.add(total, EXACT.multiply(current, Decimal(last // 10)))
    return EXACT.add(total, current)
