"""Location: which place a report is about. Printed lines in, a place and remarks out; the look-up of names is passed in.

What the speech says of itself (the meeting, the speaker's office, 我代表…人民政府) is believed before the title, and the title
before what a collection files it under: labels made by comparing strings mistake 高碑店 for 碑店, a forum writes 自治区 for 区.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.model.place import Place, Resolution, prefix_of
from corpus.structure.dates import CHINESE_YEAR, year_in
from corpus.structure.front import ROLE, TAG
from corpus.text.folding import search_form

NATION_NAME = "中华人民共和国"
_NATION = re.compile(r"全国人民代表大会|国务院|中华人民共和国|中央人民政府|全国人大")
_BEFORE_HOUSE = re.compile(r"^(.*?)第?[一二三四五六七八九十百零\d]{1,4}届")
_BEFORE_MEETING = re.compile(r"^([^第]{2,30}?)(?:\d{4}年|年度|全体|党工委|管委会|工作会议)")  # no congress: 昆明经济技术开发区2021年工作会议
_BEFORE_GOVERNMENT = re.compile(r"(.*?)(?:人民政府|政府|行政公署|行署|管理委员会|管委会|人民委员会|革命委员会)")
_OFFICE = re.compile(r"(?:代理?|副|常务副)*(?:主席|省长|市长|区长|县长|旗长|州长|盟长|镇长|乡长|专员|主任)$")
_REPRESENTS = re.compile(r"(?:我|受|谨)(?:谨)?代表([\u4e00-\u9fff]{0,20}?)(?:人民政府|政府|行政公署|行署|人民委员会|革命委员会)")
_REST_OF_TITLE = re.compile(r"(?:人民)?(?:政府)?工作(?:的)?报告|国民经济|(?:人民)?政府$")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)\s*(?:年度?)?|" + CHINESE_YEAR + "年")
LISTED = 4  # places named in a remark
UNITS = "省市县区旗州盟"
_UNIT = re.compile(r"^(?:全|本|我)?(?:省|市|县|区|旗|州|盟|自治区|自治州|自治县|自治旗|地区|镇|乡|各位|大会|会议)?$")


class Places(Protocol):
    """What this sub-room wants of a gazetteer."""

    def resolve(self, text: str, *, hints: Sequence[str] = (), year: int | None = None) -> Resolution:
        """The place ``text`` names in that year; ``hints`` are names it may lie in. Never a guess."""


@dataclass(frozen=True, slots=True)
class Location:
    """The place found, or None, and Chinese remarks on how the source prints it.

    ``candidates`` are the places it may be where nothing decides; ``zone`` is a place that has no code, ``refused`` says that the
    speech is of such a place, or of a township.
    """

    place: Place | None
    remarks: tuple[str, ...] = ()
    candidates: tuple[Place, ...] = ()
    zone: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What may tell whose a report is, the best first: what the speech says of itself, the titles, what a collection files it
    under (``others``); names that only narrow (``hints``); names of the page and the folders it lay in (``around``), which count
    where the speech names no place but says that it is a county's or a city's; and the whole ``text``.
    """

    meeting: str | None = None
    role: str | None = None
    opening: Sequence[str] = ()
    titles: Sequence[str] = ()
    others: Sequence[str] = ()
    hints: Sequence[str] = ()
    around: Sequence[str] = ()
    text: str = ""


def locate(places: Places, said: Witnesses, year: int | None = None) -> Location:
    """The place of a report."""
    speech = [*names_in_meeting(said.meeting), *names_in_role(said.role), *names_in_opening(said.opening)]
    named = [name for title in said.titles for name in names_in_title(title)]
    tags = [tag for title in said.titles for tag in tags_in_title(title)]
    declared = [name for other in said.others for name in (*names_in_role(other), *names_in_title(other))]
    witnesses = list(dict.fromkeys([*speech, *named, *declared]))
    kind = _kind_of(said.role)
    looked_up = (
        _look_up(places, name, [*tags, *(other for other in witnesses if other != name), *said.hints], year, said.text, kind)
        for name in witnesses
    )
    about, open_ones = Location(None), []
    for found in looked_up:
        if found.place is not None or found.refused:
            about = found
            break
        open_ones += [found] if found.candidates else []
    else:
        about = _from_around(places, said, year) or next(iter(open_ones), about)
    remarks = (*about.remarks, *_title_remarks(places, about.place, named, tags, year))
    return replace(about, remarks=tuple(dict.fromkeys(remarks)))


