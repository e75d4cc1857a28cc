"""The one analyzer: the same object turns passages and queries into terms.

Everything here works on the search form (``corpus.search_form``). Words rank; character bigrams decide what is a hit, so a
dictionary can make a ranking worse but never hide a passage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import Span, compact
from indexer.analysis.accelerating import remark
from indexer.analysis.chinese import LONGEST, ChineseSegmenter
from indexer.analysis.word_lists import dictionary_words, fingerprint, stopwords
from indexer.model.seals import Seals

VERSION = 2  # raised when the same text would give other terms, by the folding of corpus too
SENTENCE_GAP = 4096  # added to the positions after each sentence end: more than a sentence is long
SENTENCE_STEP = SENTENCE_GAP + 1
SENTENCE_ENDS = "。!?"  # in the search form
LAST = "␃"  # stands for "nothing follows", so that every character begins one bigram

_NUMBER = re.compile(r"[\d.,]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_RUN = re.compile(r"(?P<han>[\u3400-\u9fff\U00020000-\U0003ffff]+)|(?P<latin>[a-z0-9]+(?:[.+#&_%/-]+[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Gram:
    """A bigram and its position: characters before it, plus :data:`SENTENCE_GAP` for each sentence end before it."""

    text: str
    position: int


class Analyzer:
    """Terms of the search form, for the index and for queries.

    ``figures`` finds the figures that no segmenter may cut; ``grammar`` names its version.
    """

    def __init__(
        self, figures: Callable[[str], list[Span]], grammar: str, cache: Path | None = None, seals: Seals | None = None
    ) -> None:
        self._figures, self._grammar, self.cache = figures, grammar, cache
        self._chinese = ChineseSegmenter(dictionary_words(), cache, seals)
        self._stopwords = stopwords()

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text would give other terms; an index bears it."""
        return f"{VERSION}-{self._grammar}-{self._chinese.fingerprint}-{fingerprint()}"

    def load(self) -> None:
        """Load the dictionary now rather than at first use."""
        self._chinese.load()

    def accelerate(self) -> str:
        """Read the words of passages faster, if that gives the same; returns what to tell of it."""
        return remark(self._chinese.accelerate())

    def shortcut(self) -> dict[str, int]:
        """What a child needs to read words as fast as this analyzer does; empty if it is not accelerated."""
        return self._chinese.added() if self._chinese.accelerated else {}

    def take(self, shortcut: dict[str, int]) -> None:
        """Read words as the analyzer that gave this :meth:`shortcut`."""
        if shortcut:
            self._chinese.use(shortcut)

    def words(self, form: str) -> list[str]:
        """All terms of a text for ranking: words, words inside words, figures whole and by their number."""
        found: list[str] = []
        for start, end, figure in self._parts(form):
            part = form[start:end]
            if not figure:
                for match in _RUN.finditer(part):
                    found += self._chinese.words(match["han"]) if match["han"] else [match.group()]
                continue
            found.append(part)
            number = _NUMBER.match(part)
            if number and number.end() < len(part):
                found.append(number.group())
        return found

    def segment(self, form: str) -> list[Span]:
        """The parts of a query word, in order: figures whole, Han text by its most probable cut."""
        return list(self._spans(form))

    def inner(self, form: str) -> list[Span]:
        """The words inside a Han word, in order: 退役 and 军人 in 退役军人; none in a figure or a word of two characters."""
        if len(form) < 3 or not _HAN.fullmatch(form):
            return []
        return [Span(s, e) for s, e in self._chinese.cut(form, min(len(form) - 1, LONGEST)) if e - s > 1]

    def grams(self, form: str) -> list[Gram]:
        """See :func:`grams`."""
        return grams(form)

    def is_stopword(self, word: str) -> bool:
        """Whether a word of a query carries no meaning for a search."""
        return word in self._stopwords

    def _parts(self, form: str) -> Iterator[tuple[int, int, bool]]:
        """A text as (start, end, whether it is a figure)."""
        at = 0
        for figure in self._figures(form):
            yield at, figure.start, False
            yield figure.start, figure.end, True
            at = figure.end
        yield at, len(form), False

    def _spans(self, form: str) -> Iterator[Span]:
        for start, end, figure in self._parts(form):
            if figure:
                yield Span(start, end)
                continue
            for match in _RUN.finditer(form, start, end):
                cut = self._chinese.cut(match["han"]) if match["han"] else [(0, len(match.group()))]
                yield from (Span(match.start() + s, match.start() + e) for s, e in cut)


def grams(form: str) -> list[Gram]:
    """The overlapping bigrams of a search form without its white space; one begins at every character.

    >>> [(g.text, g.position) for g in grams("旧小。区")]
    [('旧小', 0), ('小。', 1), ('。区', 2), ('区␃', 4099)]
    """
    return [Gram(text, position) for text, position in gram_pairs(form)]


def gram_pairs(form: str) -> list[tuple[str, int]]:
    """The same as plain pairs of text and position: a report has tens of thousands of them."""
    text = compact(form)[0]
    found: list[tuple[str, int]] = []
    position = 0
    for pair in zip(text, text[1:] + LAST, strict=False):
        found.append(("".join(pair), position))
        position += SENTENCE_STEP if pair[0] in SENTENCE_ENDS else 1
    return found
