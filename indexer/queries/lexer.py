"""Cutting a typed query into lexemes: words, quoted phrases, operators, fields. One query language, ours alone.

A phrase opened by ``"`` ends at the next ``"``, one opened by ``“`` at its partner (the same for 「 and 『); the other kinds
inside are text. A quote without its partner is a character, and the reader is told so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus import is_blank, search_form

Kind = Literal["word", "phrase", "or", "not", "field", "open", "close"]

PARTNERS = {"“": "”", "「": "」", "『": "』"}
STRAIGHT = '"＂'
MINUS = "-－−"
FIELDS = ("年份", "地区", "标题", "部分", "同句")
_FIELD = re.compile(rf"({'|'.join(FIELDS)})[:：]")

UNPAIRED_QUOTE = "引号没有配对，已当作普通字符。"
LOOSE_BRACKET = "括号没有配对，已当作普通字符；括号只在“同句:( )”里有用。"
UNPAIRED_BRACKET = "“同句:(”的括号没有配对，已当作到末尾为止。"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of the query; ``text`` is without quotes and operators, ``start`` is where it begins in the query."""

    kind: Kind
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Cursor:
    text: str
    at: int
    lexemes: list[Lexeme]
    notices: list[str]
    depth: int = 0

    def add(self, kind: Kind, text: str, end: int) -> None:
        self.lexemes.append(Lexeme(kind, text, self.at, end))
        self.at = end


def lex(text: str) -> tuple[list[Lexeme], list[str]]:
    """Lexemes in order, and notices for the reader.

    >>> [(x.kind, x.text) for x in lex('"老旧小区" 改造 -电梯 OR 年份:2020')[0]]
    [('phrase', '老旧小区'), ('word', '改造'), ('not', '-'), ('word', '电梯'), ('or', 'OR'), ('field', '年份'), ('word', '2020')]
    """
    cursor = _Cursor(text, 0, [], [])
    while cursor.at < len(text):
        if is_blank(text[cursor.at]):
            cursor.at += 1
        elif not (_phrase(cursor) or _operator(cursor)):
            _word(cursor)
    if cursor.depth:
        cursor.notices.append(UNPAIRED_BRACKET)
    return cursor.lexemes, list(dict.fromkeys(cursor.notices))


def closing(text: str, at: int) -> int:
    """Where the quote at ``at`` is closed, -1 if nowhere; 0 if there is no opening quote."""
    char = text[at]
    if char in STRAIGHT:
        return min((i for q in STRAIGHT if (i := text.find(q, at + 1)) >= 0), default=-1)
    if char not in PARTNERS:
        return 0
    depth = 0
    for i in range(at, len(text)):
        depth += (text[i] == char) - (text[i] == PARTNERS[char])
        if depth == 0:
            return i
    return -1


def _phrase(cursor: _Cursor) -> bool:
    end = closing(cursor.text, cursor.at)
    if end == -1:
        cursor.notices.append(UNPAIRED_QUOTE)
    if end <= 0:
        return False
    inner = cursor.text[cursor.at + 1 : end]
    if any(not is_blank(c) for c in inner):
        cursor.add("phrase", inner, end + 1)
    else:
        cursor.at = end + 1
    return True


def _operator(cursor: _Cursor) -> bool:
    text, at = cursor.text, cursor.at
    following = text[at + 1 : at + 2]
    if text[at] in "|｜":
        cursor.add("or", "|", at + 1)
    elif search_form(text[at : at + 2]) == "or" and text[at : at + 2] not in ("or", "Or", "oR") and _ends(text, at + 2):
        cursor.add("or", "OR", at + 2)
    elif text[at] in MINUS and _starts(text, at) and following and not is_blank(following) and following not in MINUS:
        cursor.add("not", "-", at + 1)
    elif cursor.depth and text[at] in ")）":
        cursor.depth -= 1
        cursor.add("close", ")", at + 1)
    elif (field := _FIELD.match(text, at)) and _starts(text, at):
        cursor.add("field", field[1], field.end())
        if field[1] == "同句" and text[cursor.at : cursor.at + 1] in ("(", "（"):
            cursor.depth += 1
            cursor.add("open", "(", cursor.at + 1)
    else:
        return False
    return True


def _starts(text: str, at: int) -> bool:
    return at == 0 or is_blank(text[at - 1]) or text[at - 1] in "(（|｜" or text[at - 1] in MINUS


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or is_blank(text[at])


def _word(cursor: _Cursor) -> None:
    """A word runs to the next blank, bar, closing bracket of ours, or quote that has a partner."""
    text, end = cursor.text, cursor.at
    while end < len(text) and not is_blank(text[end]) and text[end] not in "|｜":
        if cursor.depth and text[end] in ")）":
            break
        closed = closing(text, end)
        if closed > 0 and end > cursor.at:
            break
        if closed == -1:
            cursor.notices.append(UNPAIRED_QUOTE)
        end += 1
    word = text[cursor.at : end]
    if sum(c in "(（" for c in word) != sum(c in ")）" for c in word):
        cursor.notices.append(LOOSE_BRACKET)
    cursor.add("word", word, max(end, cursor.at + 1))
