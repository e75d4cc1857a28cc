"""Sections: the outline of a report and the passages beneath it. Paragraphs in, passages and outline out.

Every line becomes a passage. A passage's path holds the headings of levels 1 and 2 above it, its own included; a paragraph
that addresses the house leaves the section of level 2 it stands behind, and the last words of the speech leave them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.model.document import Section
from corpus.model.passage import Part, Passage, PassageKind
from corpus.model.span import Span
from corpus.structure.front import is_salutation, opens_with_salutation
from corpus.structure.headings import Heading, headings
from corpus.structure.labels import Candidate, Label, labels
from corpus.structure.parts import part_of_heading, part_of_passage, part_of_subheading, turning_point

OPENING = 30  # characters in which a paragraph says of what time it speaks
LAST_WORDS = 3  # paragraphs at most that the closing address of a speech takes


@dataclass(slots=True)
class _Node:
    """A heading or label while the outline grows."""

    level: int
    text: str
    paragraph: int | None
    children: list[_Node] = field(default_factory=list)

    def frozen(self) -> Section:
        return Section(self.level, self.text, self.paragraph, tuple(child.frozen() for child in self.children))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A paragraph with its kind, number, path and part, and the marks of the section it stands in."""

    text: str
    kind: PassageKind
    number: int
    path: tuple[str, ...]
    part: Part | None
    heading: Heading | None
    section: int


def arrange(
    front: Sequence[str], body: Sequence[str], notes: Sequence[str]
) -> tuple[tuple[Passage, ...], tuple[Section, ...]]:
    """The passages of a report in order and its outline.

    >>> passages, outline = arrange(["政府工作报告"], ["一、去年工作回顾", "（一）经济稳中向好。全市生产总值增长6%。"], [])
    >>> [p.local_id for p in passages], passages[2].section, outline[0].children[0].text
    (['f1', 'h1', 'p1'], ('一、去年工作回顾', '（一）经济稳中向好'), '（一）经济稳中向好')
    """
    placed = _place(body, len(front))
    found = defaultdict(list)
    for label in labels(_candidates(placed)):
        found[label.index].append(label)
    passages = [
        *(Passage(text, "front", i) for i, text in enumerate(front, 1)),
        *(_passage(item, found[i]) for i, item in enumerate(placed)),
        *(Passage(text, "note", i) for i, text in enumerate(notes, 1)),
    ]
    return tuple(passages), _outline(placed, found)


def _place(body: Sequence[str], fronts: int) -> list[_Placed]:
    """Kind, number, path and part of each paragraph."""
    by_index = {heading.index: heading for heading in headings(body)}
    closing = _closing(body)
    counts: dict[PassageKind, int] = {"front": fronts, "body": 0, "heading": 0, "note": 0}
    path: list[str] = []
    parts: list[Part | None] = [None]
    section, placed, turn = 0, [], ""
    for i, text in enumerate(body):
        heading = by_index.get(i)
        if heading is not None:
            section += 1
            _open(path, parts, heading)
            turn = turning_point(heading.text) if heading.level == 1 else turn
        elif i >= closing:
            path, parts, section = [], [None], section + 1
        elif opens_with_salutation(text):
            del path[1:], parts[2:]
            section += 1
        kind: PassageKind = "body"
        if heading is not None and heading.alone:
            kind = "heading"
        elif is_salutation(text):
            kind = "front"
        counts[kind] += 1
        if turn and heading is None and turn in text[:OPENING]:
            parts[1:], turn = ["goals"], ""
        part = part_of_passage(text, parts[-1]) if kind == "body" else parts[-1]
        placed.append(_Placed(text, kind, counts[kind], tuple(path), part, heading, section))
    return placed


def _open(path: list[str], parts: list[Part | None], heading: Heading) -> None:
    """Enter a heading of level 1 or 2; deeper ones have no place in the path."""
    if heading.level == 1:
        before = parts[1] if len(parts) > 1 else None
        path[:] = [heading.text]
        parts[1:] = [part_of_heading(heading.text, before)]
    elif heading.level == 2:
        path[1:] = [heading.text]
        parts[2:] = [part_of_subheading(heading.text, parts[1] if len(parts) > 1 else None)]


def _closing(body: Sequence[str]) -> int:
    """Index of the address that opens the last words of the speech; ``len(body)`` where there is none."""
    for i in range(len(body) - 1, max(-1, len(body) - 1 - LAST_WORDS), -1):
        if opens_with_salutation(body[i]):
            return i if i else len(body)
    return len(body)


def _candidates(placed: Sequence[_Placed]) -> list[Candidate]:
    return [
        Candidate(i, item.text, item.heading.span.end if item.heading else 0, item.section)
        for i, item in enumerate(placed)
        if item.kind == "body" and not opens_with_salutation(item.text)
    ]


def _passage(item: _Placed, found: Iterable[Label]) -> Passage:
    own = [item.heading.span] if item.heading is not None and not item.heading.alone else []
    spans: list[Span] = own + [label.span for label in found]
    return Passage(item.text, item.kind, item.number, item.path, item.part, tuple(spans))


def _outline(placed: Sequence[_Placed], found: dict[int, list[Label]]) -> tuple[Section, ...]:
    """The tree of headings and labels; a heading that stands alone opens the body paragraph behind it."""
    top = _Node(0, "", None)
    open_nodes = [top]
    last_number = max((item.number for item in placed if item.kind == "body"), default=0)
    bodies = 0
    for i, item in enumerate(placed):
        bodies += item.kind == "body"
        if item.heading is not None:
            opened = item.number if item.kind == "body" else bodies + 1
            _grow(open_nodes, _Node(item.heading.level, item.heading.text, opened if opened <= last_number else None))
        elif opens_with_salutation(item.text):
            del open_nodes[2:]
        for label in found[i]:
            _grow(open_nodes, _Node(label.level, label.text, item.number))
    return top.frozen().children


def _grow(open_nodes: list[_Node], node: _Node) -> None:
    while open_nodes[-1].level >= node.level:
        open_nodes.pop()
    open_nodes[-1].children.append(node)
    open_nodes.append(node)
