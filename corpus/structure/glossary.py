"""Glossary notes: the explanations some reports print after their last words. Lines in, the first note's index out.

A note is ``[18]“专精特新”：即…``, ``注3：…``, ``49.“四下基层”：…`` or ``9.[双随机、一公开]即…``; below a title (名词解释, 注释) it need not
be counted: ``“四下基层”：…``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.lines import squeeze

_TITLE = re.compile(
    r"(?:附[件录注]?\d?[:：]?)?[^。]{0,14}(?:名词|术语|用语|词语|缩略语)[^。]{0,4}(?:解释|释义|注释|说明|注解)[^。]{0,4}[:：]?"
    r"|(?:附注|注释|注解|名词注释)[:：]?"
)
_LOOSE_TITLE = re.compile(r"附[件录]?\d?|备注|说明|注")  # of notes only where note 1 follows
_TERM = r"(?:[\[［【][^\]］】]{1,40}[\]］】]|[“\"《‘「]?.{1,40}?[”\"》’」]?\s*(?:[：:]|是指|即|指))"
_NOTE = re.compile(
    r"(?:注?\s*[\[［〔【(（]\s*注?\s*(\d{1,3})\s*[\]］〕】)）]|注?\s*(\d{1,3})\s*[.．、:：]|([①-⑳]))\s*" + _TERM
)
# Below a title of notes, their first: counted in any way, and a term marked off from what it means.
_FIRST = re.compile(
    r"(?:[(（\[［〔【]?\s*(?:1|１|一)\s*[)）\]］〕】]?\s*[.．、:：]?\s*|①\s*)(?:[^。：:　]{1,40}?(?:[：:　]|——|是指|即|指)|[^。，：:]{2,24}$)"
)
_TERM_ALONE = re.compile(r"(?:[(（\[［〔【]?\s*\d{1,3}\s*[)）\]］〕】]?\s*[.．、]?\s*|[①-⑳]\s*)[^。：:，；\d][^。：:；]{1,24}")
_NEXT_NOTE = re.compile(r"(?<=[。；;：:])\s*(?=(?:[\[［〔【(（]\s*\d{1,3}\s*[\]］〕】)）]|\d{1,3}\s*[.．、](?!\d)|[①-⑳])\s*[^\s\d])")
_UNNUMBERED = re.compile(r"[*＊※★●◆•·]*\s*[“\"《‘「\[［【][^”\"》’」\]］】]{1,40}[”\"》’」\]］】]\s*(?:[：:]|——|[，,]?\s*(?:是|即|指|主要是?指))")
_CIRCLED_ONE = ord("①")
_AROUND_TITLE = "[]［］【】〔〕()（）*※★—-·"
FEWEST = 3  # notes that make a glossary without a title
SHARE = 0.5  # of the lines from the first note on; long notes run over several lines
RISING = 0.6  # of the notes must count on from the one before


def notes_start(texts: Sequence[str]) -> int:
    """Index of the first line of the glossary (its title included); ``len(texts)`` where there is none.

    >>> notes_start(["努力奋斗！", "名词解释", "[1]“一网通办”：指网上办理。"])
    1
    """
    numbers = [_note_number(text) for text in texts]
    glossary = _glossaries(numbers)
    for i, text in enumerate(texts):
        if glossary[i] or (i + 1 < len(texts) and _heads_notes(text, texts[i + 1 :], numbers[i + 1])):
            return i
    return len(texts)


def _heads_notes(text: str, below: Sequence[str], number: int) -> bool:
    """Whether a line is the title of the notes below it, the first of which has ``number``."""
    if _is_title(text):
        return number == 1 or _FIRST.match(below[0]) is not None or _are_unnumbered(below)
    return number == 1 and _LOOSE_TITLE.fullmatch(squeeze(text[:8]).strip(_AROUND_TITLE + ":：")) is not None


def part_notes(text: str) -> list[str]:
    """The title and the notes of a glossary printed in one line; the line itself where it is none.

    >>> part_notes("注释：[1]一网通办：指网上办理。[2]双减：指减轻负担。")
    ['注释：', '[1]一网通办：指网上办理。', '[2]双减：指减轻负担。']
    """
    pieces = [piece for piece in _NEXT_NOTE.split(text) if piece] if _NEXT_NOTE.search(text) else [text]
    titled = len(pieces) > 1 and _is_title(pieces[0])
    notes = pieces[1:] if titled else pieces
    numbers = [_note_number(piece) for piece in notes]
    return pieces if len(notes) > 1 and numbers == list(range(numbers[0], numbers[0] + len(notes))) and numbers[0] else [text]


def with_terms(notes: Sequence[str]) -> list[str]:
    """The notes, a term that stands on a line of its own together with what it means on the next.

    >>> with_terms(["名词解释", "1.一网通办", "指网上办理。", "2.双减：指减轻负担。"])
    ['名词解释', '1.一网通办　指网上办理。', '2.双减：指减轻负担。']
    """
    joined: list[str] = []
    for text in notes:
        if joined and _TERM_ALONE.fullmatch(joined[-1]) and not _TERM_ALONE.match(text):
            joined[-1] += "　" + text
        else:
            joined.append(text)
    return joined


def _is_title(text: str) -> bool:
    return _TITLE.fullmatch(squeeze(text[:40]).strip(_AROUND_TITLE)) is not None


def _are_unnumbered(texts: Sequence[str]) -> bool:
    """Whether lines explain quoted terms without counting them: the first does, and most of them."""
    notes = [_UNNUMBERED.match(text) is not None for text in texts]
    return notes[0] and sum(notes) >= SHARE * len(notes)


def _note_number(text: str) -> int:
    """The number of the note a line opens, 0 for other lines."""
    found = _NOTE.match(text)
    if found is None:
        return 0
    if found[3]:
        return ord(found[3]) - _CIRCLED_ONE + 1
    return int(found[1] or found[2])


def _glossaries(numbers: Sequence[int]) -> list[bool]:
    """For each line, whether a glossary begins there: a note 1, then notes up to the end, their numbers rising by one."""
    begins = [False] * len(numbers)
    notes = rising = following = 0
    for i in range(len(numbers) - 1, -1, -1):
        if numbers[i]:
            notes += 1
            rising += following == numbers[i] + 1
            following = numbers[i]
        enough = notes >= FEWEST and notes >= SHARE * (len(numbers) - i) and rising >= RISING * (notes - 1)
        begins[i] = numbers[i] == 1 and enough
    return begins
