"""Reports that no county ever gave: the shapes that break pages. Written as files and read like any other report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from indexer import Hit, PassageRecord, SearchRequest, SearchResult, Span
from tests.webapp.fake import FakeLibrary
from tests.webapp.records import document, places_of_words

PARAGRAPHS = 3_000
MANY = 10_000  # places of one word in one paragraph
OPENING = "各位代表：\n　　现在，我代表县人民政府向大会报告工作，请予审议。\n"
ARABIC = "تقرير عمل الحكومة"
ASTRAL = "𠮷祥、𪚥等村完成率８．８％，新建ｅ路通道３条（含𠀀字路段）；老旧小区  改造，双空格照旧。家庭👨‍👩‍👧医生签约２万户。"
COMBINING = "e\u0301" + "a\u0300\u0301\u0302\u0303" * 40
LONG_TITLE = "保定市定兴县" + "关于国民经济和社会发展若干重大问题的" * 16 + "政府工作报告"


def write_all(folder: Path) -> Path:
    """All of them; the folder is given back."""
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def _report(title: str, *paragraphs: str) -> str:
    return "\n".join((title, OPENING, *(f"　　{p}" for p in paragraphs), ""))


REPORTS = {
    "one.txt": "2018年安国市政府工作报告\n　　我市全年完成独一无二工程一项，现将工作向大会报告，请予审议。\n",
    "three_thousand.txt": _report(
        "2017年高阳县政府工作报告",
        *(f"第{n}项任务是整修乡村道路，全年完成{n}公里，投入资金{n * 3}万元。" for n in range(1, PARAGRAPHS)),
    ),
    "writing.txt": _report(
        "2015年博野县政府工作报告",
        f"外宾以{ARABIC}为题作了发言，双向文字工程随即启动。",
        f"附加符号{COMBINING}工程完成。",
        "不断行工程" + "x" * 1000 + "完成。",
    ),
    "astral.txt": _report("2016年蠡县政府工作报告", ASTRAL, f"二是乡村建设。{ASTRAL}", "三是𠮷祥工程。全年开工，年底完工。"),
}


class StrangeLibrary(FakeLibrary):
    """A title of 300 characters and a paragraph of 20,000: reading would have cut both, an older catalog may hold them."""

    def passages(self, document_id: str) -> list[PassageRecord]:
        return [self._swollen(p) for p in super().passages(document_id)]

    def search(self, request: SearchRequest) -> SearchResult:
        swollen = next(p for p in self.passages(self.records[0].document_id) if len(p.text) > MANY)
        hit = Hit(1, swollen, "exact", places_of_words(swollen.text, [request.query]), Span(0, 200))
        found = super().search(replace(request, query="机遇"))
        return replace(found, query=request.query, hits=(hit,), occurrences=MANY)

    @staticmethod
    def _swollen(passage: PassageRecord) -> PassageRecord:
        return replace(passage, text="渠道" * MANY) if passage.passage_id.endswith("-p2") else passage


def strange_library() -> StrangeLibrary:
    """The library of one such report."""
    return StrangeLibrary([document(title=LONG_TITLE)])
