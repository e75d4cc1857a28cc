"""Lines, markers, dates, furniture: the tables on which everything else in ``corpus/structure`` stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.structure.congresses import year_of_session
from corpus.structure.dates import posting_time, small_number, speech_date, year_in
from corpus.structure.furniture import is_caption, is_furniture, is_licence, opens_foot
from corpus.structure.glossary import notes_start
from corpus.structure.lines import ends_clause, ends_sentence, is_prose, lines_of, squeeze
from corpus.structure.markers import marker_of
from corpus.structure.typed import restore_typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、2019年以来工作回顾", ("han", 1)),
        ("十一、统筹推进其他工作", ("han", 11)),
        ("二十、切实加强自身建设", ("han", 20)),
        ("（六）着力保障和改善民生。坚持人民至上。", ("paren_han", 6)),
        ("(一)狠抓产业转型提质", ("paren_han", 1)),  # half-width brackets of the seed page
        ("第一，深化企业改革", ("ordinal", 1)),
        ("第二、必须按照客观经济规律办事", ("ordinal", 2)),
        ("第一部分 2019年工作回顾", ("part", 1)),
        ("1．优先发展教育", ("arabic", 1)),
        ("２．完善社会保障", ("arabic", 2)),
        ("（1）新建学校16所", ("paren_arabic", 1)),
        ("二", ("han", 2)),  # 1960 has nothing but the numeral
        ("一是经济运行回升向好。", None),  # a sentence, not a heading
        ("二要深化垄断行业收入分配制度改革。", None),
        ("第三产业增加值完成494.8亿元", None),
        ("第一时间启动应急响应", None),
        ("1.3万户", None),  # a decimal point
        ("一年来，我们主要做了以下工作：", None),
        ("", None),
    ],
)
def test_markers(text: str, expected: tuple[str, int] | None) -> None:
    marker = marker_of(text)
    assert (marker and (marker.style, marker.number)) == expected


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十九", 19), ("三十", 30), ("四十二", 42), ("12", 12), ("１", 1), ("百", 0), ("", 0)],
)
def test_small_numbers(numeral: str, value: int) -> None:
    assert small_number(numeral) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("——2020年5月27日在区第十六届人民代表大会第五次会议上", "2020-05-27"),
        ("——二〇二六年一月二十七日在甘肃省十四届人民代表大会第四次会议上", "2026-01-27"),
        ("（２０２１年２月５日在定兴县）", "2021-02-05"),
        ("1957年6月26日在第一届全国人民代表大会第四次会議上", "1957-06-26"),
        ("2023-3-1 17:41", None),  # a machine's date is not the speech's
        ("2021年2月30日", None),
        ("2020年5月底前", None),
    ],
)
def test_the_day_of_the_speech(text: str, expected: str | None) -> None:
    found = speech_date(text)
    assert (found and found[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发表于 2020-9-3 16:12:37 | 显示全部楼层 |阅读模式", "2020-09-03T16:12:37"),
        ("2026年02月10日 07时41分", "2026-02-10T07:41"),
        ("时间：2026-02-09", "2026-02-09"),
        ("2009年02月13日", "2009-02-13"),
        ("2024/4/2", "2024-04-02"),
        ("2020-9-3 25:99", "2020-09-03"),  # no such time of day
        ("2003-01", None),
        ("未知", None),
    ],
)
def test_posting_times(text: str, expected: str | None) -> None:
    assert posting_time(text) == expected


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("陕西省2026年政府工作报告", 2026),
        ("一九五六年政府工作报告", 1956),
        ("２０１３年政府工作报告", 2013),
        ("二〇二〇年政府工作报告", 2020),
        ("第十四届全国人民代表大会第三次会议关于政府工作报告的决议", None),
        ("政府工作报告", None),
    ],
)
def test_years_in_titles(title: str, year: int | None) -> None:
    assert year_in(title) == year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("第十四届全国人民代表大会第三次会议", 2025),
        ("第十一届全国人民代表大会第一次会议", 2008),
        ("第一届全國人民代表大會第一次會議", 1954),
        ("第三届全国人民代表大会第一次会议", 1964),
        ("第十三届全国人民代表大会第九次会议", None),
        ("河南省第十四届人民代表大会第三次会议", None),  # provinces count for themselves
    ],
)
def test_national_sessions_tell_the_year(title: str, year: int | None) -> None:
    assert year_of_session(title) == year


@pytest.mark.parametrize(
    "text",
    [
        "设为首页收藏本站", "查看: 1871|回复: 0", "[复制链接]", "• TA的每日心情", "2023-3-1 17:41", "• 签到天数: 4 天", "[LV.2]偶尔看看I", "2966",
        "2万", "Rank: 7Rank: 7Rank: 7", "发表于 2020-9-3 16:12:37 | 显示全部楼层 |阅读模式", "您需要登录后才可以回帖 登录 | 立即注册",
        "周一~周五", "9:00-18:00", "【字体：", "当前位置：", ">>", "】", "来源：解放日报", "阅读量：", "责任编辑：石兰兰", "（责任编辑：石兰兰）",
        "扫一扫在手机打开当前页", "网站标识码：1300000013", "冀公网安备 13010202002246号", "上一篇：2020年政府工作报告", "标题：政府工作报告",
        "来源URL：http://example.gov.cn/1.html", "Public domain", "本作品是中华人民共和国的",
    ],
)  # fmt: skip
def test_furniture_is_known(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "各位代表：", "2020年郑州市管城回族自治区政府工作报告", "一、2019年以来工作回顾", "区人民政府区长  张艳敏", "共获得国家和省市荣誉140项。",
        "时间就是金钱，效率就是生命。", "登录企业达到3200家。", "编辑出版《地方志》12卷。", "关注民生福祉。",
        "下载量突破百万次。", "主题教育扎实开展。",
        "全国各族人民大团结万岁！", "各位代表！使命在肩,初心如磐。",
    ],
)  # fmt: skip
def test_a_reports_own_lines_are_not_furniture(text: str) -> None:
    assert not is_furniture(text)


def test_captions_licences_and_feet() -> None:
    assert is_caption("2月3日，大会在银川开幕。自治区人民政府主席作政府工作报告。 宁夏日报记者 王鼎 摄")
    assert not is_caption("各位代表：")
    assert is_licence("本作品来自中华人民共和国全国人民代表大会及其常务委员会的决定、决议。依据《")
    assert opens_foot("相关报道：")
    assert not opens_foot(
        "主办全国性赛事12项，来源稳定的财政收入增长8%，经济社会发展取得新的成绩，人民生活水平有了进一步的提高，社会保持稳定，民生持续改善。"
    )


def test_lines_keep_what_is_inside() -> None:
    lines = lines_of("\n\n　　区人民政府区长\u00a0\u00a0张艳敏 \n各位代表：\u200d\n\u200b\n续行&nbsp;&nbsp;")
    assert [line.text for line in lines] == ["区人民政府区长\u00a0\u00a0张艳敏", "各位代表：", "续行"]
    assert [line.gap for line in lines] == [2, 0, 0]  # a line of zero-width marks is no blank line
    assert lines[0].indent == 4


@given(st.text(alphabet="报告 　\n\u200b&nbsp;。", max_size=60))
def test_lines_are_the_text(text: str) -> None:
    rebuilt = "".join(line.lead + line.text + line.trail for line in lines_of(text))
    assert squeeze(rebuilt).replace("&nbsp;", "") == squeeze(text).replace("\n", "").replace("&nbsp;", "")


def test_typed_breaks_need_company() -> None:
    assert restore_typed(r"路径C:\report\new一处") == (r"路径C:\report\new一处", ())
    assert restore_typed(r"甲\r\n乙\r\n\r\n丙\r\n丁")[0] == "甲\n乙\n丙\n丁"


@pytest.mark.parametrize(
    ("text", "sentence", "clause"),
    [
        ("而努力奋斗!", True, True),
        ("“双胜利。”", True, True),
        ("一年来，我们主要做了以下工作：", False, True),
        ("政府债务率低于风险预警线；", False, True),
        ("一、2019年以来工作回顾", False, False),
        ("制定了《", False, False),
    ],
)
def test_ends(text: str, sentence: bool, clause: bool) -> None:
    assert (ends_sentence(text), ends_clause(text)) == (sentence, clause)


def test_prose_is_sentences_or_long() -> None:
    assert is_prose("地区生产总值同比增长6.6%,固定资产投资同比增长10.2%。")
    assert not is_prose("省工业和信息化厅")
    assert not is_prose("Powered by quyushuju X3.4 Licensed© 2008-2018 quyushuju Inc.")


@pytest.mark.parametrize(
    ("texts", "start"),
    [
        (
            ["努力奋斗！", "[1]“一网通办”：即网上办理。", "[2]“链长制”：指负责人制度。", "[3]“四上”企业：指四类企业。"],
            1,
        ),
        (["努力奋斗！", "※名词解释※", "1.“一网通办”：指网上办理。"], 1),
        (["努力奋斗！", "附件：《政府工作报告》有关名词解释", "1．一网通办：指网上办理。"], 1),
        (["努力奋斗！", "①“双碳”：指碳达峰、碳中和。", "②“六保”：指保居民就业等。", "③“六稳”：指稳就业等。"], 1),
        (
            ["1．优先发展教育：新建学校。", "各位代表！", "让我们努力奋斗！", "让我们携手前进！"],
            4,
        ),  # a list in the body
        (["[18]只有一条：不是名词解释。", "正文。"], 2),
        ([], 0),
    ],
)
def test_where_the_glossary_begins(texts: list[str], start: int) -> None:
    assert notes_start(texts) == start
