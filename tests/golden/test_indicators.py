"""Series of the national reports against values read by hand: nothing missing, nothing that the reports do not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Catalog, Gazetteer, Scope
from indexer import IndicatorRequest
from indexer.derived.analysing import placed
from indexer.figures.store import FigureStore
from indexer.figuring.indicating import IndicatorSearch
from indexer.figuring.looking_up import figures_of, with_leads
from indexer.intake.taking import IndexingOptions, take
from indexer.model.query import ReadAs

GOLD = Path(__file__).with_name("indicators.tsv")
Row = tuple[int, str, int, str]


def gold() -> dict[str, set[Row]]:
    series: dict[str, set[Row]] = {}
    for line in GOLD.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, report, kind, year, mention = line.split("\t")
            series.setdefault(name, set()).add((int(report), kind, int(year), mention))
    return series


@pytest.fixture(scope="module")
def search(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> IndicatorSearch:
    """The figures of all national reports; no engine is needed for them."""
    folder = tmp_path_factory.mktemp("national")
    catalog, store = Catalog(folder / "catalog.sqlite"), FigureStore(folder / "figures.sqlite")
    for _ in take(catalog, [shared_data / "data/national/reports.jsonl"], IndexingOptions(workers=0)):
        pass
    with store.writer() as table:
        for document in catalog.documents():
            for passage, lead in with_leads(catalog.document_passages(document)):
                table.add(placed(passage), figures_of(passage, lead))
    return IndicatorSearch(store, catalog, Gazetteer.load(), lambda words, kept: ([list(words)], Scope(), ReadAs()))


@pytest.mark.shared
@pytest.mark.parametrize("name", gold())
def test_every_value_and_no_other(search: IndicatorSearch, name: str) -> None:
    scope = Scope(levels=frozenset({"country"}), year_from=2000, year_to=2025)
    found = {
        (point.year, point.kind, point.refers_to, point.hit.figure.quantity.span.of(point.hit.hit.passage.text))
        for point in search.run(IndicatorRequest(name, scope)).series
    }
    assert found == gold()[name]


def test_the_gold_is_large_enough() -> None:
    assert len(gold()) >= 20
    assert sum(map(len, gold().values())) >= 350
