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
    r"|未(?=[完达实通建开])|禁止|严禁|停止|取消|无(?=[一人须需]|法)|零(?=伤亡|死亡|感染|事故|发生|新增)|(?<![毫特差非])不(?=[完达实通建开批准许允予搞设增收征提])"
)
_ALTERNATIVE = re.compile(r"是不是|有没有|能不能|可不可以|对不对|是否|了没有?")
_UP = re.compile(r"增加|增长|提高|上升|增产|扩大|上涨|升高|涨")
_DOWN = re.compile(r"减少|下降|降低|减产|缩小|下跌|压缩|降到|降至|削减")
_DIGITS = str.maketrans("零一二三四五六七八九", "0123456789")
_YEAR = re.compile(r"(\d{4}|[一二][九零][零一二三四五六七八九]{2})年")
_DONE = re.compile(r"已经|已|了(?:吗|没)|完成了|实现了|达到了|去年|上年")
_FINISHED = re.compile(r"建成|完工|竣工|投运|投用|投产|通车|通航|开通|启用|投入(?:使用|运营|运行)|开放|完成|通过")
_UNDER_WAY = re.compile(
    r"即将|开工(?:建设)?|正在|在建|加快(?:推进|建设)|强力启动|启动|谋划|筹备|前期工作|规划选址|(?:土地)?(?:征收|征迁|收储)|完成(?:立项|选址|招标|设计|审批)|主体(?:工程)?(?:完工|竣工|建设|封顶)|主体工程建设"
)
_EVERYTHING = re.compile(r"全覆盖|全部|全面覆盖|百分之百|100%")
_SHARE = re.compile(r"(?:率|比例|比重|占比)(?:已?达到?|为|提高到)?(?P<share>\d{1,2}(?:\.\d+)?)%")
PLANNED = 0.75  # of what a passage of plans is worth where something past is asked


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
                score = (0.55 * whole + 0.45 * near) * _timely(question, material, sentence)
                found.append(Verdict(material, sentence, _bare(material.form, clause), _agrees(question, material, clause, sentence), score))
    return sorted(found, key=lambda v: (-v.score, v.material.passage.key, v.span))


def _bare(form: str, clause: Span) -> Span:
    end = clause.end
    while end > clause.start + 1 and form[end - 1] in ",;。!?:":
        end -= 1
    return Span(clause.start, end)


def _timely(question: Question, material: Material, sentence: Span) -> float:
    """A sentence that names another year says less, and so does a plan of what the question puts in the past."""
    planned = PLANNED if _only_planned(question, material) else 1.0
    named = [int(y.translate(_DIGITS)) for y in _YEAR.findall(sentence.of(material.form))]
    if not question.years or not named:
        return planned
    return planned if any(y in question.years for y in named) else 0.85 * planned


def _agrees(question: Question, material: Material, clause: Span, sentence: Span) -> bool:
    said = clause.of(material.form)
    asked = _ALTERNATIVE.sub("", question.text)
    negated = bool(_NEGATION.search(said)) != bool(_NEGATION.search(asked))
    told = said if _UP.search(said) or _DOWN.search(said) else material.form[clause.start : sentence.end]  # …,都比上年增长8%
    return not (negated or _opposite(asked, told) or _only_planned(question, material) or _unfinished(asked, said))


def _opposite(asked: str, said: str) -> bool:
    """One says more, the other less."""
    up, down = bool(_UP.search(asked)), bool(_DOWN.search(asked))
    return up != down and bool((_DOWN if up else _UP).search(said)) and not (_UP if up else _DOWN).search(said)


def _unfinished(asked: str, said: str) -> bool:
    """Whether something is asked to be finished or complete of which only the beginning or a part is reported."""
    finished = _FINISHED.search(asked)
    if finished and _UNDER_WAY.search(said) and not _UNDER_WAY.search(asked):
        return finished[0] not in said or "即将" in said or "主体" in said
    return bool(_EVERYTHING.search(asked) and not _EVERYTHING.search(said) and _SHARE.search(said))


def _only_planned(question: Question, material: Material) -> bool:
    """Whether the question supposes something done which the report only plans."""
    year, part = material.passage.document.year, material.passage.part
    if part not in ("plan", "goals") or year is None:
        return False
    if question.wanted == "target":
        return False
    past = any(y < year for y in question.years)
    return past or bool(_DONE.search(question.text) and not any(y == year for y in question.years))
