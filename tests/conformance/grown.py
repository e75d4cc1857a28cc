"""A library large enough for order to matter: the sentences of the shipped report put together anew, always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache

from corpus import read_report, search_form, sentences, shipped_reports
from indexer.analysis.analyzer import Analyzer, grams
from indexer.model.matching import Entry
from indexer.quantities.extraction import figure_spans

PLACES = [("410000", "410100", f"4101{n:02}") for n in range(2, 9)]
PASSAGES_OF_A_REPORT = 20
QUERIES = [
    "老旧小区改造", "营商环境", "教育", "发展", "项目建设", "生态环境", "增长6.6%", "公厕", "就业", "招商引资", "城市管理", "扶贫",
    "医疗卫生", "文化旅游", "创新驱动", "改革开放", "棚户区", "党风廉政", "商都历史文化区", "重点项目 投资", "养老 托幼", "10亿元",
]  # fmt: skip


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """The analyzer of these tests."""
    return Analyzer(figure_spans, "tests")


@lru_cache(maxsize=2)
def entries(count: int) -> tuple[Entry, ...]:
    """So many passages."""
    return tuple(_entries(count))


def _entries(count: int) -> Iterator[Entry]:
    chosen = random.Random("grown")
    passages = [p for path in shipped_reports() for p in read_report(path).passages if p.kind == "body"]
    known = [s.of(p.text) for p in passages for s in sentences(p.text)]
    words = {sentence: tuple(analyzer().words(search_form(sentence))) for sentence in known}
    for number in range(count):
        document = number // PASSAGES_OF_A_REPORT + 1
        made = [chosen.choice(known) for _ in range(chosen.randint(1, 6))]
        form = search_form("".join(made))
        title = form[: form.index(",")] if number % 5 == 0 and "," in form else ""
        yield Entry(
            key=number + 1, document_key=document, document_id=f"d{document}", body=number % PASSAGES_OF_A_REPORT > 1,
            words=tuple(word for sentence in made for word in words[sentence]), subject=tuple(analyzer().words(title)),
            grams=tuple((g.text, g.position) for g in grams(form)), titles=tuple((g.text, g.position) for g in grams(title)),
            year=2003 + document % 20, places=PLACES[document % len(PLACES)], level="county",
            part=("review", "plan", None)[number % 3], state="excerpt" if document % 9 == 0 else "report",
        )  # fmt: skip
