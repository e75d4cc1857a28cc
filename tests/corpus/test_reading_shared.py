"""Reading the development data beside the checkout: the seed against its gold, and everything else without a fault."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.model.document import Document, Section
from corpus.reading import read_report, read_text
from corpus.shipped import shipped_reports
from corpus.text.folding import compact, search_form
from tests.corpus.test_reading import check

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def gold(shared_data: Path) -> dict[str, Any]:
    return json.loads((shared_data / "eval/gold/seed/structure.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def seed() -> Document:
    return read_report(shipped_reports()[0])


@pytest.fixture(scope="module")
def national(shared_data: Path) -> list[tuple[dict[str, Any], Document]]:
    lines = (shared_data / "data/national/reports.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [(r, read_text(r["content"], r["title"], title=r["title"], url=r["url"])) for r in records]


def norm(text: str) -> str:
    return compact(search_form(text))[0].rstrip("。.:;!,")


def nodes(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from nodes(section.children)


def test_paragraphs_of_the_seed(gold: dict[str, Any], seed: Document) -> None:
    ends = [(norm(p.text[:12]), norm(p.text[-12:])) for p in seed.passages if p.kind == "body"]
    assert ends == [(norm(p["first12"]), norm(p["last12"])) for p in gold["paragraphs"]]


def test_section_paths_of_the_seed(gold: dict[str, Any], seed: Document) -> None:
    body = [passage for passage in seed.passages if passage.kind == "body"]
    for paragraph, passage in zip(gold["paragraphs"], body, strict=True):
        path = [norm(heading) for heading in passage.section]
        assert path in [[norm(h) for h in accepted] for accepted in paragraph["section_path_accept"]]


def test_headings_of_the_seed(gold: dict[str, Any], seed: Document) -> None:
    accepted = {(p["para"], norm(x["label"])): x["level_accept"] for p in gold["paragraphs"] for x in p["labels"]}
    wanted = Counter(h["level"] for h in gold["outline"])
    found = list(nodes(seed.outline))
    right: Counter[int] = Counter()
    for heading in gold["outline"]:
        levels = accepted.get((heading["para"], norm(heading["text"])), [heading["level"]])
        same = [
            node for node in found
            if norm(node.text) == norm(heading["text"]) and node.level in levels and heading["para"] in (None, node.paragraph)
        ]  # fmt: skip
        if same:
            found.remove(same[0])
            right[heading["level"]] += 1
    extra = Counter(node.level for node in found)
    scores = {level: 2 * right[level] / (n + right[level] + extra[level]) for level, n in wanted.items()}
    assert (scores[1], scores[2]) == (1, 1)
    assert min(scores[3], scores[4]) >= 0.95
    assert not [
        x["text"] for x in gold["not_labels"] for node in nodes(seed.outline) if norm(node.text) == norm(x["text"])
    ]


def test_nothing_of_the_page_leaks(gold: dict[str, Any], seed: Document) -> None:
    assert not [c for c in gold["chrome_must_not_match"] for p in seed.passages if norm(c) in norm(p.text)]


def test_every_national_record_is_read(national: list[tuple[dict[str, Any], Document]]) -> None:
    for record, document in national:
        check(document, record["content"])
        assert document.place is not None
        assert document.place.code == "100000", document.title
        assert record["year"] in (None, str(document.year)), document.title
        assert document.state == {None: "resolution", "1964": "excerpt"}.get(record["year"], "report")
        assert not [p for p in document.passages if "Public domain" in p.text or "著作权法》第五条" in p.text]


def test_national_records_are_whole(national: list[tuple[dict[str, Any], Document]]) -> None:
    """Of some 7,000 paragraphs, those that begin or end in mid sentence can be counted on the fingers."""
    bodies = [p.text for _, document in national for p in document.passages if p.kind == "body"]
    assert not [text for text in bodies if text[0] in "，。；、》”）"]
    assert sum(text[-1] not in "。！？：；”）" for text in bodies) <= 25


def test_every_local_file_is_read(shared_data: Path) -> None:
    chrome = (shared_data / "data/reports/chrome.txt").read_text("utf-8").split("\n")
    for path in sorted((shared_data / "data/reports/raw").glob("txt*/*.txt")):
        document = read_report(path)
        encoding = "gb18030" if "gbk" in path.parent.name else "utf-8"
        check(document, path.read_text(encoding))
        assert document.place is not None, path.name
        assert document.place.name in path.name
        assert str(document.year) in path.name
        assert not [c for c in chrome if c and c in document.text], path.name


def test_local_collections(shared_data: Path) -> None:
    """Place, year and state as the labels have them, from texts with all their page around them."""
    folder = shared_data / "data/reports"
    labels = {
        label["id"]: label for label in map(json.loads, (folder / "labels.jsonl").read_text("utf-8").splitlines())
    }
    wrong = []
    for record in map(json.loads, (folder / "reports.jsonl").read_text("utf-8").splitlines()):
        document = read_text(record["text"], record["id"], title=record["title"], url=record["url"])
        check(document, record["text"])
        label = labels[record["id"]]
        place = document.place.code if document.place else None
        if (place, document.year, document.state) != (label["place_code"], int(label["true_year"]), label["state"]):
            wrong.append((record["id"], place, document.year, document.state))
    assert not wrong
