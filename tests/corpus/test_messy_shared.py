"""Real reports made messy: wrapped, run on, doubled, between the furniture of pages. What is read has to be what was read before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model.document import Document
from corpus.reading import read_text
from tests.corpus.messy.again import FOOT, HEAD
from tests.corpus.messy.fourth import SIDE

pytestmark = pytest.mark.shared
Lines = list[str]


def wrapped(lines: Lines, width: int, indent: str) -> Lines:
    return [(indent + line)[at : at + width] for line in lines for at in range(0, len(indent + line), width)]


# What a copy did to front and body, and how much of the paragraphs must come out whole (a full line may end a paragraph or not).
MESS: dict[str, tuple[Callable[[Lines, Lines], str], float]] = {
    "wrapped at 40": (lambda front, body: "\r\n".join([*front, *wrapped(body, 40, "　　")]), 0.995),
    "wrapped, empty lines between": (lambda front, body: "\n\n".join([*front, *wrapped(body, 38, "    ")]), 0.995),
    "wrapped without indents": (lambda front, body: "\n".join([*front, *wrapped(body, 36, "")]), 0.95),
    "in one line": (lambda front, body: "　　".join([*front, *body]), 1.0),
    "between furniture": (lambda front, body: "\n".join([*HEAD, *front, *body, *FOOT, *SIDE]), 1.0),
    "twice, once wrapped": (lambda front, body: "\n".join([*front, *wrapped(body, 40, "　　"), *front, *body]), 0.995),
}


@pytest.fixture(scope="module")
def reports(shared_data: Path) -> list[tuple[str, Document]]:
    rows = map(json.loads, (shared_data / "data/reports/reports.jsonl").read_text("utf-8").splitlines())
    read = [(row["title"], read_text(row["text"], "报告.txt", title=row["title"])) for row in rows]
    return [(title, document) for title, document in read if document.state == "report"][::3]


@pytest.mark.parametrize("name", MESS)
def test_a_messy_copy_is_read_as_the_report(name: str, reports: list[tuple[str, Document]]) -> None:
    make, share = MESS[name]
    wanted, lost = 0, []
    for title, document in reports:
        parts: dict[str, Lines] = {kind: [p.text for p in document.passages if p.kind == kind] for kind in ("front", "note")}
        body = [p.text for p in document.passages if p.kind in ("body", "heading")]
        again = read_text(make(parts["front"], [*body, *parts["note"]]), "报告.txt", title=title)
        assert (again.place, again.year, again.state) == (document.place, document.year, document.state), title
        have = {p.text for p in again.passages}
        wanted += len(body)
        lost += [line for line in body if line not in have]
    assert wanted > 500
    assert len(lost) <= (1 - share) * wanted, lost[:5]
