"""What all threads share of one state of a Whoosh index: the facts of every passage as arrays, and sets already worked out.

Nothing here depends on a query. A set of passages is a mask, one byte a passage; masks are kept until they take too much room.
"""

from __future__ import annotations

import numpy as np

from corpus import Scope
from indexer.engines.fact_table import FactTable
from indexer.engines.facts import REPORTS, Facets, Facts
from indexer.engines.whoosh_postings import Mask, Numbers, Scores, Segment
from indexer.engines.whoosh_schema import unpack_facts

KEPT_BYTES = 64 << 20  # of masks
KEPT_STARTS = 96 << 20  # bytes of postings: the bigrams of a sentence are asked for again and again while it is checked


class Snapshot:
    """Facts by passage number; :meth:`fill` reads them once."""

    def __init__(self, stamp: tuple[int, int]) -> None:
        self.stamp = stamp
        self.filled = False
        self.table = FactTable(())
        self.fact: Numbers = np.empty(0, np.int64)  # by passage, which fact of the table it has
        self.keys: Numbers = np.empty(0, np.int64)
        self.live: Mask = np.empty(0, np.bool_)
        self.late: Mask = np.empty(0, np.bool_)  # by fact: texts that come after reports
        self.document: Numbers = np.empty(0, np.int64)  # by fact, a number for its document
        self.lengths: dict[tuple[str, int], Scores] = {}
        self._starts: dict[tuple[str, bytes], Numbers] = {}
        self._started = 0
        self._sets: dict[object, Mask] = {}
        self._kept = 0

    def fill(self, segments: list[Segment]) -> None:
        """Read the facts of every passage; ``filled`` is set last, so that another thread sees all or none."""
        known: dict[str, Facts] = {}
        order: dict[Facts, int] = {}
        keys, fact, live = [], [], []
        for segment in segments:
            reader = segment.searcher.reader()
            column = reader.column_reader("facts")
            for number in range(segment.size):
                key, facts = unpack_facts(column[number], known)
                keys.append(key)
                fact.append(order.setdefault(facts, len(order)))
                live.append(not reader.is_deleted(number))
        self.table = FactTable(list(order))
        self.keys, self.fact = np.array(keys, np.int64), np.array(fact, np.int64)
        self.live = np.array(live, np.bool_)
        self.late = np.array([f.state not in REPORTS for f in self.table.facts], np.bool_)
        self.document = np.array([f.document_key for f in self.table.facts], np.int64)
        self.filled = True

    # sets -----------------------------------------------------------------------------------

    def known(self, key: object) -> Mask | None:
        """A set worked out before."""
        return self._sets.get(key)

    def remember(self, key: object, found: Mask) -> Mask:
        """Keep a set for the next request."""
        found.flags.writeable = False
        if self._kept + found.nbytes > KEPT_BYTES:
            self._sets, self._kept = {}, 0
        self._kept += found.nbytes
        self._sets[key] = found
        return found

    def starts(self, field: str, term: bytes) -> Numbers | None:
        """Where a bigram stands, if that was kept."""
        return self._starts.get((field, term))

    def keep_starts(self, field: str, term: bytes, found: Numbers) -> Numbers:
        """Keep where a bigram stands for the next request."""
        found.flags.writeable = False
        if self._started + found.nbytes > KEPT_STARTS:
            self._starts, self._started = {}, 0
        self._started += found.nbytes
        self._starts[field, term] = found
        return found

    def in_scope(self, scope: Scope) -> Mask:
        """The passages in a scope."""
        if not scope:
            return self.live
        known = self.known(scope)
        if known is not None:
            return known
        return self.remember(scope, self.table.meeting(scope)[self.fact] & self.live)

    def bodies(self, body: bool) -> Mask:
        """The passages that are body paragraphs, or those that are not."""
        known = self.known(body)
        if known is not None:
            return known
        which = np.array([f.body == body for f in self.table.facts], np.bool_)
        return self.remember(body, which[self.fact] if len(which) else self.live.copy())

    # counts ---------------------------------------------------------------------------------

    def facets(self, found: Mask, scope: Scope) -> Facets:
        """Counts by field over matches in and out of scope, each under all filters but its own."""
        return self.table.facets(np.bincount(self.fact[found & self.live], minlength=len(self.table.facts)), scope)
