"""Headings: which paragraphs stand as headings, which begin with one, and on what level. Paragraphs in, places out.

Eras differ: 一、 above （一）, or （一） above 一、, or headings without any numeral above both. So levels are not read off
the numeral's style but off the order in which styles open inside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.model.span import Span
from corpus.structure.front import is_salutation, opens_with_salutation
from corpus.structure.lines import ends_clause, han_count
from corpus.structure.markers import Marker, marker_of
from corpus.text.sentences import sentences

LONGEST = 60  # characters of a heading
LONGEST_RUN_IN = {"han": 60, "paren_han": 60, "part": 60}
LONGEST_RUN_IN_LIST = 30  # 第一，… 1．… （1）…: longer ones are points of a list, not headings
LONGEST_PLAIN_TOP = 20
DEEPEST = 4
LAST_WORDS = ("结束语", "结语", "结束语：")
_END_MARKS = "。.：:；;！!，, "
_NO_PLAIN = "，,；;：:。！？!?、"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found in paragraph ``index``: its ``text`` without end mark, its level, and the span it takes there."""

    index: int
    level: int
    text: str
    span: Span
    alone: bool


@dataclass(frozen=True, slots=True)
class _Found:
    marker: Marker | None
    span: Span
    text: str
    alone: bool

    @property
    def style(self) -> tuple[str, bool]:
        if self.marker is not None:
            return self.marker.style, self.alone
        return ("plain" if len(self.text) <= LONGEST_PLAIN_TOP and "，" not in self.text else "long plain"), True


def headings(paragraphs: Sequence[str]) -> list[Heading]:
    """All headings in order.

    >>> [(h.level, h.text, h.alone) for h in headings(["一、去年工作回顾", "（一）经济稳中向好。全市生产总值增长6%。"])]
    [(1, '一、去年工作回顾', True), (2, '（一）经济稳中向好', False)]
    """
    read = ((i, _standing(paragraphs, i) or _run_in(text)) for i, text in enumerate(paragraphs))
    found = [(i, each) for i, each in read if each is not None]
    if found and found[0][1].style[0] == "long plain":
        found = found[1:]  # the first line of a speech, without its full stop
    levels, result, before = _Levels(), [], 0
    for place, (i, each) in enumerate(found):
        if any(opens_with_salutation(text) for text in paragraphs[before:i]):
            levels.address()
        level = levels.level_of(each, _falls_to(found, place))
        result.append(Heading(i, min(level, DEEPEST), each.text, each.span, each.alone))
        before = i
    return result


def _falls_to(found: Sequence[tuple[int, _Found]], place: int) -> int:
    """Where the numerals of a heading's style begin again after it has counted on: after 一、二、三、 comes 三、 once more.

    0 where they never do. Stops at the first fall, so the whole is linear.
    """
    style, last = found[place][1].style, 0
    for at in range(place, len(found)):
        other = found[at][1]
        if other.style == style and other.marker is not None:
            if other.marker.number <= last:
                return other.marker.number
            last = other.marker.number
    return 0


def _standing(paragraphs: Sequence[str], i: int) -> _Found | None:
    """A paragraph that is nothing but a heading."""
    text = paragraphs[i]
    if len(text) > LONGEST or is_salutation(text):
        return None
    bare = text.rstrip(_END_MARKS)
    marker = marker_of(text)
    if marker is not None:
        return _marked(paragraphs, i, marker, bare)
    if _is_plain(text) and i + 1 < len(paragraphs) and _opens_text(paragraphs[i + 1]):
        return _Found(None, Span(0, len(text)), bare, True)
    return None


def _is_plain(text: str) -> bool:
    """Whether a line without numeral may be a heading: words, no end mark, no sentence within."""
    words = han_count(text) + sum(char.isdecimal() for char in text)
    unmarked = not text.endswith(tuple(_NO_PLAIN)) and not any(mark in text for mark in "。！？")
    return unmarked and han_count(text) >= 3 and words * 10 >= 7 * len(text)


