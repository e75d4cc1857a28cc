"""Headings, labels, sections and parts: the outline of a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model.document import Section
from corpus.structure.headings import headings
from corpus.structure.labels import Candidate, labels
from corpus.structure.parts import part_of_heading, part_of_passage, part_of_subheading
from corpus.structure.sections import arrange

PROSE = "过去一年，全市上下坚持稳中求进工作总基调，经济运行总体平稳，主要目标任务顺利完成，各项事业取得新的成绩。"


def outline(*paragraphs: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in headings(paragraphs)]


def test_two_levels_run_in() -> None:
    assert outline("一、去年工作回顾", PROSE, "（一）经济稳中向好。" + PROSE, "（二）民生持续改善。" + PROSE, "二、今年工作安排", PROSE) == [
        (1, "一、去年工作回顾"), (2, "（一）经济稳中向好"), (2, "（二）民生持续改善"), (1, "二、今年工作安排"),
    ]  # fmt: skip


def test_levels_follow_the_order_of_styles() -> None:
    """1981: （一） stands above 一、, and 第一， below both."""
    upper = ("（一）当前的经济形势", PROSE, "（二）今后经济建设的方针")
    assert outline(*upper, "一、依靠政策和科学，加快农业的发展", PROSE, "第一，全国动员，大办农业", PROSE) == [
        (1, "（一）当前的经济形势"), (1, "（二）今后经济建设的方针"), (2, "一、依靠政策和科学，加快农业的发展"), (3, "第一，全国动员，大办农业"),
    ]  # fmt: skip


def test_headings_without_numerals() -> None:
    """1983: plain headings above numbered ones; the closing words leave every section."""
    assert outline("今后五年的主要任务", PROSE, "（一）关于经济建设", PROSE, "（二）关于政法工作", PROSE, "结束语", "各位代表！", PROSE) == [
        (1, "今后五年的主要任务"), (2, "（一）关于经济建设"), (2, "（二）关于政法工作"), (1, "结束语"),
    ]  # fmt: skip


def test_a_list_of_the_same_style_inside_a_section() -> None:
    """1986: 二、 holds a list 一、 to 三、 of its own, and 三、 goes on outside."""
    inner = ["一、确定适度的增长率", PROSE, "二、规定恰当的规模", PROSE, "三、重视科技进步", PROSE]
    found = outline("一、执行情况的回顾", PROSE, "二、基本任务", PROSE, *inner, "三、经济体制改革", PROSE)
    assert [level for level, _ in found] == [1, 1, 2, 2, 2, 1]


def test_numerals_left_out_keep_the_level() -> None:
    assert [level for level, _ in outline("（二）发展现代农业", PROSE, "（四）加快产业升级", PROSE)] == [1, 1]


@pytest.mark.parametrize(
    "paragraph",
    [
        "一是经济运行回升向好。全市生产总值达到5.67万亿元。",
        "各位代表！",
        "一年来，我们主要做了以下工作：",
        "（三）统筹城乡发展。",  # with nothing behind it: the last point of a list
        "（一）2020年完成投资790.2亿元；2021年完成投资800亿元。全部超额完成。",
        "第一，新中国科学事业的特点是科学和生产建设密切结合而不是互相脱离的。今后仍然要坚持这个方向。",
        "六、发展壮大县域经济，",  # cut off
    ],
)
def test_no_headings(paragraph: str) -> None:
    assert outline(paragraph, "（四）下一点。") in ([], [(1, "（四）下一点")])


@given(
    st.lists(
        st.sampled_from(
            [
                "一、回顾",
                "二、安排",
                "（一）好。",
                "（二）更好。" + PROSE,
                PROSE,
                "各位代表！",
                "1．办学",
                "结束语",
                "关于外交工作",
            ]
        ),
        max_size=25,
    )
)
def test_headings_are_short_and_lie_in_their_paragraphs(paragraphs: list[str]) -> None:
    for heading in headings(paragraphs):
        assert 1 <= heading.level <= 4
        assert 0 < len(heading.text) <= 60
        assert heading.span.of(paragraphs[heading.index]).startswith(heading.text)


# ---------------------------------------------------------------- labels

TOLD = "全年完成投资790.2亿元，28个省市重点项目完成投资337.5亿元，均超额完成年度计划，166个项目加快建设。"


def labelled(*texts: str, after: int = 0) -> list[tuple[int, str]]:
    return [
        (label.level, label.text) for label in labels([Candidate(i, text, after, 0) for i, text in enumerate(texts)])
    ]


def test_states_part_a_paragraph() -> None:
    text = "（一）狠抓转型。" + "".join(
        f"{state}。{TOLD}" for state in ("重大项目支撑有力", "招商引资成果丰硕", "科技创新能力稳步提升")
    )
    assert labelled(text, after=8) == [(3, "重大项目支撑有力"), (3, "招商引资成果丰硕"), (3, "科技创新能力稳步提升")]


def test_a_state_right_before_another_holds_it_and_its_like() -> None:
    text = f"（一）狠抓转型。主导产业更加稳固。旅游业稳步壮大。{TOLD}商贸业转型提质。{TOLD}重大项目支撑有力。{TOLD}"
    assert labelled(text, after=8) == [
        (3, "主导产业更加稳固"),
        (4, "旅游业稳步壮大"),
        (4, "商贸业转型提质"),
        (3, "重大项目支撑有力"),
    ]


def test_measures_of_one_length_part_a_paragraph() -> None:
    texts = [
        f"{name}板块。以打造一流城区为目标，着力建设文化地标。优化规划设计方案。{TOLD}提速项目建设进度。{TOLD}统筹实施扩围改造。{TOLD}"
        for name in ("王城", "科创")
    ]
    assert labelled(*texts)[:4] == [
        (3, "王城板块"),
        (4, "优化规划设计方案"),
        (4, "提速项目建设进度"),
        (4, "统筹实施扩围改造"),
    ]


def test_paragraphs_that_begin_alike() -> None:
    assert labelled("优先发展教育事业。" + TOLD, "提升社会保障水平。" + TOLD, PROSE) == [
        (3, "优先发展教育事业"),
        (3, "提升社会保障水平"),
    ]


def test_dashes_are_not_part_of_a_label() -> None:
    assert labelled("——经济实力跃上新台阶。" + TOLD, "——发展动能加快汇聚。" + TOLD) == [
        (3, "经济实力跃上新台阶"),
        (3, "发展动能加快汇聚"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{TOLD}获评郑州市重点项目建设先进集体。{TOLD}获评全市对外开放工作先进单位。{TOLD}",  # facts
        f"{TOLD}分配公租房671套。{TOLD}",
        f"深化健康管城建设。{TOLD}开展基层中医药服务能力提升工程。{TOLD}",  # alone: no sisters
        f"强化社会治理创新。{TOLD}深入开展“扫黑除恶”专项斗争。{TOLD}",
        "积极践行社会主义核心价值观，持续开展精神文明创建。加强国防建设，深入开展“双拥”共建。扎实做好第七次全国人口普查工作。",
        "改革税制。健全国家应急体系。加强社会心理服务。保障粮食安全。完善生态补偿制度。",  # measures strung together
        f"教育是民生之首。{TOLD}就业是民生之本。{TOLD}健康是民生之需。{TOLD}",  # statements
    ],
)
def test_short_sentences_that_are_no_labels(text: str) -> None:
    assert labelled(text) == []


@given(
    st.lists(
        st.sampled_from(
            ["教育事业优先发展。", "加快规划设计。", TOLD, "各位代表！", "“六稳”扎实推进。", "成绩来之不易。", "——"]
        ),
        min_size=1,
        max_size=20,
    )
)
def test_labels_lie_inside_their_paragraph(pieces: list[str]) -> None:
    text = "".join(pieces)
    for label in labels([Candidate(0, text, 0, 0), Candidate(1, text, 0, 0)]):
        assert label.span.end <= len(text)
        assert label.span.of(text) == label.text + "。"


# ---------------------------------------------------------------- sections and parts


def test_sections_end() -> None:
    body = [
        "一、工作回顾",
        "（一）好。" + PROSE,
        PROSE,
        "各位代表！" + PROSE,
        PROSE,
        "二、工作安排",
        PROSE,
        "各位代表！让我们努力奋斗！",
    ]
    passages, found = arrange([], body, [])
    paths = [passage.section for passage in passages]
    assert paths[1] == paths[2] == ("一、工作回顾", "（一）好")
    assert paths[3] == paths[4] == ("一、工作回顾",)  # turning to the house ends the smaller section
    assert paths[6] == ("二、工作安排",)
    assert paths[7] == ()  # the last words belong to the whole speech
    assert found == (
        Section(1, "一、工作回顾", 1, (Section(2, "（一）好", 1),)),
        Section(1, "二、工作安排", 5),
    )


def test_kinds_and_numbers() -> None:
    passages, _ = arrange(
        ["政府工作报告", "各位代表："],
        ["现在报告工作。", "一、回顾", PROSE, "各位代表！", PROSE],
        ["[1]“六稳”：指稳就业等。"],
    )
    assert [passage.local_id for passage in passages] == ["f1", "f2", "p1", "h1", "p2", "f3", "p3", "n1"]


@pytest.mark.parametrize(
    ("text", "before", "part"),
    [
        ("一、2019年以来工作回顾", None, "review"),
        ("一、“十一五”时期经济社会发展取得显著成就", None, "review"),
        ("过去五年国内工作的基本总结", None, "review"),
        ("一、2025年工作总结和“十四五”发展成就", None, "review"),
        ("二、2020年工作总体要求和主要目标", "review", "goals"),
        ("二、“十五五”时期主要目标任务", "review", "goals"),
        ("二、2015年工作总体部署", "review", "goals"),
        ("三、2020年工作安排", "goals", "plan"),
        ("三、对今年政府工作的建议", "goals", "plan"),
        ("三、千方百计促进经济增长", "goals", "plan"),  # says nothing, but follows the goals
        ("六、加快发展社会事业取得新成效", "plan", "plan"),  # no looking back once plans are told
        ("四、加强政府自身建设", "plan", "government"),
        ("九、认真改进工作作风，建设为民务实清廉政府", "plan", "government"),
        ("关于外交工作", "plan", None),
        ("结束语", "plan", None),
        ("一、国家在过渡时期的总路线", None, None),
    ],
)
def test_parts_of_headings(text: str, before: str | None, part: str | None) -> None:
    assert part_of_heading(text, before) == part  # type: ignore[arg-type]


def test_parts_of_smaller_pieces() -> None:
    assert part_of_subheading("（十）加强政府自身建设", "plan") == "government"
    assert part_of_subheading("（一）扩大内需", "plan") == "plan"
    assert part_of_subheading("（六）切实加强政府自身建设，治理效能进一步提升", "review") == "review"
    assert part_of_passage("今年发展主要预期目标是：国内生产总值增长5%左右。", "plan") == "goals"
    assert part_of_passage("去年各项目标顺利完成。", "review") == "review"
