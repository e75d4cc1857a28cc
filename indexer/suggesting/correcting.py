"""您是不是要找: a word that stands nowhere, replaced by one that does and sounds or looks the same.

Whatever is suggested stands in the reports, letter by letter; it is offered, never put in place of the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from corpus import search_form
from indexer.suggesting.vocabulary import Terms, Vocabulary

LONGEST = 20  # characters of a word that is still worth correcting
MAX_TRIES = 400  # candidates looked up at most
PINYIN = re.compile(r"[a-z]{4,40}")
_HAN = re.compile(r"[\u3400-\u9fff]+")


class Suggester:
    """Finds what may have been meant. ``counts`` gives the number of passages in which each of some strings stands."""

    def __init__(
        self, vocabulary: Vocabulary, terms: Terms, shapes: Mapping[str, Iterable[str]], counts: Callable[[Sequence[str]], list[int]]
    ) -> None:
        self._vocabulary, self._terms, self._shapes, self._counts = vocabulary, terms, shapes, counts

    def suggest(self, text: str, words: Sequence[str]) -> str | None:
        """The query with each of its words that stands nowhere replaced; None if there is nothing to put in place of one."""
        self._vocabulary.bring_up(self._terms)
        out = text
        for word in words:
            if self._counts([word])[0]:
                continue
            better = self._replacement(word)
            if better is None:
                return None
            out = out.replace(word, better, 1)
        return out if out != text else None

    def _replacement(self, word: str) -> str | None:
        form = search_form(word)
        if PINYIN.fullmatch(form):
            candidates: Iterable[str] = self._spelled(form)
        elif 2 <= len(form) <= LONGEST and _HAN.fullmatch(form):
            candidates = self._misspelled(form)
        else:
            return None
        best, most = None, 0
        tried = list(islice(candidates, MAX_TRIES))
        for candidate, found in zip(tried, self._counts(tried), strict=True):
            if found > most:
                best, most = candidate, found
        return best

    def _misspelled(self, word: str) -> Iterator[str]:
        """One character replaced by another of the same sound or a like shape; two swapped; in long words one left out."""
        for at, char in enumerate(word):
            for other in self._like(char):
                if other != char:
                    yield word[:at] + other + word[at + 1 :]
        for at in range(len(word) - 1):
            if word[at] != word[at + 1]:
                yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if len(word) >= 4:
            for at in range(len(word)):
                yield word[:at] + word[at + 1 :]

    def _like(self, char: str) -> list[str]:
        sound = self._vocabulary.sound(char)
        same = [w for w, _ in self._vocabulary.sounding(sound) if len(w) == 1]
        return list(dict.fromkeys([*self._shapes.get(char, ()), *same]))

    def _spelled(self, letters: str) -> Iterator[str]:
        """Words that together sound like the letters typed, few long ones before many short ones."""
        ways: dict[int, list[str]] = {len(letters): [""]}
        for start in range(len(letters) - 1, -1, -1):
            here: list[str] = []
            for end in range(len(letters), start, -1):
                if not ways.get(end):
                    continue
                words = [w for w, _ in self._vocabulary.sounding(letters[start:end])][:4]
                here += [w + rest for w in words for rest in ways[end][:4]]
            ways[start] = sorted(here, key=len)[:24]
        return iter(ways[0])
