"""Text and spans in, safe HTML out: matches as ``mark``, headings inside a paragraph as ``strong``.

The markup is put together from escaped slices of the text. HTML is never searched or replaced in, so whatever a report
or a query holds stays text, and taking the tags out again gives the text back, character for character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from indexer import Span

Label = tuple[Span, str]  # a stretch and its class, "runin" or "label"
Piece = tuple[int, int, str | None]


def marked(
    text: str, marks: Iterable[Span] = (), *, labels: Iterable[Label] = (), within: Span | None = None, kind: str = ""
) -> Markup:
    """``text``, or the part of it ``within`` a span, with marks and labels; marks lie inside labels.

    ``kind`` is the class of the marks, such as ``quote``. Spans that reach beyond the text are cut, overlapping ones
    joined.

    >>> print(marked("完成<老旧小区>改造", [Span(3, 7)]))
    完成&lt;<mark>老旧小区</mark>&gt;改造
    """
    start, end = (within.start, min(within.end, len(text))) if within else (0, len(text))
    found = _joined(marks)
    tag = Markup('<mark class="{}">').format(kind) if kind else Markup("<mark>")
    out = Markup()
    for a, b, name in _pieces(start, end, _without_overlap(labels)):
        inner = Markup().join(
            Markup("{}{}</mark>").format(tag, text[c:d]) if hit else escape(text[c:d])
            for c, d, hit in _pieces(a, b, [(m, "mark") for m in found])
        )
        out += Markup('<strong class="{}">{}</strong>').format(name, inner) if name else inner
    return out


def _joined(spans: Iterable[Span]) -> list[Span]:
    """In order, overlapping ones as one; spans that only touch stay two, as they are two matches."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and out[-1].overlaps(span):
            span = Span(out[-1].start, max(out.pop().end, span.end))
        out.append(span)
    return out


def _without_overlap(labels: Iterable[Label]) -> list[Label]:
    out: list[Label] = []
    for span, name in sorted(labels):
        if not out or not out[-1][0].overlaps(span):
            out.append((span, name))
    return out


def _pieces(start: int, end: int, named: Sequence[Label]) -> Iterator[Piece]:
    """``[start, end)`` cut at the named spans: every character once, in order."""
    at = start
    for span, name in named:
        a, b = max(span.start, at), min(span.end, end)
        if a >= b:
            continue
        if at < a:
            yield at, a, None
        yield a, b, name
        at = b
    if at < end:
        yield at, end, None
