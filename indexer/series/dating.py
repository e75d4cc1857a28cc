"""Dating: the year a figure speaks of, and what keeps it out of a series of years.

In go a labelled figure and the year of its report, out come a year and flags. Nothing is compared here.
"""

from __future__ import annotations

from indexer.model.indicator import Flag
from indexer.model.quantity import Figure

LAST_OLD_YEAR = 1954  # the old yuan went out of use on 1 March 1955: 国务院关于发行新的人民币和收回现行的人民币的命令
CUMULATIVE = "累计"
APART: frozenset[Flag] = frozenset({"multi_year", "average", "part_year", "long_term", "undated"})


def year_of(period: str | None) -> tuple[int | None, tuple[Flag, ...]]:
    """The year of a period, None for several years together.

    >>> [year_of(p) for p in ("2019", "2016-2020", "2020上半年", "2019累计", None)]
    [(2019, ()), (None, ('multi_year',)), (2020, ('part_year',)), (2019, ('cumulative',)), (None, ('undated',))]
    """
    if not period or not period[:4].isdigit():
        return None, ("undated",)
    year, rest = int(period[:4]), period[4:]
    if rest.startswith("-"):
        return None, ("multi_year",)
    if rest == CUMULATIVE:
        return year, ("cumulative",)
    return year, ("part_year",) if rest else ()


def dated(figure: Figure, report_year: int | None) -> tuple[int | None, tuple[Flag, ...]]:
    """The year a figure speaks of, with every flag that its own words and its report's year decide.

    A report tells last year's results and this year's targets; a result of earlier years is a look back, a target of the
    years after the next is a long-term one (reports of early spring sometimes plan the coming year, never two).
    """
    year, flags = year_of(figure.period)
    if report_year is None or year is None:
        return year, flags
    if figure.kind == "result" and year < report_year - 1:
        flags += ("look_back",)
    if figure.kind == "target" and year > report_year + 1:
        flags += ("long_term",)
    if figure.quantity.dimension == "money" and figure.quantity.unit == "元" and report_year <= LAST_OLD_YEAR:
        flags += ("old_currency",)
    return year, flags
