"""Reports added in the browser: chosen, looked at, one place asked for, kept, found, read again, taken out; with and without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from indexer import Library
from tests.corpus.mess import BODY, FRONT, body, front, lines
from tests.journeys.conftest import PHONE, served, sideways
from tests.journeys.test_everyone import LOOKS, axe, violations

__all__ = ["axe"]  # a fixture


@pytest.fixture
def own(browser: Any, tmp_path: Any) -> Iterator[str]:
    """A site of its own, for what is added must not meet other journeys."""
    library = Library.open(tmp_path / "库")
    library.prepare()
    with served(library) as address:
        yield address
    library.close()


@pytest.fixture
def files(tmp_path: Any) -> list[str]:
    """A report with its page around it, one of a district of which there are several, and one that cannot be read."""
    texts = {
        "洛阳市<b>.txt": lines("首页 > 政务公开", *FRONT, *BODY, "责任编辑：王一"),
        "鼓楼区.txt": lines(*front("鼓楼区", office="区长"), *body("鼓楼区", unit="区")),
        "坏.pdf": b"%PDF-1.4 broken",
    }
    for name, data in texts.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in texts]


def choose(page: Any, files: list[str]) -> None:
    page.locator("a", has_text="添加报告").click()
    page.set_input_files("#file", files)
    page.locator("button", has_text="读取").click()
    page.wait_for_selector(".received")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_reports_are_added_found_and_taken_out(visit: Any, own: str, files: list[str], script: bool) -> None:
    page = visit(f"{own}/reports", java_script_enabled=script)
    choose(page, files)
    shown = page.inner_text("main")
    assert "认出 2 份报告" in shown
    assert "河南省 › 洛阳市（410300）" in shown
    assert "坏.pdf”是损坏的 PDF" in shown
    assert page.locator("main b").count() == 0
    page.select_option("select[name=place-1]", "320106")
    page.locator("button", has_text="收录勾选的报告").click()
    page.wait_for_selector("main .also[role=status]")
    assert "已收录：洛阳市2021年政府工作报告" in page.inner_text("main .also[role=status]")
    page.goto(f"{own}/search?q=“打通断头路12条”&place=320106")
    page.locator(".hit a").first.wait_for()
    assert "鼓楼区2021年政府工作报告" in page.inner_text("main")
    page.goto(f"{own}/reports/320106-2021")
    assert "由收录者指定" in page.inner_text("main")
    page.locator("summary", has_text="从库中删除").click()
    page.locator("button", has_text="确认删除").click()
    page.wait_for_selector("main .also[role=status]")
    assert "已从库中删除 320106-2021" in page.inner_text("main .also[role=status]")
    page.goto(f"{own}/reports/320106-2021")
    assert "没有" in page.inner_text("main")


def test_nothing_is_kept_before_it_is_confirmed(visit: Any, own: str, files: list[str]) -> None:
    page = visit(f"{own}/reports")
    choose(page, files[:1])
    page.locator("button", has_text="丢弃").click()
    page.wait_for_url("**/reports/add")
    page.go_back()
    page.reload()
    assert "已经丢弃" in page.inner_text("main")
    page.goto(f"{own}/reports")
    assert "洛阳市" not in page.inner_text("main")


def test_the_pages_are_for_everyone(visit: Any, own: str, files: list[str], axe: str) -> None:
    page = visit(f"{own}/reports", view=PHONE)
    choose(page, files)
    page.evaluate(axe)
    for scheme, view in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(view)
        assert violations(page) == [], (scheme, view)
        assert sideways(page) == []
    page.locator("button", has_text="丢弃").click()
    page.wait_for_selector("#file")
    page.evaluate(axe)
    assert violations(page) == []
