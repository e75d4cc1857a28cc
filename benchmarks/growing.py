"""Grows a library from real reports, for measuring: the same size and seed always give the same texts.

    python benchmarks/growing.py 100000 FOLDER [--seed 1] [--from FILE …]

Sentences of real reports are put together anew in the order of a real report, figures are drawn anew, places and years are those
of one of the gazetteer's counties, cities and provinces, and invented towns, streets and enterprises are named, so that the
vocabulary keeps growing. One report in forty is a copy of the one before with a few words changed. Without ``--from`` the reports are
the shipped one and, where the development data lie beside the checkout, those. Documents go straight into a catalog; nothing is
indexed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count, islice
from pathlib import Path
from typing import TypeAlias

from corpus import Catalog, Document, Gazetteer, Passage, Place, Source, Span, read_reports, sentences, shipped_reports
from corpus.catalog.prepared import prepare
from corpus.model.intake import Prepared

HERE = Path(__file__).parent
BESIDE = [HERE.parent.parent / "shared" / "data" / name / "reports.jsonl" for name in ("national", "reports")]
CODES = HERE.parent / "corpus" / "places" / "places.tsv"
YEARS = range(2003, 2026)
NEWEST = 1978  # sentences of older reports speak another language
SEED_WEIGHT = 25  # a district's report is what most reports are like
COPIED = 1 / 40
NAMED = 0.3  # sentences that name a place or an enterprise nobody else has
SUFFIXES = ("镇", "街道", "乡", "社区", "村", "大道", "路", "产业园", "小学", "医院", "科技有限公司", "集团", "水库", "河", "公园")
SAID = ("{}", "在{}，", "{}率先", "以{}为重点，", "依托{}，")
TASK = 50  # documents made by a process at a time, and kept in one change of the catalog
NAMES_OF_A_PLACE, NAMES_OF_A_REPORT = 12, 4
_NUMBER = re.compile(r"(?<![\d.年第])(\d+(?:\.\d+)?)(?![\d.]|年|月|日|届|次会议)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")


def read_sources(files: Sequence[Path]) -> list[Document]:
    """The reports sentences are taken from."""
    paths = list(files) or [*shipped_reports(), *(path for path in BESIDE if path.exists())]
    read = [r.document for path in paths for r in read_reports(path) if r.document]
    return [d for d in read if d.state == "report" and (d.year or 0) >= NEWEST]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the report it stood in."""

    text: str
    source: Document


class Grower:
    """Makes documents; number ``n`` of a seed is always the same."""

    def __init__(self, sources: Sequence[Document], seed: int) -> None:
        self._seed = seed
        self._sources = [s for s in sources for _ in range(SEED_WEIGHT if s.place and s.place.level == "county" else 1)]
        self._pool: dict[str | None, list[Sentence]] = defaultdict(list)
        for source in self._sources:
            for passage in source.passages:
                if passage.kind == "body":
                    self._pool[passage.part] += [Sentence(s.of(passage.text), source) for s in sentences(passage.text)]
        self._places = list(places())
        self._characters = "".join(p.name[:-1] for p in self._places)

    def document(self, number: int) -> tuple[Document, str]:
        """The document of a number, and where it is said to come from."""
        chosen = random.Random(f"{self._seed}/{number}")
        if number and chosen.random() < COPIED:
            return self._copy(self.document(number - 1)[0], chosen), f"grown/{number}"
        skeleton = chosen.choice(self._sources)
        place, year = chosen.choice(self._places), chosen.choice(YEARS)
        names = self._names(f"{self._seed}/{place.code}", NAMES_OF_A_PLACE) + self._names(
            f"{self._seed}/{number}/names", NAMES_OF_A_REPORT
        )
        passages = [self._passage(p, skeleton, place, year, names, chosen) for p in skeleton.passages]
        title = f"{year}年{place.name}政府工作报告"
        first = next((i for i, p in enumerate(passages) if p.kind == "front"), None)
        if first is not None:
            passages[first] = replace(passages[first], text=title)
        made = replace(skeleton, title=title, place=place, year=year, date=f"{year}-01-{chosen.randint(5, 28):02}", notes=())
        return _sourced(replace(made, passages=tuple(passages)), f"{place.name}{year}-{number}.txt"), f"grown/{number}"

    def _names(self, seed: str, count: int) -> list[str]:
        """Invented names, of characters that names of places are made of."""
        chosen = random.Random(seed)
        parts = ("".join(chosen.choices(self._characters, k=chosen.choice((2, 2, 3)))) for _ in range(count))
        return [part + chosen.choice(SUFFIXES) for part in parts]

    def _passage(
        self, model: Passage, skeleton: Document, place: Place, year: int, names: Sequence[str], chosen: random.Random
    ) -> Passage:
        if model.kind != "body":
            return replace(model, text=_moved(model.text, skeleton, place, year), labels=())
        head = model.text[: model.labels[0].end] if model.labels and model.labels[0].start == 0 else ""
        pool = self._pool[model.part]
        drawn = (chosen.choice(pool) for _ in sentences(model.text[len(head) :]))
        said = (self._redrawn(_moved(s.text, s.source, place, year), names, chosen) for s in drawn)
        text = head + ("。" if head and head[-1] not in "。：:，！？" else "") + "".join(said)
        return replace(model, text=text or model.text, labels=(Span(0, len(head)),) if head else ())

    @staticmethod
    def _redrawn(sentence: str, names: Sequence[str], chosen: random.Random) -> str:
        text = _NUMBER.sub(lambda m: _drawn(m[1], sentence[m.end() : m.end() + 1] == "%", chosen), sentence)
        return chosen.choice(SAID).format(chosen.choice(names)) + text if chosen.random() < NAMED else text

    @staticmethod
    def _copy(original: Document, chosen: random.Random) -> Document:
        """The same report as another site has it."""
        passages = [replace(p, text=p.text.replace("进一步", "更加")) if chosen.random() < 0.2 else p for p in original.passages]
        return _sourced(replace(original, passages=tuple(passages)), "转载-" + original.source.file)


