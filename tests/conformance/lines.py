"""The passages every engine is filled with: sentences alone and in pairs, with the facts they are filtered by."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import search_form
from indexer.analysis.analyzer import Analyzer, grams
from indexer.model.matching import Entry

# Sentences in the manner of reports, written for these tests; (text, title, year, places, level, part)
SENTENCES = [
    "老旧小区综合改造全面实施。启动235个老旧小区、91条支路背街改造,完工老旧小区改造47个。",
    "小区改造步伐加快,老旧厂房改造10处。",
    "地区生产总值增长6.6%,固定资产投资增长10.2%。",
    "完成投资110亿元。其中,重点项目10亿元,同比增长16.6%。",
    "引进境内域外资金138亿元,到位资金10.5亿元。",
    "持续优化营商环境。深化“放管服”改革,推进“一网通办”。",
    "新(改)建公厕60座、环卫中转站7座。",
    "全面落实河湖长责任制!十七里河、十八里河水质改善。",
    "社會主義建設取得新的成就,農業合作社發展很快。",
    "完成產值２７，２０３，３１９，０００元，超過計劃。",
    "就业是最大的民生。新增城镇就业1.2万人,实现再就业2300人。",
    "PM2.5、PM10年均浓度同比分别下降6.6%、4.6%。",
    "区人民政府区长  张艳敏",
    "各位代表!",
    "哈哈哈哈哈",
    "大力发展5G、新能源等新型基础设施——夯实底座。",
    "文化、旅游、体育事业协调发展？值得肯定。",
    "教育优先发展。新建中小学16所,新增学位4050个。卫生健康事业稳步推进。",
]
PLACES = [("410000", "410100", "410104"), ("410000", "410100"), ("130000",), ("100000",)]
LEVELS = ["county", "city", "province", "country"]
PARTS = ["review", "goals", "plan", "government", None]


@dataclass(frozen=True)
class Line:
    key: int
    text: str
    title: str
    entry: Entry


def lines(analyzer: Analyzer) -> list[Line]:
    """The sentences, each alone and in pairs, over four places and several years."""
    texts = SENTENCES + [a + b for a, b in zip(SENTENCES, SENTENCES[3:], strict=False)] + SENTENCES[:5]
    out = []
    for number, text in enumerate(texts):
        key, title = number + 1, text.split("。")[0] if number % 3 == 0 else ""
        form, titles = search_form(text), search_form(title)
        entry = Entry(
            key=key, document_key=number // 7 + 1, document_id=f"d{number // 7 + 1}", body=number % 6 != 5,
            words=tuple(analyzer.words(form)), subject=tuple(analyzer.words(titles)),
            grams=tuple((g.text, g.position) for g in grams(form)),
            titles=tuple((g.text, g.position) for g in grams(titles)),
            year=2015 + number % 4 if number % 9 else None, places=PLACES[number // 7 % 4],
            level=LEVELS[number // 7 % 4], part=PARTS[number % 5], state="report",
        )  # fmt: skip
        out.append(Line(key, text, title, entry))
    return out
