"""A checked quotation as its page shows it: the verdict, both texts side by side, and a list of what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

import webapp.wording as wording
from indexer import FORM, Difference, QuoteMatch, Verification, locator, source_line
from webapp.links import Address, collecting, permalink, reading

SIGNS = {
    "exact": "M3 8.6l3.2 3.2L13 4.6",
    "normalised": "M3 6.2c2-2 4 2 5.2 0s3-1.5 4.8 0M3 10.8c2-2 4 2 5.2 0s3-1.5 4.8 0",
    "altered": "M3 6h10M3 10.5h10M10.5 3l-5 10.5",
    "not_found": "M5.4 6a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.1.8-1.1 1.8M8 12.8v.6",
}
CONTEXT = 4  # characters shown on either side of a change


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in words; ``number`` is that of its marks in both texts, empty for differences of form."""

    number: str
    kind: str
    hard: bool
    quote: str
    source: str
    around: str


@dataclass(frozen=True, slots=True)
class MatchCard:
    """A source of the quotation beside it."""

    where: str
    title: str
    permalink: str
    collect: str
    reading: str
    meta: tuple[str, ...]
    path: tuple[str, ...]
    source: str
    passage_id: str
    mine: Markup
    theirs: Markup
    changes: tuple[Change, ...]
    form: int


@dataclass(frozen=True, slots=True)
class QuotationPage:
    """The verdict on a quotation with its sources."""

    quote: str
    verdict: str
    words: str
    sign: str
    summary: str
    matches: tuple[MatchCard, ...]
    href: str


def quotation_page(result: Verification) -> QuotationPage:
    """The page, or the card, of a checked quotation."""
    cards = tuple(_card(result.quote, m) for m in result.matches)
    return QuotationPage(
        result.quote, result.verdict, wording.VERDICTS[result.verdict], SIGNS[result.verdict], _summary(result), cards,
        Address("/verify", (("q", result.quote),)).href,
    )  # fmt: skip


def _summary(result: Verification) -> str:
    if result.verdict == "not_found":
        return "所选报告中没有这句话，也没有与它相近的话。"
    hard = [d for m in result.matches for d in m.differences if not d.form]
    form = sum(d.form for m in result.matches for d in m.differences)
    if result.verdict == "exact":
        return f"与原文逐字相同，共 {len(result.matches)} 处。" if len(result.matches) > 1 else "与原文逐字相同。"
    if result.verdict == "normalised":
        return f"文字与原文相同，只有 {form} 处形式不同，不改变意思。" if form else "文字与原文相同，分处引用或跨段。"
    digits = sum(d.kind == "digit" for d in hard)
    told = f"{len(hard)} 处改变了文字" + (f"，其中 {digits} 处是数字" if digits else "") if hard else ""
    stitched = f"拼接自 {len(result.matches)} 处原文" if len(result.matches) > 1 else ""
    soft = f"另有 {form} 处只是形式不同" if form else ""
    return "；".join(part for part in (stitched, told, soft) if part) + "。"


def _card(quote: str, match: QuoteMatch) -> MatchCard:
    passage = match.hit.passage
    document = passage.document
    hard = [d for d in match.differences if not d.form]
    numbers = {d: str(n) for n, d in enumerate(hard, 1)}
    return MatchCard(
        locator(passage), document.title, permalink(passage), collecting(passage, match.span), reading(passage),
        (wording.place_name(document), wording.year_name(document.year)), passage.section, source_line(passage),
        passage.passage_id, _side(quote, match.quote, match.differences, numbers, mine=True),
        _side(passage.text, (match.span.start, match.span.end), match.differences, numbers, mine=False),
        tuple(_changes(quote, passage.text, match.differences, numbers)), sum(d.form for d in match.differences),
    )  # fmt: skip


def _side(
    text: str, bounds: tuple[int, int], found: Sequence[Difference], numbers: Mapping[Difference, str], *, mine: bool
) -> Markup:
    """One of the two texts with its differences marked, from escaped slices only."""
    out, at = Markup(), bounds[0]
    tag = "del" if mine else "ins"
    for difference in sorted(found, key=lambda d: d.quote if mine else d.source):
        start, end = difference.quote if mine else difference.source
        if start < at or (difference.form and start == end):
            continue
        out += escape(text[at:start])
        said = escape(text[start:end]) if end > start else Markup('<span class="sr">此处缺字</span>')
        if difference.form:
            out += Markup('<span class="d d--width">{}</span>').format(said)
        else:
            gap = " d--gap" if start == end else ""
            out += Markup('<{} class="d d--{}{}" data-n="{}">{}</{}>').format(
                Markup(tag), difference.kind, gap, numbers[difference], said, Markup(tag)
            )
        at = end
    return out + escape(text[at : bounds[1]])


def _changes(quote: str, source: str, found: Sequence[Difference], numbers: Mapping[Difference, str]) -> Iterator[Change]:
    for d in found:
        if d.form:
            continue
        around = source[max(0, d.source[0] - CONTEXT) : d.source[1] + CONTEXT]
        yield Change(numbers[d], wording.DIFFERENCES[d.kind], d.kind not in FORM, quote[slice(*d.quote)], source[slice(*d.source)], around)
    kinds = dict.fromkeys(d.kind for d in found if d.form)
    for kind in kinds:
        count = sum(d.form and d.kind == kind for d in found)
        yield Change("–", wording.DIFFERENCES[kind], False, "", "", f"{count} 处形式不同，不影响结论")
