"""Joining and splitting: lines of a body in, paragraphs out.

Breaks in mid sentence are taken back (hyperlinks put on lines of their own: ``《⏎纲要（草案）⏎》``; text wrapped at a fixed
width); breaks after an end mark, before a heading and after one are real. Paragraphs too long to read are cut at the ends of
sentences. Apart from the break itself no character is lost or added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.structure.front import is_salutation
from corpus.structure.lines import NEVER_FIRST, NEVER_LAST, Line, ends_clause
from corpus.structure.markers import marker_of
from corpus.text.sentences import sentences

LONGEST = 3000  # characters of a passage
CHUNK = 1000  # characters aimed at where a paragraph must be cut
LONGEST_HEADING = 60
SET_IN = 4  # blanks, an ideographic one counting two, before the first line of a paragraph
FEWEST_INDENTED = 3  # lines set in, before indents mean anything
SPLIT = "来源把多个段落连成一行（超过3000字），已在句末切开。"

_SENTENCE_WITHIN = re.compile("[。！？].")
_DASH = re.compile(r"^[—–―─-]{1,}$")
_BEFORE_HEADING = re.compile(
    r"(?<=[。！？!?])(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[，、])"
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text sets its paragraphs: ``spaced`` apart by blank lines, or wrapped at ``width`` (0: not wrapped).

    The width is in characters, or where ``narrow`` in Chinese ones, with two Latin letters or digits to one. ``indented`` says
    that each paragraph is set in, so that a full line without indent below goes on even behind a full stop.
    """

    spaced: bool
    width: int = 0
    narrow: bool = False
    indented: bool = False

    def goes_on(self, line: Line) -> bool:
        """Whether the paragraph of a line that ends in a full stop goes on below: none are set in, and it is exactly full.

        Of the full stops at the end of a full line, most stand within paragraphs, which hold several sentences each.
        """
        return self.fills(line) if self.indented else self.width > 0 and _width(line, self.narrow) >= self.width

    def fills(self, line: Line) -> bool:
        """Whether a line goes as far as lines go."""
        return self.width > 0 and _width(line, self.narrow) >= self.width - 3


def paragraphs(lines: Sequence[Line], style: Style | None = None) -> list[str]:
    """The paragraphs of a body, none longer than :data:`LONGEST`; ``style`` is how they are set, where that is known.

    >>> paragraphs([Line("制定了《"), Line("信访条例"), Line("》，畅通了信访渠道。"), Line("二、今年主要任务", 1)])
    ['制定了《信访条例》，畅通了信访渠道。', '二、今年主要任务']
    """
    return [piece for paragraph in join(lines, style) for piece in split(paragraph)]


def join(lines: Sequence[Line], style: Style | None = None) -> list[str]:
    """The paragraphs as printed, however long."""
    lines = tightened(lines)
    style = style or style_of(lines)
    parts: list[list[str]] = []
    sofar, joined, before = "", False, Line("")
    for line in lines:
        if parts and _continues(sofar, joined, before, line, style):
            parts[-1].append(_glue(before, line, style) + line.text)
            sofar, joined = (sofar + parts[-1][-1])[-4 * LONGEST_HEADING :] if joined else sofar + parts[-1][-1], True
        else:
            parts.append([line.text])
            sofar, joined = line.text, False
        before = line
    return ["".join(pieces) for pieces in parts]


