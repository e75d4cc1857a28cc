"""Noun phrases: what a figure measures, as it stands before or behind the number.

In go the search form and the stretch to look at, out come spans of it. A phrase is a few pieces in text order, because what is
measured may be spread: of PM2.5、PM10年均浓度 the first is PM2.5 + 年均浓度. Only a bounded stretch is ever read, so that the time
stays linear in the text however long a clause is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import Span
from indexer.quantities.wording import (
    ATTRIBUTES,
    ENDS,
    GENERAL,
    KEPT_VERBS,
    LEAD,
    NOT_ENDS,
    TAIL,
    longest_prefix,
    longest_suffix,
)

Phrase = tuple[Span, ...]
REACH = 60  # characters read before a number; a longer clause is a list or an argument, not a noun
_BEHIND = 36
_LONG = 20

TIME = re.compile(
    r"(?:截至|截止|自|从|到|在|于)?(?:\d{4}年?(?:-|至|到)+)?(?:\d{4}|[一二三四五六七八九零]{4})年?(?:\d{1,2}月)?(?:上半年|下半年|前三季度|[一二三四]季度)?"
    r"(?:以来|以后|期间|年底|年末|末|底|前|,)*"
    r"|(?:到)?(?:去年|今年|上年|本年|明年|前年)(?:上半年|下半年|年底|底|末|以来)?"
    r"|(?:过去|今后|未来|近|这|前|后)?[一两二三四五六七八九十]年(?:来|间|内|累计)?"
    r"|\"?(?:十[一二三四五]|[一二三四五六七八九])五\"?(?:时期|期间|以来|末)"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末)?(?:前)?|第?[一二三四]季度|上半年|下半年"
    r"|第[一二三]个五年计划(?:期间|内|时期|末)?"
)
_PLACE_LED = re.compile(r"在?全[国省市区县州旗](?:率先|首批|首个)?|在[^,、]{1,12}?(?:上|中|下|方面|期间|内)(?=.)")
_COMPARED = re.compile(r"(?<![占环同对相])(?:比|较)(?![重例率赛价])|(?:与|同|和)[^,、]{1,12}相比")
_FROM = re.compile(r"(?:由|从)[^由从]{0,16}$")
_ENDS = re.compile("|".join(sorted(map(re.escape, ENDS), key=len, reverse=True)))
_DETERMINER = re.compile("各类|各种|各项")


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number: the noun (None if left out), the predicate's role, and whether a predicate stood there."""

    noun: Span | None
    role: str
    share: bool = False
    compared: bool = False
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
    Before(noun=None, role='growth', share=False, compared=False, predicate='同比增长')
    """
    start = max(start, end - REACH)
    stop, role = _strip_tail(form, start, end)
    compared = None
    if role in ("growth", "fall", ""):
        compared = next(iter(list(_COMPARED.finditer(form, start, stop))[-1:]), None)
        if compared and compared.start() > start - 1:
            stop, _ = _strip_tail(form, start, compared.start())
    if origin := _FROM.search(form, start, stop):
        stop, _ = _strip_tail(form, start, origin.start())
    begin = _strip_lead(form, start, stop)
    share = form.find("占", begin, stop)
    noun = _shortened(form, begin, stop) if stop - begin > _LONG else (begin, stop)
    is_share = share >= 0 and form[share : share + 2] not in ("占地", "占用", "占领")
    span = Span(*noun) if noun[1] > noun[0] else None
    return Before(span, role, is_share, compared is not None, form[stop:end])


def behind(form: str, start: int, end: int) -> Span | None:
    """The noun that follows a number in ``form[start:end]``, without its predicate; None where no noun follows.

    >>> text = "10个公建类项目全面铺开"
    >>> behind(text, 3, len(text)).of(text)
    '公建类项目'
    >>> behind("28个项目实现投产", 3, 10).of("28个项目实现投产")
    '项目实现投产'
    """
    start, end = _past_blanks(form, start, end), min(end, start + _BEHIND)
    if form[start : start + 1] == "的":
        start += 1
    stop = _noun_end(form, start, end)
    words = form[start:stop].rstrip("、和及与等 ")
    if not words:
        return None
    if words in GENERAL and stop < end and form[stop] not in "的,;、以":
        verb = _PREDICATE.match(form, stop, end)
        stop = verb.end() if verb else stop
        words = form[start:stop].rstrip("、和及与等 ")
    return Span(start, start + len(words))


_PREDICATE = re.compile("(?:全面|全部|顺利|基本|实现|年内|相继|陆续|主体|快速|加快|加速|完成|建成){0,2}[\u4e00-\u9fff]{2}(?![\u4e00-\u9fff])")


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


def _strip_tail(form: str, start: int, end: int) -> tuple[int, str]:
    """Where the predicate before ``end`` begins, and the role of its word nearest to the number."""
    role = ""
    while end > start:
        if form[end - 1].isspace():
            end -= 1
            continue
        word = longest_suffix(form[max(start, end - 8) : end], TAIL)
        if not word or form[max(start, end - 3) : end] in ("增加值", "现代化"):
            break
        role = role or TAIL[word]
        end -= len(word)
    return end, role


def _strip_lead(form: str, start: int, end: int) -> int:
    """Where the noun begins, behind times, places in general and light verbs."""
    while start < end:
        if form[start].isspace():
            start += 1
        elif (word := longest_prefix(form[start : min(end, start + 8)], LEAD)) and not _is_name(form, start, word):
            start += len(word)
        elif (match := TIME.match(form, start, end) or _PLACE_LED.match(form, start, end)) and match.end() > start:
            start = match.end()
        else:
            break
    return start


def _is_name(form: str, start: int, word: str) -> bool:
    """Whether what looks like a light word begins a longer word: 新能源, 共享单车, 同业, 重点."""
    if word == '"':  # a quotation mark opens a name unless the name is empty
        return True
    return len(word) == 1 and form[start : start + 2] in _NAMES


_NAMES = frozenset(
    "新增 新建 新开 新签 新能 新型 新兴 新材 新认 新入 新培 新引 新改 新( 新生 新农 新区 新城 新闻 新车 新药 新房 新技 新产 新设 新一 新经 新业 新发 新园 新造 共享 共同 共青 同业 对外 对口 对美 以色 由此 从业 在校 在建 在册 在岗 在园 在职 在营 "
    "有色 有效 有机 有线 有关 可再 可持 可支 可用 应急 应用 应收 应征 需水 要素 为民 为农 或有 同类 达标 现代 现金 现价 现役 现浇 均衡 均价 均等 都市 都江 再生 再就 再贷 还款 还贷 还建 还林 并网 并购 就业 就医 就诊 就近 即期 仅次 当地 当年 该县 是否 及格 "
    "使用 让利 把关 将军 获奖 获批 使领 已知 且末 而立 到位 到港 到账 至臻 等级 等外 这些 全要".split()
)


def _noun_end(form: str, start: int, end: int) -> int:
    """Where the noun that begins at ``start`` ends: at the first ending word that is no part of a noun."""
    at = start + 1
    while at < end:
        match = _ENDS.search(form, at, end)
        if not match:
            return end
        if match[0] == '"' or not _within_noun(form, match.start(), end):
            if match[0] in '"(':
                close = form.find('"' if match[0] == '"' else ")", match.end(), end)
                if close > 0:
                    at = close + 1
                    continue
            return match.start()
        at = match.start() + len(longest_prefix(form[match.start() : end], NOT_ENDS))
    return min(at, end)


def _within_noun(form: str, at: int, end: int) -> bool:
    return bool(longest_prefix(form[at : min(end, at + 8)], NOT_ENDS))


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
