"""Citations of documents that lack something, and the worked examples of the notes on the standards."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus import STYLES, Catalog, PassageRecord, Span, cite, read_report, shipped_reports

TODAY = date(2026, 11, 22)
LINK = "https://yiju.example/p/410104-2020-p2?d=86f014ee194d"
QUOTE = "地区生产总值同比增长6.6%"


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> PassageRecord:
    """The paragraph behind 6.6%."""
    catalog = Catalog(Path(tmp_path_factory.mktemp("catalog")) / "catalog.sqlite")
    taken = catalog.add(read_report(shipped_reports()[0]), "seed")
    return catalog.passage(f"{taken.document_id}-p2")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("gbt7714-2025", f"张艳敏. 2020年郑州市管城回族自治区政府工作报告[R/OL]. 2020-05-27：第2段. {LINK}."),
        ("gbt7714-2015", f"张艳敏. 2020年郑州市管城回族自治区政府工作报告[R/OL]. (2020-05-27)[2026-11-22]. {LINK}."),
        ("legal", f"“{QUOTE}”，张艳敏：《政府工作报告》，2020年5月27日在郑州市管城回族区第十六届人民代表大会第五次会议上，第2段。"),
        ("plain", f"“{QUOTE}”（《2020年郑州市管城回族自治区政府工作报告》，2020年5月27日，第2段）"),
    ],
)
def test_the_worked_examples_of_the_seed(seed, style, expected):
    at = seed.text.index(QUOTE)
    cited = cite(seed, style, span=Span(at, at + len(QUOTE)), permalink=LINK, accessed=TODAY)
    assert cited.text == expected
    assert cited.quote == QUOTE
    assert "题名照录；“管城回族自治区”应为“管城回族区”，来源有误。" in cited.remarks or style == "legal"


@pytest.mark.parametrize("style", STYLES)
def test_every_style_cites_the_whole_passage_unless_told_otherwise(seed, style):
    cited = cite(seed, style, permalink=LINK, accessed=TODAY)
    assert (cited.style, cited.quote, cited.span) == (style, seed.text, Span(0, len(seed.text)))
    assert cited.text
    assert cited.permalink == LINK


def test_csl_json_is_json(seed):
    [item] = json.loads(cite(seed, "csl-json", permalink=LINK, accessed=TODAY).text)
    assert item["author"] == [{"literal": "张艳敏"}]
    assert item["issued"] == {"date-parts": [[2020, 5, 27]]}


def test_a_span_beyond_the_passage_and_an_unknown_style_are_refused(seed):
    with pytest.raises(ValueError, match="beyond"):
        cite(seed, span=Span(0, 10_000), accessed=TODAY)
    with pytest.raises(KeyError):
        cite(seed, "galaxy", accessed=TODAY)
