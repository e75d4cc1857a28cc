"""Where a report came from and what was done to it, as rows of words: the record of its reception."""

from __future__ import annotations

from dataclasses import dataclass

import webapp.wording as wording
from indexer import DocumentRecord
from webapp.links import web_address


@dataclass(frozen=True, slots=True)
class Fact:
    """A row; ``href`` only for addresses of the web, ``code`` for what is read letter by letter."""

    name: str
    text: str
    href: str | None = None
    code: bool = False


def provenance(document: DocumentRecord) -> tuple[Fact, ...]:
    """The rows that are known, in reading order."""
    source = document.source
    kind = wording.FORMATS.get(source.format, source.format)
    rows = [Fact("原件", f"{kind}，{wording.grouped(source.size)} 字节，{source.encoding.upper()}")]
    if source.file:
        rows.append(Fact("文件", source.file, code=True))
    if source.posted:
        rows.append(Fact("发布", wording.day(source.posted)))
    if source.url:
        rows.append(Fact("网址", source.url, web_address(source.url), code=True))
    if source.stripped:
        rows.append(Fact("剔除", f"页面文字 {len(source.stripped)} 行，见下"))
    rows += [Fact("说明", note) for note in document.notes]
    rows.append(Fact("原件摘要", f"SHA-256 {source.sha256}", code=True))
    return tuple(rows)


def delivered(document: DocumentRecord) -> tuple[str, ...]:
    """When, where and by whom, as far as known: the line under a report's title in lists."""
    who = "".join(part for part in (document.role, document.speaker) if part)
    parts = (wording.day(document.date), document.meeting, who, f"{wording.grouped(document.paragraphs)} 段")
    return tuple(part for part in parts if part)