def places() -> Iterator[Place]:
    """Counties, cities and provinces in force, and the nation once in a while."""
    gazetteer = Gazetteer.load()
    codes = dict.fromkeys(line.split("\t")[0] for line in CODES.read_text("utf-8").splitlines() if line[:1].isdigit())
    for code in codes:
        place = gazetteer.place(code)
        if place and place.level != "country":
            yield place


def _moved(text: str, source: Document, place: Place, year: int) -> str:
    """The text in another place and year."""
    if source.place and source.place.level != "country":
        for name in (source.place.name, *reversed(source.place.path)):
            text = text.replace(name, place.name)
    shift = year - (source.year or year)
    return _YEAR.sub(lambda m: str(int(m[1]) + shift), text)


def _drawn(number: str, percent: bool, chosen: random.Random) -> str:
    """A number of the same look: as many decimals, about the same size."""
    decimals = len(number.partition(".")[2])
    value = float(number) * chosen.lognormvariate(0, 0.25 if percent else 0.6)
    value = min(value, 99.9) if percent and float(number) < 100 else value
    return f"{max(value, 10**-decimals):.{decimals}f}"


def _sourced(document: Document, file: str) -> Document:
    data = document.text.encode()
    return replace(document, source=Source(file, sha256(data).hexdigest(), len(data), "text", "utf-8"))


def grow(folder: Path, passages: int, seed: int = 1, files: Sequence[Path] = (), processes: int | None = None) -> int:
    """Put documents into the catalog of ``folder`` until it holds so many passages; returns how many it holds.

    ``processes`` make them; None: one for each core.
    """
    folder.mkdir(parents=True, exist_ok=True)
    catalog = Catalog(folder / "catalog.sqlite")
    try:
        held = catalog.counts().passages
        for task in _made(catalog.counts().documents, seed, files, processes or os.cpu_count() or 1):
            with catalog.together():
                for prepared, origin in task:
                    if held < passages and catalog.add(prepared, origin).outcome == "read":
                        held += len(prepared.passages)
            if held >= passages:
                break
        catalog.settle()
        return held
    finally:
        catalog.close()


Task: TypeAlias = "list[tuple[Prepared, str]]"


def _made(first: int, seed: int, files: Sequence[Path], processes: int) -> Iterator[Task]:
    """The documents from a number on, in order, some at a time; each process has one task at work and one waiting."""
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(files, seed)) as pool:
        numbers = count(first, TASK)
        waiting = deque(pool.submit(_make, number) for number in islice(numbers, 2 * processes))
        try:
            while True:
                yield waiting.popleft().result()
                waiting.append(pool.submit(_make, next(numbers)))
        finally:
            pool.shutdown(cancel_futures=True)


_growers: list[Grower] = []  # of a child


def _begin(files: Sequence[Path], seed: int) -> None:
    _growers.append(Grower(read_sources(files), seed))


def _make(first: int) -> Task:
    made = (_growers[0].document(number) for number in range(first, first + TASK))
    return [(prepare(document), origin) for document, origin in made]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="files", type=Path, nargs="*", default=(), help="reports to take sentences from")
    options = parser.parse_args()
    print(f"{grow(options.folder, options.passages, options.seed, options.files):,} passages in {options.folder}")


if __name__ == "__main__":
    main()
