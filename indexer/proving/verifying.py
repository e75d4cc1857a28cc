"""A quotation from end to end: where its words may come from, whether they are the same, and if not, what differs.

Candidates come from the engine's bigrams; the verdict only from the exact texts. A quotation that differs in any word, digit or
mark is never called exact or normalised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from corpus import Catalog, PassageRecord, Scope, Span, occurrences
from indexer.engines.base import Reader
from indexer.model.errors import QueryError, QueryTooLong
from indexer.model.hit import Hit
from indexer.model.quotation import FORM, MAX_QUOTE, Difference, QuoteMatch, QuoteVerdict, Verification
from indexer.queries.compiling import Compiler
from indexer.quoting.differences import differences
from indexer.quoting.placing import ALIKE, PIECE, chunks, pieces, placed
from indexer.quoting.plain import Plain, plain

MOST_MATCHES = 20  # places shown of a quotation that stands in many
LOOKED_AT = 12  # passages compared with a quotation that stands nowhere as it is
BREAKS = 8  # paragraphs to either side over whose breaks a quotation may run
COMMON = 2_000  # passages that hold a string which tells nothing of where it comes from
LONGEST_STRING = 400  # characters asked of the engine at once: a longer quotation is found by its beginning
TOO_SHORT = "“{quote}”太短，至少要有 {least} 个字才能核对，请多引几个字。"
TOO_LONG = "引文有 {n} 个字，最多 {most} 个字，请分段核对。"
LEAST = 2
SURELY = 0.9  # a passage that holds so much of a quotation is meant, even if each clause stands elsewhere
_ELLIPSIS = re.compile(r"\s*(?:…{1,}|⋯{1,}|\.{3,}|。{3,})\s*")
_AROUND = {"“": "”", "「": "」", "『": "』", '"': '"', "‘": "’"}


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks quotations against the reports; made for each request, of parts that live as long as the index."""

    catalog: Catalog
    reader: Reader
    compiler: Compiler
    is_unit: Callable[[str], bool]

    def run(self, quote: str, scope: Scope) -> Verification:
        """The verdict on a quotation. Raises :class:`QueryError` where there is nothing to check."""
        bare = quote.strip()
        if len(bare) > MAX_QUOTE:
            raise QueryTooLong(TOO_LONG.format(n=len(bare), most=MAX_QUOTE))
        form = plain(bare).form
        if sum(c.isalnum() for c in form) < LEAST:
            raise QueryError(TOO_SHORT.format(quote=bare[:20], least=LEAST))
        for text in self._readings(bare):
            found = self._whole(text, scope)
            if found:
                return Verification(quote, *found)
        for text in self._readings(bare):
            found = self._with_ellipsis(text, scope) or self._over_breaks(text, scope)
            if found:
                return Verification(quote, *found)
        return Verification(quote, *self._altered(self._readings(bare)[-1], scope))

    @staticmethod
    def _readings(quote: str) -> list[str]:
        """The quotation as pasted; then without the marks around it, which may be the writer's."""
        inner = quote[1:-1].strip() if len(quote) > 3 and _AROUND.get(quote[0]) == quote[-1] else ""
        return [quote, inner] if inner else [quote]

    # the words as they stand -------------------------------------------------------------------

    def _whole(self, quote: str, scope: Scope) -> tuple[QuoteVerdict, tuple[QuoteMatch, ...]] | None:
        """All places of a quotation that stands in one passage; those that are exact alone, if there are any."""
        found = list(self._places(quote, self._holding(quote, scope)))
        if not found:
            return None
        exact = tuple(m for m in found if m.span.of(m.hit.passage.text) == quote)
        return ("exact", exact[:MOST_MATCHES]) if exact else ("normalised", tuple(found[:MOST_MATCHES]))

    def _places(self, quote: str, passages: Sequence[PassageRecord]) -> Iterator[QuoteMatch]:
        form = plain(quote).form
        for passage in passages:
            spans = list(occurrences(passage.text, quote)) or self._plain_places(form, passage.text)
            for span in spans:
                yield self._match(quote, (0, len(quote)), passage, span)

    @staticmethod
    def _plain_places(form: str, text: str) -> list[Span]:
        """Places that only the plain form shows: III for Ⅲ."""
        here = plain(text)
        at = here.form.find(form)
        return [Span(*here.span(at, at + len(form), len(text)))] if at >= 0 else []

    def _holding(self, quote: str, scope: Scope) -> list[PassageRecord]:
        keys = self.reader.matching(self.compiler.string(quote[:LONGEST_STRING]), scope, COMMON)
        if not keys:
            keys = [key for key, _ in self._likely(quote, scope)]
        return self.catalog.passages(keys[:COMMON])

    def _match(self, quote: str, part: tuple[int, int], passage: PassageRecord, span: Span) -> QuoteMatch:
        shift_q, shift_s = part[0], span.start
        found = tuple(
            Difference(d.kind, (d.quote[0] + shift_q, d.quote[1] + shift_q), (d.source[0] + shift_s, d.source[1] + shift_s), d.form)
            for d in differences(quote[slice(*part)], span.of(passage.text), self.is_unit)
        )
        shown = Span(max(0, span.start - 40), min(len(passage.text), max(span.end + 40, span.start + 160)))
        return QuoteMatch(Hit(1, passage, "exact", (span,), shown), span, part, found)

    # parts in order ----------------------------------------------------------------------------

    def _with_ellipsis(self, quote: str, scope: Scope) -> tuple[QuoteVerdict, tuple[QuoteMatch, ...]] | None:
        """A quotation with ……, each part of which stands in one report, in order."""
        bounds = _parts(quote)
        if len(bounds) < 2:
            return None
        for passage in self._holding(quote[slice(*bounds[0])], scope)[:MOST_MATCHES]:
            matches = self._in_order(quote, bounds, passage)
            if matches:
                return "normalised", matches
        return None

    def _in_order(self, quote: str, bounds: Sequence[tuple[int, int]], first: PassageRecord) -> tuple[QuoteMatch, ...]:
        rest = [p for p in self.catalog.document_passages(first.document) if p.key >= first.key]
        matches, at, offset = [], 0, 0
        for low, high in bounds:
            place = next(((i, s) for i in range(at, len(rest)) if (s := _after(rest[i].text, quote[low:high], offset if i == at else 0))), None)
            if place is None:
                return ()
            at, span = place
            offset = span.end
            matches.append(self._match(quote, (low, high), rest[at], span))
        return tuple(matches)

    def _over_breaks(self, quote: str, scope: Scope) -> tuple[QuoteVerdict, tuple[QuoteMatch, ...]] | None:
        """A quotation that runs over the break of a paragraph: its parts end and begin passages that follow one another."""
        form = plain(quote)
        for key, _ in self._likely(quote, scope)[:6]:
            (passage,) = self.catalog.passages([key]) or (None,)
            matches = self._run_on(quote, form, passage) if passage else ()
            if matches:
                return "normalised", matches
        return None

    def _run_on(self, quote: str, form: Plain, passage: PassageRecord) -> tuple[QuoteMatch, ...]:
        around = self.catalog.around(passage, BREAKS)
        plains = [plain(p.text) for p in around]
        joined = "".join(p.form for p in plains)
        at = joined.find(form.form)
        if at < 0:
            return ()
        matches, begun = [], 0
        for record, here in zip(around, plains, strict=True):
            low, high = max(at, begun), min(at + len(form.form), begun + len(here.form))
            if low < high:
                part = form.span(low - at, high - at, len(quote))
                matches.append(self._match(quote, part, record, Span(*here.span(low - begun, high - begun, len(record.text)))))
            begun += len(here.form)
        return tuple(matches)

    # what differs ------------------------------------------------------------------------------

    def _altered(self, quote: str, scope: Scope) -> tuple[QuoteVerdict, tuple[QuoteMatch, ...]]:
        form = plain(quote)
        best: tuple[float, QuoteMatch] | None = None
        passages = self.catalog.passages([key for key, _ in self._likely(quote, scope)])
        for passage in passages:
            here = plain(passage.text)
            place = placed(form.form, here.form)
            if place and place.likeness >= ALIKE and (best is None or place.likeness > best[0]):
                span = Span(*here.span(place.start, place.end, len(passage.text)))
                best = place.likeness, self._match(quote, (0, len(quote)), passage, span)
        stitched = self._stitched(quote, form, scope) if best is None or best[0] < SURELY else ()
        if stitched:
            return "altered", stitched
        if best:
            same = all(d.form or d.kind in FORM for d in best[1].differences)
            return ("normalised" if same else "altered"), (best[1],)
        return "not_found", ()

    def _stitched(self, quote: str, form: Plain, scope: Scope) -> tuple[QuoteMatch, ...]:
        """The sources of a quotation put together from several places, every clause of which stands somewhere."""
        bounds = [form.span(a, b, len(quote)) for a, b in pieces(form.form)]
        if len(bounds) < 2:
            return ()
        matches: list[QuoteMatch] = []
        for low, high in bounds:
            part = quote[low:high]
            holding = self._holding(part, scope) if len(plain(part).form) >= PIECE else []
            found = list(self._places(part, holding))
            if not found:
                return ()
            chosen = next((m for m in found if matches and m.hit.passage.key == matches[-1].hit.passage.key), found[0])
            matches.append(self._match(quote, (low, high), chosen.hit.passage, chosen.span))
        return tuple(_joined(matches, quote, self._match))

    def _likely(self, quote: str, scope: Scope) -> list[tuple[int, float]]:
        """Keys of the passages that hold most of a quotation's strings, the rarest of which tell most."""
        said: dict[int, float] = {}
        size = self.reader.size()
        for chunk in chunks(plain(quote[:LONGEST_STRING]).form):
            keys = self.reader.matching(self.compiler.string(chunk), scope, COMMON + 1)
            if 0 < len(keys) <= COMMON:
                for key in keys:
                    said[key] = said.get(key, 0.0) + log(1 + size / len(keys))
        return sorted(said.items(), key=lambda item: (-item[1], item[0]))[:LOOKED_AT]


def _joined(
    matches: Sequence[QuoteMatch], quote: str, match: Callable[[str, tuple[int, int], PassageRecord, Span], QuoteMatch]
) -> Iterator[QuoteMatch]:
    """Clauses that follow one another in the same passage as one match."""
    run: QuoteMatch | None = None
    for m in matches:
        if run and m.hit.passage.key == run.hit.passage.key and 0 <= m.span.start - run.span.end <= 2:
            run = match(quote, (run.quote[0], m.quote[1]), m.hit.passage, Span(run.span.start, m.span.end))
            continue
        if run:
            yield run
        run = m
    if run:
        yield run


def _parts(quote: str) -> list[tuple[int, int]]:
    """The parts between ellipses, as ``[start, end)``."""
    bounds, at = [], 0
    for match in [*_ELLIPSIS.finditer(quote), None]:
        end = match.start() if match else len(quote)
        if any(c.isalnum() for c in quote[at:end]):
            bounds.append((at, end))
        at = match.end() if match else end
    return bounds


def _after(text: str, part: str, offset: int) -> Span | None:
    """The first place of a part behind an offset."""
    return next((s for s in occurrences(text, part) if s.start >= offset), None)
