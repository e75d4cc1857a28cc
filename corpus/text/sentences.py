"""Sentences: stretches that end in 。！？ (or their half-width forms), closing marks included."""

from __future__ import annotations

import re

from corpus.model.span import Span

ENDS = "。！？!?"
_SENTENCE = re.compile(rf"[^{ENDS}\n]*[{ENDS}]+[”’』」)）]*|[^{ENDS}\n]+")


def sentences(text: str) -> list[Span]:
    """The sentences of ``text`` in order, none empty or blank; never split at ``.``, which is a decimal point here.

    >>> [s.of("增长6.6%。“双胜利!”前行") for s in sentences("增长6.6%。“双胜利!”前行")]
    ['增长6.6%。', '“双胜利!”', '前行']
    """
    return [Span(m.start(), m.end()) for m in _SENTENCE.finditer(text) if not m.group().isspace()]
