"""CSL-JSON (schema csl-data 1.0): a list with one item, as Zotero, pandoc and citeproc read it."""

from __future__ import annotations

import json
from typing import Any

from corpus.citations import dates, naming
from corpus.citations.cited import Cited


def write(cited: Cited) -> str:
    """The list as JSON, a field a line, with its Chinese as it is."""
    fields = (f'    "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in _item(cited).items() if value)
    return "[\n  {\n" + ",\n".join(fields) + "\n  }\n]"


def _item(cited: Cited) -> dict[str, Any]:
    """``language`` is always given: without it et al. is printed for 等."""
    document, who, parts = cited.document, naming.author(cited.document), dates.given_on(cited.document)
    seen = dates.parts_of(cited.accessed.isoformat()) if cited.permalink else ()
    return {
        "id": cited.key, "type": "report" if naming.is_report(document) else "document", "title": document.title,
        "author": [{"literal": who}] if who else [], "issued": _date(parts), "accessed": _date(seen),
        "publisher": naming.government(document), "genre": naming.STATE_WORDS[document.state][0],
        "event-title": naming.meeting(document), "page": naming.locator(cited.passage), "URL": cited.permalink,
        "language": "zh-CN", "note": f"{cited.passage.passage_id}，原文摘要 {cited.passage.digest}\n{cited.quote}",
    }  # fmt: skip


def _date(parts: dates.Parts) -> dict[str, list[list[int]]]:
    return {"date-parts": [list(parts)]} if parts else {}
