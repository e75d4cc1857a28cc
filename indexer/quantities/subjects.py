"""Subjects: the noun phrase of every figure of a text, carried from clause to clause where it is left out.

In go the search form, the figures' spans and units, out comes one :class:`Reading` a figure, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus import Span
from indexer.model.quantity import Quantity
from indexer.quantities.clauses import Clause
from indexer.quantities.noun_phrases import (
    Before,
    Phrase,
    before,
    behind,
    is_attribute,
    topic_of,
    verb_before,
    with_predicate,
    without_determiners,
)
from indexer.quantities.sharing import share_out
from indexer.quantities.trimming import strip_tail
from indexer.quantities.wording import BARE_VERBS, COPULAS, KEPT_VERBS, THRESHOLDS, is_measure, longest_prefix

_RATIOS = ("%", "‰", "个百分点", "倍", "成", "番")
_DURATIONS = ("年", "个月", "月", "天", "日", "周", "小时", "分钟")
_LASTING = re.compile("(?:寿命|年限|工期|时间|期限|教育|学制)$")
_PREPOSITIONS = ("为", "到", "由", "从", "是")
_DURING = re.compile("(?:时间|以?内|以?来|间|中|里|以?后|以?前|累计)+")
HALVES = ("城镇", "农村")
_CARRIED = ("新增", "净增")
_VERBS = (
    BARE_VERBS
    | frozenset(KEPT_VERBS)
    | {"招聘", "培育", "认定", "建成", "完成", "创建", "打造", "开工", "培训", "入库", "释放", "累计", "实现"}
)
_LISTED = re.compile("[、和及与](?=总?投资|占地|总?面积)")
_JOINT = re.compile(r"[、和与及或\s]|以及|分别")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a figure say: the phrase measured, the predicate before it, whether it only qualifies a noun.

    ``half`` is 城镇 or 农村 where one of two figures of 城乡居民… is of only these.
    """

    phrase: Phrase
    before: Before
    threshold: bool = False
    behind: bool = False
    half: str = ""


@dataclass(slots=True)
class _Memory:
    """What later clauses may leave out: the last subject, and the last list of subjects that 分别 shared out, all that
    its sentence named, the clause before, the subjects of the run of figures before."""

    subject: Phrase = ()
    last: Reading | None = None
    group: list[Phrase] = field(default_factory=list)
    sentence: int = -1
    begun: bool = False
    topics: list[Clause] = field(default_factory=list)
    named: list[Phrase] = field(default_factory=list)
    previous: Clause | None = None
    run: list[Phrase] = field(default_factory=list)


