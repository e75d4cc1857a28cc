"""Noun phrases: what a figure measures, as it stands before or behind the number.

In go the search form and the stretch to look at, out come spans of it. A phrase is a few pieces in text order, because what is
measured may be spread: of PM2.5、PM10年均浓度 the first is PM2.5 + 年均浓度. Only a bounded stretch is ever read, so that the time
stays linear in the text however long a clause is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import Span
from indexer.quantities.trimming import COMPARED, bases, strip_lead, strip_tail
from indexer.quantities.wording import (
    ATTRIBUTES,
    ENDS,
    GENERAL,
    KEPT_VERBS,
    NOT_ENDS,
    WORD_ENDS,
    longest_prefix,
)

Phrase = tuple[Span, ...]
REACH = 60  # characters read before a number; a longer clause is a list or an argument, not a noun
_BEHIND = 36
_LONG = 20
_LONG_LIST = 32  # of names joined: 农村居民人均纯收入和城镇居民人均可支配收入

_SINGLE = frozenset("钢煤铁糖盐布茶油棉纱粮猪牛羊鱼")  # nouns of one character, from the product lists of the 1950s
_SEVERAL = re.compile("[和与、]")
_ENDS = re.compile("|".join(sorted(map(re.escape, ENDS), key=len, reverse=True)))
_DETERMINER = re.compile("各类|各种|各项")


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number: the noun (None if left out), the role and the words of its predicate, whether it is a share (占…)."""

    noun: Span | None
    role: str
    share: bool = False
    predicate: str = ""


def words_of(form: str, phrase: Phrase) -> str:
    """The characters of a phrase, its pieces joined."""
    return "".join(form[s.start : s.end] for s in phrase)


def before(form: str, start: int, end: int) -> Before:
    """Read ``form[start:end]``, the stretch that ends where a number begins.

    >>> text = "全年空气质量优良天数达到164天"
    >>> before(text, 0, 12).noun.of(text)
    '空气质量优良天数'
    >>> before("同比增长8.1%", 0, 4)
    Before(noun=None, role='growth', share=False, predicate='同比增长')
    """
    start = max(start, end - REACH)
    stop, role = strip_tail(form, start, end)
    if role in ("growth", "fall", ""):
        for compared in list(COMPARED.finditer(form, start, stop))[-1:]:
            stop, _ = strip_tail(form, start, compared.start())
    for basis in bases(form, start, end):
        stop, _ = strip_tail(form, start, min(stop, basis.start()))
    begin = strip_lead(form, start, stop)
    share = form.find("占", begin, stop)
    stop -= share >= 0 and share == stop - 1  # 成员占四分之一: the share is said by the predicate
    noun = _shortened(form, begin, stop) if stop - begin > _LONG else (begin, stop)
    is_share = share >= 0 and form[share : share + 2] not in ("占地", "占用", "占补")
    alone = noun[1] - noun[0] == 1 and form[noun[0]] not in _SINGLE
    span = None if alone or noun[1] <= noun[0] else Span(*noun)
    return Before(span, role, is_share, form[stop:end])


def behind(form: str, start: int, end: int) -> Span | None:
    """The noun that follows a number in ``form[start:end]``, without its predicate; None where no noun follows.

    >>> text = "10个公建类项目全面铺开"
    >>> behind(text, 3, len(text)).of(text)
    '公建类项目'
    >>> behind("减免税费29万户次、15.9亿元", 9, 10) is None
    True
    """
    start, end = _past_blanks(form, start, end), min(end, start + _BEHIND)
    start += form.startswith("的", start, end)
    if start >= end or not _NOUN_BEGINS.match(form, start, end):
        return None
    if form[start] not in _CLOSING and _ends_noun(form, start, end):
        return None
    stop = start + len(form[start : _noun_end(form, start, end)].rstrip("、和及与等 "))
    if _IN_HAND.search(form, start, stop):
        stop -= len("建设")
    if joined := _AND_OTHERS.search(form, start + 3, stop):
        stop = joined.start()
    short = stop - start < 2 and form[start:stop] not in GENERAL
    return None if short else Span(start, stop)


def with_predicate(form: str, noun: Span, end: int) -> Span:
    """``noun`` with the short predicate behind it where it is too general alone: 项目 says little, 项目实现投产 says it.

    >>> with_predicate("42个项目实现投产", Span(3, 5), 9).of("42个项目实现投产")
    '项目实现投产'
    """
    if noun.of(form) not in GENERAL:
        return noun
    verb = _PREDICATE.match(form, noun.end, end)
    return Span(noun.start, verb.end()) if verb else noun


