"""How a neighbouring figure differs from the one that was asked for, in words that say what may have gone wrong.

In go two quantities, out comes one Chinese phrase. Which figures are neighbours is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from corpus import canonical, times
from indexer.model.quantity import Quantity
from indexer.quantities.units import in_base

OTHER_THING = "数值相同，所指不同"
OTHER_UNIT = "数值相同，单位不同"
ROUNDED = "四舍五入后相同"
ONE_DIGIT = "只差一位数字"
PLACES = (("亿", 8), ("万", 4))  # how large amounts are printed
LONGEST = 18  # digits of a number of which one may be mistyped
_RATES = frozenset(  # dimensions whose parts do not add up
    {"ratio", "percentage point", "level", "rate", "multiple", "doubling", "age", "temperature"}
)


def difference(asked: Quantity, found: Quantity) -> str:
    """In words, how ``found`` differs from ``asked``: the explanation first, then by how much it is more or less.

    >>> from indexer.quantities.extraction import extract
    >>> pairs = [("495亿元", "494.8亿元"), ("484.8亿元", "494.8亿元"), ("6.6%", "6.6万吨"), ("6.6%", "6.5%"), ("47个", "52个")]
    >>> for a, b in pairs: print(difference(extract(a)[0], extract(b)[0]))
    四舍五入后相同，少 0.2亿元
    只差一位数字，多 10亿元
    数值相同，单位不同
    只差一位数字，少 0.1个百分点
    多 5个
    """
    (wanted, unit), (amount, other) = _base(asked), _base(found)
    if unit != other:
        return OTHER_UNIT
    if wanted == amount:
        return OTHER_THING
    gap = f"{'多' if amount > wanted else '少'} {_spoken(abs(amount - wanted), unit)}"
    if rounds_to(wanted, amount) or rounds_to(amount, wanted):
        return f"{ROUNDED}，{gap}"
    return f"{ONE_DIGIT}，{gap}" if amount in one_digit_away(wanted) else gap


def other_year(period: str) -> str:
    """The same amount, said of another time.

    >>> other_year("2018"), other_year("2016-2020"), other_year("2020上半年")
    ('数值相同，年份不同：说的是2018年', '数值相同，年份不同：说的是2016-2020年', '数值相同，年份不同：说的是2020年上半年')
    """
    return f"数值相同，年份不同：说的是{period_words(period)}"


def period_words(period: str) -> str:
    """A period as it is read: 2019年, 2020年上半年, 2016-2020年."""
    year, rest = (period[:4], period[4:]) if period[4:5] != "-" else (period[:9], period[9:])
    return f"{year}年{rest}"


def sum_of(mentions: Sequence[str]) -> str:
    """Parts that together make the amount.

    >>> sum_of(["3.2亿元", "1.8亿元"])
    '部分之和：3.2亿元 + 1.8亿元'
    """
    return "部分之和：" + " + ".join(mentions)


def adds_up(quantity: Quantity) -> bool:
    """Whether parts of such an amount can be added: rates and shares cannot."""
    return quantity.dimension not in _RATES and quantity.range is None


def rounds_to(rounded: Decimal, exact: Decimal) -> bool:
    """Whether ``rounded`` is ``exact`` with fewer digits, rounded half up as Chinese statistics are (GB/T 8170 allows it).

    Two digits at least must be left: that 5 is nearly 4.8 says nothing.

    >>> rounds_to(Decimal(49_500_000_000), Decimal(49_480_000_000)), rounds_to(Decimal("6.6"), Decimal("6.5"))
    (True, False)
    """
    digits = rounded.as_tuple()
    kept = len(digits.digits) - (_trailing_zeros(rounded))
    if kept < 2 or rounded == exact:
        return False
    step = Decimal(1).scaleb(int(digits.exponent) + _trailing_zeros(rounded))
    return canonical((exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step) == canonical(rounded)


def one_digit_away(amount: Decimal) -> frozenset[Decimal]:
    """Every amount written with as many digits of which one is another; none for numbers of a single digit or too many.

    >>> Decimal("494.9") in one_digit_away(Decimal("494.8")), one_digit_away(Decimal(7))
    (True, frozenset())
    """
    sign, digits, exponent = canonical(amount).normalize().as_tuple()
    if not 2 <= len(digits) <= LONGEST:
        return frozenset()
    return frozenset(canonical(Decimal((sign, d, int(exponent)))) for d in _changed(digits))


def _changed(digits: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for at, old in enumerate(digits):
        for new in range(at == 0, 10):  # a number begins with no zero
            if new != old:
                yield (*digits[:at], new, *digits[at + 1 :])


def _trailing_zeros(amount: Decimal) -> int:
    text = "".join(map(str, amount.as_tuple().digits))
    return len(text) - len(text.rstrip("0"))


def _base(quantity: Quantity) -> tuple[Decimal, str]:
    value, unit = in_base(canonical(quantity.value), quantity.unit, quantity.dimension)
    return canonical(value), unit


def _spoken(gap: Decimal, unit: str) -> str:
    """An amount as reports print it: 0.2亿元, 0.1个百分点."""
    if unit == "%":
        return f"{canonical(gap):f}个百分点"
    for name, zeros in PLACES:
        if gap >= Decimal(10) ** (zeros - 1):
            return f"{canonical(times(gap, Decimal(1).scaleb(-zeros))):f}{name}{unit}"
    return f"{canonical(gap):f}{unit}"
