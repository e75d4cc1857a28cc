"""Reading: a file in, a :class:`Document` out. The only place that joins formats, structure and places.

It changes nothing inside a line of a report: it recognises which lines are the report, what they are, and what they say
about themselves. Whatever was left out or is odd about the source stands in ``source.stripped`` and ``notes``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePath

from corpus.formats.charset import plain_characters
from corpus.formats.registry import HELD, is_streamed, read_bytes, read_members, read_stream, refuse_too_large
from corpus.model.document import Document, Source
from corpus.model.errors import EmptyFile, NoReport, ReadingError
from corpus.model.intake import Told
from corpus.model.raw import Member, RawReport
from corpus.places.gazetteer import Gazetteer
from corpus.structure.cleaning import Cleaned, clean
from corpus.structure.dates import posting_time, years_in
from corpus.structure.declared import declared
from corpus.structure.doubling import REPEATED, without_repeats
from corpus.structure.facts import Facts, facts_of, titles_of
from corpus.structure.front import is_title_line, mend, other_title, part
from corpus.structure.glossary import with_terms
from corpus.structure.joining import LONGEST, SPLIT, join, paragraphs, split, style_of, tightened
from corpus.structure.lines import han_count, lines_of, squeeze
from corpus.structure.location import Location, Places, Witnesses, label_remarks, locate, names_in_title, tags_in_title
from corpus.structure.publishers import publishers, signatures
from corpus.structure.running import apart
from corpus.structure.sections import arrange
from corpus.structure.states import state_of
from corpus.structure.typed import restore_typed
from corpus.text.file_names import readable_name
from corpus.text.folding import ZERO_WIDTH, search_form

EMPTY = "“{}”是空文件，请检查文件内容后重新收录。"
# Words without which nothing is taken for a report (in search form, that is simplified).
REPORT_WORDS = ("报告", "人民政府", "代表大会", "各位代表", "决议", "政府工作")
FIRST = 3  # lines left out at the head of a page that may call it something else than a report
INVISIBLE = dict.fromkeys(map(ord, ZERO_WIDTH))
SIGNED = 3  # last lines of a text that may sign it
CHUNK = 1 << 20  # bytes read at a time where a file is only digested
NOTHING_TOLD = Told()
PLACE_TOLD = "报告没有写明地区，由收录者指定。"
YEAR_TOLD = "报告没有写明年份，由收录者指定。"
FEWEST_HAN = 20  # Chinese characters in the body of the smallest thing we index


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the things found in a file: a document, or why it is none. ``member`` is empty where the file is one report."""

    member: str
    document: Document | None = None
    refusal: ReadingError | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came: its name (shown, never opened), its bytes, the folders it lay in, and when it was changed (ns since 1970).

    A table too large to be held has a ``path`` instead of bytes.
    """

    name: str
    data: bytes
    sha256: str
    folders: tuple[str, ...] = ()
    modified: int = 0
    size: int = 0
    path: Path | None = None

    def source(self, raw: RawReport, member: Member | None = None) -> Source:
        """The provenance of what was read from it, or from one member."""
        if member is None or (not member.name and member.data is None):
            return Source(self.name, self.sha256, self.size, raw.format, raw.encoding)
        file = f"{self.name}#{member.name}" if member.name else self.name
        if member.data is None or member.data is self.data:
            return Source(file, self.sha256, self.size, raw.format, raw.encoding)
        return Source(file, _digest(member.data), len(member.data), raw.format, raw.encoding)


@lru_cache(maxsize=1)
def _digest(data: bytes) -> str:
    """SHA-256 of a member's bytes: all rows of a table in an archive have the same."""
    return sha256(data).hexdigest()


def read_report(path: Path, *, places: Places | None = None) -> Document:
    """Read the file at ``path`` as a report.

    Raises a :class:`ReadingError` with a Chinese sentence naming the file and what to do (:class:`EmptyFile`,
    :class:`NoReport` …), and ``OSError`` where the file cannot be opened. ``places`` replaces the built-in gazetteer.
    """
    received = receive(path)
    if received.path is not None:  # a table: many reports, and one was asked for
        refuse_too_large(received.size, received.name)
    _refuse_empty(received)
    raw = read_bytes(received.data, received.name)
    return _document(raw, received.source(raw), places=places, hints=received.folders)


def read_reports(
    path: Path, *, columns: Mapping[str, str] | None = None, places: Places | None = None
) -> Iterator[Reading]:
    """Read everything in the file at ``path``: one report, or those of a table's rows or an archive's files.

    Raises nothing but ``OSError`` where the file cannot be opened: what cannot be read comes as a refusal, beside what can.
    ``columns`` tells which heading of a table holds what: ``text``, ``title``, ``place``, ``year``, ``posted``, ``url`` → heading.
    """
    try:
        received = receive(path)
    except ReadingError as error:
        yield Reading("", refusal=error)
        return
    yield from readings(received, columns=columns, places=places)