class _Reader:
    """Reads clause after clause of one form; the memory is all that is carried."""

    def __init__(self, form: str, quantities: Sequence[Quantity]) -> None:
        self.form = form
        self.quantities = quantities
        self.memory = _Memory()

    def read(self, clause: Clause) -> Iterator[Reading]:
        """The readings of the clause's figures, in order."""
        if clause.sentence != self.memory.sentence:
            self._carry_over()
            self.memory.sentence, self.memory.group, self.memory.begun = clause.sentence, [], False
            self.memory.topics, self.memory.named, self.memory.run = [], [], []
        if not clause.figures and not self.memory.begun:
            self.memory.topics.append(clause)
        self.memory.begun = bool(clause.figures) or self.memory.begun
        begin = clause.start
        for run in _runs(self.form, self.quantities, clause.figures):
            readings, begin = self._read_run(run, begin, clause)
            self.memory.last, self.memory.run = readings[-1], [reading.phrase for reading in readings]
            yield from readings
        self.memory.previous = clause

    def _carry_over(self) -> None:
        """What rose or fell in a sentence without a figure is the subject of the next: 居民储蓄大幅度增加。一九八五年末达到…"""
        topics = self.memory.topics
        if self.memory.begun or not topics:
            return
        end, role = strip_tail(self.form, topics[-1].start, topics[-1].end)
        topic = topic_of(self.form, topics[-1].start, end) if role in ("growth", "fall") else None
        if topic:
            self.memory.subject = (topic,)

    def _subject(self) -> Phrase:
        """The subject that may be left out: of the clauses that open the sentence without a figure, else of the last figure.

        Looked for only when it is needed: most clauses are never asked.
        """
        memory = self.memory
        found = (topic_of(self.form, clause.start, clause.end) for clause in memory.topics)
        if topic := next(filter(None, found), None):
            memory.subject = (topic,)
        memory.topics = []
        return memory.subject

    def _remember(self, phrase: Phrase) -> None:
        self.memory.subject, self.memory.topics = phrase, []
        self.memory.named.append(phrase)

    def _read_run(self, run: Sequence[int], begin: int, clause: Clause) -> tuple[list[Reading], int]:
        """Figures joined by 、 alone: one noun for all, or one each. Also where the next figure's stretch begins."""
        spans = [self.quantities[i].span for i in run]
        left = before(self.form, begin, max(begin, spans[0].start))
        if self.form[begin : spans[0].start].strip() == "的" and self.memory.last:
            return [replace(self.memory.last, before=replace(left, share=True))] * len(run), spans[-1].end
        after = min(self._next_start(run[-1], clause), clause.end)
        noun = self._behind(run[-1], after, clause) if spans[-1].end < after else None
        if noun and self._follows(run[0], left, noun):
            threshold = self._is_threshold(run[-1])
            verb = verb_before(self.form, begin, spans[0].start)
            said = with_predicate(self.form, noun, after)
            phrase = (*((verb,) if verb else ()), *without_determiners(self.form, said))
            if not threshold:
                self._remember(without_determiners(self.form, noun))
            comma = self.form.rfind("、", noun.end, after)
            return [Reading(phrase, left, threshold, True)] * len(run), begin if threshold else max(
                comma, spans[-1].end
            )
        goes_on = begin > clause.start
        phrases = [self._with_verb(p, run[0], begin) for p in self._phrases(left, run, goes_on)]
        return self._halved([Reading(p, left) for p in phrases]), self._past_duration(run[-1], after)

    def _halved(self, both: list[Reading]) -> list[Reading]:
        """城乡居民人均可支配收入分别达到30283元和10324元: the first is that of the towns, the second that of the villages."""
        if len(both) != 2 or both[0].phrase != both[1].phrase or not both[0].phrase:
            return both
        joined = self.form.startswith("城乡", both[0].phrase[0].start)
        return [replace(reading, half=half) for reading, half in zip(both, HALVES, strict=True)] if joined else both

    def _behind(self, index: int, end: int, clause: Clause) -> Span | None:
        """The noun behind the figure; where another figure follows, not the names that lead to that one (4个村、宇通等3个片区)."""
        quantity = self.quantities[index]
        noun = behind(self.form, quantity.span.end, end) if quantity.unit != "年" else None
        if noun is None or end == clause.end:
            return noun
        comma = self.form.rfind("、", noun.start + 1, noun.end)
        return Span(noun.start, comma) if comma > 0 else noun

    def _phrases(self, left: Before, run: Sequence[int], goes_on: bool) -> list[Phrase]:
        """What each figure of a run measures, by the words before it; ``goes_on`` if its clause has had a figure already."""
        n, memory = len(run), self.memory
        unit = self.quantities[run[0]].unit
        if unit == "年" and not (left.noun and _LASTING.search(self.form, left.noun.start, left.noun.end)):
            if left.noun and not left.role:
                self._remember((left.noun,))  # 教育支出五年累计2.43万亿元
            return [()] * n  # 过去五年, 连续46年: a time, of nothing
        if left.noun is None and not left.role and unit in _DURATIONS:
            return [()] * n  # 三个月后
        if left.noun is None and goes_on and memory.last and memory.last.before.share:
            return [memory.last.phrase] * n  # 占…比重由1.4%提高到1.97%
        units = {self.quantities[i].unit for i in run}
        if left.noun is None:
            return self._left_out(n, left, len(units) == 1)
        shared = share_out(self.form, left.noun, n) if n > 1 and ("分别" in left.predicate or len(units) == 1) else None
        if shared:
            memory.group = shared
            self._remember((left.noun,))
            return shared
        attributive = self.form.startswith("的", self.quantities[run[-1]].span.end)  # 总投资15亿元的…项目
        phrase = (left.noun,) if attributive and is_attribute(left.noun.of(self.form)) else self._completed(left)
        if not left.share and not is_attribute(left.noun.of(self.form)):
            self._remember(phrase)
        return [phrase] * n

    def _left_out(self, n: int, left: Before, alike: bool) -> list[Phrase]:
        """The subjects of figures without a noun: all the same, or one each where as many were named before.

        城镇居民人均可支配收入17175元,农村居民人均纯收入5153元,实际增长9.8%和8.5%.
        """
        memory, subject = self.memory, self._subject()
        if n > 1 and len(memory.run) == n:
            return memory.run  # 分别达到30283元和10324元,分别增长9%和12%
        if n > 1 and len(memory.group) != n and alike:
            several = self._listed_before(n) or (share_out(self.form, subject[0], n) if len(subject) == 1 else None)
            named = list(dict.fromkeys(memory.named))[-n:]
            stepped = left.role in ("growth", "fall") or "分别" in left.predicate
            memory.group = several or (named if stepped and len(named) == n else [])
        return memory.group if n > 1 and len(memory.group) == n else [subject] * n

    def _listed_before(self, n: int) -> list[Phrase] | None:
        """The subjects that the clause before lists without a figure: 化学需氧量、二氧化硫排放总量首次双下降,分别下降3.14%和4.66%."""
        before = self.memory.previous
        if before is None or before.figures or before.sentence != self.memory.sentence:
            return None
        topic = topic_of(self.form, before.start, before.end)
        return share_out(self.form, topic, n) if topic else None

    def _with_verb(self, phrase: Phrase, index: int, begin: int) -> Phrase:
        """新增 of 新增规上企业6家、高新技术企业11家 for the second too, unless that has a verb of its own."""
        last = self.memory.last
        if not (last and last.phrase and phrase and self.form.startswith("、", begin) and phrase[0].start >= begin):
            return phrase
        verb = next((v for v in _CARRIED if self.form.startswith(v, last.phrase[0].start)), None)
        if is_measure(self.quantities[index].unit) != is_measure(self.quantities[index - 1].unit):
            return phrase
        own = longest_prefix(phrase[0].of(self.form), _VERBS)
        return (
            phrase if verb is None or own else (Span(last.phrase[0].start, last.phrase[0].start + len(verb)), *phrase)
        )

    def _completed(self, left: Before) -> Phrase:
        """The noun, with the subject before it where it is only an attribute or a share of something: 增速, 占…支出."""
        noun, subject = left.noun, self._subject()
        if noun is None:
            return subject
        words, last = noun.of(self.form), self.memory.last
        if words.startswith("占") and last and last.phrase and not last.before.share:
            subject = last.phrase
        if subject and subject[-1].end <= noun.start and (is_attribute(words) or words.startswith("占")):
            return (*subject, noun)
        return without_determiners(self.form, noun)

    def _follows(self, index: int, left: Before, noun: Span) -> bool:
        """Whether the noun behind the number is what it counts."""
        quantity = self.quantities[index]
        if self._is_threshold(index) and noun.start == quantity.span.end:
            return True
        if left.noun is None:
            linked = left.predicate.endswith(COPULAS) and left.predicate.strip() not in _PREPOSITIONS
            return not (linked and self._subject()) and not (
                left.role in ("growth", "fall") and quantity.unit in _RATIOS
            )
        if is_measure(quantity.unit):
            return left.noun.of(self.form) in BARE_VERBS
        return not left.predicate.endswith(COPULAS)

    def _past_duration(self, index: int, end: int) -> int:
        """Where the words of the next figure begin: behind 三年内 as behind any figure, but without the 内, nor what 的 ties to it."""
        quantity = self.quantities[index]
        if is_measure(quantity.unit) and self.form.startswith("的", quantity.span.end):
            joints = [match.end() for match in _LISTED.finditer(self.form, quantity.span.end, end)]
            return joints[-1] if joints else quantity.span.end  # 投资20亿元的啤酒项目和|投资65亿元的产业园: the first is no subject of the second
        rest = _DURING.match(self.form, quantity.span.end, end) if quantity.unit in _DURATIONS else None
        return rest.end() if rest else quantity.span.end

    def _is_threshold(self, index: int) -> bool:
        """5亿元以上 of 5亿元以上项目: a condition, not a statement."""
        quantity = self.quantities[index]
        return is_measure(quantity.unit) and quantity.unit != "%" and (quantity.approximator or "") in THRESHOLDS

    def _next_start(self, index: int, clause: Clause) -> int:
        return self.quantities[index + 1].span.start if index + 1 <= clause.figures[-1] else clause.end


def readings(form: str, quantities: Sequence[Quantity], found: Sequence[Clause]) -> list[Reading]:
    """One reading a quantity; ``quantities`` are sorted by start."""
    reader = _Reader(form, quantities)
    return [reading for clause in found for reading in reader.read(clause)]


def _runs(form: str, quantities: Sequence[Quantity], figures: Sequence[int]) -> list[list[int]]:
    """Figures with nothing but 、 or 和 between them, together."""
    runs: list[list[int]] = []
    for i in figures:
        joined = runs and _only_joints(form, quantities[i - 1].span.end, quantities[i].span.start)
        if joined:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _only_joints(form: str, start: int, end: int) -> bool:
    return end - start <= 6 and not _JOINT.sub("", form[start:end])
