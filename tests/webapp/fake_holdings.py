"""A library in memory, what it holds: reports taken in, listed, looked up and taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer import (
    Collected,
    DocumentFacts,
    DocumentRecord,
    Examined,
    Excerpt,
    Library,
    LibraryStatus,
    NotFound,
    Outcome,
    PassageRecord,
    Place,
    Prepared,
    Resolution,
    Scope,
    SearchRequest,
)
from indexer.proving.collecting import collect
from tests.webapp.records import (
    GUANCHENG,
    NATION,
    codes_of,
    document,
    holds,
    passages_of,
)

_FOLDER = TemporaryDirectory(prefix="yiju-fake-")  # taken away when the process ends


@dataclass(eq=False)
class FakeHoldings:
    """``override`` changes each result, ``hits`` each hit."""

    records: list[DocumentRecord] = field(default_factory=lambda: [document()])
    override: dict[str, object] = field(default_factory=dict)
    hits: dict[str, object] = field(default_factory=dict)
    ready: bool = True
    asked: list[SearchRequest] = field(default_factory=list)
    fails: Exception | None = None
    verdict: str = ""
    path: Path = Path(_FOLDER.name)  # where what was sent waits

    def prepare(self) -> None:
        self.ready = True

    def file_of(self, document_id: str) -> Path | None:
        """Its file is there only for the report of the district."""
        return Path("/srv/报告.txt") if document_id == "410104-2020" else None

    def examine(self, data: bytes, name: str, told: object = None) -> list[Examined]:
        """A report where there is text, of a place that stays open where the file is called so."""
        if not data:
            return [Examined(name, "", f"“{name}”是空文件，请检查文件内容后重新收录。")]
        found, open_place = document(), "开" in name and not told
        found = replace(found, place=None, year=None) if open_place else found
        similar = ((document(), 0.97), (document(), None))
        prepared = Prepared("x", "d", "t", {}, [], [], [])
        return [Examined(name, "", None, prepared, found, tuple(passages_of(document())), (GUANCHENG,) if open_place else (), similar, None)]

    def keep(self, reports: Iterable[Examined]) -> list[Outcome]:
        return [Outcome(Path(each.file), "read", "410104-2020") for each in reports]

    def reread(self, document_id: str) -> list[Outcome]:
        return [Outcome(Path("报告.txt"), "updated", self.document(document_id).document_id)]

    def remove(self, document_id: str) -> None:
        self.records = [record for record in self.records if record.document_id != self.document(document_id).document_id]

    def named_place(self, name: str, year: int | None = None) -> Resolution:
        return Resolution(GUANCHENG if "管城" in name else None, (GUANCHENG, NATION) if "朝阳" in name else ())

    def status(self) -> LibraryStatus:
        years = [r.year for r in self.records if r.year is not None]
        return LibraryStatus(
            path=Path("/srv/yiju"),
            ready=self.ready,
            documents=len(self.records),
            passages=sum(r.passages for r in self.records),
            characters=sum(r.characters for r in self.records),
            engine="fake",
            generation="g1",
            years=(min(years), max(years)) if years else None,
        )

    def facts(self, scope: Scope, name: str = "") -> list[DocumentFacts]:
        found = [r for r in self._in(scope) if all(w in r.title + "".join(r.place.path if r.place else ()) for w in name.split())]
        found.sort(key=lambda r: (r.place is None, r.place.code if r.place else "", -(r.year or 0)))
        return [DocumentFacts(r.key, r.document_id, r.title, r.year, r.place, r.state) for r in found]

    def place(self, code: str) -> Place | None:
        return next((r.place for r in self.records if r.place and r.place.code == code), None)

    def report_years(self, code: str) -> frozenset[int]:
        return frozenset(r.year for r in self.records if r.year and r.place and r.place.code == code)

    def documents(
        self, scope: Scope, *, limit: int, offset: int, sort: str, name: str = ""
    ) -> tuple[int, list[DocumentRecord]]:
        def by_place(r: DocumentRecord) -> tuple[str, int]:
            return (r.place.code if r.place else "~", -(r.year or 0))

        named = {facts.key for facts in self.facts(scope, name)}
        here = [r for r in self._in(scope) if r.key in named]
        found = sorted(here, key=by_place if sort == "place" else lambda r: (-(r.year or 0), *by_place(r)))
        return len(found), found[offset : offset + limit]

    def document(self, document_id: str) -> DocumentRecord:
        for record in self.records:
            if record.document_id == document_id:
                return record
        raise NotFound(f"库中没有报告 {document_id}，请在“报告”页查看收录了哪些。")

    def passages(self, document_id: str) -> list[PassageRecord]:
        return passages_of(self.document(document_id))

    def passage(self, passage_id: str) -> PassageRecord:
        for passage in self.passages(passage_id.rpartition("-")[0]):
            if passage.passage_id == passage_id:
                return passage
        raise NotFound(f"没有这一段：{passage_id}。链接可能抄错了段号。")

    def neighbours(self, passage: PassageRecord) -> tuple[PassageRecord | None, PassageRecord | None]:
        around = {p.key: p for p in passages_of(passage.document)}
        return around.get(passage.key - 1), around.get(passage.key + 1)

    def follow(self, passage_id: str, digest: str) -> tuple[PassageRecord, str]:
        passage = self.passage(passage_id)
        return passage, self.verdict or ("unchanged" if passage.digest == digest else "changed")

    cite = staticmethod(Library.cite)

    def collected(self, excerpts: Sequence[Excerpt]) -> list[Collected]:
        return collect(excerpts, self.follow, self.passages)  # type: ignore[arg-type]

    def _in(self, scope: Scope) -> list[DocumentRecord]:
        return [r for r in self.records if holds(scope, r)]

    def _facets(self, found: list[PassageRecord]) -> dict[str, list[tuple[str | int, int]]]:
        out: dict[str, dict[str | int, int]] = {key: {} for key in ("year", "place", "level", "part", "state")}
        for p in found:
            codes = [c for c, _ in codes_of(p.document.place)] if p.document.place else []
            values = (
                ("year", p.document.year),
                ("level", p.document.level),
                ("part", p.part),
                ("state", p.document.state),
            )
            for key, value in (*values, *(("place", c) for c in codes)):
                if value is not None:
                    out[key][value] = out[key].get(value, 0) + 1
        return {key: sorted(values.items(), key=lambda v: str(v)) for key, values in out.items()}
