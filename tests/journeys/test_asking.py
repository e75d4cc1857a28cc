"""From a question to the words that answer it, or to an honest no: the one box, the page, the evidence, the copy."""

from __future__ import annotations

import urllib.parse

from tests.journeys.conftest import PHONE, sideways


def clipboard(page):
    return page.evaluate("() => navigator.clipboard.readText()")


def test_a_question_in_the_one_box_is_answered_above_the_passages(visit):
    page = visit("/")
    page.fill("#q", "2019年管城区地区生产总值增长多少？")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    card = page.locator(".answer-card")
    assert card.locator(".answer__text > span").first.inner_text() == "6.6%"
    assert "2019年实绩" in card.inner_text()
    assert page.locator("#results").count() == 1
    card.locator("text=在“问答”页查看").click()
    page.wait_for_url("**/ask?q=*")
    assert page.locator(".answer__text > span").first.inner_text() == "6.6%"


def test_an_answer_is_marked_in_its_sentence_and_leads_into_the_report(visit):
    page = visit("/ask?q=2019年新增绿化面积多少？&document=410104-2020")
    answer = page.locator(".answer").first
    words = answer.locator(".answer__text > span").first.inner_text()
    assert answer.locator("blockquote mark").first.inner_text() == words == "265万平方米"
    sentence = answer.locator("blockquote").inner_text()
    answer.locator("text=在报告中阅读").click()
    page.wait_for_url("**/reports/410104-2020*#p7")
    assert sentence.strip("…") in page.locator("#p7").inner_text()


def test_an_answer_is_copied_with_its_source(visit):
    page = visit("/ask?q=2019年新增绿化面积多少？&document=410104-2020")
    answer = page.locator(".answer").first
    answer.locator("[data-copy=citation]").click()
    page.wait_for_selector(".toast:text-is('已复制原文与出处')")
    text = page.request.get("/api/passages/410104-2020-p7").json()["text"]
    assert clipboard(page).startswith(f"“{text}”")
    assert "第7段" in clipboard(page)


def test_what_the_report_does_not_say_is_refused_with_the_reason(visit):
    page = visit("/ask?q=2018年老旧小区改造了多少个？&document=410104-2020")
    assert page.locator(".answers").count() == 0
    assert "2018" in page.locator(".refusal").inner_text()
    page.locator(".refusal >> text=检索这些词语").click()
    page.wait_for_url("**/search?q=*")


def test_injected_markup_is_text(visit):
    question = "<img src=x onerror=alert(1)>地区生产总值是多少？"
    page = visit("/ask?q=" + urllib.parse.quote(question))
    assert page.locator("h1.question").inner_text() == question
    assert page.locator("main img").count() == 0


def test_the_page_fits_a_phone(visit):
    page = visit("/ask?q=2019年有哪些荣誉？&document=410104-2020", view=PHONE)
    assert sideways(page) == []
