"""One library with the shipped report, and texts of our own with every trap a search can meet."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import Library, SearchRequest, SearchResult
from indexer.engines import cluster_client, opensearch_writing
from tests.indexer.told import Answer, Told

Find = Callable[..., SearchResult]

REPORT = """{place}{year}年政府工作报告

——{year}年1月10日在{place}第十五届人民代表大会第三次会议上

{place}人民政府{office}　王明

各位代表：

现在，我代表{place}人民政府向大会报告工作，请予审议。

一、{last}年工作回顾

过去的一年，全{unit}地区生产总值增长{growth}%，一般公共预算收入完成{income}亿元，新建公厕{toilets}座。

二、{year}年工作安排

优化营商环境。今年将改造老旧小区{yards}个，总投资10亿元，新增就业2万人。推进社會保障全覆盖。

三、加强政府自身建设

落实党风廉政建设责任制，严控一般性支出。
""" + "\n".join(
    f"完善{subject}，坚持问题导向，逐项制定清单，明确时限和责任单位，按月调度，按季通报，把群众满意作为衡量工作的唯一标准。\n"
    for subject in ("统计制度", "档案管理", "督查机制", "政务公开", "后勤保障", "值班值守", "公文流转", "会议管理", "接待规定", "采购流程")
)


def write_report(folder: Path, place: str, year: int, **figures: object) -> Path:
    """A small report of our own making."""
    given = {"growth": 6.1, "income": 110, "toilets": 12, "yards": 30} | figures
    office, unit = ("市长", "市") if place.endswith("市") else ("县长", "县")
    path = folder / f"{place}{year}.txt"
    path.write_text(REPORT.format(place=place, year=year, last=year - 1, office=office, unit=unit, **given), "utf-8")
    return path


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with the shipped report only."""
    library = Library.open(tmp_path_factory.mktemp("shipped"))
    library.prepare()
    return library


@pytest.fixture(scope="session")
def find(shipped: Library) -> Find:
    """Search the shipped report."""
    return lambda query, **more: shipped.search(SearchRequest(query, **more))


@pytest.fixture
def several(tmp_path: Path) -> Library:
    """A library of four small reports, of a city and a county in two years."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for year in (2019, 2020):
        write_report(folder, "郑州市", year, growth=year - 2013, yards=year - 2000)
        write_report(folder, "高阳县", year, income=year - 2010, toilets=year - 2000)
    library = Library.open(tmp_path / "library")
    outcomes = library.index([folder])
    assert [o.fate for o in outcomes] == ["read"] * 4
    return library


def total(library: Library, query: str) -> int:
    """How many passages match."""
    return library.search(SearchRequest(query)).total


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Told]]:
    """Servers, stopped in the end; nobody waits long."""
    monkeypatch.setattr(cluster_client, "PAUSE", 0.01)
    monkeypatch.setattr(opensearch_writing, "PAUSE", 0.01)
    running: list[Told] = []

    def start(answer: Callable[[str, str, bytes], Answer] | Answer, context: ssl.SSLContext | None = None) -> Told:
        running.append(Told(answer if callable(answer) else lambda *_: answer, context))
        return running[-1]

    yield start
    for each in running:
        each.server.shutdown()
        each.server.server_close()
