"""The page of a question: answers with their sentences, refusals with their reasons, and the card above the passages."""

from __future__ import annotations

from tests.webapp.page import read


def page(client, address):
    reply = client.get(address)
    return reply.status_code, read(reply.get_data(as_text=True)), reply.get_data(as_text=True)


def test_an_answer_stands_in_its_marked_sentence(client):
    status, found, text = page(client, "/ask?q=改造多少个？")
    assert status == 200
    answers = found.find("article", cls="answer")
    assert len(answers) == 2  # the answer, and the other reading below it
    assert found.find("mark", cls="fig")
    assert "也可能问的是" in text
    assert "/p/" in text
    assert "/api/ask?q=" in text


def test_a_refusal_says_why_and_offers_the_nearest(client):
    status, found, text = page(client, "/ask?q=改造")
    assert status == 200
    assert found.find("section", cls="refusal")
    assert "库中没有依据" in text
    assert not found.find("mark", cls="fig")
    assert "不是答案" in text


def test_without_a_question_it_says_how_to_ask(client):
    status, found, _ = page(client, "/ask")
    assert status == 200
    assert found.find("dl", cls="ways")


def test_what_is_typed_is_escaped(client):
    _, found, text = page(client, "/ask?q=<script>alert(1)</script>多少？")
    assert "<script>alert" not in text
    assert "alert(1)" in found.one("h1").text


def test_too_long_a_question_is_told_so(client):
    status, _, text = page(client, "/ask?q=" + "问" * 1001)
    assert status == 413
    assert "最多 1000 个字" in text


def test_the_card_stands_above_the_passages(client):
    _, found, _ = page(client, "/search?q=改造 多少个？")
    assert found.find("section", cls="answer-card")
    _, found, _ = page(client, "/search?q=改造")
    assert not found.find("section", cls="answer-card")
