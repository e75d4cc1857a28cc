"""The plain form of a text for comparing quotations, with the place of each of its characters in the text.

White space is left out, width, case, script and the shape of marks are folded; a compatibility character is taken apart (Ⅲ is
III), so the plain form may be longer than the text. Two texts of the same plain form differ in form only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import is_blank, search_form


@dataclass(frozen=True, slots=True)
class Plain:
    """``form[i]`` stands at ``at[i]`` of the text."""

    form: str
    at: Sequence[int]

    def span(self, start: int, end: int, length: int) -> tuple[int, int]:
        """Where ``form[start:end]`` stands in a text of ``length`` characters; an empty stretch lies before what follows it."""
        if start == end:
            here = self.at[start] if start < len(self.at) else (self.at[-1] + 1 if self.at else length)
            return here, here
        return self.at[start], self.at[end - 1] + 1


def plain(text: str) -> Plain:
    """The plain form of a text.

    >>> plain("达到Ⅲ类 标准，６．６％").form
    '达到iii类标准,6.6%'
    """
    pieces = list(map(_PIECES.__getitem__, text))
    form = "".join(pieces)
    if len(form) == len(text) and "" not in pieces:
        return Plain(form, range(len(text)))
    return Plain(form, [index for index, piece in enumerate(pieces) for _ in piece])


class _Pieces(dict[str, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        taken_apart = unicodedata.normalize("NFKC", char)
        self[char] = "" if is_blank(char) else "".join(search_form(p) for p in taken_apart if not is_blank(p))
        return self[char]


_PIECES = _Pieces()
