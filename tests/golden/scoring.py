"""Scores answers in the public JSON form of ``/api/ask`` against golden questions.

In go a :class:`Question` and the reply as a plain dictionary, out comes a :class:`Verdict`. Nothing here knows a library, so a
reply from the terminal, the web or a test counts alike. An answer is right if it gives the asked value, whatever the spelling
(１０.３％ is 百分之十点三, 4564亿公斤 is ４５６４亿公斤) and whatever the qualifier (近, 约, 左右), and nothing beside it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus import compact, parse_number, search_form, times

Reply = Mapping[str, Any]
Place = tuple[str, str]  # a document, and a string that stands once in it
Figure = tuple[Decimal, str]

# What makes an answerable question a trap: a rival stands close by, or the question supposes what is not so.
TRAPS = frozenset({"past-vs-plan", "distractor", "respectively", "from-to", "false-premise", "negation"})

_NUMBER = "0-9零一二三四五六七八九十百千万亿两点"
_SHARES = {"百分之": "%", "千分之": "‰"}
_FIGURE = re.compile(rf"(百分之|千分之)?(\d[\d,.]*[百千万亿]*|[{_NUMBER}]+)([^{_NUMBER}、，,。;；:：()\-~]*)")
_LOOSE = re.compile(rf"(?<=[{_NUMBER}])[多余几](?=[^{_NUMBER}]|[万亿])")  # 七百多万人, 一百四十四亿余元
_JOINT = re.compile(r"到|至|和|及|提高|增加|调整|上升|下降|降低|减少|左右|以上|以下|以内|之间")
_MARKS = re.compile(r"[\s\"'“”‘’《》()（）,，.。;；:：、!！?？\-—~]")
_LINKS = re.compile(r"以及|等|和|与|及")


@dataclass(frozen=True, slots=True)
class Question:
    """One golden question. ``places``: for each fact asked for, the places that state it, the best first."""

    id: str
    report: str | None
    question: str
    scoped: bool
    type: str
    tags: frozenset[str]
    answerable: bool
    answer: str | None
    variants: tuple[str, ...]
    items: tuple[str, ...]
    places: tuple[tuple[Place, ...], ...]

    @property
    def trap(self) -> bool:
        """Whether the question can be answered and tempts to answer it wrongly."""
        return self.answerable and bool(self.tags & TRAPS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one question: ``refused`` it; gave the right answer (``exact``); cited the right passage (``proved``)."""

    question: Question
    refused: bool
    exact: bool
    proved: bool

    @property
    def right(self) -> bool:
        """The right answer with the right evidence, or a refusal where the reports do not tell."""
        return self.exact and self.proved if self.question.answerable else self.refused


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares between 0 and 1. ``hallucination``: of the questions without an answer, how many were answered."""

    joint: float
    exact: float
    proved: float
    trap: float
    hallucination: float
    needless_refusal: float


def read_questions(path: Path) -> list[Question]:
    """The questions of a ``.jsonl`` file, in order."""
    return [_question(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _question(record: dict[str, Any]) -> Question:
    places: list[tuple[Place, ...]] = []
    if record["answerable"]:
        keys = (record["key"], *record.get("alt_keys", ()))
        places = [tuple((record["report"], key) for key in keys)]
        places += [((document, key),) for document, key in record.get("also", {}).items()]
    return Question(
        id=record["id"], report=record["report"], question=record["question"], scoped=record["scoped"], type=record["type"],
        tags=frozenset(record.get("tags", ())), answerable=record["answerable"], answer=record.get("answer"),
        variants=tuple(record.get("variants", ())), items=tuple(record.get("items", ())), places=tuple(places),
    )  # fmt: skip


# judging one reply ------------------------------------------------------------------------------


def judge(question: Question, reply: Reply) -> Verdict:
    """Whether this reply is what the question deserves. A malformed reply is neither an answer nor a refusal."""
    if reply.get("answerable") is not True or not reply.get("answer"):
        return Verdict(question, reply.get("answerable") is False, False, False)
    return Verdict(question, False, question.answerable and is_right(question, reply), proves(question, reply))


def is_right(question: Question, reply: Reply) -> bool:
    """Whether the reply's answer is the golden one; evidence is not looked at."""
    given = str(reply["answer"])
    if question.type == "yes-no":
        return _agrees(question, reply, given)
    wanted = (question.answer or "", *question.variants)
    if question.items and question.type == "number":
        asked = [figure for item in question.items for figure in figures(item)]
        return same_figures(sorted(figures(given)), sorted(asked))
    if question.items:
        return _holds_all(given, question.items)
    if question.type in ("number", "date") and figures(question.answer or ""):
        return any(same_figures(figures(given), figures(text)) for text in wanted)
    return plain(given) in {plain(text) for text in wanted}


