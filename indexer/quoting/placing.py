"""Where in a text a quotation may come from: the stretch that resembles it most, and the pieces a stitched one is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

ALIKE = 0.72  # of a quotation must stand in a passage, character by character, for it to be meant
REACH = 8  # characters by which a window may be off
PIECE = 4  # characters a piece of a stitched quotation has at least
_PIECES = re.compile(r"[^,;。!?:、\n]+[,;。!?:、\n]*")


@dataclass(frozen=True, slots=True)
class Placed:
    """``[start, end)`` of a plain form, and how much of the quotation it holds (0 to 1)."""

    start: int
    end: int
    likeness: float


def placed(quote: str, text: str) -> Placed | None:
    """The stretch of ``text`` (both plain forms) that is nearest to ``quote``; None where nothing resembles it."""
    at = text.find(quote)
    if at >= 0:
        return Placed(at, at + len(quote), 1.0)
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=50)
    if found is None or not text:
        return None
    start, end = (found.dest_start, found.dest_end) if len(quote) <= len(text) else (0, len(text))
    return _fitted(quote, text, start, end)


def _fitted(quote: str, text: str, start: int, end: int) -> Placed:
    """A window whose ends are moved to where the distance is least; of equal ones the one that begins and ends alike."""

    def distance(low: int, high: int) -> int:
        return int(Levenshtein.distance(quote, text[low:high]))

    starts = range(max(0, start - REACH), min(end, start + REACH + 1))
    start = min(starts, key=lambda low: (distance(low, end), text[low : low + 1] != quote[:1], abs(low - start)))
    ends = range(max(start + 1, end - REACH), min(len(text), end + REACH) + 1)
    end = min(ends, key=lambda high: (distance(start, high), text[high - 1 : high] != quote[-1:], abs(high - end)))
    return Placed(start, end, 1 - distance(start, end) / max(len(quote), 1))


def pieces(form: str) -> list[tuple[int, int]]:
    """The clauses of a plain form as ``[start, end)``, marks at their end left out; short ones belong to the next."""
    found: list[tuple[int, int]] = []
    start = None
    for match in _PIECES.finditer(form):
        start = match.start() if start is None else start
        if match.end() - start >= PIECE + 1 or match.end() == len(form):
            found.append((start, start + len(form[start : match.end()].rstrip(",;。!?:、\n"))))
            start = None
    return [(a, b) for a, b in found if b > a]


def chunks(form: str, size: int = 4, most: int = 12) -> list[str]:
    """Some strings of a plain form, spread over it, by which its source can be found."""
    if len(form) <= size:
        return [form]
    step = max(1, (len(form) - size) // most)
    return list(dict.fromkeys(form[at : at + size] for at in range(0, len(form) - size + 1, step)))
