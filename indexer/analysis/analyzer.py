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
from indexer.analysis.chinese import LONGEST, ChineseSegmenter
from indexer.analysis.word_lists import dictionary_words, fingerprint, stopwords
from indexer.model.seals import Seals

VERSION = 2  # raised when the same text would give other terms, by the folding of corpus too
SENTENCE_GAP = 4096  # added to the positions after each sentence end: more than a sentence is long
SENTENCE_ENDS = "。!?"  # in the search form
LAST = "␃"  # stands for "nothing follows", so that every character begins one bigram

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
        self._figures, self._grammar = figures, grammar
        self._chinese = ChineseSegmenter(dictionary_words(), cache, seals)
        self._stopwords = stopwords()

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text would give other terms; an index bears it."""
        return f"{VERSION}-{self._grammar}-{self._chinese.fingerprint}-{fingerprint()}"

    def load(self) -> None:
        """Load the dictionary now rather than at first use."""
        self._chinese.load()

    def words(self, form: str) -> list[str]:
        """All terms of a text for ranking: words, words inside words, figures whole and by their number."""
        return [form[s:e] for s, e in self._spans(form, whole=False)]

    def segment(self, form: str) -> list[Span]:
        """The parts of a query word, in order: figures whole, Han text by its most probable cut."""
        return [Span(s, e) for s, e in self._spans(form, whole=True)]

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

    def _spans(self, form: str, *, whole: bool) -> Iterator[tuple[int, int]]:
        at = 0
        for figure in self._figures(form):
            yield from self._runs(form, at, figure.start, whole=whole)
            yield figure.start, figure.end
            number = re.match(r"[\d.,]+", form[figure.start : figure.end])
            if not whole and number and number.end() < len(figure):
                yield figure.start, figure.start + number.end()
            at = figure.end
        yield from self._runs(form, at, len(form), whole=whole)

    def _runs(self, form: str, start: int, end: int, *, whole: bool) -> Iterator[tuple[int, int]]:
        for match in _RUN.finditer(form, start, end):
            if match["han"]:
                cut = self._chinese.cut if whole else self._chinese.lattice
                for s, e in cut(match["han"]):
                    yield match.start() + s, match.start() + e
            else:
                yield match.start(), match.end()


def grams(form: str) -> list[Gram]:
    """The overlapping bigrams of a search form without its white space; one begins at every character.

    >>> [(g.text, g.position) for g in grams("旧小。区")]
    [('旧小', 0), ('小。', 1), ('。区', 2), ('区␃', 4099)]
    """
    text = compact(form)[0]
    found, position = [], 0
    for at, char in enumerate(text):
        found.append(Gram(char + (text[at + 1] if at + 1 < len(text) else LAST), position))
        position += 1 + (SENTENCE_GAP if char in SENTENCE_ENDS else 0)
    return found
