"""Reports that are sent rather than read from a folder: looked at first, taken in when somebody says so.

In go the bytes of a file, out comes what was recognised in it; nothing is kept but what is confirmed. Files are read in a limited
process of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus import Catalog, Gazetteer, Prepared, Told, examine, records_of
from indexer.model.examined import Examined
from indexer.model.status import Outcome

ORIGIN = "上传:"  # before the digest of a file that came from nowhere on this machine


def examined(catalog: Catalog, places: Gazetteer, data: bytes, name: str, told: Mapping[str, Told] | None = None) -> list[Examined]:
    """What is in a file, with what the library holds that is like it. Never raises for what is wrong with the file."""
    return [
        Examined(name, found.member, found.reason) if found.prepared is None else _examined(catalog, places, name, found.member, found.prepared)
        for found in examine(data, name, told)
    ]


def _examined(catalog: Catalog, places: Gazetteer, name: str, member: str, prepared: Prepared) -> Examined:
    document, passages = records_of(prepared)
    candidates = (places.place(code, year=document.year) for code in prepared.candidates)
    return Examined(
        name, member, None, prepared, document, tuple(passages), tuple(place for place in candidates if place),
        tuple(catalog.similar(prepared)), catalog.holds(prepared),
    )  # fmt: skip


def kept(catalog: Catalog, reports: Iterable[Examined]) -> list[Outcome]:
    """Take in what was confirmed, all of it or, where the catalog cannot be written, nothing; raises as the catalog does."""
    outcomes = []
    with catalog.together():
        for report in reports:
            if report.prepared is None:
                continue
            name = f"{report.file}#{report.member}" if report.member else report.file
            taken = catalog.add(report.prepared, f"{ORIGIN}{report.prepared.text_digest[:16]}/{name}")
            outcomes.append(Outcome(Path(report.file), taken.outcome, taken.document_id, member=report.member))
    return outcomes
