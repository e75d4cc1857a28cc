"""What all threads share of one state of a Whoosh index: the facts of every passage as arrays, and sets already worked out.

Nothing here depends on a query. A set of passages is a mask, one byte a passage; masks are kept until they take too much room.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from corpus import Scope
from indexer.engines.facts import FACETS, REPORTS, Facts, _tests, _values, in_facet_order
from indexer.engines.whoosh_postings import Mask, Numbers, Scores, Segment
from indexer.engines.whoosh_schema import unpack_facts

KEPT_BYTES = 64 << 20  # of masks


class Snapshot:
    """Facts by passage number; :meth:`fill` reads them once."""

    def __init__(self, stamp: tuple[int, int]) -> None:
        self.stamp = stamp
        self.filled = False
        self.facts: list[Facts] = []  # those that differ
        self.fact: Numbers = np.empty(0, np.int64)  # by passage, which of them it has
        self.keys: Numbers = np.empty(0, np.int64)
        self.live: Mask = np.empty(0, np.bool_)
        self.late: Mask = np.empty(0, np.bool_)  # by fact: texts that come after reports
        self.document: Numbers = np.empty(0, np.int64)  # by fact, a number for its document
        self.lengths: dict[tuple[str, int], Scores] = {}
        self._sets: dict[object, Mask] = {}
        self._kept = 0
        self._columns: dict[str, tuple[list[Any], Numbers, Numbers]] = {}

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
        self.facts = list(order)
        self.keys, self.fact = np.array(keys, np.int64), np.array(fact, np.int64)
        self.live = np.array(live, np.bool_)
        self.late = np.array([f.state not in REPORTS for f in self.facts], np.bool_)
        self.document = np.array([f.document_key for f in self.facts], np.int64)
        self._columns = {field: self._column(field) for field in FACETS}
        self.filled = True

    def _column(self, field: str) -> tuple[list[Any], Numbers, Numbers]:
        """The values of a facet, and which fact has which: a fact may have several places."""
        values: dict[Any, int] = {}
        pairs = [(at, values.setdefault(v, len(values))) for at, f in enumerate(self.facts) for v in _values(f, field)]
        facts, which = (np.array([p[side] for p in pairs], np.int64) for side in (0, 1))
        return list(values), facts, which

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

    def in_scope(self, scope: Scope) -> Mask:
        """The passages in a scope."""
        if not scope:
            return self.live
        known = self.known(scope)
        if known is not None:
            return known
        inside = self._meeting(test for _, test in _tests(scope))
        return self.remember(scope, inside[self.fact] & self.live)

    def bodies(self, body: bool) -> Mask:
        """The passages that are body paragraphs, or those that are not."""
        known = self.known(body)
        if known is not None:
            return known
        which = np.array([f.body == body for f in self.facts], np.bool_)
        return self.remember(body, which[self.fact] if len(which) else self.live.copy())

    def _meeting(self, tests: Any) -> Mask:
        """By fact, whether it meets all tests."""
        tests = list(tests)
        return np.array([all(test(fact) for test in tests) for fact in self.facts], np.bool_)

    # counts ---------------------------------------------------------------------------------

    def facets(self, found: Mask, scope: Scope) -> Mapping[str, list[tuple[str | int, int]]]:
        """Counts by field over matches in and out of scope, each under all filters but its own."""
        counts = np.bincount(self.fact[found & self.live], minlength=len(self.facts))
        tests = _tests(scope)
        out = {}
        for field, (values, facts, which) in self._columns.items():
            others = frozenset((name, test) for name, test in tests if name != field)
            meeting = counts * self._meeting(test for _, test in others) if others else counts
            totals = np.bincount(which, weights=meeting[facts], minlength=len(values)) if len(which) else ()
            out[field] = in_facet_order(field, {v: int(n) for v, n in zip(values, totals, strict=True) if n})
        return out
