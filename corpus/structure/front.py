"""Front matter: lines that name the report, its meeting, its speaker, or address the house. Text in, yes or no and parts out.

Forms met: ``——2020年5月27日在区第十六届人民代表大会第五次会议上``, ``（2021年2月5日在定兴县…会议上）``, ``区人民政府区长  张艳敏``,
``2025年1月18日在…会议上河南省人民政府省长王凯作政府工作报告``, and each of them broken over two lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.structure.dates import CHINESE_YEAR, speech_date
from corpus.structure.furniture import is_caption, is_furniture, is_preview
from corpus.structure.lines import BLANKS, Line, squeeze
from corpus.text.folding import search_form

LONGEST = 90  # characters of a front line; three of them may have run together
HEAD_LINES = 120  # a page's head is looked through this far for broken front lines

_SALUTATION = re.compile(
    r"(?:尊敬的|主席[，、])?各位(?:代表|委员|领导|同志)(?:们|[、，,]?(?:各位|全体)?(?:代表|委员|同志|来宾|朋友)们?)*[：:！!，,。]*|同志们[：:！!]"
)
_SALUTATION_HEAD = re.compile(r"(?:尊敬的|主席[，、])?各位代表(?:们|[、，]同志们)?[：:！!，,。]")

_ORDINAL = r"第?[一二三四五六七八九十百零\d]{1,4}"
_SESSION = r"第[一二三四五六七八九十\d]{1,3}次(?:全体)?会议"
_HOUSE = rf"{_ORDINAL}届(?:(?:全国|中国)?(?:人民代表大会|人大)(?:常务委员会)?|委员会)"
_SHORT_SESSION = r"(?<=人大)[一二三四五六七八九十\d]{1,3}次(?:全体)?会议"
MEETING = re.compile(rf"[^，。；：,;:()（）\s\-]{{0,24}}?{_HOUSE}\s*(?:{_SESSION}|{_SHORT_SESSION})")  # in search form
_OTHER_MEETING = re.compile(r"^[^\w]*[在于]([^,。;:]{2,50}?(?:大会|会议))上?[)]?$")  # behind a date: 在××党代会上, 在××管委会工作会议上
_MEETING_HEAD = re.compile(rf"(?:在|于).{{0,24}}{_HOUSE}$")
_NOT_A_MEETING_LINE = re.compile(r"听取|审议了|认为|指出|充分肯定|,.*,")

OFFICES = "主席 省长 市长 区长 县长 旗长 州长 盟长 镇长 乡长 专员 行政长官 总理 主任"
_OFFICE = "(?:" + "|".join(OFFICES.split()) + ")"
_HAS_OFFICE = re.compile(_OFFICE)
_PLACE = r"[\u4e00-\u9fff、]{0,30}?"
ROLE = rf"{_PLACE}(?:人民政府|国务院|政府|行政公署|行署|管理委员会|管委会|革命委员会)?(?:代理?|副|常务副|党组书记、)*{_OFFICE}"
_NAME = r"[\u4e00-\u9fff](?:[\s?？]*[\u4e00-\u9fff]){1,3}|[\u4e00-\u9fff]{2,8}[·•．][\u4e00-\u9fff]{1,8}"
_BLANK = r"(?:\s|&nbsp;|[?？]|[:：])*"
SPEAKER = re.compile(rf"(?P<role>{ROLE}){_BLANK}(?P<name>{_NAME})")
SPEAKERS_IN_SENTENCE = (  # …会议上河南省人民政府省长王凯作政府工作报告; 龚正市长在…会议上
    re.compile(
        rf"(?:^|会议上?){_BLANK}(?P<role>{ROLE}){_BLANK}(?P<name>{_NAME}?)(?:同志)?[作做](?:的)?(?:政府)?(?:工作)?报告"
    ),
    re.compile(rf"(?:会议上){_BLANK}(?P<role>{ROLE}){_BLANK}(?P<name>{_NAME})$"),
    re.compile(rf"日(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?P<role>{_OFFICE})在"),
)
_LETTER_SPACED = re.compile(r"(?:[\u4e00-\u9fff]\s+){3,8}[\u4e00-\u9fff]")  # 县 长　陈 国 强
_NAME_LINE = re.compile(r"[\u4e00-\u9fff]\s{0,4}[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){0,2}")
_NO_NAME = re.compile(
    r"时间|来源|作者|编辑|报告|首页|字体|正文|下载|打印|目录|导航|分享|阅读|评论|收藏|登录|频道|新闻|要闻|公开|服务|政府|专题|网"
)

_YEAR_LINE = re.compile(rf"\((?:\d{{4}}|{CHINESE_YEAR})年(?:度|\d{{1,2}}月|[一二三四五六七八九十]{{1,2}}月)?\)")
_RUN_TOGETHER = re.compile(
    r"(?P<title>.{0,40}?工作报告(?:\([^()]{1,12}\))?)?\s*(?P<meeting>[—–―－\-(]*.{0,60}?会议上\)?)\s*(?P<rest>.{0,40}?)(?P<address>(?:尊敬的)?各位(?:代表|委员)们?[:,!])"
)
TAG = re.compile(r"^\s*[\[【［]\s*([\u4e00-\u9fff]{2,12})\s*[\]】］]\s*")  # what a forum writes before a title: [河南]
TITLE_ENDS = re.compile(
    r"(?:报告|决议|說明|说明|目标纲要|规划纲要|通报)(?:[（(《][^（）()]{1,24}[)）》])?(?:[—–-]{1,2}[\u4e00-\u9fff]{2,14}[省市县区旗州盟])?$"
)
_OTHER_TITLE = re.compile(r"(?:讲话|发言|致辞|通知|纲要|规划|计划|方案|名词解释|名词注释|述评|综述|侧记)(?:[（(][^（）()]{1,12}[)）])?$")
FIRST_LINES = 3  # of a text, furniture apart, that may be a title of another kind
_COMMON_IN_TITLES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\d+[、.]?|年度?|人民|政府|工作|的?报告|关于|全文|[^\w]")
_LEADS_TO_TITLE = re.compile(r"^[\u4e00-\u9fff\d]{3,20}(?:\d{4}年度?|[省市县区旗州盟])$")
_BARE_TITLE = re.compile(r"(?:关于)?(?:人民)?(?:政府)?工作(?:的)?报告")
_SENTENCE = re.compile(r"听取|审议|所作|[作做](?:了|的)?(?:政府)?工作报告|会议(?!.*决议).*报告|[,;]")
_ABOUT_REPORTS = re.compile(r"解读|热议|图解|一图|图说|视频|聚焦|学习|反响|点赞|亮点|[>»]|相关|摘登|^\W*来源")
LONGEST_TITLE = 60


def is_salutation(text: str) -> bool:
    """Whether a line is nothing but an address.

    >>> [is_salutation(t) for t in ("各位代表：", "各位代表!", "各位代表！成绩来之不易。")]
    [True, True, False]
    """
    if len(text) > LONGEST or not ("各" in text or "志" in text):
        return False
    return _SALUTATION.fullmatch(squeeze(text)) is not None


def opens_with_salutation(text: str) -> bool:
    """Whether a line begins with 各位代表 as an address."""
    return is_salutation(text) or _SALUTATION_HEAD.match(text) is not None


def is_title_line(text: str) -> bool:
    """Whether a line may be a report's printed title.

    >>> [is_title_line(t) for t in ("政 府 工 作 报 告", "[河南] 2020年郑州市政府工作报告", "解读省政府工作报告", "标题：政府工作报告")]
    [True, True, False, False]
    """
    if len(text) > 2 * LONGEST_TITLE:
        return False
    bare = search_form(squeeze(text))
    return bool(
        4 <= len(bare) <= LONGEST_TITLE
        and TITLE_ENDS.search(bare)
        and not _ABOUT_REPORTS.search(bare)
        and not _SENTENCE.search(bare)
        and not is_furniture(text)
    )


def other_title(texts: Sequence[str]) -> str | None:
    """What the first lines of a page call a text that is no report: a speech, a notice, a glossary, a reading of a report.

    >>> other_title(["一图读懂｜2021年长沙县政府工作报告", "2021-01-21 来源：星沙时报"]), other_title(["现在，我代表县政府报告工作。"])
    ('一图读懂｜2021年长沙县政府工作报告', None)
    """
    for text in [text for text in texts if not is_furniture(text)][:FIRST_LINES]:
        form = search_form(squeeze(text))
        about = "报告" in form and (_ABOUT_REPORTS.search(form) or re.search("[数速秒]读|读懂", form))
        if 4 <= len(form) <= LONGEST_TITLE and not _SENTENCE.search(form) and (about or _OTHER_TITLE.search(form)):
            return text
    return None


def is_bare_title(text: str) -> bool:
    """Whether a title names neither place nor year."""
    return _BARE_TITLE.fullmatch(search_form(squeeze(text))) is not None


def title_start(texts: Sequence[str]) -> int:
    """Index of the printed title: the last that names a place or year, else the last bare one, else 0."""
    titles = [i for i, text in enumerate(texts) if is_title_line(text)]
    listed = {i for i in titles if _in_list(texts, i)}
    own = [i for i in titles if i not in listed] or titles
    telling = [i for i in own if not is_bare_title(texts[i])]
    return (telling or own or [0])[-1]


def _in_list(texts: Sequence[str], i: int) -> bool:
    """Whether a title stands beside that of another place's report, as in the lists that pages print at their sides."""
    mine = _without_common(texts[i])
    beside = [texts[j] for j in (i - 1, i + 1) if 0 <= j < len(texts) and "工作报告" in texts[j] and not is_meeting_line(texts[j])]
    others = [other for other in map(_without_common, beside) if other]
    return bool(mine) and any(mine not in other and other not in mine for other in others)


