"""Answers from sentences of our own: a made-up report of a town, asked as people ask; what it does not say is refused.

Each row names the turn of speech that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus import Scope
from indexer import Library

REPORT = """政府工作报告
——2024年1月9日在青禾县第十八届人民代表大会第三次会议上
青禾县人民政府县长 许明远
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
一、2023年工作回顾
过去一年，全县地区生产总值完成86.4亿元，增长6.1%。小麦达到21.3万吨，比上年增加0.4万吨；油菜籽产量达到1.9万吨，增长3.2%。
规模以上企业、年产值过亿元企业、过10亿元企业分别达56家、19家、4家。工业经济稳步向好。青禾机械与东塬重工、北川物流与恒信冷链等企业战略性重组有序推进，企业减负超过1.2亿元。
2023年柳湾食品有限公司和石桥纸业有限公司分别在深圳证券交易所和香港联交所成功上市。
恒信冷链获“全国仓储金奖”，实现我县零的突破。道路交通事故下降9.3%，全县无人因灾伤亡。
城乡面貌持续改善。全县共关闭小砖窑17座，新增公园3座、累计达到28座，生活垃圾分类覆盖率达到62%。
河东水厂二期、县文化馆等重大项目加快建设，南关菜市场建成投用，白塔村入选中国传统村落。
县卫生院被评为“省级示范医院”，中学获批青川师范大学实习基地，县植物园完成土地征收。
5月6日，省委书记周远、省长何平率代表团来我县调研，投资9.1亿元的云岭温泉、投资2.2亿元的石桥大酒店两个项目进场施工。
投资7亿元的陶瓷产业园、投资3亿元的青麓啤酒生产项目和投资5亿元的建筑产业园项目签约。第二届中国国际稻米博览会意向成交金额21亿元。
文体事业繁荣发展，办好第七届油菜花文化旅游节，打造柳湾龙舟节等群众性特色体育品牌。
我们还驰援了平川县双井街道，清淤排涝，帮助群众恢复生产。
工作中还存在一些不足，产业结构不优，财政收支矛盾突出，干部作风有待改进。
二、2024年重点工作
今年经济社会发展的主要预期目标是：地区生产总值增长6%左右，城镇新增就业3100人，居民收入稳步增长。
坚持把绿色转型作为全部工作的主线，把强村富民作为根本目的，推动发展方式转变。
加快建设柳湾、石桥、白塔省级数字农业示范园，完成西岭隧道和黑石渡桥维修加固，谋划县医院新院区。
启动总投资8.5亿元的华源300兆瓦光伏发电、双峰120兆瓦风力发电项目建设，启动投资2.4亿元的青禾陶瓷博物馆项目。
深入实施乡村振兴，加快推进青禾药谷建设，投资3.6亿元新建改建农村公路74公里。
积极推进看守所迁建工作，稳妥做好县域医共体改革，全面推广河长制。
三、加强政府自身建设
严格落实过紧日子要求，坚决纠治形式主义，建设人民满意的政府。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("town")
    (folder / "2024年青禾县政府工作报告.txt").write_text(REPORT, "utf-8")
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index([folder])
    yield library
    library.close()


@pytest.mark.parametrize(
    ("question", "answer", "why"),
    [
        ("青禾机械和哪家企业重组？", "东塬重工", "the partner stands behind 与"),
        ("哪家企业拿了“全国仓储金奖”？", "恒信冷链", "whatever the verb of winning"),
        ("2023年哪两家公司上市？", "柳湾食品有限公司；石桥纸业有限公司", "分别 closes a row"),
        ("今年要维修加固哪两处？", "西岭隧道；黑石渡桥", "the words of the question close a row"),
        ("省级数字农业示范园建在哪三个地方？", "柳湾；石桥；白塔", "likewise; what is asked for need not be said"),
        ("全部工作的主线是什么？", "绿色转型", "把…作为"),
        ("投资2.4亿元的项目叫什么？", "青禾陶瓷博物馆项目", "named by its amount"),
        ("去年办的是第几届油菜花文化旅游节？", "第七届", "an ordinal"),
        ("打造了哪个龙舟节？", "柳湾龙舟节", "the last character of the noun asked for"),
        ("驰援了平川县的哪个街道？", "双井街道", "without the place that the question names"),
        ("2023年小麦产量有多少吨？", "21.3万吨", "the unit says that it is a 产量"),
        ("公园总数达到多少座？", "28座", "累计"),
        ("华源光伏发电项目总投资多少？", "8.5亿元", "300兆瓦 is no rival to a sum"),
        ("关掉了多少座小砖窑？", "17座", "a spoken verb"),
        ("年产值过亿元企业有几家？", "19家", "分别, with a figure in a name"),
        ("县卫生院获得了什么称号？", "省级示范医院", "a title need not be called one"),
        ("中学成了哪所大学的实习基地？", "青川师范大学", "without the verb that leads to it"),
        ("5月6日谁率代表团来调研？", "省委书记周远、省长何平", "names behind their titles"),
        ("哪两个项目进场施工？", "云岭温泉；石桥大酒店", "without what goes into them"),
        ("青麓啤酒项目总投资多少？", "3亿元", "each sum with what 的 ties to it"),
        ("稻米博览会意向成交额是多少？", "21亿元", "成交额, 成交金额"),
        ("全部工作以什么为主线？", "绿色转型", "以什么为, 把…作为"),
    ],
)
def test_names_rows_and_figures(town: Library, question: str, answer: str, why: str) -> None:
    assert "；".join(a.text for a in town.ask(question, Scope()).answers) == answer, why


@pytest.mark.parametrize(
    ("question", "verdict", "why"),
    [
        ("河东水厂二期建成了吗？", "否", "加快建设 is not yet built"),
        ("南关菜市场投用了吗？", "是", "said outright"),
        ("2023年生活垃圾分类已经全覆盖了吗？", "否", "62% is not all"),
        ("县植物园建成了吗？", "否", "its land was bought"),
        ("全县有人因灾伤亡吗？", "否", "无人 denies"),
        ("去年道路交通事故增加了吗？", "否", "they fell"),
    ],
)
def test_verdicts(town: Library, question: str, verdict: str, why: str) -> None:
    answers = town.ask(question, Scope()).answers
    assert answers, question
    assert (answers[0].label or "").startswith(verdict), why


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("看守所迁到了哪里？", "no place is named"),
        ("青禾药谷总投资多少？", "the sum beside it is that of the roads"),
        ("东塬重工董事会主席是谁？", "not the one who gave the report"),
        ("石桥大酒店面积有多大？", "nothing of that measure"),
        ("县医院新院区投资多少钱？", "only planned for"),
    ],
)
def test_what_is_not_said_is_refused(town: Library, question: str, why: str) -> None:
    asked = town.ask(question, Scope())
    assert [a.text for a in asked.answers] == [], why
    assert asked.reason


def test_who_gave_the_report_is_still_told(town: Library) -> None:
    assert town.ask("县长是谁？", Scope()).answer == "许明远"
