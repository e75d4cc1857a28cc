"""A report's page: the outline follows, the matches are gone through, anchors hold, and paper shows numbers and source."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def current(page):
    return page.locator(".outline a[aria-current]").all_inner_texts()


def settle(page):
    page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")


def test_the_outline_follows_the_reading(visit):
    page = visit("/reports/410104-2020")
    entries = page.locator(".outline a")
    assert len(current(page)) == 1
    last = entries.last
    name, target = last.inner_text(), last.get_attribute("href")
    page.evaluate("t => document.querySelector(t).scrollIntoView()", target)
    settle(page)
    assert current(page) == [name]
    box, frame = last.bounding_box(), page.locator(".outline").bounding_box()
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]  # the entry can be seen
    page.evaluate("() => scrollTo(0, 0)")
    settle(page)
    assert current(page) != [name]


def test_an_anchor_leads_to_a_paragraph_that_the_box_does_not_hide(visit):
    for address in ("/reports/410104-2020#p17", "/reports/410104-2020?q=老旧小区#p17"):
        page = visit(address)
        settle(page)
        top = page.locator("#p17").bounding_box()["y"]
        bar = page.locator(".bar-box").bounding_box()
        assert bar["y"] + bar["height"] <= top < 500


def test_matches_are_gone_through_in_a_circle(visit):
    page = visit("/reports/410104-2020?q=老旧小区")
    total = page.locator(".reader mark").count()
    status = page.locator(".matchbar [role=status]")
    assert status.inner_text() == f"{total} 处"
    page.click("text=下一处")
    assert status.inner_text() == f"第 1/{total} 处"
    page.keyboard.press("n")
    assert status.inner_text() == f"第 2/{total} 处"
    page.click("text=上一处")
    page.click("text=上一处")
    assert status.inner_text() == f"第 {total}/{total} 处"
    box = page.locator("mark[data-current]").bounding_box()
    assert 0 < box["y"] < 900


def test_from_an_anchor_the_next_match_is_the_one_below(visit):
    page = visit("/reports/410104-2020?q=建设#p40")
    settle(page)
    page.keyboard.press("n")
    paragraph = page.evaluate("() => document.querySelector('mark[data-current]').closest('.para').id")
    assert int(paragraph[1:]) >= 40


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not here")
@pytest.mark.parametrize("address", ["/reports/410104-2020", "/p/410104-2020-p17", "/search?q=老旧小区改造"])
def test_paper_shows_the_text_its_numbers_and_its_source(visit, tmp_path, address):
    page = visit(address, color_scheme="dark")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "管城回族自治区政府工作报告" in done.replace(" ", "")
    assert "跳到正文" not in done
    assert "复制" not in done
    assert "快捷键" not in done
    if address.startswith("/reports"):
        assert "各位代表" in done
        assert "/reports/410104-2020" in done
        assert all(f"\n{number} " in done or f"\n {number} " in done for number in (2, 17, 55))
    if address.startswith("/p"):
        assert "/p/410104-2020-p17?d=" in done.replace("\n", "")
