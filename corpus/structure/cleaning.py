"""Cleaning: which lines of a page are the report. In go lines, out come front, body and notes, and what was left out.

The body begins at the salutation, the first numbered heading or the first running text, whichever comes first, and ends
with the last running text before the page's foot. Above it, only lines that name the report, the meeting or the speaker
stay. Nothing is changed inside a line; whatever goes is kept in ``stripped``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.structure.closing import closes_speech, is_slogan, opens_annex
from corpus.structure.front import (
    is_front_line,
    is_meeting_line,
    is_name_line,
    is_salutation,
    opens_with_salutation,
    title_start,
)
from corpus.structure.furniture import is_caption, is_furniture, is_licence, is_never_text, is_preview, opens_foot
from corpus.structure.glossary import notes_start, part_notes
from corpus.structure.lines import (
    BLANKS,
    Line,
    breaks_sentence,
    ends_clause,
    ends_sentence,
    han_count,
    is_prose,
    squeeze,
)
from corpus.structure.markers import marker_of
from corpus.structure.printed_pages import page_marks
from corpus.text.folding import search_form

TWICE = "来源页面把正文重复了两遍，只取第一遍。"
_LAYS_BEFORE = re.compile(r"我代表.{0,30}报告|请(?:予|大会)?审议")
HEAD_REACH = 60  # lines that may stand between what seems to open the body and its true head
ABOVE_SHARE = 0.1  # of the text below the head may stand above it
FOOT_SHARE = 0.2  # a foot is short: less text than this follows it
WRAPPED = 4  # lines before one that may be of the same sentence
LONGEST_TAIL = 40  # characters that may follow the last sentence of a paragraph without being of it
TAIL = re.compile(r"(?<=[。！？!”])[^。！？!”]+$|\[编辑(?:源代码)?\]$")
ROW_WITH_FIGURE = re.compile(r" \| [^|]*\d|\d[^|]* \| ")  # a row of a table; the bars of a page's foot part words
SAME_LINE = 60  # characters of a line that must agree where a body is printed twice
SAME_LINES = 2  # of its first lines that must come again, in the same order
ABOVE_TITLE = ("上", "上的", "上的）", "上）", "上)")  # ends of a meeting line that leads to the title: 在县…会议上的⏎政府工作报告
FEWEST_WORDS = 12  # Chinese characters of the first line that is looked for
SAME_WORDS = 90  # or as many characters of it, however its lines are cut


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines of a report in order; ``notes`` are its glossary, ``remarks`` Chinese sentences about the source.

    ``below_title`` are those of the ``stripped`` lines that stood between the title and the body.
    """

    front: tuple[Line, ...]
    body: tuple[Line, ...]
    notes: tuple[Line, ...] = ()
    stripped: tuple[str, ...] = ()
    below_title: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def clean(lines: Sequence[Line]) -> Cleaned:
    """Part the report from the page it stood on."""
    lines = _with_notes_apart(_without_tails(lines))
    start = _body_start(lines)
    end, remarks = _body_end(lines, start)
    head = title_start([line.text for line in lines[:start]])
    head -= head > 0 and is_meeting_line(lines[head - 1].text) and lines[head - 1].text.endswith(ABOVE_TITLE)
    front = _front(lines, head, start)
    body = _without_tail(lines, _without_furniture(lines, start, end))
    kept = {*front, *body}
    first_note = notes_start([lines[i].text for i in body])
    return Cleaned(
        tuple(lines[i] for i in front),
        tuple(lines[i] for i in body[:first_note]),
        tuple(lines[i] for i in body[first_note:]),
        tuple(line.text for i, line in enumerate(lines) if i not in kept),
        tuple(lines[i].text for i in range(head, start) if i not in kept),
        remarks,
    )


def _without_tails(lines: Sequence[Line]) -> list[Line]:
    """Page furniture behind the last sentence of a paragraph (…做出应有的贡献。　来自某某网) on a line of its own."""
    parted: list[Line] = []
    for line in lines:
        tail = TAIL.search(line.text[-LONGEST_TAIL:])
        at = len(line.text) - len(line.text[-LONGEST_TAIL:]) + tail.start() if tail else 0
        rest = line.text[at:].strip(BLANKS) if tail else ""
        if at and han_count(rest) >= 2 and is_furniture(rest) and (is_prose(line.text[:at]) or rest[0] == "["):
            text = line.text[:at].rstrip(BLANKS)
            parted += [replace(line, text=text, trail=""), Line(rest, 0, line.text[len(text) : line.text.rindex(rest)], line.trail)]
        else:
            parted.append(line)
    return parted


