"""How a passage lies in a Whoosh index: fields that take ready-made terms, positions packed as plain integers.

``words`` and ``subject`` rank (BM25F), ``grams`` and ``titles`` hold bigrams with positions and decide hits, ``facts`` is a
column with everything filters and facets need. Nothing is stored: texts live in the catalog.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Any

from whoosh import columns, fields, formats

from indexer.engines.facts import Facts
from indexer.model.matching import Entry

SEPARATOR = "\t"


class PackedPositions(formats.Format):  # type: ignore[misc]
    """Postings whose value is the positions as 32-bit integers, not as a pickle as in Whoosh's own format."""

    posting_size = -1

    def word_values(self, value: Any, analyzer: Any, **options: Any) -> list[tuple[bytes, int, float, bytes]]:
        """From (term, position) pairs to Whoosh's (term, frequency, weight, value)."""
        found: dict[str, list[int]] = {}
        for text, position in value:
            if text in found:
                found[text].append(position)
            else:
                found[text] = [position]
        return [(text.encode(), (n := len(positions)), float(n), pack(positions)) for text, positions in found.items()]


def pack(positions: list[int]) -> bytes:
    """The value of one posting."""
    return array("I", positions).tobytes()


def unpack(value: bytes) -> array[int]:
    """The positions of one posting."""
    positions = array("I")
    positions.frombytes(value)
    return positions


class GramField(fields.FieldType):  # type: ignore[misc]
    """Bigrams with positions, handed over as (text, position) pairs; never scored.

    It is called scorable all the same: for a field without lengths Whoosh looks for the file of lengths once a posting, which
    is a third of the time of a build.
    """

    def __init__(self) -> None:
        self.format = PackedPositions()
        self.analyzer = None
        self.scorable = True
        self.stored = self.unique = False

    def index(self, value: Any, **options: Any) -> list[tuple[bytes, int, float, bytes]]:
        """See :meth:`PackedPositions.word_values`."""
        return self.format.word_values(value, None)


class WordField(fields.FieldType):  # type: ignore[misc]
    """Words handed over as a list; scored by frequency and length."""

    def __init__(self) -> None:
        self.format = formats.Frequency()
        self.analyzer = None
        self.scorable = True
        self.stored = self.unique = False

    def index(self, value: Any, **options: Any) -> list[tuple[bytes, int, float, bytes]]:
        """Count the words."""
        return [(text.encode(), n, float(n), n.to_bytes(4, "big")) for text, n in Counter(value).items()]


def schema() -> fields.Schema:
    """The fields of the index."""
    return fields.Schema(
        document=fields.ID(),
        words=WordField(),
        subject=WordField(),
        grams=GramField(),
        titles=GramField(),
        facts=fields.COLUMN(columns.VarBytesColumn()),
    )


def pack_facts(entry: Entry) -> bytes:
    """The column value of a passage: its key, then its facts."""
    parts: Iterable[object] = (
        entry.key, entry.document_key, entry.document_id, int(entry.body), entry.year or "", "/".join(entry.places),
        entry.level or "", entry.part or "", entry.state,
    )  # fmt: skip
    return SEPARATOR.join(map(str, parts)).encode()


def unpack_facts(value: bytes, known: dict[str, Facts]) -> tuple[int, Facts]:
    """Key and facts of a column value; ``known`` keeps one object for equal facts."""
    key, _, rest = value.decode().partition(SEPARATOR)
    facts = known.get(rest)
    if facts is None:
        document_key, document_id, body, year, places, level, part, state = rest.split(SEPARATOR)
        facts = known[rest] = Facts(
            int(document_key), document_id, body == "1", int(year) if year else None,
            tuple(places.split("/")) if places else (), level or None, part or None, state,
        )  # fmt: skip
    return int(key), facts
