"""Passages and objects on a terminal or in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from corpus import Span
from indexer.exporting.words import TIER_WORDS
from indexer.model.hit import Hit


def print_hit(hit: Hit) -> None:
    """A passage with its place in the report, the matches marked, and its id."""
    passage = hit.passage
    where = f"第{passage.paragraph}段" if passage.paragraph else passage.passage_id
    inside = "（只在更长的数字之中）" if hit.inside_number else ""
    print(f"\n{hit.rank}. {passage.document.title} › {' › '.join((*passage.section, where))} · {TIER_WORDS[hit.match]}{inside}")
    print(f"   {marked(passage.text, hit.snippet, hit.highlights)}")
    print(f"   {passage.passage_id}{_beside(hit)}")


def _beside(hit: Hit) -> str:
    """What stands for others: passages of the same report, the same text in copies."""
    others = f"，这份报告另有 {hit.others} 段" if hit.others else ""
    return others + (f"，另有 {len(hit.copies)} 份相同" if hit.copies else "")


def marked(text: str, shown: Span, highlights: Sequence[Span]) -> str:
    """The snippet with its matches underlined on a terminal, in 【】 elsewhere; control characters made visible."""
    opened, closed = ("\x1b[1;4m", "\x1b[0m") if sys.stdout.isatty() else ("【", "】")
    pieces, at = [], shown.start
    for span in highlights:
        if shown.covers(span):
            pieces += [safe(text[at : span.start]), opened, safe(span.of(text)), closed]
            at = span.end
    return "".join(pieces) + safe(text[at : shown.end])


def safe(text: str) -> str:
    """Without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)


def exact(text: str) -> str:
    """Character for character in a pipe or file; on a terminal without what it would obey, line breaks aside."""
    return "\n".join(map(safe, text.split("\n"))) if sys.stdout.isatty() else text


def print_json(content: dict[str, Any]) -> None:
    """One JSON object on stdout."""
    print(json.dumps(content, ensure_ascii=False))