def _opens_text(following: str) -> bool:
    """Whether a paragraph is one that may follow a heading: text, or a heading of its own."""
    if marker_of(following) is not None or is_salutation(following):
        return True
    return han_count(following) >= 30 or (han_count(following) >= 6 and ends_clause(following))


def _marked(paragraphs: Sequence[str], i: int, marker: Marker, bare: str) -> _Found | None:
    text = paragraphs[i]
    if any(mark in bare for mark in "。；！？"):
        return None
    if text.endswith(tuple("，,；;、：:")) and len(bare) > marker.length:
        return None
    if ends_clause(text) and not _has_content(paragraphs, i, marker):
        return None
    return _Found(marker, Span(0, len(text)), bare if len(bare) >= marker.length else text.rstrip("、．. "), True)


def _has_content(paragraphs: Sequence[str], i: int, marker: Marker) -> bool:
    """Whether text follows; sentences that follow each other with numerals of one style are a list."""
    if i + 1 >= len(paragraphs):
        return False
    neighbours = [paragraphs[i + 1], *paragraphs[max(0, i - 1) : i]]
    return all(other is None or other.style != marker.style for other in map(marker_of, neighbours))


def _run_in(text: str) -> _Found | None:
    """A heading that opens a paragraph: its first sentence, with more behind it."""
    marker = marker_of(text)
    if marker is None:
        return None
    longest = LONGEST_RUN_IN.get(marker.style, LONGEST_RUN_IN_LIST)
    first = sentences(text[: LONGEST + marker.length + 1])[0]
    head = first.of(text)
    if first.end >= len(text) or not head.endswith(("。", "！", "!")) or any(mark in head for mark in "；;：:"):
        return None
    bare = head.rstrip(_END_MARKS)
    if len(bare) > longest or len(bare) <= marker.length:
        return None
    return _Found(marker, first, bare, False)


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading still open: its style, whether it stands alone, and its number."""

    style: tuple[str, bool]
    number: int


class _Levels:
    """The headings open at this point, outermost first."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def level_of(self, found: _Found, falls_to: int) -> int:
        """The level of the next heading; remembers it. ``falls_to`` is where the numerals of its style begin again."""
        number = found.marker.number if found.marker else 0
        depth = self._depth(found, number, falls_to)
        self._open[depth:] = [_Open(found.style, number)]
        return depth + 1

    def address(self) -> None:
        """The speaker turns to the house: only the heading of the first level stays open."""
        del self._open[1:]

    def _depth(self, found: _Found, number: int, falls_to: int) -> int:
        if found.text in LAST_WORDS:
            return 0
        if found.marker is None:
            return self._last(lambda other: other.style == found.style)
        if number == 1:
            return self._first(found.style, falls_to)
        # The heading it counts on from, else the nearest of its style: numerals are sometimes left out or printed wrong.
        tests: tuple[Callable[[_Open], bool], ...] = (
            lambda other: other.style == found.style and other.number == number - 1,
            lambda other: other.style[0] == found.style[0] and other.number == number - 1,
            lambda other: other.style == found.style and other.number < number,
            lambda other: other.style[0] == found.style[0],
        )
        return next((depth for depth in map(self._last, tests) if depth < len(self._open)), len(self._open))

    def _first(self, style: tuple[str, bool], falls_to: int) -> int:
        """Where a numeral 1 opens: beneath what is open, or anew on the level its style already has there.

        It opens a list of its own style inside another (as in 1986) if the outer one is counted on afterwards.
        """
        same = self._last(lambda other: other.style == style)
        if same < len(self._open) and falls_to > 1 and falls_to == self._open[same].number + 1:
            return same + 1
        return same

    def _last(self, test: Callable[[_Open], bool]) -> int:
        """Depth of the innermost open heading that passes ``test``; the number of open ones where none does."""
        for depth in range(len(self._open) - 1, -1, -1):
            if test(self._open[depth]):
                return depth
        return len(self._open)