def tightened(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the empty line that a copy left below each of them, where they are wrapped."""
    if len(lines) < 2 or any(line.gap == 0 for line in lines[1:]):
        return lines
    closer = [lines[0], *(replace(line, gap=line.gap - 1) for line in lines[1:])]
    return closer if style_of(closer).width else lines


def _glue(before: Line, line: Line, style: Style) -> str:
    """The blanks that stood around a break taken back; where text is wrapped those at the ends of lines are none of it."""
    blanks = before.trail + line.lead
    if style.width and blanks:
        meeting = before.text[-1:] + line.text[:1]
        return " " if meeting.isascii() and meeting.isalpha() else ""
    return blanks


def style_of(lines: Sequence[Line]) -> Style:
    """Read off how paragraphs are set: most breaks with a blank line, or most lines equally long and cut in mid sentence."""
    inner = lines[1:]
    if not inner:
        return Style(spaced=False)
    if 2 * sum(line.gap > 0 for line in inner) >= len(inner):
        return Style(spaced=True)
    cut = [line for line in lines if not ends_clause(line.text)]
    if 2 * len(cut) > len(lines):
        for narrow in (False, True):
            lengths = [_width(line, narrow) for line in cut]
            width = int(median(lengths))
            even = sum(abs(length - width) <= 2 for length in lengths)
            if even >= 0.7 * len(cut) and 15 <= width <= 120:
                return Style(False, width, narrow, _is_indented(lines))
    return Style(spaced=False)


def _width(line: Line, narrow: bool) -> float:
    """How far a line goes with its indent, in characters; printed, two of ASCII take the room of one."""
    text = line.lead + line.text
    return len(text) - sum(char.isascii() for char in text) / 2 if narrow else len(text)


def _is_indented(lines: Sequence[Line]) -> bool:
    """Whether lines set in open the paragraphs: nearly all of them follow an end mark, and there are some."""
    inner = [(before.text, line) for before, line in pairwise(lines) if line.indent >= SET_IN]
    return len(inner) >= FEWEST_INDENTED and sum(ends_clause(text) or len(text) <= LONGEST_HEADING / 2 for text, _ in inner) >= 0.8 * len(inner)


def _continues(sofar: str, joined: bool, before: Line, line: Line, style: Style) -> bool:
    """Whether ``line`` goes on in the sentence of ``sofar`` (the paragraph up to here, ``joined`` from pieces or not)."""
    if line.text.startswith(NEVER_FIRST):
        return line.gap == 0 or not ends_clause(sofar)
    if line.gap or (_stands_alone(line) and not _runs_over(sofar, before, line, style)):
        return False
    if ends_clause(sofar):
        return style.goes_on(before)
    if sofar.endswith(NEVER_LAST) or _DASH.match(sofar):
        return True
    if style.width:
        return style.fills(before)
    if _is_heading_line(sofar):
        return False
    if style.spaced:
        return True
    return joined or _mid_sentence(sofar, line.text)


def _runs_over(sofar: str, before: Line, line: Line, style: Style) -> bool:
    """Whether a numeral at the head of a wrapped line is no heading's: the full line above broke off in mid sentence (居全国⏎第二、第七)."""
    return line.indent < SET_IN and style.fills(before) and not ends_clause(sofar) and not is_salutation(line.text)


def _stands_alone(line: Line) -> bool:
    """Whether a line opens something new by itself."""
    indented = line.indent >= SET_IN
    return indented or marker_of(line.text) is not None or is_salutation(line.text)


def _is_heading_line(text: str) -> bool:
    marker = marker_of(text)
    whole = marker is not None and marker.length < len(text) <= LONGEST_HEADING and not _SENTENCE_WITHIN.search(text)
    return whole and not _is_open(text)


def _mid_sentence(sofar: str, following: str) -> bool:
    """Whether ``sofar``, which ends in no mark, was cut: where paragraphs are lines, a short line may be a heading."""
    return (
        len(sofar) > LONGEST_HEADING
        or following.startswith("的")
        or any(mark in sofar for mark in "。！？")
        or _is_open(sofar)
    )


def _is_open(text: str) -> bool:
    """Whether a quotation, a title or a bracket is not closed yet: no heading ends so."""
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in ("《》", "“”", "（）"))


def split(paragraph: str) -> list[str]:
    """``paragraph`` itself, or its pieces where it is longer than :data:`LONGEST`: cut before headings, then at sentence ends.

    >>> [len(piece) for piece in split("稳中求进。" * 1000)]
    [1000, 1000, 1000, 1000, 1000]
    """
    if len(paragraph) <= LONGEST:
        return [paragraph]
    return [piece for block in _BEFORE_HEADING.split(paragraph) for piece in _cut(block)]


def _cut(block: str) -> Iterable[str]:
    """Pieces of about :data:`CHUNK` characters that end with sentences; a sentence beyond :data:`LONGEST` is cut anywhere."""
    if len(block) <= LONGEST:
        return [block]
    pieces, start = [], 0
    ends = [span.end for span in sentences(block)] + [len(block)]
    for end, following in zip(ends, ends[1:] + ends[-1:], strict=True):
        if end - start >= CHUNK or following - start > CHUNK or end == len(block):
            pieces += [block[at : min(at + LONGEST, end)] for at in range(start, end, LONGEST)]
            start = end
    return [piece for piece in (piece.strip() for piece in pieces) if piece]
