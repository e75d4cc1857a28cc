"""Who gave the report, when and at which meeting: read from its front matter, where the words stand verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import PassageRecord, Span, occurrences
from indexer.answers.clauses import Material
from indexer.answers.dates import DATE
from indexer.answers.spans import Spot

_GAVE = re.compile(
    r"(?:总理|省长|市长|区长|县长|州长|盟长|旗长|主席|主任)(?P<after>[\u4e00-\u9fff·]{2,4}?)(?:同志)?(?:代表[^,。]{2,16})?所?作的"
    r"|(?<=[了由,。;])(?P<before>[\u4e00-\u9fff·]{2,4}?)(?:代理?)?(?:总理|省长|市长|区长|县长|州长|盟长|旗长|主席|主任|同志)(?:代表[^,。]{2,16})?所?作的"
)


def attested(fact: str, passages: Sequence[PassageRecord]) -> list[Spot]:
    """What a resolution says of the report it approves: 听取和审议了国务院总理李克强所作的政府工作报告."""
    for passage in passages:
        material = Material(passage, ())
        if fact == "speaker":
            match = _GAVE.search(material.form)
            span = Span(*match.span(match.lastgroup or 0)) if match else None
        else:
            span = _stated(fact, passage, material) if fact == "meeting" else None
        if span:
            return [Spot(material, material.sentence_at(span.start), span, 1.0)]
    return []


def front_facts(fact: str, passages: Sequence[PassageRecord]) -> list[Spot]:
    """Where the front matter (or the note below it) states the ``speaker``, the ``date`` or the ``meeting`` of a report."""
    found: list[Spot] = []
    for passage in passages:
        material = Material(passage, ())
        span = _stated(fact, passage, material)
        if span:
            found.append(Spot(material, Span(0, len(passage.text)), span, 1.0))
    return found[:1]


def _stated(fact: str, passage: PassageRecord, material: Material) -> Span | None:
    document = passage.document
    if fact == "date":
        dates = [Span(m.start(), m.end()) for m in DATE.finditer(material.form) if "日" in m[0]]
        return dates[0] if dates else None
    wanted = document.speaker if fact == "speaker" else document.meeting
    return next(iter(occurrences(passage.text, wanted)), None) if wanted else None
