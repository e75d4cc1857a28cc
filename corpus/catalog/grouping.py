"""From pairs of copies to groups, and from groups of documents to the passages they share to the letter. Rows in, keys out."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence

from corpus.model.copies import NO_COPIES, CopyGroups

Rows = Callable[[str], list[sqlite3.Row]]

# A document that comes has a new key, and one that goes takes its pairs along: with both alike the groups are the same.
STATE_OF_COPIES = """
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'documents'), 0) AS newest, (SELECT count(*) FROM copies) AS pairs
"""
PAIRS = """
SELECT one, other FROM copies ORDER BY one, other
"""
# The best to be shown first; a document before the copies of it that came later.
WORTH = """
SELECT key, document_id FROM documents WHERE key IN (SELECT one FROM copies UNION SELECT other FROM copies)
ORDER BY state NOT IN ('report', 'truncated'), characters DESC, key
"""
TEXTS = """
SELECT key, document_key, digest FROM passages
WHERE document_key IN (SELECT one FROM copies UNION SELECT other FROM copies) ORDER BY key
"""


def copy_groups(rows: Rows) -> CopyGroups:
    """The groups of all copies in the catalog; the work grows with the copies, not with the library."""
    pairs = [(row["one"], row["other"]) for row in rows(PAIRS)]
    if not pairs:
        return NO_COPIES
    ranked = rows(WORTH)
    worth = {row["key"]: at for at, row in enumerate(ranked)}
    best = _best(pairs, worth)
    shown: dict[tuple[int, str, int], tuple[int, int]] = {}  # group, text and its how-manieth place: worth of document, passage
    texts = _placed(rows(TEXTS))
    for key, document, digest, nth in texts:
        at = (best[document], digest, nth)
        shown[at] = min(shown.get(at, (worth[document], key)), (worth[document], key))
    held = Counter((best[document], digest, nth) for _, document, digest, nth in texts)
    passages = {
        key: shown[best[document], digest, nth][1] for key, document, digest, nth in texts if held[best[document], digest, nth] > 1
    }
    return CopyGroups(best, passages, frozenset(row["document_id"] for row in ranked))


def _placed(rows: Sequence[sqlite3.Row]) -> list[tuple[int, int, str, int]]:
    """(passage, document, digest, how many times that text stood in the document before): a document is no copy of itself."""
    seen: Counter[tuple[int, str]] = Counter()
    out = []
    for row in rows:
        here = (row["document_key"], row["digest"])
        out.append((row["key"], *here, seen[here]))
        seen[here] += 1
    return out


def _best(pairs: Sequence[tuple[int, int]], worth: dict[int, int]) -> dict[int, int]:
    """Each document of a pair with the best of all that it is tied to, be it through others."""
    head = {key: key for pair in pairs for key in pair}

    def root(key: int) -> int:
        while head[key] != key:
            key = head[key]
        return key

    for one, other in pairs:
        better, worse = sorted((root(one), root(other)), key=worth.__getitem__)
        head[worse] = better
    return {key: root(key) for key in head}
