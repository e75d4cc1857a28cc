"""The JSON of the public interface, the same for the web and for ``--json`` in the terminal. Only plain values in and out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus import STYLES, Citation, DocumentRecord, PassageRecord, Scope, Section, document_line, locator
from indexer.exporting.reference_list import Listed, ReferenceList
from indexer.model.answer import Answer, AskResult, Evidence
from indexer.model.hit import Facets, FigureHit, FigureResult, FigureTable, Hit, SearchResult
from indexer.model.quantity import Quantity
from indexer.model.query import ReadAs
from indexer.model.quotation import DraftCheck, QuoteMatch, Verification

Json = dict[str, Any]


def search_json(result: SearchResult) -> Json:
    """A search result."""
    return {
        "query": result.query, "total": result.total, "total_is": result.total_is, "totals": result.totals,
        "occurrences": result.occurrences, "occurrences_is": result.occurrences_is, "took_ms": result.took_ms,
        "documents": result.documents, "listed": result.listed, "hits": [search_hit_json(hit) for hit in result.hits],
        "facets": facets_json(result.facets), "places": dict(result.places.items()),
        "suggestion": result.suggestion, "suggestion_shown": result.suggestion_shown,
        "expansions": list(result.expansions), "filters": read_as_json(result.read_as), "notices": list(result.notices),
        "terms": [{"text": t.text, "passages": t.passages} for t in result.terms],
    }  # fmt: skip


def search_hit_json(hit: Hit) -> Json:
    """A hit of a search: with what stands for others of its report, and for its copies."""
    return {**hit_json(hit), "others": hit.others, "copies": [passage.passage_id for passage in hit.copies]}


def hit_json(hit: Hit) -> Json:
    """A hit: the passage, its rank, and where the query stands in it."""
    return {
        "rank": hit.rank, **_passage(hit.passage), "highlights": [[s.start, s.end] for s in hit.highlights],
        "snippet": hit.snippet.of(hit.passage.text), "snippet_span": [hit.snippet.start, hit.snippet.end],
        "match": hit.match, "inside_number": hit.inside_number, "answers": hit.answers,
    }  # fmt: skip


def answer_json(result: AskResult) -> Json:
    """An answer with its evidence, or the reason why there is none."""
    return {
        "question": result.question, "answerable": result.answerable, "answer": result.answer, "reason": result.reason,
        "scope": {**scope_json(result.scope), "read_as": read_as_json(result.read_as)},
        "answers": [_answer(a) for a in result.answers], "also": [_answer(a) for a in result.also],
        "evidence": [_evidence(e) for e in result.evidence],
    }  # fmt: skip


def _answer(answer: Answer) -> Json:
    return {"text": answer.text, "label": answer.label, "kind": answer.kind, "evidence": _evidence(answer.evidence)}


def _evidence(evidence: Evidence) -> Json:
    span, sentence = evidence.answer_span, evidence.sentence
    return {
        **hit_json(evidence.hit), "sentence": [sentence.start, sentence.end],
        "answer_span": [span.start, span.end] if span else None,
    }  # fmt: skip


def verification_json(result: Verification) -> Json:
    """The verdict on a quotation, with its sources and every difference."""
    return {"quote": result.quote, "verdict": result.verdict, "matches": [_quote_match(m) for m in result.matches]}


def _quote_match(match: QuoteMatch) -> Json:
    return {
        **hit_json(match.hit), "span": [match.span.start, match.span.end],
        "source_text": match.span.of(match.hit.passage.text), "quote_span": list(match.quote),
        "differences": [
            {"kind": d.kind, "quote": list(d.quote), "source": list(d.source), "form": d.form} for d in match.differences
        ],
    }  # fmt: skip


def draft_json(check: DraftCheck) -> Json:
    """A draft with the verdict on each quotation and each figure of it."""
    return {
        "text": check.text,
        "quotations": [
            {"span": [q.span.start, q.span.end], **verification_json(q.verification)} for q in check.quotations
        ],
        "figures": [
            {
                **mention_json(f.figure.quantity, check.text), "indicator": f.figure.indicator, "verdict": f.verdict,
                "hits": [figure_hit_json(h) for h in f.hits],
            }
            for f in check.figures
        ],
    }  # fmt: skip


def scope_json(scope: Scope) -> Json:
    """The filters that are set, under the names of the parameters."""
    many: dict[str, frozenset[int] | frozenset[str]] = {
        "year": scope.years, "place": scope.places, "level": scope.levels, "part": scope.parts, "state": scope.states,
        "document": scope.documents,
    }  # fmt: skip
    one = {"year_from": scope.year_from, "year_to": scope.year_to}
    return {name: sorted(v, key=str) for name, v in many.items() if v} | {name: v for name, v in one.items() if v is not None}


def figures_json(result: FigureResult) -> Json:
    """A look-up of a figure."""
    return {
        "query": result.query, "quantity": result.quantity and quantity_json(result.quantity), "exact": result.exact,
        "total": result.total, "hits": [figure_hit_json(h) for h in result.hits],
        "near": [{**figure_hit_json(h), "difference": h.difference} for h in result.near],
        "sought": [None if end is None else format(end, "f") for end in (result.low, result.high)],
        "words": list(result.words), "filters": read_as_json(result.read_as),
        "groups": [{"indicator": g.key, "name": g.name, "change": g.change, "count": g.count} for g in result.groups],
        "facets": facets_json(result.facets), "names": result.names,
    }  # fmt: skip


def figure_table_json(table: FigureTable) -> Json:
    """A page of all figures of some reports."""
    return {
        "total": table.total, "figures": [figure_hit_json(row) for row in table.rows], "facets": facets_json(table.facets),
        "names": table.names,
    }  # fmt: skip


def figure_hit_json(found: FigureHit) -> Json:
    """A figure with the passage that states it."""
    figure, text = found.figure, found.hit.passage.text
    return {
        **hit_json(found.hit), **mention_json(figure.quantity, text), "indicator": figure.indicator,
        "indicator_id": figure.indicator_id, "change": figure.change, "period": figure.period, "kind": figure.kind,
    }  # fmt: skip


def mention_json(quantity: Quantity, text: str) -> Json:
    """A quantity where it stands in a text."""
    span = quantity.span
    return {**quantity_json(quantity), "mention": span.of(text), "span": [span.start, span.end]}


def quantity_json(quantity: Quantity) -> Json:
    """A quantity: exact decimals as text, in base units."""
    ends = quantity.range
    return {
        "value": format(quantity.value, "f"), "unit": quantity.unit, "dimension": quantity.dimension,
        "approximator": quantity.approximator, "range": [format(end, "f") for end in ends] if ends else None,
    }  # fmt: skip


def passage_json(
    passage: PassageRecord, before: PassageRecord | None = None, after: PassageRecord | None = None
) -> Json:
    """One passage with its document and the ids of its neighbours."""
    return {
        **_passage(passage), "part": passage.part, "digest": passage.digest,
        "labels": [[s.start, s.end] for s in passage.labels], "document": document_summary(passage.document),
        "previous": before and before.passage_id, "next": after and after.passage_id,
    }  # fmt: skip


def citation_json(citation: Citation) -> Json:
    """A citation, with its place in the passage and the styles there are."""
    return {
        "style": citation.style, "text": citation.text, "quote": citation.quote, "permalink": citation.permalink,
        "remarks": list(citation.remarks), "passage_id": citation.passage_id,
        "span": [citation.span.start, citation.span.end],
        "styles": [{"style": name, "label": style.label, "hint": style.hint} for name, style in STYLES.items()],
    }  # fmt: skip


def basket_json(listed: ReferenceList) -> Json:
    """A basket: every excerpt as it stands now, and the numbered references of those that can be cited."""
    return {
        "items": [_listed(row) for row in listed.rows],
        "references": [
            {"number": r.number, "document_id": r.work.document.document_id, "text": r.text, "remarks": list(r.remarks)}
            for r in listed.references
        ],
    }  # fmt: skip


def _listed(row: Listed) -> Json:
    """``quote`` is the report's own text, null where the words no longer stand."""
    found = row.found
    passage, span = found.passage, found.span
    return {
        "asked": found.excerpt.passage_id, "standing": found.standing, "start": span and span.start, "end": span and span.end,
        "quote": found.quote, "whole": bool(span and passage and len(span) == len(passage.text)), "note": found.excerpt.note,
        "digest": passage and passage.digest, "passage": passage and _place_of(passage), "reference": row.reference,
        "locator": row.locator, "permalink": row.permalink, "source": f"{document_line(passage.document)}，{locator(passage)}" if passage else "",
    }  # fmt: skip


