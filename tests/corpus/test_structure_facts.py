"""What a report says about itself: title, day, meeting, speaker, place, state; front matter and page heads."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.model.place import Place, Resolution
from corpus.structure.declared import declared
from corpus.structure.facts import facts_of, titles_of
from corpus.structure.front import (
    is_front_line,
    is_name_line,
    is_salutation,
    is_title_line,
    meeting_in,
    mend,
    opens_with_salutation,
    speaker_in,
    title_start,
)
from corpus.structure.lines import lines_of
from corpus.structure.location import (
    Witnesses,
    locate,
    names_in_meeting,
    names_in_opening,
    names_in_role,
    names_in_title,
)
from corpus.structure.states import state_of


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("——2020年5月27日在区第十六届人民代表大会第五次会议上", "区第十六届人民代表大会第五次会议"),
        ("——2024年3月5日在第十四届全国人民代表大会第二次会议上", "第十四届全国人民代表大会第二次会议"),
        ("（2021年2月5日在定兴县第十五届人民代表大会第五次会议上）", "定兴县第十五届人民代表大会第五次会议"),
        ("2019年1月29日保定市徐水区第二届人民代表大会第三次会议", "保定市徐水区第二届人民代表大会第三次会议"),
        ("——二〇二六年一月二十七日在甘肃省十四届人民代表大会第四次会议上", "甘肃省十四届人民代表大会第四次会议"),
        (
            "2022年1月27日在于都县第十七届人民代表大会第二次会议上",
            "于都县第十七届人民代表大会第二次会议",
        ),  # 于 is a name here
        ("（2020年5月28日第十三届全国人民代表大会第三次会议通过）", "第十三届全国人民代表大会第三次会议"),
        ("1957年6月26日在第一届全国人民代表大会第四次会議上", "第一届全国人民代表大会第四次会議"),
        ("中国共产党第十九次全国代表大会", None),
    ],
)
def test_meetings(text: str, meeting: str | None) -> None:
    assert meeting_in(text) == meeting


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("区人民政府区长\u00a0\u00a0张艳敏", ("区人民政府区长", "张艳敏")),
        ("国务院总理　李　强", ("国务院总理", "李强")),
        ("海拉尔区人民政府区长　　杜联合", ("海拉尔区人民政府区长", "杜联合")),
        ("徐水县人民政府县长李保森", ("徐水县人民政府县长", "李保森")),
        ("涞源县人民政府代县长 薛春雷", ("涞源县人民政府代县长", "薛春雷")),
        ("定兴县人民政府县长?? 吴?? 鹏", ("定兴县人民政府县长", "吴鹏")),  # no-break spaces lost in a bad conversion
        ("保定市徐水区人民政府区长&nbsp; 李志永", ("保定市徐水区人民政府区长", "李志永")),
        ("自治区人民政府主席 张雨浦", ("自治区人民政府主席", "张雨浦")),
        ("新疆维吾尔自治区主席　雪克来提·扎克尔", ("新疆维吾尔自治区主席", "雪克来提·扎克尔")),
        (
            "2025年1月18日在河南省第十四届人民代表大会第三次会议上河南省人民政府省长王凯作政府工作报告",
            ("河南省人民政府省长", "王凯"),
        ),
        ("----2025年1月15日龚正市长在上海市第十六届人民代表大会第三次会议的政府工作报告", ("市长", "龚正")),
        ("省长赵刚作政府工作报告", ("省长", "赵刚")),
        ("中共墨岭区委副书记、区长 王 平", ("中共墨岭区委副书记、区长", "王平")),
        ("高新区管委会主任 王平", ("高新区管委会主任", "王平")),
        ("第十一届全国人民代表大会第三次会议听取和审议了国务院总理温家宝所作的政府工作报告。", None),
        ("强化市长质量奖引领", None),
        ("各位代表：", None),
    ],
)
def test_speakers(text: str, speaker: tuple[str, str] | None) -> None:
    assert speaker_in(text) == speaker


def test_salutations_and_titles() -> None:
    assert all(map(is_salutation, ("各位代表：", "各位代表!", "各位代表、同志们：", "尊敬的各位代表：")))
    assert opens_with_salutation("各位代表！使命在肩,初心如磐。")
    assert not opens_with_salutation("各位代表提出的建议全部办结。")
    assert is_title_line("关于保定市国民经济和社会发展第十二个五年规划纲要的报告")
    assert is_title_line("1964年中华人民共和国国务院政府工作报告（摘要）")
    assert not is_title_line("首页>政府信息公开>政府工作报告")
    assert not is_title_line("四川干部群众热议政府工作报告")
    assert not is_title_line("第十四届全国人民代表大会第三次会议听取和审议了国务院总理李强所作的政府工作报告")
    assert is_name_line("李　强")
    assert not is_name_line("政务公开")
    assert is_front_line("（2008年3月27日）")


def test_the_printed_title_is_the_last_that_tells() -> None:
    assert title_start(["[河南] 2020年郑州市政府工作报告", "版主", "2020年郑州市政府工作报告"]) == 2
    assert title_start(["2026年宁夏回族自治区政府工作报告", "来源：", "政府工作报告"]) == 0
    assert title_start(["首页", "政府工作报告", "政府工作报告"]) == 2
    assert title_start(["首页"]) == 0


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("政府工作报\n告", ["政府工作报告"]),
        ("国务院总理　\n李克强", ["国务院总理　李克强"]),
        (
            "2011年1月20日在徐水县第十四届人民代表大会\n第五次会议上",
            ["2011年1月20日在徐水县第十四届人民代表大会第五次会议上"],
        ),
        ("政府工作报告\n区长 王平", ["政府工作报告", "区长 王平"]),
        ("区人民政府区长 王平\n各位代表：", ["区人民政府区长 王平", "各位代表："]),
    ],
)
def test_broken_front_lines_are_mended(text: str, lines: list[str]) -> None:
    assert [line.text for line in mend(lines_of(text))] == lines


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["标题：2022年保定市政府工作报告", "发文时间：未知"], {"title": "2022年保定市政府工作报告"}),
        (["时间：", "2026-02-09", "来源：", "河南日报"], {"posted": "2026-02-09"}),
        (["来源URL：http://example.gov.cn/1.html"], {"url": "http://example.gov.cn/1.html"}),
        (["报告人：保定市市长 马誉峰"], {"speaker": "保定市市长 马誉峰"}),
        (["2023-3-1 17:41"], {}),  # the day of a forum user's mood
    ],
)  # fmt: skip
def test_what_a_page_declares(texts: list[str], found: dict[str, str]) -> None:
    assert declared(texts, []) == found


def test_a_bare_date_counts_below_the_title_only() -> None:
    assert declared([], ["2009年02月13日"]) == {"posted": "2009-02-13"}
    assert declared(["发布时间：2010-01-02"], ["2009年02月13日"]) == {"posted": "2010-01-02"}


def test_titles_best_first() -> None:
    front = ["政 府 工 作 报 告", "——2014年2月10日在保定市第十四届人民代表大会第二次会议上"]
    told = {"title": "保定市政府工作报告——2014年2月10日在保定市第十四届人民代表大会第二次会议上"}
    assert titles_of(front, told, None) == ["保定市政府工作报告", "政 府 工 作 报 告"]
    assert titles_of(front, told, "2014年保定市政府工作报告")[0] == "2014年保定市政府工作报告"
    assert titles_of(["政府工作报告2011年1月20日在徐水县第十四届人民代表大会第五次会议上"], {}, None) == [
        "政府工作报告"
    ]


def test_the_year_of_the_speech_comes_first() -> None:
    front = ["2023年某县政府工作报告", "——2022年12月28日在某县第九届人民代表大会第三次会议上"]
    facts = facts_of(front, [], {}, title=None, year=None, name="")
    assert (facts.year, facts.date) == (2022, "2022-12-28")
    assert facts.remarks == ("标题写的是2023年，讲话在2022年，以讲话日期为准。",)
    assert facts_of([], [], {}, title=None, year=1999, name="甲_2013").year == 1999
    assert facts_of([], [], {}, title=None, year=None, name="海拉尔区_2013").year == 2013
    assert (
        facts_of([], [], {}, title="第十三届全国人民代表大会第三次会议关于政府工作报告的决议", year=None, name="").year
        == 2020
    )


def test_the_day_stands_in_the_meeting_line_or_alone() -> None:
    meeting = "——2009年1月8日在河北省第十一届人民代表大会第二次会议上"
    assert facts_of(["2009年2月13日", meeting], [], {}, title=None, year=None, name="").date == "2009-01-08"
    assert facts_of(["政府工作报告", "（2008年3月27日）"], [], {}, title=None, year=None, name="").date == "2008-03-27"


def test_the_tag_of_a_forum_is_no_part_of_the_title() -> None:
    assert (
        facts_of(["[河南] 2020年郑州市政府工作报告"], [], {}, title=None, year=None, name="").title
        == "2020年郑州市政府工作报告"
    )


def test_the_meeting_may_stand_in_the_first_paragraph() -> None:
    body = ["我现在根据国务院的决定，向第二届全国人民代表大会第一次会议作政府工作报告。"]
    assert facts_of([], body, {}, title=None, year=None, name="").meeting == "第二届全国人民代表大会第一次会议"
    body = ["从去年９月第五届全国人民代表大会第三次会议到现在，已经过去了一年零两个月。"]
    assert facts_of([], body, {}, title=None, year=None, name="").meeting is None


# ---------------------------------------------------------------- places

HENAN = Place("410000", "河南省", "province", ("河南省",))
GUANCHENG = Place("410104", "管城回族区", "county", ("河南省", "郑州市", "管城回族区"))
NATION = Place("100000", "全国", "country")
CHAOYANG = (
    Place("110105", "朝阳区", "county", ("北京市", "朝阳区")),
    Place("220104", "朝阳区", "county", ("吉林省", "长春市", "朝阳区")),
)
REMARK = "“管城回族自治区”应为“管城回族区”，来源有误。"


class FewPlaces:
    """A gazetteer of four places that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...], int | None]] = []

    def resolve(self, text: str, *, hints: Sequence[str] = (), year: int | None = None) -> Resolution:
        self.asked.append((text, tuple(hints), year))
        if "管城" in text:
            return Resolution(GUANCHENG, remark=REMARK if "自治区" in text else None)
        if text == "朝阳区":
            beijing = "北京" in hints
            return Resolution(CHAOYANG[0] if beijing else None, () if beijing else CHAOYANG)
        return Resolution({"河南省": HENAN, "中华人民共和国": NATION}.get(text))


