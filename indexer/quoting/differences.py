"""Every difference between a quotation and the place it comes from, with its kind.

Differences of form (width, script, white space, the shape of marks) leave the quotation what it is; any other makes it an
altered one. A changed digit takes its whole number along, so that 495.8 stands against 494.8 and not 5 against 4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from rapidfuzz.distance import Levenshtein

from indexer.model.quotation import KINDS, Difference, DifferenceKind
from indexer.quoting.plain import Plain, plain

_NUMBER = re.compile(r"[0-9][0-9.,·]*[0-9]|[0-9]|[一二三四五六七八九十百千万亿零两几]{2,}|[一二三四五六七八九十两]")
_NEGATION = re.compile(r"[不没未无非否勿莫]")
_UNIT_AFTER = re.compile(r"[0-9一二三四五六七八九十百千万亿余多]$")
IsUnit = Callable[[str], bool]
Block = tuple[int, int, int, int]


def differences(quote: str, source: str, is_unit: IsUnit) -> tuple[Difference, ...]:
    """All differences of two texts that belong together; offsets count in each of them. The loudest kinds come first."""
    mine, theirs = plain(quote), plain(source)
    changed = [_changed(block, quote, source, mine, theirs, is_unit) for block in _blocks(mine.form, theirs.form)]
    form = list(_form(quote, source, mine, theirs, changed))
    return tuple(sorted((*changed, *form), key=lambda d: (KINDS.index(d.kind), d.quote, d.source)))


def _blocks(mine: str, theirs: str) -> list[Block]:
    """Stretches that differ, numbers whole, those that touch joined."""
    found: list[Block] = []
    for op in Levenshtein.opcodes(mine, theirs):
        if op.tag == "equal":
            continue
        block = _whole_numbers(mine, theirs, (op.src_start, op.src_end, op.dest_start, op.dest_end))
        if found and (block[0] <= found[-1][1] and block[2] <= found[-1][3]):
            last = found.pop()
            block = (min(last[0], block[0]), max(last[1], block[1]), min(last[2], block[2]), max(last[3], block[3]))
        found.append(block)
    return found


def _whole_numbers(mine: str, theirs: str, block: Block) -> Block:
    """A stretch grown to the numbers it cuts; both sides grow alike, over equal text only."""
    a, b, c, d = block
    left = max(a - _start(mine, a, b), c - _start(theirs, c, d))
    right = max(_end(mine, a, b) - b, _end(theirs, c, d) - d)
    while left and mine[a - left : a] != theirs[c - left : c]:
        left -= 1
    while right and mine[b : b + right] != theirs[d : d + right]:
        right -= 1
    return a - left, b + right, c - left, d + right


def _touching(form: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (m for m in _NUMBER.finditer(form, max(0, start - 24), end + 24) if m.start() <= end and m.end() >= start)


def _start(form: str, start: int, end: int) -> int:
    return min([start, *(m.start() for m in _touching(form, start, end))]) if _numeric(form, start, end) else start


def _end(form: str, start: int, end: int) -> int:
    return max([end, *(m.end() for m in _touching(form, start, end))]) if _numeric(form, start, end) else end


def _numeric(form: str, start: int, end: int) -> bool:
    """Whether a stretch is part of a number: it has a digit, is a numeral, or lies between two digits."""
    text = form[start:end]
    between = form[max(0, start - 1) : start].isdigit() and form[end : end + 1].isdigit()
    return any(c.isdigit() for c in text) or bool(text and _NUMBER.fullmatch(text)) or (between and len(text) < 2)


def _changed(block: Block, quote: str, source: str, mine: Plain, theirs: Plain, is_unit: IsUnit) -> Difference:
    a, b, c, d = block
    kind = _kind(mine.form[a:b], theirs.form[c:d], mine.form[:a], is_unit)
    return Difference(kind, mine.span(a, b, len(quote)), theirs.span(c, d, len(source)))


def _kind(mine: str, theirs: str, before: str, is_unit: IsUnit) -> DifferenceKind:
    both = mine + theirs
    if any(c.isdigit() for c in both) or (_NUMBER.fullmatch(mine) and _NUMBER.fullmatch(theirs)):
        return "digit"
    if _NEGATION.search(mine) is not None or _NEGATION.search(theirs) is not None:
        return "negation"
    if all(unicodedata.category(c)[0] in "PSZ" for c in both):
        return "unit" if "%" in both else "punctuation"
    if _UNIT_AFTER.search(before) and any(is_unit(part) for part in (mine, theirs) if part):
        return "unit"
    return "word" if mine and theirs else "extra" if mine else "missing"


def _form(quote: str, source: str, mine: Plain, theirs: Plain, changed: list[Difference]) -> Iterator[Difference]:
    """Differences of form between the stretches that say the same, one for each run of a kind."""
    run: Difference | None = None
    for i, j in _pairs(mine, theirs, changed):
        for found in _at(quote, source, mine, theirs, i, j):
            if run and run.kind == found.kind and found.quote[0] <= run.quote[1] and found.source[0] <= run.source[1]:
                run = Difference(run.kind, (run.quote[0], found.quote[1]), (run.source[0], found.source[1]), True)
                continue
            if run:
                yield run
            run = found
    if run:
        yield run


def _pairs(mine: Plain, theirs: Plain, changed: list[Difference]) -> Iterator[tuple[int, int]]:
    """Places of the plain forms that correspond."""
    for op in Levenshtein.opcodes(mine.form, theirs.form):
        tag, a, b, c = op.tag, op.src_start, op.src_end, op.dest_start
        if tag == "equal":
            yield from ((a + k, c + k) for k in range(b - a) if not _inside(mine.at[a + k], changed))


def _inside(at: int, changed: list[Difference]) -> bool:
    return any(d.quote[0] <= at < d.quote[1] for d in changed)


def _at(quote: str, source: str, mine: Plain, theirs: Plain, i: int, j: int) -> Iterator[Difference]:
    """What differs in form at a pair of equal characters: white space before it, and the character itself."""
    q, s = mine.at[i], theirs.at[j]
    if i and j:
        gap_q, gap_s = (mine.at[i - 1] + 1, q), (theirs.at[j - 1] + 1, s)
        if mine.at[i - 1] < q and theirs.at[j - 1] < s and quote[slice(*gap_q)] != source[slice(*gap_s)]:
            yield Difference("space", gap_q, gap_s, True)
    first_q, first_s = not i or mine.at[i - 1] != q, not j or theirs.at[j - 1] != s
    if quote[q] != source[s] and (first_q or first_s):
        yield Difference(_form_kind(quote[q], source[s]), (q, q + 1), (s, s + 1), True)


def _form_kind(mine: str, theirs: str) -> DifferenceKind:
    if unicodedata.normalize("NFKC", mine).lower() == unicodedata.normalize("NFKC", theirs).lower():
        return "width"
    if unicodedata.category(mine)[0] == "P" or unicodedata.category(theirs)[0] == "P":
        return "punctuation"
    return "script" if "CJK" in unicodedata.name(mine, "") and "CJK" in unicodedata.name(theirs, "") else "width"
