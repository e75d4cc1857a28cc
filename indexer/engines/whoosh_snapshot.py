"""What all threads share of one state of a Whoosh index: the facts of every passage as arrays, and sets already worked out.

Nothing here depends on a query. A set of passages is a mask, one byte a passage; masks are kept until they take too much room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from corpus import Scope
from indexer.engines.facts import FACETS, REPORTS, Facts, _values, in_facet_order
from indexer.engines.whoosh_postings import Mask, Numbers, Scores, Segment
from indexer.engines.whoosh_schema import unpack_facts

KEPT_BYTES = 64 << 20  # of masks
KEPT_STARTS = 96 << 20  # bytes of postings: the bigrams of a sentence are asked for again and again while it is checked
DOCUMENT = "document_id"


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
        self._starts: dict[tuple[str, bytes], Numbers] = {}
        self._started = 0
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
        self._columns = {field: self._column(field) for field in (*FACETS, DOCUMENT)}
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
        return self.remember(scope, self._meeting(scope)[self.fact] & self.live)

    def bodies(self, body: bool) -> Mask:
        """The passages that are body paragraphs, or those that are not."""
        known = self.known(body)
        if known is not None:
            return known
        which = np.array([f.body == body for f in self.facts], np.bool_)
        return self.remember(body, which[self.fact] if len(which) else self.live.copy())

    def _meeting(self, scope: Scope, but: str = "") -> Mask:
        """By fact, whether it meets every filter but that of one facet."""
        filters = [(name, accepts) for name, accepts in _filters(scope) if name != but]
        name = (scope, but if len(filters) < len(_filters(scope)) else "")
        known = self.known(name)
        if known is not None:
            return known
        found = np.ones(len(self.facts), np.bool_)
        for field, accepts in filters:
            found &= self._having(field, accepts)
        return self.remember(name, found)

    def _having(self, field: str, accepts: Callable[[Any], bool]) -> Mask:
        """By fact, whether a value of a field is accepted: each value is looked at once, not each fact."""
        values, facts, which = self._columns[field]
        found = np.zeros(len(self.facts), np.bool_)
        found[facts[np.array([accepts(value) for value in values], np.bool_)[which]]] = True
        return found

    # counts ---------------------------------------------------------------------------------

    def facets(self, found: Mask, scope: Scope) -> Mapping[str, list[tuple[str | int, int]]]:
        """Counts by field over matches in and out of scope, each under all filters but its own."""
        counts = np.bincount(self.fact[found & self.live], minlength=len(self.facts))
        out = {}
        for field in FACETS:
            values, facts, which = self._columns[field]
            meeting = counts * self._meeting(scope, field) if scope else counts
            totals = np.bincount(which, weights=meeting[facts], minlength=len(values)) if len(which) else ()
            out[field] = in_facet_order(field, {v: int(n) for v, n in zip(values, totals, strict=True) if n})
        return out


def _filters(scope: Scope) -> list[tuple[str, Callable[[Any], bool]]]:
    """One test of a value for each filter that is set, under the name of its field."""
    low, high = scope.year_from, scope.year_to
    filters: list[tuple[bool, str, Callable[[Any], bool]]] = [
        (bool(scope.years), "year", scope.years.__contains__),
        (low is not None, "year", lambda year: low is not None and year >= low),
        (high is not None, "year", lambda year: high is not None and year <= high),
        (bool(scope.places), "place", scope.places.__contains__),
        (bool(scope.levels), "level", scope.levels.__contains__),
        (bool(scope.parts), "part", scope.parts.__contains__),
        (bool(scope.states), "state", scope.states.__contains__),
        (bool(scope.documents), DOCUMENT, scope.documents.__contains__),
    ]
    return [(name, accepts) for is_set, name, accepts in filters if is_set]