def receive(path: Path) -> Received:
    """A file as it lies there; its size is looked at before it is opened. Raises :class:`ReadingError` and ``OSError``."""
    name = readable_name(path.name)
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        if found.st_size > HELD and is_streamed(name):
            digest = sha256()
            while chunk := file.read(CHUNK):
                digest.update(chunk)
            return Received(name, b"", digest.hexdigest(), _folders(path), found.st_mtime_ns, found.st_size, path)
        refuse_too_large(found.st_size, name)
        data = file.read()
    return Received(name, data, sha256(data).hexdigest(), _folders(path), found.st_mtime_ns, len(data))


def readings(
    received: Received, *, columns: Mapping[str, str] | None = None, places: Places | None = None, told: Mapping[str, Told] | None = None
) -> Iterator[Reading]:
    """What is in a file that was received; raises nothing. ``told`` is what a person says of members that do not say it themselves."""
    for member in _members(received, columns):
        if isinstance(member.content, ReadingError):
            yield Reading(member.name, refusal=member.content)
            continue
        try:
            document = _member_document(member, member.content, received, places, (told or {}).get(member.name, NOTHING_TOLD))
            yield Reading(member.name, document)
        except ReadingError as error:
            yield Reading(member.name, refusal=error)


def _members(received: Received, columns: Mapping[str, str] | None) -> Iterator[Member]:
    """What the formats find in a file, refusals among it."""
    if received.path is not None:
        with received.path.open("rb") as file:
            yield from read_stream(file, received.name, columns)
        return
    try:
        _refuse_empty(received)
    except EmptyFile as error:
        yield Member("", error)
        return
    yield from read_members(received.data, received.name, columns)


def _refuse_empty(received: Received) -> None:
    if not received.data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyFile(EMPTY.format(received.name))


def _member_document(member: Member, raw: RawReport, received: Received, places: Places | None, told: Told) -> Document:
    """A member as a document; digest and size are its own bytes' where it has any, else the file's."""
    folders = (*received.folders, *_folders(PurePath(member.name)))
    name = PurePath(received.name)
    source = received.source(raw, member)
    if member.data is not None:
        return _document(raw, source, places=places, hints=folders, stem=PurePath(member.name or name).stem, told=told)
    # Of a table only what a row says is a witness; the table's own name narrows, for it may be that of a whole province.
    called = (raw.declared.get("sheet", ""), name.stem)
    narrowing = (*folders, *(place for text in called for place in names_in_title(text)))
    return _document(raw, source, places=places, hints=narrowing, year=_only_year(*called), stem="", told=told)


def _only_year(*names: str) -> int | None:
    """The year a sheet or a table is called by, where it is one: 2021年.xlsx, but not 2003-2025.xlsx."""
    for name in names:
        years = years_in(name)
        if years:
            return years[0] if len(set(years)) == 1 else None
    return None


def read_text(
    text: str,
    name: str,
    *,
    title: str | None = None,
    url: str | None = None,
    year: int | None = None,
    posted: str | None = None,
    places: Places | None = None,
) -> Document:
    """Read a report that is in memory already; ``name`` stands for the file's in messages and in the source.

    ``title``, ``url``, ``posted`` and ``year`` are what the collection says of it: the title is taken as the report's own,
    the year only where the report names none. Raises like :func:`read_report`.

    >>> document = read_text("各位代表：\\n现在，我代表国务院，向大会报告政府工作，请予审议，并请全国政协委员提出意见。", "1.txt", year=2025)
    >>> [passage.local_id for passage in document.passages], document.year, document.state
    (['f1', 'p1'], 2025, 'stub')
    """
    data = text.encode("utf-8", "surrogatepass")
    plain, notes = plain_characters(text)
    told = {"title": title, "url": url, "posted": posted}
    raw = RawReport(plain, "text", "utf-8", {key: value for key, value in told.items() if value}, notes)
    return _document(
        raw, Source(name, sha256(data).hexdigest(), len(data), raw.format, raw.encoding), places=places, year=year
    )


