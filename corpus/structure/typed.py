"""What a converter typed out instead of setting it: line breaks as ``\\r\\n``, blanks as ``&nbsp;`` or ``??``. Text in, text and remarks out.

These are the only repairs inside a text, made only where nothing else can have been meant, and always told of.
"""

from __future__ import annotations

import re

BREAK = re.compile(r"(?:\\r\\n)+|(?:\\n)+")  # the characters \, r, \, n where a converter should have broken the line
BREAKS_AT_LEAST = 3  # fewer may be a path or a formula
BLANK = re.compile("&(?:nbsp|emsp|ensp|thinsp|#160|#12288|#x3000);", re.IGNORECASE)
BLANKS = {
    "&nbsp;": "\u00a0", "&#160;": "\u00a0", "&emsp;": "\u2003", "&ensp;": "\u2002", "&thinsp;": "\u2009", "&#12288;": "\u3000",
    "&#x3000;": "\u3000",
}  # fmt: skip
# A no-break space is two bytes in UTF-8; a converter to ASCII writes two question marks. After a word that asks, they may ask.
LOST = re.compile(
    r"(?<![?？吗呢么吧谁何哪])(?:(?:\?\?)+(?![?？])(?=[ \t\u00a0\u3000\u3400-\u9fff\u2014（])|(?:\?\?){2,}(?![?？])(?=\s|$))"
    r"|^(?:\?\?)+(?![?？])(?=\d)",
    re.MULTILINE,
)
LETTER_SPACE = re.compile(r"(?<=\S)[ \u00a0](?=\S)")
SPACED = 0.7  # of the characters have one blank behind them, where a text is letter-spaced
SPACED_SAMPLE, FEWEST_LETTERS = 4000, 200
STILL_LOST = re.compile(r"\?\?")

BREAKS_TOLD = "来源把换行写成了文字“\\r\\n”，已按换行处理。"
BLANKS_TOLD = "来源把空格写成了文字“&nbsp;”之类，已还原为空格。"
LOST_TOLD = "来源中有以“??”代替的空格，已还原为空格。"
SPACED_TOLD = "来源在每个字之间加了空格，已去掉。"
STILL_LOST_TOLD = "来源中有以“??”代替的字符，无法确定原字，原样保留。"


def _is_letter_spaced(text: str) -> bool:
    """Whether nearly every character of a text stands apart: 政 府 工 作 报 告."""
    head = text[:SPACED_SAMPLE]
    spaces, letters = len(LETTER_SPACE.findall(head)), sum(not char.isspace() for char in head)
    return letters > FEWEST_LETTERS and spaces >= SPACED * letters


def restore_typed(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with typed breaks and blanks turned back into what they stood for, and Chinese sentences on what was done.

    >>> restore_typed(r"各位代表：\\r\\n现在\\r\\n一、回顾\\r\\n")[0]
    '各位代表：\\n现在\\n一、回顾\\n'
    >>> restore_typed("县长?? 吴?? 鹏"), restore_typed("行不行??")
    (('县长\\xa0 吴\\xa0 鹏', ('来源中有以“??”代替的空格，已还原为空格。',)), ('行不行??', ('来源中有以“??”代替的字符，无法确定原字，原样保留。',)))
    """
    told = []
    if len(BREAK.findall(text)) >= BREAKS_AT_LEAST:
        text = BREAK.sub("\n", text)
        told.append(BREAKS_TOLD)
    if BLANK.search(text):
        text = BLANK.sub(lambda found: BLANKS[found[0].lower()], text)
        told.append(BLANKS_TOLD)
    if _is_letter_spaced(text):
        text = LETTER_SPACE.sub("", text)
        told.append(SPACED_TOLD)
    if LOST.search(text):
        text = LOST.sub(lambda found: "\u00a0" * (len(found[0]) // 2), text)
        told.append(LOST_TOLD)
    if STILL_LOST.search(text):
        told.append(STILL_LOST_TOLD)
    return text, tuple(told)
