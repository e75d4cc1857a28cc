"""Yes or no: the clause that decides, and whether it agrees with what the question supposes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Span
from indexer.answers.clauses import Material
from indexer.answers.weighing import Weighed, coverage, opened
from indexer.model.answer import Question

_NEGATION = re.compile(
    r"不再|不得|不能|不会|不是|不存在|没有|未能|尚未"
    r"|未(?=[完达实通建开])|禁止|严禁|停止|取消|无(?=[一须需]|法)|(?<![毫特差非])不(?=[完达实通建开批准许允予搞设增收征提])"
)
_ALTERNATIVE = re.compile(r"是不是|有没有|能不能|可不可以|对不对|是否|了没有?")
_UP = re.compile(r"增加|增长|提高|上升|增产|扩大|上涨|升高|涨")
_DOWN = re.compile(r"减少|下降|降低|减产|缩小|下跌|压缩|降到|降至|削减")
_DONE = re.compile(r"已经|已|了(?:吗|没)|完成了|实现了|达到了|去年|上年")
_AIM = re.compile(r"力争|确保|将|计划|推进|加快|继续|争取|目标|今年|要(?!求)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The deciding clause and what it says."""

    material: Material
    sentence: Span
    span: Span
    yes: bool
    score: float


def verdicts(question: Question, terms: Sequence[Weighed], materials: Sequence[Material]) -> list[Verdict]:
    """Clauses that decide a yes-or-no question, the best first."""
    found = []
    for material in materials:
        for sentence in material.sentences:
            whole = coverage(terms, [(opened(sentence.of(material.form)), 1.0), (opened(material.heading), 0.7)])
            for clause in material.clauses_of(sentence):
                near = coverage(terms, [(opened(clause.of(material.form)), 1.0)])
                score = (0.7 * whole + 0.3 * near) * _timely(question, material, sentence)
                found.append(Verdict(material, sentence, _bare(material.form, clause), _agrees(question, material, clause, sentence), score))
    return sorted(found, key=lambda v: (-v.score, v.material.passage.key, v.span))


def _bare(form: str, clause: Span) -> Span:
    end = clause.end
    while end > clause.start + 1 and form[end - 1] in ",;。!?:":
        end -= 1
    return Span(clause.start, end)


def _timely(question: Question, material: Material, sentence: Span) -> float:
    """A sentence that names another year says less."""
    named = re.findall(r"(\d{4})年", sentence.of(material.form))
    if not question.years or not named:
        return 1.0
    return 1.0 if any(int(y) in question.years for y in named) else 0.85


def _agrees(question: Question, material: Material, clause: Span, sentence: Span) -> bool:
    said = clause.of(material.form)
    asked = _ALTERNATIVE.sub("", question.text)
    negated = bool(_NEGATION.search(said)) != bool(_NEGATION.search(asked))
    return not negated and not _opposite(asked, said) and not _only_planned(question, material)


def _opposite(asked: str, said: str) -> bool:
    """One says more, the other less."""
    up, down = bool(_UP.search(asked)), bool(_DOWN.search(asked))
    return up != down and bool((_DOWN if up else _UP).search(said)) and not (_UP if up else _DOWN).search(said)


def _only_planned(question: Question, material: Material) -> bool:
    """Whether the question supposes something done which the report only plans."""
    year, part = material.passage.document.year, material.passage.part
    if part not in ("plan", "goals") or year is None:
        return False
    if question.wanted == "target":
        return False
    past = any(y < year for y in question.years)
    return past or bool(_DONE.search(question.text) and not any(y == year for y in question.years))
