"""The first grammar of figures: where a number with its unit stands, so that no segmenter cuts it.

In goes the search form of a text, out come spans. What a figure measures, its value and its kind are not decided here.
"""

from __future__ import annotations

import re

from corpus import Span

NUMBER = r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"
CHINESE = "零一二三四五六七八九十百千万亿两"
SCALE = r"(?:万亿|千万|百万|十万|[十百千万亿])?余?多?"

# Units and classifiers, longest first; what the reports of 1954-2025 count in most.
UNITS = (
    "微克/立方米", "毫克/升", "平方公里", "平方千米", "平方米", "立方米", "个百分点", "亿美元", "万美元", "千瓦时", "万千瓦",
    "人民币", "美元", "欧元", "港元", "日元", "户次", "人次", "件次", "场次", "车次", "公里", "千米", "公顷", "公斤", "千克",
    "千瓦", "小时", "分钟", "英亩", "标箱", "平米", "元", "角", "亩", "吨", "斤", "担", "米", "升", "度", "天", "年", "月",
    "日", "号", "周", "岁", "次", "个", "项", "家", "座", "条", "户", "人", "名", "位", "件", "处", "所", "套", "辆", "台",
    "艘", "架", "栋", "幢", "间", "张", "份", "部", "种", "类", "批", "期", "倍", "成", "届", "级", "层", "期", "片", "块",
    "宗", "起", "例", "对", "支", "只", "头", "株", "棵", "村", "乡", "镇", "街", "校", "班", "床", "%", "‰", "℃",
)  # fmt: skip

_FIGURE = re.compile(
    rf"百分之[{CHINESE}点]+"
    rf"|{NUMBER}{SCALE}(?:{'|'.join(map(re.escape, UNITS))})?"
    rf"|[{CHINESE}]+(?:点[{CHINESE}]+)?[万亿](?:{'|'.join(map(re.escape, UNITS))})?"
)


def figure_spans(form: str) -> list[Span]:
    """Figures in a search form, from left to right, without overlap.

    >>> [s.of("增长6.6%,完成494.8亿元,pm2.5下降百分之三") for s in figure_spans("增长6.6%,完成494.8亿元,pm2.5下降百分之三")]
    ['6.6%', '494.8亿元', '百分之三']
    """
    return [
        Span(m.start(), m.end())
        for m in _FIGURE.finditer(form)
        if not (m.start() and form[m.start() - 1].isascii() and form[m.start() - 1].isalpha())
    ]