@pytest.mark.parametrize(
    ("meeting", "role", "opening", "titles", "place"),
    [
        (
            "区第十六届人民代表大会第五次会议",
            "区人民政府区长",
            [],
            ["2020年郑州市管城回族自治区政府工作报告"],
            GUANCHENG,
        ),
        ("河南省第十四届人民代表大会第三次会议", None, [], ["2025年政府工作报告"], HENAN),
        (None, None, ["现在，我代表河南省人民政府，向大会报告工作。"], ["政府工作报告"], HENAN),
        (None, "国务院总理", [], ["政府工作报告"], NATION),
        (None, None, [], ["2025年中华人民共和国国务院政府工作报告"], NATION),
        (None, None, [], ["2021年朝阳区政府工作报告"], None),  # two of that name: no guess
        (None, None, [], ["[北京] 2021年朝阳区政府工作报告"], CHAOYANG[0]),
        (None, None, [], [], None),
    ],
)
def test_places(
    meeting: str | None, role: str | None, opening: list[str], titles: list[str], place: Place | None
) -> None:
    found = locate(FewPlaces(), Witnesses(meeting, role, opening, titles), 2020)
    assert found.place == place


def test_what_is_odd_about_a_place_is_told() -> None:
    titles = ["2020年郑州市管城回族自治区政府工作报告"]
    for meeting in (None, "管城区第十六届人民代表大会第五次会议"):
        assert locate(FewPlaces(), Witnesses(meeting, titles=titles)).remarks == (REMARK,)


