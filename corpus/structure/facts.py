"""Facts: what a report says about itself in its front matter. Printed lines and declared values in, facts out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.structure.congresses import year_of_session
from corpus.structure.dates import speech_date, year_in
from corpus.structure.front import (
    TAG,
    is_bare_title,
    is_date_line,
    is_meeting_line,
    is_name_line,
    is_title_line,
    meeting_in,
    speaker_in,
)
from corpus.structure.named_years import FROM_HEADINGS, year_of_headings
from corpus.text.folding import search_form

OPENING = 3  # paragraphs in which the speaker says before whom and for whom he speaks
OPENING_REACH = 200  # characters of each that are looked at
_SUBTITLE = re.compile(r"\s*(?:[—–―－-]{2,}|——|[（(])\s*(?=(?:\d{4}|[一二]\S{3})年|在|于).*$")
# In search form: 向第六届全国人民代表大会第一次会议作政府工作报告; and the first words of a resolution.
_TO_THE_MEETING = re.compile(
    r"(?<!现)[向在]([^,。]{0,20}届[^,。]{0,16}第[^,。]{1,3}次会议)[^,。]{0,4}[作做报提]|^(第[^,。]{1,3}届[^,。]{0,16}第[^,。]{1,3}次会议)"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Title verbatim; ``titles`` are all names the source gives it, printed ones first. ``remarks`` in Chinese."""

    title: str
    titles: tuple[str, ...]
    date: str | None = None
    year: int | None = None
    meeting: str | None = None
    speaker: str | None = None
    role: str | None = None
    remarks: tuple[str, ...] = ()


def facts_of(
    front: Sequence[str],
    body: Sequence[str],
    declared: dict[str, str],
    *,
    title: str | None,
    year: int | None,
    name: str,
) -> Facts:
    """Gather the facts. ``title`` and ``year`` are what the caller was told, ``name`` the file's without its suffix.

    >>> front = ["2020年郑州市管城回族自治区政府工作报告", "——2020年5月27日在区第十六届人民代表大会第五次会议上", "区人民政府区长  张艳敏"]
    >>> facts = facts_of(front, [], {}, title=None, year=None, name="")
    >>> facts.date, facts.year, facts.meeting, facts.speaker, facts.role
    ('2020-05-27', 2020, '区第十六届人民代表大会第五次会议', '张艳敏', '区人民政府区长')
    """
    titles = titles_of(front, declared, title)
    tails = [text for text in (title, declared.get("title")) if text]
    dated = [*filter(is_meeting_line, front), *front, *tails]  # a page may print the posting's day above the meeting's
    date = next((found[0] for found in map(speech_date, dated) if found), None)
    meeting = _meeting([*front, *tails], body)
    speaker = _speaker(front, declared.get("speaker"))
    own_year = int(date[:4]) if date else None
    title_year = next((found for found in map(year_in, titles) if found), None)
    told = own_year or title_year or year_of_session(" ".join([*titles, meeting or ""]))
    told = told or next((found for found in map(year_in, filter(is_date_line, front)) if found), None)
    headed = year_of_headings(body) if told is None else None
    told = told or (headed[0] if headed else None) or year or year_in(name)
    remarks: tuple[str, ...] = (FROM_HEADINGS.format(headed[1], headed[0]),) if headed else ()
    if own_year and title_year and own_year != title_year:
        remarks = (f"标题写的是{title_year}年，讲话在{own_year}年，以讲话日期为准。",)
    role, person = speaker or (None, None)
    return Facts(titles[0] if titles else name, tuple(titles), date, told, meeting, person, role, remarks)


def titles_of(front: Sequence[str], declared: dict[str, str], title: str | None) -> list[str]:
    """The names of a report, best first: as told, as printed, as the page declares, and a bare 政府工作报告 last.

    >>> titles_of(["政府工作报告"], {"title": "河北省2009年政府工作报告"}, None)
    ['河北省2009年政府工作报告', '政府工作报告']
    """
    printed = [TAG.sub("", text) for text in front if is_title_line(text)]
    telling = [text for text in printed if not is_bare_title(text)]
    bare = [text for text in printed if is_bare_title(text)]
    heads = [_SUBTITLE.sub("", text).strip() or text for text in (declared.get("title"),) if text]
    run_together = [found for found in map(_title_before_meeting, front) if found]
    known = [text for text in (title,) if text]
    return list(dict.fromkeys([*known, *telling, *heads, *bare, *run_together]))


def _title_before_meeting(text: str) -> str | None:
    """The title at the head of a line into which the meeting has run: 政府工作报告2011年1月20日在…"""
    dated = speech_date(text)
    head = text[: dated[1][0]].strip(" —–-（(") if dated else ""
    return head if is_title_line(head) else None


def _meeting(lines: Sequence[str], body: Sequence[str]) -> str | None:
    for text in lines:
        found = meeting_in(text)
        if found:
            return found
    for text in body[:OPENING]:
        head = text[:OPENING_REACH]
        to = _TO_THE_MEETING.search(search_form(head))
        if to:
            return meeting_in(head[to.start(to.lastindex or 0) : to.end(to.lastindex or 0)])
    return None


def _speaker(front: Sequence[str], declared: str | None) -> tuple[str | None, str] | None:
    for text in front:
        found = speaker_in(text)
        if found and not is_title_line(text):
            return found
    if declared:
        return speaker_in(declared) or (None, "".join(declared.split()))
    names = [text for text in front if is_name_line(text)]
    return (None, "".join(names[-1].split())) if names else None
