"""The page of indicators, over real reports: the chart, its table, comparison, downloads, what is unknown or empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient

from indexer import Library
from tests.series_reports import write_reports
from tests.webapp.conftest import client_of
from tests.webapp.fake import FakeLibrary
from tests.webapp.page import Element, read


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder)
    library = Library.open(Path(tmp_path_factory.mktemp("library")))
    library.index([folder])
    yield client_of(library)
    library.close()


def page(client: FlaskClient, address: str, status: int = 200) -> Element:
    reply = client.get(address)
    assert reply.status_code == status, reply.get_data(as_text=True)
    return read(reply.get_data(as_text=True))


def rows(table: Element) -> list[list[str]]:
    return [[" ".join(cell.text.split()) for cell in (*row.find("th"), *row.find("td"))] for row in table.find("tr")[1:]]


def test_targets_stand_beside_results_with_the_difference(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=GDP增速&place=郑州市")
    table = rows(shown.find("table", cls="series")[0])
    assert [row[0] for row in table] == [str(year) for year in range(2021, 2014, -1)]
    assert table[1] == ["2020", "地区生产总值增长6.5%-7%2020年报告第3段", "地区生产总值增长3%2021年报告第2段", "−3.5"]
    assert table[0][2] == "要看2022年报告"
    assert table[4][1] == "缺2017年报告"
    assert "各报告所述不一" in table[2][2]


def test_every_point_is_a_link_that_says_what_it_is(client: FlaskClient) -> None:
    chart = page(client, "/indicators?q=GDP增速&place=郑州市").one("svg", cls="chart")
    points = chart.find("a")
    labels = [p.attrs["aria-label"] for p in points]
    assert "2019年目标：地区生产总值增长7.5%左右。2019年报告第3段" in labels
    assert all(p.one("title").text == p.attrs["aria-label"] for p in points)
    for point in points:
        assert client.get(point.attrs["href"]).status_code == 200


def test_without_a_place_one_is_taken_and_the_others_are_offered(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=GDP增速")
    assert "没有指定地区，先看郑州市" in shown.one("main").text
    added = page(client, shown.link("高阳县3")).one("main")
    assert "高阳县、郑州市" in added.one("p", cls="meta").text
    assert [th.text for th in added.one("table", cls="places-table").find("th")[:3]] == ["所指年份", "高阳县", "郑州市"]


def test_a_place_in_the_words_is_read_and_can_be_undone(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=高阳县GDP增速")
    assert "没有指定地区" not in shown.one("main").text
    assert "高阳县" in shown.one("p", cls="meta").text
    assert "读自“高阳县”" in shown.one("main").text


def test_places_in_one_year(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=GDP增速&place=130628&place=410100&refers_to=2019")
    bars = rows(shown.one("table", cls="bars-table"))
    assert [row[0] for row in bars] == ["郑州市", "高阳县"]  # the larger first
    lengths = [float(r.attrs["width"]) for r in shown.one("table", cls="bars-table").find("rect")]
    assert lengths == [100.0, 89.23]
    other = page(client, "/indicators?q=GDP增速&place=130628&place=410100&refers_to=1999")
    assert "没有一份报告说到1999年" in other.one("main").text


def test_a_year_of_targets_alone_compares_targets(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=GDP增速&place=130628&place=410100&refers_to=2021")
    assert [row[2] for row in rows(shown.one("table", cls="bars-table"))] == ["7%"]


def test_years_in_a_row_without_any_value_share_a_row(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=GDP增速&place=郑州市")
    table = rows(shown.find("table", cls="series")[0])
    assert [row[0] for row in table][-3:] == ["2017", "2016", "2015"]  # two have a row each
    assert "这些年没有数" not in shown.one("main").text


def test_results_and_targets_can_be_seen_alone(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=GDP增速&place=郑州市&kind=target")
    assert all("目标" in p.attrs["aria-label"] for p in shown.one("svg", cls="chart").find("a"))
    assert page(client, shown.link("只看实绩")).one("svg", cls="chart").find("a")


def test_the_measure_can_be_changed(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=GDP&place=郑州市")
    assert shown.one("h1").text == "地区生产总值 水平"
    assert page(client, shown.link("增速10")).one("h1").text == "地区生产总值 增速"


def test_what_is_of_no_single_year_is_listed_apart(client: FlaskClient) -> None:
    shown = page(client, "/indicators?q=GDP增速&place=郑州市").one("main").text
    assert "另列：多年合计" in shown
    assert "2020年上半年" in shown


def test_an_unknown_name_and_one_that_is_not_stated(client: FlaskClient) -> None:
    unknown = page(client, "/indicators?q=登记失业")
    assert "没有名为“登记失业”的指标" in unknown.one("p", role="alert").text
    assert page(client, unknown.link("城镇登记失业率")).one("h1").text.startswith("城镇登记失业率")
    silent = page(client, "/indicators?q=GDP增速&year=1999")
    assert "没有地区生产总值的数" in silent.one("p", role="alert").text
    assert page(client, "/indicators?q=" + "指" * 1001, 413).one("p", role="alert")


def test_the_start_lists_the_indicators_with_their_numbers(client: FlaskClient) -> None:
    shown = page(client, "/indicators")
    assert page(client, shown.link("城镇新增就业6")).one("h1").text.startswith("城镇新增就业")


def test_an_empty_library_says_so() -> None:
    shown = page(client_of(FakeLibrary(records=[])), "/indicators")
    assert "库中还没有报告说到常用指标" in shown.one("main").text


def test_the_table_as_csv(client: FlaskClient) -> None:
    reply = client.get("/indicators.csv?q=GDP增速")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="yiju-indicator.csv"'
    assert reply.data.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(reply.data.decode("utf-8-sig"), newline="")))
    assert {row["列于"] for row in table} == {"序列", "另列"}
    fall = next(row for row in table if row["时期"] == "2020上半年")
    assert (fall["数值"], fall["原数"], fall["地区"]) == ("-0.2", "0.2%", "郑州市")


def test_the_chart_as_a_file_of_its_own(client: FlaskClient) -> None:
    reply = client.get("/indicators.svg?q=GDP增速&place=郑州市")
    assert reply.mimetype == "image/svg+xml"
    picture = fromstring(reply.data)
    assert picture.find("{http://www.w3.org/2000/svg}title").text.startswith("地区生产总值 · 增速")
    assert not [e for e in picture.iter() if "class" in e.attrib or "style" in e.attrib]
    assert client.get("/indicators.svg?q=没有这个").status_code == 404


def test_hostile_words_stay_words(client: FlaskClient) -> None:
    reply = client.get("/indicators?q=<script>alert(1)</script>")
    assert b"<script>alert" not in reply.data