def test_the_speech_is_believed_before_the_title() -> None:
    found = locate(FewPlaces(), Witnesses("管城区第十六届人民代表大会第五次会议", titles=["2020年河南省政府工作报告"]))
    assert found.place == GUANCHENG
    assert found.remarks == ("标题写的是“河南省”，正文讲的是“管城回族区”，以正文为准。",)


def test_names_in_printed_lines() -> None:
    assert names_in_meeting("第十四届全国人民代表大会第二次会议") == ["中华人民共和国"]
    assert names_in_meeting("县十六届人民代表大会第四次会议") == []
    assert names_in_role("省人民政府省长") == []
    assert names_in_role("甘肃省省长") == ["甘肃省"]
    assert names_in_opening(["现在,我代表区人民政府向大会报告工作,请予审议。"]) == []
    assert names_in_title("关于保定市国民经济和社会发展第十二个五年规划纲要的报告") == ["保定市"]
    assert names_in_title("1956年政府工作報告") == []


# ---------------------------------------------------------------- states


@pytest.mark.parametrize(
    ("title", "length", "aside", "state"),
    [
        ("2020年郑州市管城区政府工作报告", 12000, "", "report"),
        ("第十四届全国人民代表大会第三次会议关于政府工作报告的决议", 600, "", "resolution"),
        ("政府工作报告", 178, "", "stub"),
        ("保定市2003年政府工作报告", 3000, "备注：未能找到完整原文，此处为基于公开资料整理的摘要版本", "placeholder"),
        ("关于保定市国民经济和社会发展第十二个五年规划纲要的报告", 20000, "", "other_speech"),
        ("1964年中华人民共和国国务院政府工作报告（摘要）", 20000, "", "excerpt"),
        ("政府工作报告摘登", 4000, "", "digest"),
        ("某某区_2013", 8000, "", "report"),
    ],
)
def test_states(title: str, length: int, aside: str, state: str) -> None:
    assert state_of(title, [], "稳" * length, aside) == state