def _with_notes_apart(lines: Sequence[Line]) -> list[Line]:
    """A glossary printed in one line, a note to a line."""
    apart: list[Line] = []
    for line in lines:
        pieces = part_notes(line.text)
        if len(pieces) == 1:
            apart.append(line)
        else:
            apart += [replace(line, text=pieces[0], trail=""), *(Line(piece) for piece in pieces[1:])]
    return apart


def _front(lines: Sequence[Line], head: int, start: int) -> list[int]:
    """Indices of the front matter from the title on; a name of its own may stand between meeting and salutation."""
    front = [i for i in range(head, start) if is_front_line(lines[i].text)]
    met = any(is_meeting_line(lines[i].text) for i in front)
    if met and start - 1 not in front and is_name_line(lines[start - 1].text):
        front.append(start - 1)
    return front


def _body_start(lines: Sequence[Line]) -> int:
    """Index of the first line of the body, the salutation included; the number of lines where there is none."""
    start = _opening(lines, 0)
    if start < len(lines) and not opens_with_salutation(lines[start].text):
        below = _opening(lines, _head_below(lines, start))
        return below if below < len(lines) else start
    return start


def _head_below(lines: Sequence[Line], start: int) -> int:
    """Index behind the head of the report, where what seemed to open the body stands above it.

    A word of the editor's, a call to subscribe or a table of contents takes little room before the title and the salutation, and
    lays no report before the house.
    """
    reach = range(start + 1, min(start + HEAD_REACH, len(lines)))
    reach = range(start + 1, next((i for i in range(start, reach.stop) if _LAYS_BEFORE.search(search_form(lines[i].text))), reach.stop))
    heads = [i for i in reach if is_front_line(lines[i].text) or is_salutation(lines[i].text)]
    before = list(accumulate((_weight(line) for line in lines), initial=0))
    small = [i for i in heads if before[i] - before[start] <= ABOVE_SHARE * (before[-1] - before[i])]
    return small[-1] if small else start


def _weight(line: Line) -> int:
    return len(line.text) if is_prose(line.text) else 0


def _opening(lines: Sequence[Line], first: int) -> int:
    for i, line in enumerate(lines[first:], first):
        if is_preview(line.text) or is_furniture(line.text):
            continue
        if opens_with_salutation(line.text) or _opens_body(line.text):
            return _sentence_start(lines, i)
    return len(lines)


def _sentence_start(lines: Sequence[Line], start: int) -> int:
    """Index of the line in which the sentence of line ``start`` begins, where it was broken."""
    while start and lines[start].gap == 0 and breaks_sentence(lines[start - 1].text, lines[start].text):
        start -= 1
    return start


def _opens_body(text: str) -> bool:
    marker = marker_of(text)
    if marker is not None and marker.number == 1 and han_count(text) > 2:
        return True
    return is_prose(text) and not is_front_line(text) and not is_caption(text)


def _body_end(lines: Sequence[Line], start: int) -> tuple[int, tuple[str, ...]]:
    """Index behind the last line of the body, and remarks."""
    again = _second_copy(lines, start)
    end = _foot(lines, start, len(lines) if again is None else again)
    last = end
    while last > start and not _may_close(lines, last - 1, start):
        last -= 1
    if last == len(lines) - 1 == end - 1 and han_count(lines[last].text) and not is_furniture(lines[last].text):
        last = end  # a file cut in mid sentence ends with a piece of one
    return last, () if again is None else (TWICE,)


def _second_copy(lines: Sequence[Line], start: int) -> int | None:
    """Where the same body begins again, if it is printed twice (a page and its version for old people), be it wrapped otherwise."""
    heads: dict[str, int] = {}
    for i in range(start, len(lines)):
        if is_prose(lines[i].text):
            heads.setdefault(lines[i].text[:SAME_LINE], i)
            if len(heads) == SAME_LINES:
                break
    if len(heads) < SAME_LINES:
        return None
    last = max(heads.values())
    again = [next((i for i in range(last + 1, len(lines)) if lines[i].text.startswith(head)), None) for head in heads]
    places = [i for i in again if i is not None]
    first = places[0] if len(places) == SAME_LINES and places == sorted(set(places)) else _same_words(lines, start, last)
    while first is not None and first - 1 > last and _heads_copy(lines[first - 1]):
        first -= 1
    return first


