"""Topic labels: short sentences inside paragraphs that name what the next ones tell (主导产业更加稳固。). Texts in, spans out.

A label says nothing that could be checked: no figures, no clauses, no verbs of having done something. And it never comes
alone: it has sisters of its own shape, each with sentences of its own behind it. Three places have labels:

- the first sentence of a paragraph, where paragraphs beside it begin alike;
- states inside a paragraph (新业态加快培育。), two or more that part it;
- measures inside a paragraph (加快规划设计。), three or more of nearly the same length that part it from its beginning on.

Reports are full of short sentences that are not labels, above all measures strung together; in doubt there is no label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model.span import Span
from corpus.structure.wording import describes_state, is_narrative
from corpus.text.sentences import sentences

SHORTEST, LONGEST = 4, 16  # characters of a label, marks not counted
NEIGHBOURS = 2  # paragraphs from one that opens with a label to the next: one between them may have none
MOST_LEAD = 3  # sentences between a paragraph's heading and its first inner label
FEWEST = 2  # labels in a row beneath a heading of the paragraph's own
FEWEST_UNHEADED = 3  # two short sentences of one length stand in many paragraphs by chance
ALIKE_MEASURES = 2  # characters by which the measures of one row differ at most in length
ALIKE_STATES = 4
FEWEST_BEHIND = 20  # characters a label has behind it before the next
AVERAGE_BEHIND = 40

_MARKS = re.compile(r"[“”‘’\"'「」《》（）()、·—–―\-\s]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")  # a name in quotes may hold a number: “三大核心板块”
_DASHES = re.compile(r"^[—–―─\-\s]*")
_NOT_IN_LABEL = re.compile(
    r"[\d０-９一二三四五六七八九十百千万亿]+(?:个|项|家|所|名|人|户|年|月|倍|亿|万|%|％|元|次|条|座|处)|[\d０-９]|[，,；;：:！!？?…]"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph to look through: ``index`` among all, ``after`` where its own heading ends, ``section`` its sisters' mark."""

    index: int
    text: str
    after: int
    section: int


@dataclass(frozen=True, slots=True)
class Label:
    """A label in paragraph ``index``: ``level`` 3, or 4 beneath another label; ``text`` without its end mark."""

    index: int
    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph; ``size`` is its length without marks, 0 where it cannot be a label."""

    span: Span
    text: str
    size: int

    @property
    def is_state(self) -> bool:
        """Whether it describes a state: a subject, then how it is."""
        return self.size > 0 and describes_state(self.text)


def labels(candidates: Sequence[Candidate]) -> list[Label]:
    """The labels of all paragraphs, in order.

    >>> text = (
    ...     "（五）牢记执政为民宗旨。教育事业优先发展。新(续)建中小学16所，3所学校建成投用，新增学位4050个，7所初中顺利移交。"
    ...     "社会保障水平持续提升。发放低保帮扶、困难救助等各类资金2245.3万元，建成区级中心敬老院和19个社区养老中心。"
    ... )
    >>> [label.text for label in labels([Candidate(0, text, 12, 0)])]
    ['教育事业优先发展', '社会保障水平持续提升']
    """
    rows = [_sentences(candidate) for candidate in candidates]
    opening = _openings(candidates, rows)
    found: list[Label] = []
    for candidate, row, opens in zip(candidates, rows, opening, strict=True):
        inner = _states(row, bool(candidate.after)) or _measures(row, bool(candidate.after))
        if opens:
            inner = [i for i in inner if i]
        found += _levelled(candidate, row, inner if len(inner) > 1 else [], opens)
    return found


def _sentences(candidate: Candidate) -> list[_Sentence]:
    """The sentences behind the paragraph's heading; a dash before the first is not part of it."""
    row = []
    for span in sentences(candidate.text[candidate.after :]):
        whole = Span(span.start + candidate.after, span.end + candidate.after)
        text = whole.of(candidate.text)
        dash = _DASHES.match(text).end() if not whole.start else 0  # type: ignore[union-attr]
        bare = text[dash:].rstrip("。")
        row.append(_Sentence(Span(whole.start + min(dash, len(text) - 1), whole.end), bare, _size(bare, text)))
    return row