def _kind_of(role: str | None) -> str:
    """The kind of place that has such an office: 州 of a 州长; empty for 主席, 专员, 主任."""
    return role[-2] if role and role[-1] == "长" and role[-2:-1] in UNITS else ""


def _look_up(places: Places, name: str, hints: Sequence[str], year: int | None, text: str, kind: str) -> Location:
    """The place of a name; one that several places bear is decided by the office of who speaks (巴州 with a 州长 is no 巴州区), then
    by whose committee or government the text speaks of.
    """
    found = places.resolve(name, hints=tuple(dict.fromkeys(hints)), year=year)
    alike = [place for place in found.candidates if kind and place.name.endswith(kind)]
    if found.place is None and not found.refused and len(alike) == 1 < len(found.candidates):
        return Location(alike[0])
    if found.place is None and not found.refused:
        form = search_form(text)
        held = [place for place in found.candidates if any(re.search(f"{upper}(?:委|人民政府|政府)", form) for upper in place.path[:-1])]
        if len(held) == 1:
            return Location(held[0], (f"叫“{name}”的地方不止一处，正文提到“{held[0].path[-2]}”，据此判断。",))
        if len(found.candidates) > 1:
            return Location(None, (_open_remark(name, found.candidates),), found.candidates)
    return Location(found.place, (found.remark,) if found.remark else (), zone=found.zone, refused=found.refused)


def _open_remark(name: str, candidates: Sequence[Place]) -> str:
    listed = "、".join("".join(place.path) for place in candidates[:LISTED]) + ("等" if len(candidates) > LISTED else "")
    return f"叫“{name}”的地方不止一处（{listed}），报告没有说明是哪一处。"


def _from_around(places: Places, said: Witnesses, year: int | None) -> Location | None:
    """A speech that only says 县 or 市: the page or the folder may name one, and of that kind only."""
    unit = unit_of(said.meeting, said.role, said.opening)
    for name in said.around if unit else ():
        found = places.resolve(name, hints=(*said.around, *said.hints), year=year).place
        if found is not None and found.name.endswith(unit):
            return Location(found, (f"报告没有写明是哪里的，按网页或文件夹的名称“{name}”判断。",))
    return None


def unit_of(meeting: str | None, role: str | None, opening: Iterable[str]) -> str:
    """What kind of place a speech is of, where it names none: 县, 市, 区 …; empty where it does not say.

    >>> unit_of("县第十六届人民代表大会第六次会议", None, []), unit_of(None, "市长", []), unit_of(None, None, ["我代表区人民政府报告。"])
    ('县', '市', '区')
    """
    before = _BEFORE_HOUSE.match(search_form(meeting)) if meeting else None
    said = [before[1] if before else "", (role or "")[:-1].rpartition("政府")[2]]
    said += [found[1] for text in opening if (found := _REPRESENTS.search(search_form(text[:200])))]
    return next((name[-1] for name in said if name and _UNIT.match(name) and name[-1] in UNITS), "")


def names_in_meeting(meeting: str | None) -> list[str]:
    """The place before 第×届, unless it is only 区 or 县.

    >>> names_in_meeting("甘肃省十四届人民代表大会第四次会议"), names_in_meeting("区第十六届人民代表大会第五次会议")
    (['甘肃省'], [])
    """
    form = search_form(meeting) if meeting else ""
    found = (_BEFORE_HOUSE.match(form) or _BEFORE_MEETING.match(form)) if meeting else None
    if meeting and _NATION.search(search_form(meeting)):
        return [NATION_NAME]
    return _useful([meeting[: found.end(1)]]) if meeting and found else []