_PREDICATE = re.compile(
    "(?![的以不达为超比占由从])(?:全面|全部|顺利|基本|实现|年内|相继|陆续|主体|快速|加快|加速|完成|建成){0,2}[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])"
)
_NOUN_BEGINS = re.compile(r'[\u3400-\u9fffa-z"(《]')
_IN_HAND = re.compile("(?:项目|工程)建设$")
_AND_OTHERS = re.compile(r"(?:和|与|及|以及|、)[^和与及、]{2,14}等")


def verb_before(form: str, start: int, end: int) -> Span | None:
    """The verb right before a number that a noun behind it cannot do without: 新增 of 新增84家科技型企业."""
    verb = next((v for v in KEPT_VERBS if form.endswith(v, start, end)), None)
    return Span(end - len(verb), end) if verb else None


def is_attribute(words: str) -> bool:
    """Whether ``words`` name an attribute alone, of a thing named before: 增速, 占比."""
    return words in ATTRIBUTES


def without_determiners(form: str, span: Span) -> Phrase:
    """``span`` without 各类 各种 各项, which say nothing of what is measured.

    >>> [s.of("减免各类税费") for s in without_determiners("减免各类税费", Span(0, 6))]
    ['减免', '税费']
    """
    pieces, at = [], span.start
    for match in _DETERMINER.finditer(form, span.start, span.end):
        if match.start() > at:
            pieces.append(Span(at, match.start()))
        at = match.end()
    if at < span.end:
        pieces.append(Span(at, span.end))
    return tuple(pieces) or (span,)


def _noun_end(form: str, start: int, end: int) -> int:
    """Where the noun that begins at ``start`` ends: at the first ending word that is no part of a noun."""
    at = start if form[start] in _CLOSING else start + 1
    while at < end:
        match = _ENDS.search(form, at, end)
        if not match:
            return end
        at = match.start()
        if form[at] in _CLOSING:
            close = form.find(_CLOSING[form[at]], at + 1, end)
            if close < 0:
                return at if at > start else end
            at = close + 1
        elif _ends_noun(form, at, end):
            return at
        else:
            at += max(1, len(longest_prefix(form[at : min(end, at + 8)], NOT_ENDS)))
    return min(at, end)


_CLOSING = {'"': '"', "(": ")", "《": "》"}


def _ends_noun(form: str, at: int, end: int) -> bool:
    """Whether an ending word at ``at`` ends the noun: not where it is part of a longer word, before (全市) or behind (安全)."""
    words = form[at : min(end, at + 8)]
    ending = longest_prefix(words, ENDS)
    if not ending or longest_prefix(words, NOT_ENDS):
        return False
    return len(ending) > 1 or at == 0 or form[at - 1 : at + 1] not in WORD_ENDS


def _past_blanks(form: str, start: int, end: int) -> int:
    while start < end and form[start].isspace():
        start += 1
    return start


def _shortened(form: str, start: int, end: int) -> tuple[int, int]:
    """The last part of a long stretch that still makes a noun phrase."""
    for cut in ("的", "、", '"'):
        at = form.rfind(cut, start, end - 3)
        if at >= 0 and cut == "的":
            return at + 1, end
        if at >= 0 and end - at > 40:
            return at + 1, end
    return start, end


def topic_of(form: str, start: int, end: int) -> Span | None:
    """The subject of a clause without figures, for the clauses behind it: 固定资产投资 of 固定资产投资稳定增长.

    >>> topic_of("固定资产投资稳定增长", 0, 10).of("固定资产投资稳定增长")
    '固定资产投资'
    """
    end = min(end, start + _BEHIND)
    start = strip_lead(form, start, end)
    if start >= end:
        return None
    stop, _ = strip_tail(form, start, _noun_end(form, start, end))
    if form.startswith(("用于", "的", "对"), stop) and end - start <= _LONG:
        stop = end  # 中央财政用于教育的投入: the clause is all one noun phrase
    shortest = (
        1 if form[start] in _SINGLE else 2 if stop == end else 3
    )  # 粮食: 达到… names it whole, 全面加强… does not
    longest = _LONG if _SEVERAL.search(form, start, stop) is None else _LONG_LIST
    return Span(start, stop) if shortest <= stop - start <= longest else None