def _without_common(title: str) -> str:
    """What tells titles of reports apart, their years left out: 长沙县."""
    return _COMMON_IN_TITLES.sub("", search_form(squeeze(title)))


def meeting_in(text: str) -> str | None:
    """The meeting a line names, as printed, without the date before it.

    >>> meeting_in("——2020年5月27日在区第十六届人民代表大会第五次会议上")
    '区第十六届人民代表大会第五次会议'
    """
    dated = speech_date(text)
    rest = text[dated[1][1] :] if dated else text
    found = MEETING.search(search_form(rest)) or MEETING.search(search_form(text))
    if found is None:
        other = _OTHER_MEETING.search(search_form(rest).strip()) if dated else None
        return None if other is None else rest.strip()[other.start(1) : other.end(1)]
    source = rest if found.string == search_form(rest) else text
    lead = max(source.rfind(word, found.start(), found.end()) for word in ("在", "向"))
    return source[max(found.start(), lead + 1) : found.end()]


def is_meeting_line(text: str) -> bool:
    """Whether a line says when and where the report was given."""
    form = search_form(text)
    if len(text) > LONGEST or _NOT_A_MEETING_LINE.search(form) or is_caption(text):
        return False
    if MEETING.search(form) is not None:
        return True
    dated = speech_date(text)
    return dated is not None and (_MEETING_HEAD.search(form) is not None or _OTHER_MEETING.search(form[dated[1][1] :].strip()) is not None)