def names_in_role(role: str | None) -> list[str]:
    """The place before 人民政府 or before the office.

    >>> names_in_role("保定市徐水区人民政府区长"), names_in_role("上海市市长"), names_in_role("国务院总理"), names_in_role("区人民政府区长")
    (['保定市徐水区'], ['上海市'], ['中华人民共和国'], [])
    """
    if not role or not re.search(f"{ROLE}|政府|公署", role):
        return []
    if _NATION.search(search_form(role)):
        return [NATION_NAME]
    before = _BEFORE_GOVERNMENT.match(role)
    return _useful([before[1] if before else _OFFICE.sub("", role)])


def names_in_opening(paragraphs: Iterable[str]) -> list[str]:
    """The place in 我代表…人民政府.

    >>> names_in_opening(["现在，我代表涞源县人民政府向大会报告工作，请予审议。"]), names_in_opening(["我代表国务院，向大会报告政府工作。"])
    (['涞源县'], ['中华人民共和国'])
    """
    for text in paragraphs:
        head = search_form(text[:200])
        if re.search("代表(?:中华人民共和国)?(?:国务院|中央人民政府)", head):
            return [NATION_NAME]
        found = _REPRESENTS.search(head)
        if found:
            return _useful([text[found.start(1) : found.end(1)]])
    return []


def names_in_title(title: str) -> list[str]:
    """What is left of a title without its tag, its year and the word for report.

    >>> [names_in_title(t) for t in ("[河南] 2020年郑州市管城回族自治区政府工作报告", "政 府 工 作 报 告", "2021_安阳市")]
    [['郑州市管城回族自治区'], [], ['安阳市']]
    """
    form = search_form(title)
    if _NATION.search(form):
        return [NATION_NAME]
    bare = "".join(_YEARS.sub("", TAG.sub("", title)).split()).strip("—-–_·:： ")
    bare = bare.removeprefix("关于")
    rest = _REST_OF_TITLE.search(search_form(bare))
    if rest and not bare[: rest.start()]:
        return _useful([re.sub(r"[(（][^)）]*[)）]", "", bare[rest.end() :])])  # 政府工作报告（全文）——墨江哈尼族自治县
    return _useful([bare[: rest.start()] if rest else bare])


def tags_in_title(title: str) -> list[str]:
    """The province a forum writes before a title: ``[河南]``."""
    found = TAG.match(title)
    return [found[1]] if found else []


def _useful(names: Iterable[str]) -> list[str]:
    cleaned = ("".join(name.split()).strip("—-–_：:，,（）()") for name in names)
    return [name for name in cleaned if 2 <= len(name) <= 30 and not _UNIT.match(name) and not year_in(name)]


def _title_remarks(
    places: Places, place: Place | None, named: Sequence[str], tags: Sequence[str], year: int | None
) -> list[str]:
    """What is odd about the place the title prints, where the speech has told the place already."""
    remarks = []
    for name in named:
        own = places.resolve(name, hints=tuple(tags), year=year)
        if own.remark:
            remarks.append(own.remark)
        elif place is not None and own.place is not None and own.place.code != place.code:
            remarks.append(f"标题写的是“{name}”，正文讲的是“{place.name}”，以正文为准。")
    return remarks


def label_remarks(
    places: Places, place: Place | None, label: str, hints: Sequence[str], year: int | None
) -> tuple[str, ...]:
    """What is odd about the name a collection files a report under: the place of another county.

    A label of the same place under another name, of a place around it or within it says nothing against it.
    """
    remarks = []
    for name in names_in_title(label) if place is not None else []:
        filed = places.resolve(name, hints=tuple(hints), year=year).place
        if place is not None and filed is not None and not _same_region(filed, place):
            remarks.append(f"来源把它归入“{name}”，正文讲的是“{place.name}”，以正文为准。")
    return tuple(remarks)


def _same_region(one: Place, other: Place) -> bool:
    inner, outer = sorted((one.code, other.code), key=lambda code: len(prefix_of(code)), reverse=True)
    return inner.startswith(prefix_of(outer)) or one.name[:2] == other.name[:2]
