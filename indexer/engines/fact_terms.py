"""The facts of a passage as terms of an engine that has a query language, and facets read back from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from indexer.engines.facts import FACETS, REPORTS
from indexer.model.matching import Entry

LAST_YEAR = 9999
FIELD_OF = {facet: facet for facet in FACETS} | {"place": "path"}  # a path is counted once, not once for each of its places
SORTED_BY = {"year": "by_year", "place": "by_place"}


def fact_terms(entry: Entry) -> list[tuple[str, str]]:
    """Field and term of all that filters, facets and order need; what is unknown has no term."""
    year = None if entry.year is None else str(entry.year)
    terms = [
        ("document", str(entry.document_key)),
        ("document_id", entry.document_id),
        ("body", str(int(entry.body))),
        ("year", year),
        ("path", "/".join(entry.places) or None),
        ("level", entry.level),
        ("part", entry.part),
        ("state", entry.state),
        ("report", str(int(entry.state in REPORTS))),
        *sorting_terms(entry.year, entry.places).items(),
        *(("places", code) for code in entry.places),
    ]
    return [(field, term) for field, term in terms if term is not None]


def sorting_terms(year: int | None, places: Sequence[str]) -> dict[str, str]:
    """The terms that sort, by their fields: what comes first is the smaller one.

    >>> sorting_terms(2019, ("410000", "410100"))
    {'by_year': '7980', 'by_place': '410100/7980'}
    """
    newest_first = f"{LAST_YEAR - (year or 0):04}"
    return {"by_year": newest_first, "by_place": f"{places[-1] if places else '~'}/{newest_first}"}


FACT_FIELDS = (
    "document", "document_id", "body", "year", "path", "level", "part", "state", "report", "by_year", "by_place", "places",
)  # fmt: skip


def read_facet(facet: str, values: Mapping[str, int]) -> dict[str | int, int]:
    """The numbers of a facet from those of its field: years as numbers, each place of a path."""
    if facet == "year":
        return {int(year): n for year, n in values.items()}
    if facet != "place":
        return {value: n for value, n in values.items()}
    places: Counter[str | int] = Counter()
    for path, n in values.items():
        for code in path.split("/"):
            places[code] += n
    return dict(places)