def speaker_in(text: str) -> tuple[str, str] | None:
    """Role as printed and name without blanks, where a line holds nothing else or ends so.

    >>> speaker_in("区人民政府区长\xa0\xa0张艳敏"), speaker_in("国务院总理　李　强"), speaker_in("提速项目建设进度")
    (('区人民政府区长', '张艳敏'), ('国务院总理', '李强'), None)
    """
    plain = text.replace("&nbsp;", "\xa0").strip("—-– （）()。") if len(text) <= LONGEST else ""
    plain = squeeze(plain) if _LETTER_SPACED.fullmatch(plain) else plain
    if not _HAS_OFFICE.search(plain):
        return None
    found = next(filter(None, [SPEAKER.fullmatch(plain), *(p.search(plain) for p in SPEAKERS_IN_SENTENCE)]), None)
    if found is None or _NO_NAME.search(found["name"]) or _NOT_A_MEETING_LINE.search(search_form(text)):
        return None
    return found["role"].strip(), re.sub(r"[\s?？]", "", found["name"])


def is_name_line(text: str) -> bool:
    """Whether a line may be nothing but a person's name, as below the meeting line."""
    return _NAME_LINE.fullmatch(text) is not None and not _NO_NAME.search(text) and not is_furniture(text)


def is_front_line(text: str) -> bool:
    """Whether a line is front matter by its own words (a name alone is not: see :func:`is_name_line`)."""
    if is_date_line(text):
        return True
    known = is_title_line(text) or is_meeting_line(text) or speaker_in(text) is not None
    return known and not is_furniture(text)


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but the day of the speech, or its year in brackets. Machines, which date postings, pad with zeros:
    2009年02月13日.

    >>> is_date_line("（2008年3月27日）"), is_date_line("（二〇〇八年）"), is_date_line("2009年02月13日")
    (True, True, False)
    """
    if len(text) <= LONGEST and _YEAR_LINE.fullmatch(search_form(text)):
        return True
    dated = speech_date(text) if len(text) <= LONGEST else None
    if dated is None or "年0" in (form := search_form(text)) or "月0" in form:
        return False
    return not squeeze(text[: dated[1][0]] + text[dated[1][1] :]).strip("—-–―─（）()")


def part(lines: Sequence[Line]) -> list[Line]:
    """Cut a line in which title, meeting, speaker and address run into the first words of the speech.

    >>> head = "甲县政府工作报告——2021年1月8日在甲县第九届人大第一次会议上县长　王一各位代表："
    >>> [line.text for line in part([Line(head + "现在报告。" * 20)])][:4]
    ['甲县政府工作报告', '——2021年1月8日在甲县第九届人大第一次会议上', '县长　王一', '各位代表：']
    """
    parted: list[Line] = []
    for i, line in enumerate(lines):
        long = i < HEAD_LINES and len(line.text) > LONGEST and not is_preview(line.text)
        found = _RUN_TOGETHER.match(search_form(line.text[: 3 * LONGEST])) if long else None
        if found is None:
            parted.append(line)
            continue
        ends = [end for name in ("title", "meeting", "rest", "address") if (end := found.end(name)) > 0] + [len(line.text)]
        pieces = (line.text[start:end].strip(BLANKS) for start, end in zip([0, *ends], ends, strict=False))
        parted += [Line(piece, line.gap if at == 0 else 0) for at, piece in enumerate(piece for piece in pieces if piece)]
    return parted


def mend(lines: Sequence[Line]) -> list[Line]:
    """Rejoin front lines that were broken in two: 政府工作报⏎告, 国务院总理⏎李克强, …人民代表大会⏎第五次会议上.

    Two lines are one where together they are a front line and one of them alone is not.
    """
    mended: list[Line] = []
    for i, line in enumerate(lines):
        if mended and i < HEAD_LINES and line.gap == 0 and _broken(mended[-1], line):
            last = mended[-1]
            mended[-1] = replace(last, text=last.text + last.trail + line.lead + line.text, trail=line.trail)
        else:
            mended.append(line)
    return mended


def _broken(first: Line, second: Line) -> bool:
    both = first.text + first.trail + second.lead + second.text
    if len(both) > LONGEST or is_salutation(second.text):
        return False
    if is_bare_title(second.text) and _LEADS_TO_TITLE.search(squeeze(first.text)) and not is_furniture(first.text):
        return is_title_line(both) and not is_front_line(first.text)  # 长沙县2021年⏎政府工作报告
    parts = (first.text, second.text)
    if is_meeting_line(first.text) and MEETING.search(search_form(first.text)) is None:
        return MEETING.search(search_form(both)) is not None
    whole = is_title_line(both) or speaker_in(both) is not None or is_meeting_line(both)
    return whole and not any(is_front_line(part) or (is_furniture(part) and len(part) > 1) for part in parts)
