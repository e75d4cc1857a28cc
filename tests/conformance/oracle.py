"""What a query means, worked out the slow and obvious way on the texts themselves: no index, no bigrams, no positions."""

from __future__ import annotations

import re

from corpus import needle_of
from indexer.model.query import All, Any, Node, Not, Phrase, SameSentence, Term

SENTENCE_ENDS = "。!?"


def holds(node: Node, text: str, title: str) -> bool:
    """Whether a node of a query holds for a passage of this text, headed by this title."""
    if isinstance(node, Term):
        where = title if node.field == "title" else text
        pieces = all(stands(p, where) for p in node.pieces or (node.text,))
        return pieces or any(stands(e, where) for e in node.expansions)
    if isinstance(node, Phrase):
        return stands(node.text, title if node.field == "title" else text)
    if isinstance(node, Not):
        return not holds(node.child, text, title)
    if isinstance(node, All):
        return all(holds(c, text, title) for c in node.children)
    if isinstance(node, Any):
        return any(holds(c, text, title) for c in node.children)
    return same_sentence(node, text)


def stands(string: str, text: str) -> bool:
    """Ctrl+F."""
    return bool(needle_of(string)) and needle_of(string) in needle_of(text)


def same_sentence(node: SameSentence, text: str) -> bool:
    """Whether one sentence holds every child."""
    squeezed = needle_of(text)
    bounds = [0, *(m.end() for m in re.finditer(f"[{SENTENCE_ENDS}]", squeezed)), len(squeezed)]
    for low, high in zip(bounds, bounds[1:], strict=False):
        if all(any(needle_of(s) in squeezed[low:high] for s in _strings(c)) for c in node.children):
            return True
    return False


def _strings(child: Term | Phrase) -> tuple[str, ...]:
    return (child.text, *(child.expansions if isinstance(child, Term) else ()))

