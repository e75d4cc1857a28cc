"""The originals beside the checkout, in their containers: everything is read, and is what the labels say."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from corpus.formats.registry import read_bytes
from corpus.model.document import Document
from corpus.reading import read_report, read_reports, read_text
from corpus.structure.lines import squeeze
from tests.corpus import made

pytestmark = pytest.mark.shared
PIECE = 20  # characters by which texts are told to be the same


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "data/reports"


@pytest.fixture(scope="module")
def documents(folder: Path) -> list[Document]:
    found = []
    for path in sorted(path for path in (folder / "raw").rglob("*") if path.is_file()):
        readings = list(read_reports(path))
        assert [r for r in readings if r.document is not None], path.name
        found += [r.document for r in readings if r.document is not None]
    return found


def pieces(text: str) -> list[str]:
    step = max(1, len(text) // 12)
    return [text[at : at + PIECE] for at in range(step // 2, len(text) - PIECE, step)]


def plain(text: str) -> str:
    return squeeze(text.replace("\\r\\n", "").replace("??", "").replace("&nbsp;", "")).replace("\n", "")


@pytest.fixture(scope="module")
def labelled(folder: Path, documents: list[Document]) -> list[tuple[dict[str, Any], Document]]:
    """Labels of the usable reports, each with the document that holds most of its text."""
    texts = {r["id"]: r["text"] for r in map(json.loads, (folder / "reports.jsonl").read_text("utf-8").splitlines())}
    read = [(plain(document.text), document) for document in documents]
    found = []
    for label in map(json.loads, (folder / "labels.jsonl").read_text("utf-8").splitlines()):
        wanted = pieces(plain(texts[label["id"]]))
        held, best = max(((sum(p in text for p in wanted), i) for i, (text, _) in enumerate(read)), default=(0, 0))
        if label["usable"]:
            assert held >= 0.8 * len(wanted), label["id"]
            found.append((label, read[best][1]))
    return found


def test_every_original_is_read_once(documents: list[Document]) -> None:
    assert len(documents) == 53


def test_place_year_and_state_are_the_labels(labelled: list[tuple[dict[str, Any], Document]]) -> None:
    places = sum(d.place is not None and d.place.code in (label["place_code"], label["place_code_now"]) for label, d in labelled)
    years = sum(d.year == int(label["true_year"]) for label, d in labelled)
    states = sum(d.state == label["state"] for label, d in labelled)
    assert min(places, years) >= 0.98 * len(labelled)
    assert states >= 0.95 * len(labelled)


def test_no_chrome_in_any_passage(folder: Path, documents: list[Document]) -> None:
    chrome = [line for line in (folder / "chrome.txt").read_text("utf-8").split("\n") if line]
    assert not [(c, d.source.file) for c in chrome for d in documents if c in d.text]


def test_no_lost_blanks_are_left(documents: list[Document]) -> None:
    assert not [d.source.file for d in documents if "??" in d.text]


def test_a_translation_memory_is_the_same_report(shared_data: Path) -> None:
    document = read_report(shared_data / "data/reports/national_variants/GR2013.tmx")
    assert (document.place and document.place.code, document.year, document.speaker) == ("100000", 2013, "温家宝")
    record = next(
        r for r in map(json.loads, (shared_data / "data/national/reports.jsonl").read_text("utf-8").splitlines()) if r["year"] == "2013"
    )
    wanted = pieces(plain(read_text(record["content"], "2013").text))
    assert sum(piece in plain(document.text) for piece in wanted) >= 0.9 * len(wanted)


def test_paragraphs_come_whole_out_of_a_pdf(folder: Path) -> None:
    """Set at 36 characters a line and 40 lines a page, with numbers at the foot."""
    whole = total = 0
    for path in sorted((folder / "raw/docx").iterdir())[:4]:
        lines = [passage.text for passage in read_report(path).passages]
        raw = read_bytes(made.pdf(made.wrapped_pages(lines, 36, 40)), "甲.pdf")
        found = {squeeze(passage.text) for passage in read_text(raw.text, "甲").passages}
        whole += sum(squeeze(line) in found for line in lines)
        total += len(lines)
    assert whole >= 0.98 * total


def test_reports_cut_anywhere_are_told(folder: Path) -> None:
    """Cut in mid sentence; a cut a few characters behind a full stop can look like a signature."""
    draw = random.Random(7)
    told = cut = 0
    for path in sorted((folder / "raw/docx").iterdir()):
        text = read_report(path).text
        for _ in range(10):
            piece = text[: draw.randrange(len(text) // 4, len(text) // 2)].rstrip()
            if piece[-1] not in "。！？；：”）.;:!?…\n":
                cut += 1
                told += read_text(piece, path.stem).state == "truncated"
    assert told >= 0.85 * cut
