"""Places by code and by name: the one object through which the rest of the program asks where something is.

In goes a code, a name or a text; out come places, never a guess: where several places bear a name and nothing decides,
all of them are returned. Codes are those of GB/T 2260, in force and abolished since 1980; development zones have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from threading import Lock
from typing import ClassVar

from corpus.model.place import Mention, Place, Resolution
from corpus.model.span import Span
from corpus.places.choosing import settle
from corpus.places.names import NEXT_TO, Found, Names, words_of
from corpus.places.resolving import resolve
from corpus.places.table import Row, Table
from corpus.text.folding import search_form


class Gazetteer:
    """The places of GB/T 2260. Immutable and shared: get it by ``Gazetteer.load()``."""

    _loaded: ClassVar[Gazetteer | None] = None
    _lock: ClassVar[Lock] = Lock()

    def __init__(self, places: str, ordinary: str = "") -> None:
        self._table = Table(places)
        self._names = Names(self._table, words_of(ordinary))
        self._found: dict[tuple[str, int | None], Place] = {}
        self._called: dict[str, str | None] = {}

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer of the packaged data, read on first use (about 20 ms)."""
        with cls._lock:
            if cls._loaded is None:
                folder = files("corpus.places")
                texts = (folder.joinpath(name).read_text("utf-8") for name in ("places.tsv", "ordinary_words.tsv"))
                cls._loaded = cls(*texts)
            return cls._loaded

    def place(self, code: str, *, year: int | None = None) -> Place | None:
        """The place of a code, present or former, under its name of ``year``, else its latest; None for any other code.

        >>> places = Gazetteer.load()
        >>> places.place("410104").path, places.place("420600", year=2005).name, places.place("999999")
        (('河南省', '郑州市', '管城回族区'), '襄樊市', None)
        """
        known = (code, year)
        if known not in self._found:  # a page of results names hundreds of places, the same ones every time
            row = self._table.bearer(code, year)
            if row is None:  # not remembered: any text may come as a code
                return None
            self._found[known] = self._table.place(row, year)
        return self._found[known]

    def names(self, codes: Sequence[str]) -> dict[str, str]:
        """What the places of these codes are called today; unknown codes are left out. A page may name all three thousand.

        >>> Gazetteer.load().names(["410104", "999999"])
        {'410104': '管城回族区'}
        """
        known = self._called
        called = {code: name for code in codes if (name := known.get(code)) is not None}
        if len(called) == len(codes):
            return called
        for code in [code for code in codes if code not in known]:
            place = self.place(code)
            known[code] = place.name if place else None
        return {code: name for code in codes if (name := known.get(code)) is not None}

    def chain(self, code: str, *, year: int | None = None) -> tuple[Place, ...]:
        """The places a code lies in, from the province down, and its own at the end; empty for an unknown code.

        >>> [p.name for p in Gazetteer.load().chain("110105")]
        ['北京市', '朝阳区']
        """
        row = self._table.bearer(code, year)
        return tuple(self._table.place(r, year) for r in (*self._table.parents(row, year), row)) if row else ()

    def lineage(self, code: str) -> tuple[Place, ...]:
        """The same place under each code and name it has had, oldest first; empty for an unknown code.

        >>> [(p.code, p.name) for p in Gazetteer.load().lineage("130608")]
        [('132431', '清苑县'), ('130622', '清苑县'), ('130608', '清苑区')]
        """
        row = self._table.bearer(code)
        return tuple(self._table.place(r) for r in self._table.lineage(row)) if row else ()

    def codes(self, code: str) -> frozenset[str]:
        """Every code under which reports of this place may stand, for filters: who asks for 清苑区 means 清苑县 too.

        Codes which another place bears today are left out.

        >>> sorted(Gazetteer.load().codes("130608"))
        ['130608', '130622', '132431']
        """
        row = self._table.bearer(code)
        return frozenset(r.code for r in self._table.lineage(row) if self._table.is_own(r)) if row else frozenset()

    def named(self, name: str, *, year: int | None = None) -> tuple[Place, ...]:
        """Every place that bears this official, short or former name: first those in force in ``year``, else today.

        >>> [p.code for p in Gazetteer.load().named("朝阳区")], [p.path for p in Gazetteer.load().named("襄樊")]
        (['110105', '220104'], [('湖北省', '襄樊市')])
        """
        rows = sorted(self._names.rows(search_form(name.strip())), key=lambda row: row.rank(year))
        return self._places(rows, year)

    def mentions(self, text: str, *, year: int | None = None) -> list[Mention]:
        """The place names standing in a text or query, each with the places it may mean; see ``Mention``.

        A place named just before narrows the next one down: 吉林省朝阳区. Streets and ordinary words are passed over.

        >>> [(m.span.start, m.places[0].name, m.bare) for m in Gazetteer.load().mentions("2020年管城区GDP增长多少")]
        [(5, '管城回族区', False)]
        """
        form = search_form(text)
        mentions, before = [], None
        for found in self._names.scan(form):
            rows = settle(self._table, self._narrowed(form, before, found), year, bare=found.bare)
            mentions.append(Mention(Span(found.start, found.end), self._places(rows, year), found.bare))
            before = found._replace(rows=tuple(rows))
        return mentions

    def resolve(self, text: str, *, hints: Sequence[str] = (), year: int | None = None) -> Resolution:
        """The place a title or speech line speaks of, or None with the candidates.

        ``hints`` are names that may decide between places of the same name (a forum's ``河南``, a folder's); they never
        stand in for a name which the text lacks. ``year`` is the year of the report.

        >>> Gazetteer.load().resolve("郑州市管城回族自治区人民政府").remark
        '“管城回族自治区”应为“管城回族区”，来源有误。'
        >>> [p.path[0] for p in Gazetteer.load().resolve("朝阳区").candidates]
        ['北京市', '吉林省']
        """
        reading = resolve(self._names, search_form(text.strip()), [search_form(hint) for hint in hints], year)
        places = self._places(reading.rows, year)
        if len(places) == 1 and not reading.refused:
            return Resolution(places[0], (), reading.remark)
        return Resolution(None, places, reading.remark if reading.refused else None, reading.refused, reading.zone)

    def _narrowed(self, text: str, before: Found | None, found: Found) -> Sequence[Row]:
        """The rows of ``found`` that lie in the place named just before it, if any do."""
        if before is None or not NEXT_TO.fullmatch(text, before.end, found.start):
            return found.rows
        return self._table.inside(found.rows, before.rows) or found.rows

    def _places(self, rows: Sequence[Row], year: int | None) -> tuple[Place, ...]:
        return tuple(dict.fromkeys(self._table.place(row, year) for row in rows))
