"""A basket as a numbered list of references: one entry a report, the place of each excerpt beside its number (``[1]第8段``).

The numbering is that of GB/T 7714's numeric system: by first mention, one number for one report however often it is cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import Work, enter, locator, remarks_on
from indexer.model.excerpt import Collected


@dataclass(frozen=True, slots=True)
class Listed:
    """An excerpt with the number of its report's entry, None where the words no longer stand and nothing can be cited."""

    found: Collected
    reference: int | None
    locator: str
    permalink: str

    @property
    def mark(self) -> str:
        """What stands beside the words: ``[1]第8段``."""
        return f"[{self.reference}]{self.locator}" if self.reference else ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A report with its number and its entry; ``remarks`` are for the one who cites and no part of it."""

    number: int
    work: Work
    text: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """All excerpts in the reader's order, and the entries they lead to in the order of their numbers."""

    rows: tuple[Listed, ...]
    references: tuple[Reference, ...]

    @property
    def standing(self) -> tuple[Listed, ...]:
        """The excerpts that can be cited."""
        return tuple(row for row in self.rows if row.reference)

    @property
    def lost(self) -> tuple[Listed, ...]:
        """Those that cannot: changed or gone."""
        return tuple(row for row in self.rows if not row.reference)


def reference_list(found: Sequence[Collected], *, site: str, accessed: date) -> ReferenceList:
    """Number the reports of a basket. ``site`` is where the pages are served, empty where there is no address to give."""
    works: dict[str, Work] = {}
    rows = []
    for one in found:
        if one.passage is None or one.span is None:
            rows.append(Listed(one, None, "", ""))
            continue
        document, place = one.passage.document, locator(one.passage)
        address = f"{site}/reports/{document.document_id}" if site else ""
        work = works.setdefault(document.document_id, Work(document, address, accessed))
        works[document.document_id] = replace(work, notes=(*work.notes, _note(place, one)))
        rows.append(Listed(one, list(works).index(document.document_id) + 1, place, _permalink(one, site)))
    return ReferenceList(tuple(rows), tuple(_reference(number, work) for number, work in enumerate(works.values(), 1)))


def _reference(number: int, work: Work) -> Reference:
    return Reference(number, work, enter(work), remarks_on(work.document))


def _note(place: str, one: Collected) -> str:
    return f"{place}：{one.quote}" + (f"（备注：{one.excerpt.note}）" if one.excerpt.note else "")


def _permalink(one: Collected, site: str) -> str:
    """The passage's address with the digest, and the stretch of it if it is not all."""
    passage, span = one.passage, one.span
    if not site or passage is None or span is None:
        return ""
    stretch = f"&start={span.start}&end={span.end}" if len(span) < len(passage.text) else ""
    return f"{site}/p/{passage.passage_id}?d={passage.digest}{stretch}"
