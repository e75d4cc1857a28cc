"""What a term means, by a report's own glossary or by a clause that explains it (…是指…, …即…, …包括…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus import Span, search_form
from corpus import definitions as notes
from indexer.answers.clauses import Material
from indexer.answers.spans import Spot
from indexer.answers.terms import term_key

OWN, PART, KINDRED = 1.0, 0.8, 0.7  # a note of the term itself, of several terms of which it is one, of a longer or shorter term
LIKE = 0.6  # of a longer term's letters must be those asked for, if they are not quoted in it
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
    end = len(material.form.rstrip())
    for note in notes([material.passage.text]):
        named, asked = term_key(search_form(note.term)), term_key(term)
        said = Span(note.explanation.start, end)
        if not asked or not named or said.start >= end:
            continue
        if named == asked:
            yield Spot(material, Span(0, end), said, OWN)
        elif asked in [term_key(part) for part in re.split("[、,]", search_form(note.term))]:
            yield Spot(material, Span(0, end), _of_part(term, material.form, said) or said, PART)
        elif f'"{term}"' in search_form(note.term) or _alike(asked, named) or (len(named) > 2 and _alike(named, asked)):
            yield Spot(material, Span(0, end), said, KINDRED)


def _alike(shorter: str, longer: str) -> bool:
    return shorter in longer and len(shorter) >= LIKE * len(longer)


def _of_part(term: str, form: str, said: Span) -> Span | None:
    """What a note says of one of its several terms: up to the next full stop."""
    match = re.compile(rf"\"?{re.escape(term)}\"?[,:]?{_SAYING}").search(form, said.start, said.end)
    if match is None:
        return None
    close = re.compile("。|$").search(form, match.end(), said.end)
    return Span(match.start(), close.end() if close else said.end)


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