def proves(question: Question, reply: Reply) -> bool:
    """Whether the first passage cited states the fact; where several facts are asked for, whether each is among those cited."""
    cited = [answer["evidence"] for answer in reply.get("answers") or () if answer.get("evidence")]
    cited += reply.get("evidence") or ()
    if len(question.places) == 1:
        cited = cited[:1]
    stated = [any(_states(hit, place) for hit in cited for place in fact) for fact in question.places]
    return bool(stated) and all(stated)


def _states(hit: Mapping[str, Any], place: Place) -> bool:
    document, key = place
    return hit.get("document_id") == document and folded(key) in folded(str(hit.get("text", "")))


def _agrees(question: Question, reply: Reply, given: str) -> bool:
    """是 or 否 in the label or at the head of the answer decides; without either, the deciding words must be the answer."""
    labels = [str(answer.get("label") or "") for answer in reply.get("answers") or ()]
    for text in (*labels, given):
        if text[:1] in ("是", "否"):
            return text[0] == question.answer
    return any(plain(words) in plain(given) for words in question.variants)


def _holds_all(given: str, items: tuple[str, ...]) -> bool:
    """Every item and hardly anything else: what is left when the items are taken out must be short."""
    rest = plain(given)
    for item in sorted(map(plain, items), key=len, reverse=True):
        if item not in rest:
            return False
        rest = rest.replace(item, "", 1)
    return 4 * len(_LINKS.sub("", rest)) <= sum(map(len, items))


# comparing texts --------------------------------------------------------------------------------


def folded(text: str) -> str:
    """The text without blanks, in its search form."""
    return compact(search_form(text))[0]


def plain(text: str) -> str:
    """The text without blanks, quotation marks and punctuation, in its search form."""
    return _MARKS.sub("", folded(text))


def figures(text: str) -> list[Figure]:
    """Every figure as value and unit, in order.

    >>> [(str(value), unit) for value, unit in figures("由２０元提高到百分之十三点四，约七百多万人")]
    [('20', '元'), ('13.4', '%'), ('7000000', '人')]
    """
    found: list[Figure] = []
    for share, number, rest in _FIGURE.findall(_LOOSE.sub("", folded(text))):
        value = parse_number(number.rstrip(".,"))
        if value is not None:
            found.append((times(value, Decimal(1)), _SHARES.get(share) or _JOINT.split(rest)[0]))
    return found


def same_figures(given: list[Figure], wanted: list[Figure]) -> bool:
    """The same values in the same order, with the same units, which either side may leave out or cut short.

    A year beside the values (一九七八年的百分之三十六点五) is no value, unless a year is wanted.
    """
    if not any(map(_is_year, wanted)):
        given = [figure for figure in given if not _is_year(figure)]
    return bool(wanted) and len(given) == len(wanted) and all(map(_same_figure, given, wanted))


def _is_year(figure: Figure) -> bool:
    return 1900 <= figure[0] < 2100 and figure[1].startswith("年")


def _same_figure(given: Figure, wanted: Figure) -> bool:
    return given[0] == wanted[0] and (given[1].startswith(wanted[1]) or wanted[1].startswith(given[1]))


# summing up -------------------------------------------------------------------------------------


def measure(verdicts: Iterable[Verdict]) -> Scores:
    """The shares over all verdicts; each kind of question must occur."""
    all_ = list(verdicts)
    answerable = [v for v in all_ if v.question.answerable]
    without = [v for v in all_ if not v.question.answerable]
    traps = [v for v in all_ if v.question.trap]
    return Scores(
        joint=_share(v.right for v in all_),
        exact=_share(v.exact for v in answerable),
        proved=_share(v.proved for v in answerable),
        trap=_share(v.exact for v in traps),
        hallucination=_share(not v.refused for v in without),
        needless_refusal=_share(v.refused for v in answerable),
    )


def _share(held: Iterable[bool]) -> float:
    counts = Counter(held)
    return counts[True] / sum(counts.values())