def _size(bare: str, text: str) -> int:
    if len(text) > 2 * LONGEST or not text.endswith("。"):
        return 0
    if _NOT_IN_LABEL.search(_QUOTED.sub("", bare)) or is_narrative(bare):
        return 0
    size = len(_MARKS.sub("", bare))
    return size if SHORTEST <= size <= LONGEST else 0


def _openings(candidates: Sequence[Candidate], rows: Sequence[Sequence[_Sentence]]) -> list[bool]:
    """Whether each paragraph opens with a label: it could, and so could a neighbour of its section."""
    could = [not c.after and len(row) > 1 and row[0].size > 0 for c, row in zip(candidates, rows, strict=True)]
    opens = [False] * len(could)
    able = [i for i, can in enumerate(could) if can]
    for i, j in pairwise(able):
        first, second = candidates[i], candidates[j]
        if first.section == second.section and second.index - first.index <= NEIGHBOURS:
            opens[i] = opens[j] = True
    return opens


def _states(row: Sequence[_Sentence], headed: bool) -> list[int]:
    """The states that part a paragraph, as indices into its sentences; a state right before another holds it."""
    found = [i for i, sentence in enumerate(row[:-1]) if sentence.is_state]
    if len(found) < (FEWEST if headed else FEWEST_UNHEADED) or found[0] > MOST_LEAD:
        return []
    if (len(found) == 2 and found[1] - found[0] == 1) or any(
        c - a == 2 for a, c in zip(found, found[2:], strict=False)
    ):
        return []
    others = sum(sentence.size > 0 for sentence in row) - len(found)
    alike = _spread(row, found) <= ALIKE_STATES and others * 2 <= len(found)
    return found if alike and _well_parted(row, found) else []


def _measures(row: Sequence[_Sentence], headed: bool) -> list[int]:
    """The measures that part a paragraph: every short sentence of it, all about equally long."""
    every = [i for i, sentence in enumerate(row[:-1]) if sentence.size]
    for found in (every, every[1:] if every[:1] == [0] and not headed else []):
        if len(found) >= FEWEST_UNHEADED and found[0] < MOST_LEAD and _spread(row, found) <= ALIKE_MEASURES:
            apart = all(j - i > 1 for i, j in pairwise(found))
            return found if apart and _well_parted(row, found) else []
    return []


def _spread(row: Sequence[_Sentence], found: Sequence[int]) -> int:
    """By how many characters the sentences differ in length."""
    sizes = [row[i].size for i in found]
    return max(sizes) - min(sizes)


def _well_parted(row: Sequence[_Sentence], found: Sequence[int]) -> bool:
    """Whether enough is told behind each label; one right before another has that one's text behind it."""
    stops = [*(row[i].span.start for i in found[1:]), row[-1].span.end]
    behind = [stop - row[i].span.end for i, stop in zip(found, stops, strict=True)]
    holds = [j - i == 1 for i, j in pairwise(found)] + [False]
    told = [length for length, holder in zip(behind, holds, strict=True) if not holder]
    return min(told) >= FEWEST_BEHIND and sum(told) >= AVERAGE_BEHIND * len(told)


def _levelled(candidate: Candidate, row: Sequence[_Sentence], inner: Sequence[int], opens: bool) -> list[Label]:
    """The labels of one paragraph with their levels: inner ones stand beneath the one the paragraph opens with."""
    levels = dict.fromkeys(inner, 4 if opens else 3)
    if opens:
        levels[0] = 3
    elif inner:
        levels |= dict.fromkeys(_held(row, inner), 4)
    return [Label(candidate.index, level, row[i].text, row[i].span) for i, level in sorted(levels.items())]


def _held(row: Sequence[_Sentence], inner: Sequence[int]) -> set[int]:
    """The labels beneath another that stands right before the first of them.

    They are at least two, for one alone divides nothing; further ones belong to them while their subject shares a
    character with the holder's (主导产业: 旅游业, 商贸业, 新业态).
    """
    held: set[int] = set()
    for place, (i, j) in enumerate(pairwise(inner)):
        if j - i == 1 and i not in held:
            beneath = list(inner[place + 1 : place + 3])
            for further in inner[place + 3 :]:
                if not set(_subject(row[i].text)) & set(_subject(row[further].text)):
                    break
                beneath.append(further)
            held |= set(beneath) if len(beneath) > 1 else set()
    return held


def _subject(text: str) -> str:
    """What a state is said of: the text before its adverb and verb, four characters as a rule."""
    return text[:-4]
