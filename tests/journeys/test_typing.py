"""Typing: suggestions, input methods, and the keys of those who never touch a mouse."""

from __future__ import annotations

import pytest


def watched(page):
    """Addresses of the suggestions asked for from now on."""
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/api/suggest" in r.url else None)
    return asked


def rows(page):
    page.wait_for_selector(".suggest [role=option]")
    return page.locator(".suggest [role=option]").all_inner_texts()


def still(page):
    """From now on the page's time stands still, until it is told how much has passed: a pause in typing does not depend on the machine."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


PAUSE = 1_000  # milliseconds, longer than any that the page waits for


def fire(page, kind, data=""):
    page.evaluate("([k, d]) => q.dispatchEvent(new CompositionEvent(k, {data: d, bubbles: true}))", [kind, data])


def press_enter(page, more=""):
    """An Enter that belongs to the input method; whether the page lets it do what it does."""
    event = f"new KeyboardEvent('keydown', {{key: 'Enter', keyCode: 229, {more}bubbles: true, cancelable: true}})"
    return page.evaluate(f"() => q.dispatchEvent({event})")


def put(page, text, composing):
    page.evaluate(
        "([t, c]) => { q.value = t; q.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: c})) }", [text, composing]
    )


@pytest.mark.parametrize(("typed", "text"), [("老旧", "老旧小区"), ("ljxq", "老旧小区"), ("laojiu", "老旧小区"), ("gchzq", "管城回族区")])
def test_suggestions_by_characters_pinyin_and_initials(visit, typed, text):
    page = visit("/")
    still(page)
    page.locator("#q").press_sequentially(typed)
    page.clock.run_for(PAUSE)
    assert text in rows(page)
    assert page.locator(".box [role=status]").inner_text() == f"{len(rows(page))} 条提示"
    assert page.get_attribute("#q", "aria-expanded") == "true"


def test_one_request_after_the_typing_has_paused(visit):
    page = visit("/")
    asked = watched(page)
    still(page)
    page.locator("#q").press_sequentially("ljxq")
    assert asked == []
    page.clock.run_for(PAUSE)
    rows(page)
    assert len(asked) == 1
    assert asked[0].endswith("q=ljxq")


def test_arrows_choose_and_enter_searches(visit):
    page = visit("/")
    page.fill("#q", "ljxq")
    found = rows(page)
    page.keyboard.press("ArrowDown")
    assert page.input_value("#q") == found[0]
    chosen = page.get_attribute("#q", "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert page.input_value("#q") == "ljxq"  # back to what was typed
    page.keyboard.press("ArrowUp")
    assert page.input_value("#q") == found[-1]
    page.keyboard.press("Escape")
    assert page.input_value("#q") == "ljxq"
    assert not page.locator(".suggest").is_visible()
    page.keyboard.press("ArrowDown")
    rows(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.input_value("#q") == found[0]


def test_a_click_on_a_suggestion_searches(visit):
    page = visit("/search?q=改造")
    page.fill("#q", "管城")
    page.locator(".suggest [role=option]", has_text="管城回族区").click()
    page.wait_for_url("**/search?q=%E7%AE%A1%E5%9F%8E%E5%9B%9E*")


def test_nothing_is_asked_and_nothing_sent_while_composing(visit):
    page = visit("/")
    asked = watched(page)
    still(page)
    page.focus("#q")
    fire(page, "compositionstart")
    put(page, "lao'jiu", True)
    page.clock.run_for(PAUSE)
    press_enter(page, "isComposing: true, ")
    page.keyboard.press("Enter")  # even one that does not say that it belongs to the input method
    page.evaluate("() => q.form.requestSubmit()")
    page.clock.run_for(PAUSE)
    assert asked == []
    assert page.url.endswith("/")
    put(page, "老旧", True)  # Chrome: the last input comes before the end
    fire(page, "compositionend", "老旧")
    page.clock.run_for(PAUSE)
    assert "老旧小区" in rows(page)
    assert len(asked) == 1


def test_the_enter_that_ends_a_composition_in_safari_sends_nothing(visit):
    page = visit("/")
    page.fill("#q", "老旧")
    assert not press_enter(page)
    assert page.url.endswith("/")


def test_firefox_sends_the_last_input_after_the_end(visit):
    page = visit("/")
    asked = watched(page)
    still(page)
    page.focus("#q")
    fire(page, "compositionstart")
    fire(page, "compositionend", "老旧")
    put(page, "老旧", False)
    page.clock.run_for(PAUSE)
    assert "老旧小区" in rows(page)
    assert len(asked) == 1


def test_a_late_answer_does_not_replace_a_newer_one(visit):
    page = visit("/")
    held = []
    page.route("**/api/suggest?q=lj", lambda route: held.append(route))
    with page.expect_request("**/api/suggest?q=lj"):
        page.fill("#q", "lj")
    page.fill("#q", "gchzq")
    assert rows(page) == ["管城回族区"]
    held[0].continue_()
    page.wait_for_timeout(300)  # for nothing to happen
    assert rows(page) == ["管城回族区"]


def test_when_suggestions_fail_the_box_still_searches(visit):
    page = visit("/")
    page.route("**/api/suggest*", lambda route: route.fulfill(status=500))
    with page.expect_response("**/api/suggest*"):
        page.fill("#q", "城市书房")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")


def test_a_whole_task_by_keyboard(visit):
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("老旧小区改造")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator(".hit[data-current]").get_attribute("id") == "h1"
    first = page.locator("#h1").get_attribute("data-passage")
    page.keyboard.press("c")
    page.wait_for_selector("text=已复制原文与出处")
    page.keyboard.press("o")
    page.wait_for_url("**/reports/410104-2020?q=*")
    assert page.url.endswith("#" + first.rpartition("-")[2])
    page.keyboard.press("n")
    assert page.locator("mark[data-current]").count() == 1


def test_help_opens_and_the_keys_can_be_turned_off(visit):
    page = visit("/search?q=改造")
    page.keyboard.press("?")
    assert page.locator("dialog.keys").is_visible()
    page.keyboard.press("j")  # nothing moves behind the dialog
    assert page.locator(".hit[data-current]").count() == 0
    page.locator("dialog input").uncheck()
    page.keyboard.press("Escape")
    assert not page.locator("dialog.keys").is_visible()
    page.keyboard.press("j")
    assert page.locator(".hit[data-current]").count() == 0
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.id") != "q"
    page.click("text=快捷键")
    assert page.locator("dialog.keys").is_visible()


def test_keys_are_letters_in_a_field_and_with_a_modifier(visit):
    page = visit("/search?q=改造")
    page.focus("#q")
    page.keyboard.type("jk/?c")
    assert "jk/?c" in page.input_value("#q")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+j")
    assert page.locator(".hit[data-current]").count() == 0


def test_every_control_shows_where_the_focus_is(visit):
    page = visit("/search?q=改造")
    for _ in range(30):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), f = e.closest('.box');
            return s.outlineStyle !== 'none' || (f && getComputedStyle(f).outlineStyle !== 'none') || e === document.body; }"""
        )
        assert ring, page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
