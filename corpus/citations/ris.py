"""RIS, as EndNote, Zotero and NoteExpress read it: a tag and a value a line. No value may hold a line break."""

from __future__ import annotations

from corpus.citations import dates, naming
from corpus.citations.cited import Cited


def write(cited: Cited) -> str:
    """From ``TY  - RPRT`` to ``ER  - ``."""
    document, parts = cited.document, dates.given_on(cited.document)
    kind = "RPRT" if naming.is_report(document) else "GEN"
    fields = (
        ("TY", kind), ("ID", cited.key), ("AU", naming.author(document)), ("TI", document.title),
        ("T2", naming.meeting(document)), ("PB", naming.government(document)), ("M3", naming.STATE_WORDS[document.state][0]),
        ("PY", str(parts[0]) if parts else ""), ("DA", _date(parts)), ("SP", naming.locator(cited.passage)),
        ("UR", cited.permalink), ("Y2", _date(dates.parts_of(cited.accessed.isoformat())) if cited.permalink else ""),
        ("LA", "zh-CN"), ("N1", f"{cited.passage.passage_id}，原文摘要 {cited.passage.digest}"), ("N2", cited.quote),
    )  # fmt: skip
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "])


def _one_line(value: str) -> str:
    """Every character that some reader takes for the end of a line becomes a space."""
    return " ".join(value.splitlines())


def _date(parts: dates.Parts) -> str:
    """``2020/05/27/``: year, month, day, and an empty remark."""
    return dates.iso(parts, "/") + "/" * (4 - len(parts)) if parts else ""
