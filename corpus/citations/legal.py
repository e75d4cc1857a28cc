"""法学引注手册 (second edition): a note on a speech, with the quotation if a stretch was chosen.

Its own example: 李克强：《政府工作报告》，2023年3月5日在第十四届全国人民代表大会第一次会议上。
"""

from __future__ import annotations

from corpus.citations import dates, naming
from corpus.citations.cited import Cited


def write(cited: Cited) -> str:
    """``“…”，报告人：《政府工作报告》，某日在某会议上，第8段。``"""
    document = cited.document
    met, who = naming.meeting(document), naming.author(document)
    speech = document.state == "report" and bool(met)  # the meeting says whose and which report it is
    what = f"《{naming.GENRE}》" if speech else naming.title(document)
    named = f"{who}：{what}" if who and document.state != "resolution" else what
    when = dates.chinese(dates.given_on(document))
    occasion = f"{when}在{met}上" if speech else when
    quoted = f"“{cited.quote}”" if cited.partial else ""
    return "，".join(part for part in (quoted, named, occasion, naming.locator(cited.passage)) if part) + "。"
