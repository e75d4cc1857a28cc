"""公文 habit (GB/T 9704): the title first, then what identifies the document; a report has no 发文字号, so its date.

An official document names a report by place and year. Where both are known that name is built from them and a remark
gives the printed title, if it is another.
"""

from __future__ import annotations

from corpus.citations import dates, naming
from corpus.citations.cited import Cited
from corpus.model.record import DocumentRecord


def write(cited: Cited) -> str:
    """``《某地2020年政府工作报告》（2020年5月27日）第8段：“…”``"""
    when = dates.chinese(dates.parts_of(cited.document.date))
    return f"{_name(cited.document)}{f'（{when}）' if when else ''}{naming.locator(cited.passage)}：“{cited.quote}”"


def remarks(cited: Cited) -> tuple[str, ...]:
    """The printed title where another name stands in the citation."""
    printed = cited.document.title
    return () if f"《{printed}》" in _name(cited.document) else (f"报告名称按地区与年份写出，原件题名为《{printed}》。",)


def _name(document: DocumentRecord) -> str:
    if document.state != "report" or document.place is None or document.year is None:
        return naming.title(document)
    place = naming.full_name(document)
    return f"《{place}{document.year}年{naming.GENRE}》" if place else f"《{document.year}年国务院{naming.GENRE}》"
