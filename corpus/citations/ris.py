"""RIS, as EndNote, Zotero and NoteExpress read it: a tag and a value a line. No value may hold a line break."""

from __future__ import annotations

from datetime import date

from corpus.citations import dates, naming
from corpus.citations.cited import Cited, Work
from corpus.model.record import DocumentRecord

Fields = tuple[tuple[str, str], ...]


def write(cited: Cited) -> str:
    """From ``TY  - RPRT`` to ``ER  - ``."""
    where = (("SP", naming.locator(cited.passage)),)
    notes = (("N1", f"{cited.passage.passage_id}，原文摘要 {cited.passage.digest}"), ("N2", cited.quote))
    return _record(cited.document, cited.key, cited.permalink, cited.accessed, where, notes)


def write_work(work: Work) -> str:
    """The same for a document as a whole, each of its notes in a field ``N1``."""
    return _record(work.document, work.key, work.address, work.accessed, (), tuple(("N1", note) for note in work.notes))


def _record(document: DocumentRecord, key: str, address: str, accessed: date, where: Fields, notes: Fields) -> str:
    parts = dates.given_on(document)
    kind = "RPRT" if naming.is_report(document) else "GEN"
    fields = (
        ("TY", kind), ("ID", key), ("AU", naming.author(document)), ("TI", document.title),
        ("T2", naming.meeting(document)), ("PB", naming.government(document)), ("M3", naming.STATE_WORDS[document.state][0]),
        ("PY", str(parts[0]) if parts else ""), ("DA", _date(parts)), *where,
        ("UR", address), ("Y2", _date(dates.parts_of(accessed.isoformat())) if address else ""), ("LA", "zh-CN"), *notes,
    )  # fmt: skip
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "])


def _one_line(value: str) -> str:
    """Every character that some reader takes for the end of a line becomes a space."""
    return " ".join(value.splitlines())


def _date(parts: dates.Parts) -> str:
    """``2020/05/27/``: year, month, day, and an empty remark."""
    return dates.iso(parts, "/") + "/" * (4 - len(parts)) if parts else ""
