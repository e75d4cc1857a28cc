"""The years in which the National People's Congress first met in each of its terms: ordinal in, year out.

Source: the dates printed under the reports and resolutions themselves. From the fifth term on it has met once a year, so
the session tells the year; before that the sessions are listed.
"""

from __future__ import annotations

import re

from corpus.structure.dates import small_number
from corpus.text.folding import search_form

FIRST_YEARS = {5: 1978, 6: 1983, 7: 1988, 8: 1993, 9: 1998, 10: 2003, 11: 2008, 12: 2013, 13: 2018, 14: 2023}
EARLY_SESSIONS = {1: (1954, 1955, 1956, 1957, 1958), 2: (1959, 1960, 1962, 1963), 3: (1964,), 4: (1975,)}
SESSIONS = 5
_SESSION = re.compile(r"第([一二三四五六七八九十]{1,3})届全国人民代表大会第([一二三四五六七八九十]{1,3})次会议")


def year_of_session(text: str) -> int | None:
    """The year of the national session ``text`` names first.

    >>> year_of_session("第十三届全国人民代表大会第三次会议关于政府工作报告的决议"), year_of_session("第二届全国人民代表大会第三次会议")
    (2020, 1962)
    """
    found = _SESSION.search(search_form(text))
    if found is None:
        return None
    term, session = small_number(found[1]), small_number(found[2])
    if term in FIRST_YEARS and 1 <= session <= SESSIONS:
        return FIRST_YEARS[term] + session - 1
    years = EARLY_SESSIONS.get(term, ())
    return years[session - 1] if 1 <= session <= len(years) else None
