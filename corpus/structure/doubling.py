"""Doubling: paragraphs that a page printed again. Paragraphs in, those that are left and those that went out.

Pages overlap (the foot of one is the head of the next), previews repeat, a text was pasted twice. A speech never says a
paragraph of several lines twice in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.structure.lines import han_count, squeeze

LONG = 40  # Chinese characters of a paragraph that is no formula of address
REPEATED = "来源中有重复的段落，只取第一次出现的。"


def without_repeats(front: Sequence[str], paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paragraphs without those that stood before, and these; short lines go with the paragraphs around them.

    >>> again = "全市生产总值增长6%，财政收入增长8%，城乡居民收入稳步提高，各项社会事业全面进步，人民生活水平有了新的提升。"
    >>> kept, gone = without_repeats([], ["一、回顾", again, "二、安排", "一、回顾", again])
    >>> kept == ["一、回顾", again, "二、安排"], gone == ["一、回顾", again]
    (True, True)
    """
    bare = [squeeze(text) for text in paragraphs]
    seen = {squeeze(text) for text in front}
    known: list[bool] = []  # whether the paragraph stood before
    for text in bare:
        known.append(text in seen)
        seen.add(text)
    gone = [was and han_count(text) >= LONG for was, text in zip(known, bare, strict=True)]
    if not any(gone):
        return list(paragraphs), []
    for order in (range(1, len(gone)), range(len(gone) - 2, -1, -1)):
        step = order.step
        for i in order:
            gone[i] = gone[i] or (known[i] and gone[i - step])
    kept = [text for text, again in zip(paragraphs, gone, strict=True) if not again]
    return kept, [text for text, again in zip(paragraphs, gone, strict=True) if again]
