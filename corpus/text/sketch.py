"""Sketches: a few hundred numbers that stand for a text, by which copies are found among many. Text in, numbers out.

Source: mod-p sampling of shingles (A. Broder, "On the resemblance and containment of documents", 1997). The same shingles are kept of
every text, so the share of one sketch that lies in another estimates the share of the one text that stands in the other.
"""

from __future__ import annotations

from zlib import crc32

from corpus.text.folding import compact, search_form

SHINGLE = 12  # characters of the search form without white space; shorter ones are stock phrases of every report
KEPT = 128  # one shingle of this many is kept: about 80 of a report of 10,000 characters
FEWEST = 8  # numbers below which two texts are not compared


def sketch(text: str) -> frozenset[int]:
    """The numbers that stand for ``text``.

    >>> text = "".join(chr(0x4E00 + i * i % 4999) for i in range(3000))
    >>> whole, half = sketch(text), sketch(text[:1500])
    >>> half <= whole, 0.2 < len(half) / len(whole) < 0.8
    (True, True)
    """
    data = memoryview(compact(search_form(text))[0].encode("utf-16-le", "surrogatepass"))  # two bytes a character
    width = 2 * SHINGLE
    hashes = (crc32(data[at : at + width]) for at in range(0, len(data) - width + 1, 2))
    return frozenset(number for number in hashes if number % KEPT == 0)


def containment(shared: int, one: int, other: int) -> float:
    """The share of the smaller of two texts that stands in the other; 0 where there is too little to tell."""
    smaller = min(one, other)
    return shared / smaller if smaller >= FEWEST else 0.0