def documents_json(total: int, documents: Sequence[DocumentRecord]) -> Json:
    """A page of the list of reports."""
    return {"total": total, "documents": [document_summary(d) for d in documents]}


def document_summary(document: DocumentRecord) -> Json:
    """A report in a list."""
    return {
        "document_id": document.document_id, "title": document.title, "year": document.year,
        "place": document.place_name, "place_code": document.place and document.place.code,
        "level": document.level, "state": document.state, "date": document.date, "passages": document.passages,
    }  # fmt: skip


def document_json(document: DocumentRecord, passages: Sequence[PassageRecord]) -> Json:
    """A whole report: what it is, its outline, its passages (under ``passages``, whose number is ``total``)."""
    place, source = document.place, document.source
    return {
        **document_summary(document), "speaker": document.speaker, "role": document.role, "meeting": document.meeting,
        "province": place and place.province, "city": place and place.city,
        "source": {
            "file": source.file, "sha256": source.sha256, "size": source.size, "format": source.format,
            "encoding": source.encoding, "posted": source.posted, "url": source.url, "stripped": list(source.stripped),
        },
        "notes": list(document.notes), "outline": [_section(s) for s in document.outline],
        "total": len(passages),
        "passages": [
            {
                "passage_id": p.passage_id, "passage_kind": p.kind, "paragraph": p.paragraph, "text": p.text,
                "section": list(p.section), "part": p.part, "labels": [[s.start, s.end] for s in p.labels],
            }
            for p in passages
        ],
    }  # fmt: skip


def _passage(passage: PassageRecord) -> Json:
    return {**_place_of(passage), "text": passage.text}


def _place_of(passage: PassageRecord) -> Json:
    document = passage.document
    return {
        "passage_id": passage.passage_id, "document_id": document.document_id, "document_title": document.title,
        "state": document.state, "year": document.year, "place": document.place_name,
        "place_code": document.place and document.place.code, "section": list(passage.section), "part": passage.part,
        "passage_kind": passage.kind, "paragraph": passage.paragraph,
        "url": f"/p/{passage.passage_id}?d={passage.digest}",
    }  # fmt: skip


def facets_json(facets: Facets) -> Json:
    """Facets as lists of [value, count]."""
    return {name: [list(pair) for pair in pairs] for name, pairs in facets.items()}


def _section(section: Section) -> Json:
    return {
        "level": section.level, "text": section.text, "paragraph": section.paragraph,
        "children": [_section(c) for c in section.children],
    }  # fmt: skip


def read_as_json(read: ReadAs) -> Json:
    """What was read from a query's own words, with the words."""
    out: Json = {}
    if read.years:
        out["year"] = [{"value": year, "words": words} for year, words in read.years]
    if read.places:
        out["place"] = [{"value": code, "words": words} for code, words in read.places]
    return out
