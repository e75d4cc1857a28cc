"""Terms whose meaning is asked: read in every way people ask, explained by notes in every style."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Scope
from indexer import Library
from indexer.answers.terms import LONGEST, asked_term, term_key

GLOSSARY = """清苑区2020年政府工作报告
——2020年1月9日在清苑区第一届人民代表大会第一次会议上
区长 张三
各位代表：
现在，我代表区人民政府，向大会报告政府工作，请予审议。
一、2019年工作回顾
开展“1+5”专项整治，推行“两不见面”，建设一主两翼、双翼齐飞的城区，中介超市投入使用，打造智慧城区。
二、2020年工作安排
实施“双创双服”、三深化三提升活动，推行双随机、一公开监管，培育瞪羚企业。
让我们团结一心，为建设美丽清苑而努力奋斗！
名词解释
1.[“1+5”专项整治]即违建别墅等问题专项整治。
2.[两不见面]指申请人通过网上申请办理事项。
3.[双随机、一公开]即在监管过程中随机抽取检查对象，抽查情况及时向社会公开。
4.[中介超市]指采取网络与实体相结合的方式建设的平台。
5.[“瞪羚”企业]指高成长型企业。
6.一主两翼、双翼齐飞：一主即主城区，两翼即南区和北区。
7.双创双服、三深化三提升：“双创双服”即开展活动。“三深化三提升”即坚持改革创新。
"""


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ('"双随机、一公开"是什么意思', "双随机、一公开"), ("双随机、一公开指的是什么", "双随机、一公开"), ("什么叫两不见面", "两不见面"),
        ("何谓小升规", "小升规"), ("何为一主两翼、双翼齐飞", "一主两翼、双翼齐飞"), ('请解释"灰犀牛、黑天鹅"', "灰犀牛、黑天鹅"),
        ('"克重化"管理是怎么回事', '"克重化"管理'), ("一减四增的含义是什么", "一减四增"), ("报告里的R1线是什么线", "R1线"),
        ('"六个百分之百"具体指哪些', "六个百分之百"), ('"五率"包括哪些', "五率"), ("四医联动改革是指哪四医", "四医联动改革"),
        ('"容缺审批"怎么理解', "容缺审批"), ("中介超市是什么", "中介超市"), ('"三名"工程这个词什么意思', '"三名"工程'),
        ("2019年新建公厕多少座", ""), ("老旧小区改造", ""), ("是什么", ""),
    ],
)  # fmt: skip
def test_terms_are_read_however_they_are_asked(question: str, term: str) -> None:
    assert asked_term(question) == term


@given(st.text(max_size=80))
def test_a_term_stands_in_the_question(text: str) -> None:
    term = asked_term(text)
    assert term in text
    assert len(term) <= LONGEST
    assert set(term_key(term)) <= set(term)


@pytest.fixture(scope="module")
def explaining(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("explaining")
    (folder / "清苑区2020年政府工作报告.txt").write_text(GLOSSARY, "utf-8")
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index([folder])
    return library


@pytest.mark.parametrize(
    ("question", "explanation", "why"),
    [
        ("“双随机、一公开”是什么意思？", "即在监管过程中随机抽取检查对象，抽查情况及时向社会公开。", "the term holds a comma"),
        ("双随机一公开指的是什么", "即在监管过程中随机抽取检查对象，抽查情况及时向社会公开。", "typed without it"),
        ("“1+5专项整治”是什么意思", "即违建别墅等问题专项整治。", "quoted otherwise than in the note"),
        ("瞪羚企业是什么企业？", "指高成长型企业。", "not quoted at all"),
        ("什么是一主两翼、双翼齐飞？", "一主即主城区，两翼即南区和北区。", "no quotation marks anywhere"),
        ("中介超市是什么？", "指采取网络与实体相结合的方式建设的平台。", "the question might ask for a name"),
        ("“双创双服”的含义", "“双创双服”即开展活动。", "one of the terms of a note"),
        ("三深化三提升怎么理解", "“三深化三提升”即坚持改革创新。", "the other one"),
    ],
)
def test_notes_explain_terms(explaining: Library, question: str, explanation: str, why: str) -> None:
    assert explaining.ask(question, Scope()).answer == explanation, why


@pytest.mark.parametrize("question", ["“放管服”是什么意思？", "何谓智慧城区", "“两不”指什么"])
def test_terms_without_an_explanation_are_refused(explaining: Library, question: str) -> None:
    assert explaining.ask(question, Scope()).answer is None
