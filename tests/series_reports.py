"""Reports of our own making of a city over three years, a county and a copy of it: what series, their page and its journey are tried on."""

from __future__ import annotations

from pathlib import Path

REPORT = """{place}{year}年政府工作报告

——{year}年1月10日在{place}第十五届人民代表大会第三次会议上

{place}人民政府{office}　王明

各位代表：

现在，我代表{place}人民政府向大会报告工作，请予审议。

一、{last}年工作回顾

{review}

二、{year}年工作安排

{plan}

三、加强政府自身建设

""" + "\n".join(
    f"完善{subject}，坚持问题导向，逐项制定清单，明确时限和责任单位，按月调度，按季通报，把群众满意作为衡量工作的唯一标准。\n"
    for subject in (
        "统计制度",
        "档案管理",
        "督查机制",
        "政务公开",
        "后勤保障",
        "值班值守",
        "公文流转",
        "会议管理",
        "接待规定",
        "采购流程",
    )
)
REPORTS = [
    (
        "郑州市", 2019,
        "地区生产总值达到10143.3亿元，增长8.1%。城镇新增就业18.2万人，城镇登记失业率1.9%。2015年地区生产总值增长10%。",
        "地区生产总值增长7.5%左右；城镇新增就业11万人以上；居民消费价格涨幅控制在3%左右。到2025年地区生产总值突破2万亿元。",
    ),
    (
        "郑州市", 2020,
        "全市地区生产总值完成11589.7亿元，增长6.5%，五年年均增长8.2%。城镇新增就业11.6万人。粮食产量148万吨。",
        "地区生产总值增长6.5%-7%；城镇新增就业11万人以上。",
    ),
    ("郑州市", 2021, "地区生产总值增长3%。2019年地区生产总值增长6.2%。上半年地区生产总值下降0.2%。", "地区生产总值增长7%以上。"),
    ("高阳县", 2020, "地区生产总值增长5.8%，城镇新增就业1800人。", "地区生产总值增长6%。"),
]  # fmt: skip


def write_reports(folder: Path) -> None:
    """The reports as text files."""
    for place, year, review, plan in REPORTS:
        text = report(place, year, review, plan)
        (folder / f"{place}{year}.txt").write_text(text, "utf-8")
        if place == "高阳县":  # the same report from another source, cut short
            (folder / "副本.txt").write_text(text[: text.index("二、")], "utf-8")


def report(place: str, year: int, review: str, plan: str) -> str:
    """The text of one report."""
    office = "市长" if place.endswith("市") else "县长"
    return REPORT.format(place=place, year=year, last=year - 1, office=office, review=review, plan=plan)
