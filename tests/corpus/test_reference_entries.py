"""A document as a whole, as an entry of a list of references, and as the line that says what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy

from corpus import Work, document_line, enter, remarks_on
from tests.webapp.records import NATION, document

TODAY = date(2026, 11, 22)
ADDRESS = "https://yiju.example/reports/410104-2020"
SEED = document()
RESOLUTION = document(NATION, 2019, state="resolution", title="关于政府工作报告的决议", speaker=None)


@pytest.mark.parametrize(
    ("record", "address", "expected"),
    [
        (SEED, ADDRESS, f"张艳敏. 2020年郑州市管城回族自治区政府工作报告[R/OL]. 2020-05-27. {ADDRESS}."),
        (SEED, "", "张艳敏. 2020年郑州市管城回族自治区政府工作报告[R]. 2020-05-27."),  # no address: not /OL, but still [R]
        (document(date=None), "", "张艳敏. 2020年郑州市管城回族自治区政府工作报告[R]. 2020."),  # only the year is known
        (document(date=None, year=None, speaker=None), "", "郑州市管城回族区人民政府. 2020年郑州市管城回族自治区政府工作报告[R]. [日期不明]."),
        (RESOLUTION, "", "全国人民代表大会. 关于政府工作报告的决议[Z]. 2019-05-27."),
        (document(state="digest"), "", "张艳敏. 2020年郑州市管城回族自治区政府工作报告[摘要][R]. 2020-05-27."),
    ],
)  # fmt: skip
def test_an_entry_of_the_numeric_system_names_no_paragraph(record, address, expected):
    record = replace(record, title=SEED.title if record.place == SEED.place else record.title)
    assert enter(Work(record, address, TODAY)) == expected


def test_the_formats_of_reference_managers_hold_the_notes_and_no_pages():
    work = Work(SEED, ADDRESS, TODAY, ("第2段：增长6.6%", "第6段：改造_47个&#%"))
    [read] = rispy.loads(enter(work, "ris"))
    assert (read["id"], read["notes"], "start_page" in read) == ("yiju-410104-2020", list(work.notes), False)
    decoding = [bibtexparser.middlewares.LatexDecodingMiddleware(keep_braced_groups=True)]
    [entry] = bibtexparser.parse_string(enter(work, "bibtex"), append_middleware=decoding).entries
    assert (entry.key, entry["annotation"]) == ("yiju-410104-2020", "第2段：增长6.6%\n\n第6段：改造_47个&#%")
    assert "pages" not in entry


def test_a_style_that_lists_nothing_is_refused():
    with pytest.raises(KeyError):
        enter(Work(SEED, ADDRESS, TODAY), "apa")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (SEED, "《2020年郑州市管城回族自治区政府工作报告》，郑州市管城回族区，2020年5月27日"),
        (document(NATION, 2019, title="政府工作报告"), "《政府工作报告》，2019年5月27日"),
        (document(None, None, title="政府工作报告"), "《政府工作报告》"),
        (document(state="digest"), "《2020年郑州市管城回族自治区政府工作报告》（摘要），郑州市管城回族区，2020年5月27日"),
    ],
)
def test_the_line_that_says_what_a_document_is(record, expected):
    assert document_line(record) == expected


def test_what_is_no_whole_report_is_remarked_on():
    assert not remarks_on(SEED)
    assert "不完整" in remarks_on(document(state="truncated"))[-1]
