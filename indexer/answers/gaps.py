"""What fills the gap of a question: the words that stand in a sentence where the question has its asking words.

In go a question and a sentence, out come spans with how sure each is; nothing here looks at what else the question names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import Span
from indexer.answers.spans import Segment, noun_phrase_after, noun_phrase_before
from indexer.model.answer import Question

Guess = tuple[Span, float]

STANDS = 0.5  # a phrase that only stands beside the same words
LOCATED = 0.9  # a place behind 在, the winner of a prize
PARTNER = 1.3  # behind 与 or 和, where the question asks 和哪家: no other name of the sentence can be meant
MADE = 1.1  # said outright: 把…作为主线, 投资5亿元的…
_BESIDE = re.compile(r"[和与同跟](?=哪|谁|什么|啥)")  # 和哪家公司重组
_GOT = r"(?:荣?获得?|获评|获颁|获批|晋级|夺得|摘得|拿下?|赢得|斩获|入选|当选|被评为|被授予|被命名为|被确定为|成为)了?"
_AWARDS = frozenset(["称号", "荣誉", "荣誉称号", "奖项", "奖"])
_AMOUNT = re.compile(r"[\d一二三四五六七八九十百千]+(?:\.\d+)?[十百千万亿]*(?:元|美元|亩|平方米|公里|吨|人|户)的")


def gaps(question: Question, form: str, sentence: Span, segment: Segment) -> Iterator[Guess]:
    """What stands behind the words before the asking words, before those after them, or is tied to them by a fixed turn."""
    yield from _turns(question, form, sentence, segment)
    yield from _behind(question, form, sentence, segment)
    yield from _before(question, form, sentence, segment)


def _behind(question: Question, form: str, sentence: Span, segment: Segment) -> Iterator[Guess]:
    last, beside = edge(question.before, segment, last=True), _BESIDE.search(question.text)
    for at in _places(last, form, sentence):
        start, sure = at + len(last), STANDS
        if beside and form[start : start + 1] in tuple("和与同跟"):
            start, sure = start + 1, PARTNER
        while start < sentence.end and form[start] in '了为成在是以:的把将"号':
            start += 1
        end = noun_phrase_after(form, start, sentence.end, segment)
        if end > start:
            yield Span(start, end), sure


def _before(question: Question, form: str, sentence: Span, segment: Segment) -> Iterator[Guess]:
    last = edge(question.before, segment, last=True)
    for at in _places(_opening(question.after, sentence.of(form)), form, sentence):
        end = at
        while end > sentence.start and form[end - 1] in "被在是把将给对为":
            end -= 1
        start = noun_phrase_before(form, end, sentence.start, segment, last)
        if end > start:
            yield Span(start, end), LOCATED if start and form[start - 1] in "在到于往由" else STANDS
    verb, _, won = question.after.partition(" ")
    if won and re.fullmatch(_GOT, verb):  # 哪家企业拿了"中国工业大奖": whatever the verb of winning
        for match in re.finditer(rf"{_GOT}[^,。;]{{0,8}}?{re.escape(won.split(' ')[0])}", sentence.of(form)):
            end = sentence.start + match.start()
            start = noun_phrase_before(form, end, sentence.start, segment, last)
            if end > start:
                yield Span(start, end), LOCATED


def _turns(question: Question, form: str, sentence: Span, segment: Segment) -> Iterator[Guess]:
    """把提高人民生活水平作为根本出发点 for 根本出发点是什么; 投资5亿元的科创园 for 投资5亿元的是什么."""
    if question.what:
        what = re.escape(question.what)
        for match in re.finditer(rf"(?:把|将|以)(?P<said>[^,。;]{{2,24}}?)(?:作为|当作|为)(?:[^,。;]{{0,8}}的)?{what}", sentence.of(form)):
            yield Span(sentence.start + match.start("said"), sentence.start + match.end("said")), MADE
    if question.head in _AWARDS:  # 获得了什么称号: 被评为"国家级示范医院"
        for match in re.finditer(rf"{_GOT}", sentence.of(form)):
            start = sentence.start + match.end()
            end = noun_phrase_after(form, start, sentence.end, segment)
            if end > start:
                yield Span(start, end), MADE
    for amount in _AMOUNT.finditer(question.before + "的"):
        for at in _places(amount[0], form, sentence):
            start = at + len(amount[0])
            end = noun_phrase_after(form, start, sentence.end, segment)
            if end > start:
                yield Span(start, end), MADE


def _places(words: str, form: str, sentence: Span) -> list[int]:
    """Where words stand in a sentence."""
    return [sentence.start + m.start() for m in re.finditer(re.escape(words), sentence.of(form))] if words else []


def _opening(after: str, stretch: str) -> str:
    """The longest beginning of what follows the asking words that stands in a stretch; two characters at least."""
    text = after.split(" ")[0]
    return next((text[:n] for n in range(len(text), 1, -1) if text[:n] in stretch), "")


def edge(text: str, segment: Segment, *, last: bool) -> str:
    """The last (or first) word of two characters or more; empty if there is none."""
    pieces = [p.of(text) for p in segment(text)]
    pieces = [p for p in pieces if len(p) > 1]
    return (pieces[-1] if last else pieces[0]) if pieces else ""
