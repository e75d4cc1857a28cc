"""The mess around and inside reports: typed blanks, tails of pages, labels that are wrong, texts that break off."""

from __future__ import annotations

import pytest

from corpus.reading import read_text
from corpus.structure.states import is_cut
from corpus.structure.typed import LOST_TOLD, STILL_LOST_TOLD, restore_typed
from tests.corpus import made


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("县长?? 吴?? 鹏", "县长\u00a0 吴\u00a0 鹏"),
        ("会议上????涞源县人民政府", "会议上\u00a0\u00a0涞源县人民政府"),
        ("政??府??工??作", "政\u00a0府\u00a0工\u00a0作"),
        ("政府工作报告????\n各位代表", "政府工作报告\u00a0\u00a0\n各位代表"),
        ("区长&nbsp; 李志永&emsp;", "区长\u00a0 李志永\u2003"),
        (r"甲\r\n乙\r\n\r\n丙\r\n丁", "甲\n乙\n丙\n丁"),
    ],
)
def test_certain_repairs_are_made_and_told(typed: str, restored: str) -> None:
    text, told = restore_typed(typed)
    assert text == restored
    assert len(told) == 1


@pytest.mark.parametrize("text", ["我们准备好了吗??各位代表", "到底为什么???", "群众满意不满意??", "增长6.5???个百分点"])
def test_what_may_be_a_question_stays_and_is_told(text: str) -> None:
    assert restore_typed(text) == (text, (STILL_LOST_TOLD,))


def test_nothing_is_told_of_a_clean_text() -> None:
    assert restore_typed(made.TEXT) == (made.TEXT, ())


def test_repairs_reach_the_notes_of_the_document() -> None:
    document = read_text(made.TEXT.replace("区长　王平", "区长??王?? 平"), "甲")
    assert (document.speaker, document.notes) == ("王平", (LOST_TOLD,))


@pytest.mark.parametrize("tail", ["　　来自某某数据网", "微信公众号某某 数据网", "（责任编辑：李四）", " 【打印本页】"])
def test_tails_of_pages_are_no_part_of_the_last_sentence(tail: str) -> None:
    document = read_text(made.TEXT + tail, "甲")
    assert document.passages[-1].text == made.LINES[-1]
    assert document.source.stripped[-1] == tail.strip("　 ")


@pytest.mark.parametrize("tail", ["（草案）说明", "2.5", "再接再厉", "（鼓掌）"])
def test_other_words_behind_the_last_sentence_stay(tail: str) -> None:
    assert read_text(made.TEXT + tail, "甲").passages[-1].text == made.LINES[-1] + tail


@pytest.mark.parametrize(
    ("last", "cut"),
    [
        ("为建设美丽墨岭而努力奋斗！", False),
        ("为建设美丽墨岭而努力奋斗", False),  # the mark left out
        ("让我们携起手来，共同谱写墨岭高质量发展的崭新篇章（完）", False),
        ("谢谢大家", False),
        ("墨岭区人民政府", False),
        ("2021年1月18日", False),
        ("附件：墨岭区2020年国民经济和社会发展计划主要指标完成情况表", False),
        ("绿化率 | 百分之三十八 | 百分之四十 | 比上年提高两个百分点", False),
        ("全年实施重点项目86个，完成投", True),
        ("一是扩大有效投资，", True),
        ("加快推进“", True),
        ("三、2021年重点工作", True),
        ("坚持创新驱动发展，着力培育壮大新兴产业，推动数字经济", True),
    ],
)
def test_texts_that_break_off(last: str, cut: bool) -> None:
    assert is_cut(last) is cut


def test_a_whole_report_is_a_report_and_a_cut_one_is_truncated() -> None:
    text = made.long_text()
    assert read_text(text, "甲").state == "report"
    assert read_text(text[: text.rindex("完成投资120") + 3], "甲").state == "truncated"


@pytest.mark.parametrize(
    ("name", "remarks"),
    [
        ("洛阳市2021年政府工作报告", ("来源把它归入“洛阳市”，正文讲的是“郑州市”，以正文为准。",)),
        ("郑州市2021年政府工作报告", ()),
        ("河南省2021年各市政府工作报告", ()),  # the province it lies in says nothing against it
        ("报告1", ()),
    ],
)
def test_labels_that_say_another_place(name: str, remarks: tuple[str, ...]) -> None:
    document = read_text(made.TEXT.replace("墨岭区", "郑州市"), f"{name}.txt")
    assert document.place is not None
    assert (document.place.name, document.notes) == ("郑州市", remarks)
