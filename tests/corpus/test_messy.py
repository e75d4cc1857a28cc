"""Messy sources of our own making: pages, copies, Word, PDF, tables, places, kinds of text. Each says what has to come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model.document import Document
from corpus.reading import read_reports
from corpus.text.definitions import definitions
from tests.corpus.messy.again import AGAIN
from tests.corpus.messy.copied import COPIED
from tests.corpus.messy.fourth import FOURTH
from tests.corpus.messy.kinds import KINDS
from tests.corpus.messy.notes import GLOSSARIES
from tests.corpus.messy.office import OFFICE
from tests.corpus.messy.pages import PAGES
from tests.corpus.messy.tables import SINGLE, TWO
from tests.corpus.messy.texts import Sample, body
from tests.corpus.messy.third import THIRD
from tests.corpus.messy.whereabouts import PLACES

BODY = body("长沙县", 2021)
SAMPLES = [*FOURTH, *THIRD, *AGAIN, *PAGES, *COPIED, *OFFICE, *PLACES, *KINDS, *GLOSSARIES, SINGLE]


def _read(sample: Sample, folder: Path) -> Document:
    path = folder.joinpath(*sample.folders, sample.file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sample.data)
    (document,) = [reading.document for reading in read_reports(path) if reading.document]
    return document


def faults(sample: Sample, document: Document) -> list[str]:
    """Everything in which the document is not what the sample has to give."""
    place = document.place
    said: dict[str, object] = {key: getattr(document, key) for key in ("year", "state", "date", "speaker")}
    said |= {"code": place.code if place else "open", "level": place.level if place else document.zone and "zone"}
    wanted = {key: getattr(sample, key) for key in said}
    found = [f"{key}: {said[key]} instead of {value}" for key, value in wanted.items() if value is not None and said[key] != value]
    texts = [passage.text for passage in document.passages]
    found += [f"{text!r} stands in {line[:50]!r}" for text in sample.absent for line in texts if text in line]
    if sample.lines:
        have = [p.text.strip("　 ") for p in document.passages if p.kind in ("body", "heading")]
        found += [f"lost: {line[:60]!r}" for line in sample.lines if line not in have]
        found += [f"not a line of it: {line[:60]!r}" for line in have if line not in sample.lines]
        found += ["out of order or doubled"] if len(have) != len(sample.lines) else []
    notes = [p.text for p in document.passages if p.kind == "note"]
    known = {each.term: notes[each.note][each.explanation.start :] for each in definitions(notes)}
    found += [f"{term} is explained as {known.get(term)!r}" for term, start in sample.terms if not known.get(term, "").lstrip("是").startswith(start)]
    return found + ([f"no remark on {sample.remark}"] if sample.remark and not any(sample.remark in note for note in document.notes) else [])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_samples(sample: Sample, tmp_path: Path) -> None:
    assert not faults(sample, _read(sample, tmp_path)), sample.why


@pytest.mark.parametrize(("name", "data", "why", "wanted"), TWO, ids=[row[0] for row in TWO])
def test_files_of_several_reports(
    name: str, data: bytes, why: str, wanted: tuple[tuple[str | None, int | None], ...], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    documents = [reading.document for reading in read_reports(path) if reading.document]
    assert [(each.place and each.place.code, each.year) for each in documents] == list(wanted), why
    assert not [p.text for each in documents for p in each.passages if "<" in p.text or "&nbsp;" in p.text]
    assert all(sum(p.text == BODY[-2] for p in each.passages) == 1 for each in documents), "the whole body, a paragraph to a passage"
