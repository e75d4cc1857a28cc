"""Trimming: what of the words before a number is its predicate, and what leads up to its noun.

In go the search form and a stretch of it, out come offsets: where the predicate begins, where the noun begins. Only words are
taken off here; what the rest means is read in :mod:`indexer.quantities.noun_phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.quantities.wording import LEAD, NAMES, TAIL, WORD_ENDS, longest_prefix, longest_suffix

_TIME = re.compile(
    r"(?:截至|截止|自|从|到|在|于)?(?:\d{4}年?(?:-|至|到)+)?(?:\d ?\d ?\d ?\d ?|[一二三四五六七八九零]{4})年?(?:\d{1,2}月)?"
    r"(?:上半年|下半年|前三季度|[一二三四]季度)?"
    r"(?:以来|以后|期间|年底|年末|末|底|前|,)*"
    r"|(?:到)?(?:去年|今年|上年|本年|明年|前年)(?:上半年|下半年|年底|底|末|以来)?"
    r"|(?:过去|今后|未来|近|这|前|后)?[一两二三四五六七八九十]年(?:来|间|内|中|里|时间|累计)*"
    r"|\"?(?:十[一二三四五]|[一二三四五六七八九])五\"?(?:时期|期间|以来|末)"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末)?(?:前)?|第?[一二三四]季度|上半年|下半年"
    r"|第[一二三]个五年计划(?:期间|内|时期|末)?"
)
_PLACE_LED = re.compile(r"在?全[国省市区县州旗](?:率先|首批|首个)?|在[^,、]{1,12}?(?:上|中|下|方面|期间|内)(?=.)")
COMPARED = re.compile(
    r"超过|超出|高于|低于|快于|慢于|高出|优于|多于|少于|(?<![占环同对相])(?:比|较)(?![重例率赛价])|(?:与|同|和)[^,、]{1,12}相比"
)
_FROM = re.compile(rf"(?:由|从)(?:{_TIME.pattern}|最初|原来|过去|最高时?|不足)?的?$")
_TIMES_OF = re.compile(r"(?:是|为|相当于|等于|达到)[^,是为]{2,30}的$")
_SINCE = re.compile(
    r"(?:(?:自|从|在)?(?:\d{4}|[一二三四五六七八九零]{4})年(?:度|以来|底|末|初|间)?"
    r"|(?:去|今|上|前|本|当)年(?:底|末)?|目前|现在|当前)$"
)
_NOTE = re.compile(r"\[\d{1,3}\]$|[①-⑳]$|\((?:不?含|不?包括|下同|以下|按|预计|快报|见|注|剔除|扣除)[^()]*\)$")
_NOTE_ENDS = frozenset("])①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


def strip_tail(form: str, start: int, end: int) -> tuple[int, str]:
    """Where the predicate before ``end`` begins, and the role of its word nearest to the number."""
    role = ""
    while end > start:
        if form[end - 1].isspace():
            end -= 1
            continue
        if form[end - 1] == '"' and form.count('"', start, end) % 2:
            end -= 1
            continue
        if form[end - 1] in _NOTE_ENDS and (note := _NOTE.search(form, max(start, end - 30), end)):
            end = note.start()
            continue
        if form[end - 1] in "年来底末初间前在" and (since := _SINCE.search(form, max(start, end - 9), end)):
            end = since.start()
            continue
        word = longest_suffix(form[max(start, end - 8) : end], TAIL)
        if not word or (len(word) == 1 and form[max(start, end - 2) : end] in WORD_ENDS):
            break
        role = role or TAIL[word]
        end -= len(word)
    return end, role


def bases(form: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """由1952年的 and 是1997年的 before a number: with what it is linked or compared, not what it measures."""
    if form.find("由", start, end) >= 0 or form.find("从", start, end) >= 0:
        yield from filter(None, [_FROM.search(form, start, end)])
    if form.endswith("的", start, end):
        yield from filter(None, [_TIMES_OF.search(form, start, end)])


def strip_lead(form: str, start: int, end: int) -> int:
    """Where the noun begins, behind times, places in general and light verbs."""
    while start < end:
        if form[start].isspace():
            start += 1
        elif (word := longest_prefix(form[start : min(end, start + 8)], LEAD)) and not _is_name(form, start, word):
            start += len(word)
        elif (match := _TIME.match(form, start, end) or _PLACE_LED.match(form, start, end)) and match.end() > start:
            start = match.end()
        else:
            break
    return start


def _is_name(form: str, start: int, word: str) -> bool:
    """Whether what looks like a light word begins a longer word: 新能源, 共享单车, 同业, 重点."""
    if word == '"':  # a quotation mark opens a name unless the name is empty
        return True
    return len(longest_prefix(form[start : start + 4], NAMES)) > len(word)
