"""What a report is called, who answers for it and where in it a passage stands: the words all styles share.

The title is always the printed one (题名照录); where it is known to be wrong a remark says so, and only styles whose habit
is to write the name of a report (法学, 公文) build one from the place and year that were recognised.
"""

from __future__ import annotations

import re

from corpus.model.document import State
from corpus.model.place import NATION
from corpus.model.record import DocumentRecord, PassageRecord

GENRE = "政府工作报告"
# What a document is, unless it is a report: in Chinese and English.
STATE_WORDS: dict[State, tuple[str, str]] = {
    "report": (GENRE, "Government work report"),
    "resolution": ("决议", "Resolution on the government work report"),
    "digest": ("摘要", "Digest of the government work report"),
    "excerpt": ("节选", "Excerpt from the government work report"),
    "stub": ("只有开头", "Opening of the government work report only"),
    "truncated": ("不完整", "Incomplete government work report"),
    "placeholder": ("占位页，非报告原文", "Placeholder, not the report itself"),
    "glossary": ("名词解释", "Glossary of the government work report"),
    "other_speech": ("其他讲话", "Another speech, not the government work report"),
}
SELF_SAYING: dict[State, tuple[str, ...]] = {"resolution": ("决议",), "digest": ("摘要",), "excerpt": ("节选", "摘登", "摘要")}
NO_REPORTS: tuple[State, ...] = ("resolution", "glossary", "placeholder")  # all others are reports, or parts of one
LOCATORS = {"front": ("篇首第{}行", "front matter, line {}"), "heading": ("第{}个标题", "heading {}"), "note": ("注释第{}条", "note {}")}
_OPENING_PLACE = re.compile(r"(?:省|自治区|市|州|自治州|盟|县|自治县|旗|自治旗|区)(?=第?[一二三四五六七八九十百零〇\d]+届)")
_WITHOUT_PLACE = re.compile(r"第?[一二三四五六七八九十百零〇\d]+届人民代表大会")
_REMARK_ON_NAME = re.compile("“([^”]+)”")


def full_name(document: DocumentRecord) -> str:
    """The place as its own government writes it: a district goes by its city's name; empty for the nation and for no place."""
    place = document.place
    if place is None or place.code == NATION:
        return document.zone or ""
    above = place.path[-2] if len(place.path) > 1 and place.level == "county" and place.name.endswith("区") else ""
    return above + place.name


def government(document: DocumentRecord) -> str | None:
    """The body a report is given for (or the congress that resolved); None for an unknown place, and for what nobody gave."""
    if not document.place_name or document.state == "placeholder":
        return None
    place, nation = full_name(document), document.place is not None and document.place.code == NATION
    if document.state == "resolution":
        return f"{place or '全国'}人民代表大会"
    if nation:
        return "国务院"
    return place + ("管理委员会" if document.zone else "人民政府")


def author(document: DocumentRecord) -> str | None:
    """The speaker of a report, else the body that answers for it."""
    return document.speaker or government(document)


def meeting(document: DocumentRecord) -> str:
    """The meeting with its place in full, empty if unknown: 区第十六届… is one of the city's district.

    A meeting printed with the name of a place is left as it is.
    """
    printed, place = document.meeting or "", full_name(document)
    if place and _OPENING_PLACE.match(printed):
        return _OPENING_PLACE.sub(place, printed, count=1)
    return place + printed if place and _WITHOUT_PLACE.match(printed) else printed


def label(document: DocumentRecord) -> str:
    """What the document is where it is no report and its title does not say so; empty otherwise."""
    said = SELF_SAYING.get(document.state, ())
    silent = document.state == "report" or any(word in document.title for word in said)
    return "" if silent else STATE_WORDS[document.state][0]


def title(document: DocumentRecord) -> str:
    """The printed title in 《》, followed by what the document is if it is no report."""
    what = label(document)
    return f"《{document.title}》" + (f"（{what}）" if what else "")


def is_report(document: DocumentRecord) -> bool:
    """Whether the document is a report or a part of one, and not some other paper."""
    return document.state not in NO_REPORTS


def english_genre(document: DocumentRecord) -> str:
    """What the document is, in English."""
    return STATE_WORDS[document.state][1]


def locator(passage: PassageRecord) -> str:
    """Where in its document a passage stands: 第8段; what is no body paragraph has no such number and says what it is.

    The standards know pages only; their own examples put other locators (扉页, 第1版自序) in the same place.
    """
    return f"第{passage.number}段" if passage.kind == "body" else LOCATORS[passage.kind][0].format(passage.number)


def english_locator(passage: PassageRecord) -> str:
    """The same in English: para. 8."""
    return f"para. {passage.number}" if passage.kind == "body" else LOCATORS[passage.kind][1].format(passage.number)


def remarks(document: DocumentRecord, *, as_printed: bool) -> tuple[str, ...]:
    """What whoever cites the document should know; ``as_printed`` says whether its printed title stands in the citation."""
    told = [f"题名照录；{note}" for note in document.notes if as_printed and _speaks_of_title(note, document.title)]
    if document.state == "placeholder":
        told.append("这是占位页，不是报告原文，不宜当作报告引用。")
    elif document.state != "report":
        told.append(f"这份文本不是完整的报告：{STATE_WORDS[document.state][0]}。")
    if document.speaker is None and is_report(document) and government(document):
        told.append(f"来源没有写明报告人，责任者按地区著录为{government(document)}。")
    if document.date is None:
        told.append("报告日期不明，只著录年份。" if document.year else "报告日期与年份都不明。")
    return tuple(told)


def _speaks_of_title(note: str, printed: str) -> bool:
    """Whether a note of the catalog opens with a name, called wrong or of another time, that stands in the title."""
    found = _REMARK_ON_NAME.match(note)
    return bool(found and found[1] in printed)
