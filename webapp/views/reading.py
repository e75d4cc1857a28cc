"""A whole report for reading: head, outline and paragraphs, with headings inside paragraphs told from labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer import DocumentRecord, PassageRecord, Section, Span, locator
from webapp.links import local_id, permalink
from webapp.marking import Label, marked

END_MARKS = "。．.：:；;，,！!　 "
OUTLINE_LEVELS = 2
SALUTATION_ENDS = ("：", ":")


@dataclass(frozen=True, slots=True)
class Line:
    """A passage on the page: its anchor, how it is set, and its text with marks and labels."""

    anchor: str
    kind: str
    number: int
    where: str
    permalink: str
    html: Markup
    found: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading of the outline and the place it leads to; topic labels, the third level, would bury the other two."""

    text: str
    anchor: str | None
    children: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as its page shows it; ``found`` are the lines in which the query stands."""

    title: Line | None
    under_title: tuple[Line, ...]
    body: tuple[Line, ...]
    outline: tuple[Entry, ...]
    found: tuple[Line, ...]


def reading_of(
    document: DocumentRecord, passages: Sequence[PassageRecord], marks: Sequence[Iterable[Span]] | None = None
) -> Reading:
    """Title and the lines below it go to the head of the page, everything from the salutation on to the body."""
    given = marks or [()] * len(passages)
    lines = [_line(p, tuple(m)) for p, m in zip(passages, given, strict=True)]
    front = next((i for i, p in enumerate(passages) if not _belongs_to_head(p)), len(passages))
    head, titles = lines[:front], [i for i, p in enumerate(passages[:front]) if _same(p.text, document.title)]
    title = titles[0] if titles else None
    return Reading(
        title=head[title] if title is not None else None,
        under_title=tuple(line for i, line in enumerate(head) if i != title),
        body=tuple(lines[front:]),
        outline=_entries(document.outline, _anchors_of_headings(passages)),
        found=tuple(line for line in lines if line.found),
    )


def labels_of(passage: PassageRecord) -> tuple[Label, ...]:
    """The passage's labels, each with its class: ``runin`` for the heading of a section, ``label`` for a topic.

    A heading that opens a paragraph is the last step of the paragraph's own section path; topic labels are in no path.
    """
    last = _bare(passage.section[-1]) if passage.section else None
    return tuple(
        (s, "runin" if s.start == 0 and _bare(s.of(passage.text)) == last else "label") for s in passage.labels
    )


def _line(passage: PassageRecord, marks: tuple[Span, ...]) -> Line:
    return Line(
        anchor=local_id(passage),
        kind=_kind(passage),
        number=passage.number,
        where=locator(passage),
        permalink=permalink(passage),
        html=marked(passage.text, marks, labels=labels_of(passage)),
        found=len(marks),
    )


def _kind(passage: PassageRecord) -> str:
    """``heading`` is the first level (Hei), ``subheading`` any below it (Kai), as official documents are set."""
    return "subheading" if passage.kind == "heading" and len(passage.section) > 1 else passage.kind


def _belongs_to_head(passage: PassageRecord) -> bool:
    return passage.kind == "front" and not passage.text.rstrip().endswith(SALUTATION_ENDS)


def _same(text: str, title: str) -> bool:
    return "".join(text.split()) == "".join(title.split())


def _bare(heading: str) -> str:
    return heading.strip(END_MARKS)


def _anchors_of_headings(passages: Iterable[PassageRecord]) -> dict[str, str]:
    """Where headings that stand alone are; one that occurs twice leads to the first."""
    out: dict[str, str] = {}
    for passage in passages:
        if passage.kind == "heading":
            out.setdefault(_bare(passage.text), local_id(passage))
    return out


def _entries(sections: Iterable[Section], headings: dict[str, str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            text=section.text,
            anchor=headings.get(_bare(section.text)) or (f"p{section.paragraph}" if section.paragraph else None),
            children=_entries((c for c in section.children if c.level <= OUTLINE_LEVELS), headings),
        )
        for section in sections
    )
