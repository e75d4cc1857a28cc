"""Strings that stand in many passages: each is a term of its own in a tantivy index, beside the bigrams.

A string is found by its bigrams and their places, which costs the more the more passages hold them: of a million passages,
tens of thousands hold 乡村振兴. As a term it costs what a word costs. Which strings these are is found out from the first
passages of an index that takes in many at once, and holds for that index; all others are looked up by their bigrams, so that no
hit ever depends on it.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

SAMPLE = 3_500  # passages that are looked through: the first commit of a large build has as many
SHARE = 0.005  # of these that hold a common string
SHORTEST, LONGEST = 3, 8  # characters; a bigram is a term already
INSIDE = 0.8  # of the passages with a string, beyond which it stands for the longer string it is always a part of
FILE = "common.json"


class CommonStrings:
    """The common strings of an index."""

    def __init__(self, strings: Iterable[str] = ()) -> None:
        self.strings = frozenset(strings)
        lengths = defaultdict[str, set[int]](set)
        for string in self.strings:
            lengths[string[:SHORTEST]].add(len(string))
        self._lengths = {head: sorted(found) for head, found in lengths.items()}
        self._lines = "".join(f"\n{string}" for string in sorted(self.strings)) + "\n"

    def __contains__(self, letters: str) -> bool:
        return letters in self.strings

    def inside(self, letters: str) -> Iterator[str]:
        """The common strings in a text, one for each place.

        >>> list(CommonStrings(["新能源", "能源汽车"]).inside("新能源汽车和新能源"))
        ['新能源', '能源汽车', '新能源']
        """
        for at in range(len(letters) - SHORTEST + 1):
            for length in self._lengths.get(letters[at : at + SHORTEST], ()):
                if letters[at : at + length] in self.strings and at + length <= len(letters):
                    yield letters[at : at + length]

    def holding(self, letters: str) -> Iterator[str]:
        """The common strings of which these characters are a part.

        >>> list(CommonStrings(["新能源", "能源汽车", "新能源汽车"]).holding("能源汽"))
        ['新能源汽车', '能源汽车']
        """
        at = self._lines.find(letters)
        while at >= 0:
            end = self._lines.index("\n", at)
            yield self._lines[self._lines.rindex("\n", 0, at) + 1 : end]
            at = self._lines.find(letters, end)

    @classmethod
    def kept(cls, folder: Path) -> CommonStrings | None:
        """Those of the index in a folder; None before they were found out."""
        try:
            return cls(json.loads((folder / FILE).read_text("utf-8")))
        except FileNotFoundError:
            return None

    def keep(self, folder: Path) -> None:
        """Write them beside the index, before the first passage is in it."""
        fresh = folder / f"{FILE}.new"
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(sorted(self.strings), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, folder / FILE)


def common_in(texts: Sequence[str]) -> CommonStrings:
    """The strings of letters that stand in many of these texts, without those that are hardly ever but part of a longer one.

    Only what begins and ends with a common string can be common.
    """
    least = max(2, int(SHARE * len(texts)))
    counts = Counter[str]()
    held: Counter[str] = Counter()
    for length in range(SHORTEST, LONGEST + 1):
        held = Counter(string for text in texts for string in _strings(text, length, held if length > SHORTEST else None))
        held = Counter({string: count for string, count in held.items() if count >= least})
        counts |= held
    longer: dict[str, int] = defaultdict(int)
    for string, count in counts.items():
        for part in (string[1:], string[:-1]):
            longer[part] = max(longer[part], count)
    return CommonStrings(string for string, count in counts.items() if longer[string] < INSIDE * count)


def _strings(text: str, length: int, shorter: Counter[str] | None) -> set[str]:
    """The different strings of a length in a text that are of letters, their beginnings and ends among the shorter ones."""
    found = {text[at : at + length] for at in range(len(text) - length + 1)}
    if shorter is None:
        return {string for string in found if string.isalpha()}
    return {string for string in found if string[:-1] in shorter and string[1:] in shorter}