def _document(
    raw: RawReport,
    source: Source,
    *,
    places: Places | None,
    hints: tuple[str, ...] = (),
    year: int | None = None,
    stem: str | None = None,
    told: Told = NOTHING_TOLD,
) -> Document:
    """``stem`` is the name that may tell the place and year: the file's, unless said otherwise."""
    if not squeeze(raw.text).strip():
        raise EmptyFile(EMPTY.format(source.file))
    text, repairs = restore_typed(raw.text)
    lines, cut = apart(tightened(lines_of(text)))
    repairs += cut
    cleaned = clean(mend(part(lines)))
    front = [line.text for line in cleaned.front]
    body, repeated = without_repeats(front, paragraphs(cleaned.body))
    said = {"title": raw.declared.get("page_title", "")} | declared(cleaned.stripped, cleaned.below_title)
    name = PurePath(source.file).stem if stem is None else stem
    year = int(raw.declared.get("year", "0")) or year
    if not titles_of(front, said, raw.declared.get("title")):
        said["title"] = other_title([*cleaned.stripped[:FIRST], *front, *body[:1], *(line.text for line in cleaned.notes[:1])]) or ""
    facts = facts_of([text.translate(INVISIBLE) for text in front], body, said, title=raw.declared.get("title"), year=year, name=name)
    _refuse_without_report(text, [*body, *(line.text for line in cleaned.notes)], facts, source.file)
    if not body and not front:
        front = list(facts.titles[:1])  # a page that kept only its head: the title it declares is all there is to show
    hints = (
        *hints,
        *(tag for line in (*cleaned.stripped, *front) if is_title_line(line) for tag in tags_in_title(line)),
    )
    places = places or built_in_places()
    others = [raw.declared.get("code", ""), raw.declared.get("place", ""), *(said.get(key, "") for key in ("unit", "speaker")), name]
    page = [*signatures([*body[-SIGNED:], *cleaned.stripped]), *publishers(cleaned.stripped, raw.declared.get("site", ""))]
    said_by = Witnesses(
        facts.meeting, facts.role, body[:3], facts.titles, [other for other in others if other], hints, [*page, *reversed(hints)],
        text="\n".join(body),
    )  # fmt: skip
    facts = replace(facts, year=told.year, remarks=(*facts.remarks, YEAR_TOLD)) if told.year and facts.year is None else facts
    where = _as_told(locate(places, said_by, facts.year), told, facts.year)
    labels = (*label_remarks(places, where.place, raw.declared.get("place") or name, hints, facts.year), *_year_remarks(raw, facts))
    passages, outline = arrange(front, body, [*_glossary(cleaned), *(piece for note in raw.footnotes for piece in split(note))])
    aside = "\n".join(cleaned.stripped)
    document = Document(
        facts.title,
        replace(
            source,
            posted=_posted(raw) or said.get("posted"),
            url=raw.declared.get("url") or said.get("url"),
            stripped=(*cleaned.stripped, *repeated),
        ),
        passages,
        place=where.place,
        year=facts.year,
        date=facts.date,
        meeting=facts.meeting,
        speaker=facts.speaker,
        role=facts.role,
        notes=(*_notes(raw, repairs, cleaned, facts, where), *([REPEATED] if repeated else []), *labels),
        outline=outline,
        zone=where.zone,
        candidates=tuple(place.code for place in where.candidates),
    )
    state = state_of(facts.title, facts.titles, document.text, aside, body[-1] if body else "")
    return replace(document, state="glossary" if cleaned.notes and not body else state)


def _as_told(where: Location, told: Told, year: int | None) -> Location:
    """The place a person names, where the report left it open."""
    place = Gazetteer.load().place(told.place, year=year) if told.place and where.place is None else None
    return Location(place, (PLACE_TOLD,)) if place else where


def _glossary(cleaned: Cleaned) -> list[str]:
    """The notes, set as the body is where that is wrapped: too few of their lines are full to tell by themselves."""
    style = style_of(cleaned.body)
    return with_terms(paragraphs(cleaned.notes, style if style.width else None))


def _posted(raw: RawReport) -> str | None:
    """When it was posted, as the container declares it, as ISO where it can be read as a date."""
    told = raw.declared.get("posted")
    return (posting_time(told) or told) if told else None


def _year_remarks(raw: RawReport, facts: Facts) -> tuple[str, ...]:
    told = raw.declared.get("year")
    if not told or facts.year is None or int(told) == facts.year:
        return ()
    return (f"来源把它归入{told}年，报告本身是{facts.year}年的，以报告为准。",)


def _refuse_without_report(text: str, body: list[str], facts: Facts, name: str) -> None:
    if han_count("".join(body)) < FEWEST_HAN and not facts.titles:
        raise NoReport(f"“{name}”里没有成段的中文正文，请确认它是政府工作报告的全文。")
    if not any(word in text or word in name for word in REPORT_WORDS):
        form = search_form(squeeze(text))  # 工作報告, 报　告: folded only where the plain words are missing
        if any(word in form for word in REPORT_WORDS):
            return
        raise NoReport(f"“{name}”里没有认出政府工作报告，请确认内容，或在文件开头补上报告标题。")


def _notes(
    raw: RawReport, repairs: tuple[str, ...], cleaned: Cleaned, facts: Facts, where: Location
) -> tuple[str, ...]:
    """What the reader should know about the source, in Chinese."""
    long = any(len(paragraph) > LONGEST for paragraph in join(cleaned.body))
    told = [*raw.notes, *repairs, *cleaned.remarks, *facts.remarks, *where.remarks]
    return tuple(dict.fromkeys([*told, *([SPLIT] if long else [])]))


def _folders(path: PurePath) -> tuple[str, ...]:
    """Names of the folders a file lies in, which often say the province: 河南/郑州/报告.txt."""
    return tuple(part for part in map(readable_name, path.parent.parts[-3:]) if han_count(part) >= 2)


@lru_cache(maxsize=1)
def built_in_places() -> Places:
    """The gazetteer that ships with the program."""
    return Gazetteer.load()
