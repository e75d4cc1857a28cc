"""What a term means, by a report's own glossary or by a clause that explains it (…是指…, …即…, …包括…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus import Span
from indexer.answers.clauses import Material
from indexer.answers.spans import Spot

_NOTE = re.compile(r"\s*(?:[\[(]\s*\d{1,3}\s*[\])]|\d{1,3}\s*[.、:]?|[①-⑳])?\s*\"?(?P<term>[^:\"]{1,40})\"?(?:\s*[:,]|(?=是指|指的是|即|指))\s*")
_SAYING = r"(?:是指|指的是|是|即|指|就是|包括|为)"
_ITEM = "[^,。;:!?、]{2,14}"
_CLOSE = re.compile(r"[。;!?]")


def definitions(term: str, materials: Sequence[Material]) -> list[Spot]:
    """Explanations of a term (search form, without quotation marks), notes first, then clauses of the body."""
    found = []
    for material in materials:
        found += list(_in_note(term, material) if material.passage.kind == "note" else _in_body(term, material))
    return sorted(found, key=lambda s: -s.score)


def _in_note(term: str, material: Material) -> Iterator[Spot]:
    match = _NOTE.match(material.form)
    end = len(material.form.rstrip())
    if match is None or match.end() >= end:
        return
    named = match["term"].strip()
    if named == term:
        yield Spot(material, Span(0, end), Span(match.end(), end), 1.0)
    elif term in named or (named in term and len(named) >= 3):
        yield Spot(material, Span(0, end), Span(match.end(), end), 0.7)


def _in_body(term: str, material: Material) -> Iterator[Spot]:
    form = material.form
    quoted = re.escape(term)
    for match in re.finditer(rf"\"?{quoted}\"?(?:[,:]?\s*{_SAYING}[:,]?|:|\(\s*{_SAYING}?)", form):
        sentence = material.sentence_at(match.start())
        inside = match[0].rstrip().endswith(("(", "是", "即", "指", "为")) and "(" in match[0]
        stop = form.find(")", match.end()) if inside else -1
        close = _CLOSE.search(form, match.end(), sentence.end)
        end = stop if stop > 0 else close.start() if close else sentence.end
        saying = match[0][len(term) :]
        sure = 0.9 if re.search("是指|指的是|即|就是|\\(", saying) else 0.55
        if end - match.end() >= 3:
            yield Spot(material, sentence, Span(match.end(), end), sure)
    before = rf"(?P<said>(?:{_ITEM}[、和]){{1,9}}{_ITEM})(?:的|等|这|[二两三四五六七八九]个?)?\"{quoted}\""
    for match in re.finditer(before, form):
        sentence = material.sentence_at(match.start())
        yield Spot(material, sentence, Span(match.start("said"), match.end("said")), 0.5)