def _heads_copy(line: Line) -> bool:
    """Whether a line above the body of a second copy belongs to it, rather than being the last words of the first."""
    if is_front_line(line.text) or is_salutation(line.text):
        return True
    return not is_prose(line.text) and (line.gap > 0 or not ends_clause(line.text))


def _same_words(lines: Sequence[Line], start: int, last: int) -> int | None:
    """The line behind ``last`` at which the first words of the body come again, however the lines are cut."""
    first = next(i for i in range(start, last + 1) if i == last or han_count(lines[i].text) >= FEWEST_WORDS)
    words = [squeeze(line.text) for line in lines[first:]]
    begins = dict(zip(accumulate(map(len, words), initial=0), range(first, len(lines)), strict=False))
    text = "".join(words)
    at = text.find(text[:SAME_WORDS], SAME_WORDS) if len(text) > 2 * SAME_WORDS else -1
    found = begins.get(at)
    return found if found is not None and found > last else None


def _foot(lines: Sequence[Line], start: int, end: int) -> int:
    """Index of the line that opens the page's foot, or ``end``."""
    weight = list(accumulate(map(_weight, lines[start:end]), initial=0))
    for i in range(start, end):
        if is_licence(lines[i].text):
            return i
        behind = weight[-1] - weight[i - start + 1]
        if opens_foot(lines[i].text) and behind <= FOOT_SHARE * weight[i - start]:
            return i
    return end


def _may_close(lines: Sequence[Line], i: int, start: int) -> bool:
    """Whether line ``i`` may be the last of a body: running text, a cry at the end, or a piece of a broken sentence."""
    text = lines[i].text
    if is_furniture(text):
        return False
    if is_prose(text) or is_salutation(text) or ROW_WITH_FIGURE.search(text):
        return True
    if marker_of(text) is not None and i > start and is_prose(lines[i - 1].text):
        return True  # a heading, after which the file was cut
    if han_count(text) >= 4 and ends_sentence(text):
        return True
    return i > start and lines[i].gap == 0 and not ends_clause(lines[i - 1].text) and ends_sentence(text)


def _without_furniture(lines: Sequence[Line], start: int, end: int) -> list[int]:
    """Indices of the lines kept between ``start`` and ``end``; inside a broken sentence nothing is furniture (PM⏎2.5⏎)."""
    kept: list[int] = []
    printed = page_marks(lines[start:end])
    for i in range(start, end):
        if i - start in printed:
            continue
        in_sentence = bool(kept) and lines[i].gap == 0 and not ends_clause(lines[kept[-1]].text)
        foreign = is_furniture(lines[i].text) or (is_caption(lines[i].text) and len(lines[i].text) <= SAME_LINE)
        never = is_licence(lines[i].text) or is_never_text(lines[i].text)
        if not foreign or (in_sentence and not never) or _mark_before_link(lines, i):
            kept.append(i)
    return kept


def _without_tail(lines: Sequence[Line], body: list[int]) -> list[int]:
    """Without what a page has below the last cry of a speech: answers, advice what to read next. Notes and annexes stay.

    Only a short tail is one, and one in which no section begins.
    """
    weight = list(accumulate((_weight(lines[i]) for i in body), initial=0))
    for at in range(len(body) - 1, -1, -1):
        if weight[-1] - weight[at + 1] > FOOT_SHARE * weight[at] or _opens_section(lines[body[at]].text):
            break
        if closes_speech("".join(lines[i].text for i in body[max(0, at - WRAPPED) : at + 1])):
            while at + 1 < len(body) and is_slogan(lines[body[at + 1]].text):
                at += 1
            tail = body[at + 1 :]
            texts = [lines[i].text for i in tail]
            kept = min(notes_start(texts), next((i for i, text in enumerate(texts) if opens_annex(text)), len(texts)))
            return body[: at + 1] + tail[kept:]
    return body


def _opens_section(text: str) -> bool:
    marker = marker_of(text)
    return marker is not None and marker.style in ("han", "paren_han", "part")


def _mark_before_link(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is only the mark before the link a paragraph begins with: ——⏎改革开放⏎深入推进。 or 《⏎纲要（草案）⏎》力求…"""
    return not lines[i].text.strip("—–―─-《〈“‘「『（(") and i + 1 < len(lines) and lines[i + 1].gap == 0
