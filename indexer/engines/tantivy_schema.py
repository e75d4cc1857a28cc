"""How a passage lies in a tantivy index.

``words`` and ``subject`` rank (BM25). ``grams`` and ``titles`` hold bigrams, one for each character, at positions that count
characters: a phrase of bigrams is a string of the text, over the ends of sentences too. ``sentences`` holds the characters,
each with the number of its sentence, since tantivy can ask whether terms follow one another but not whether strings stand
together; characters take half the room that bigrams would. ``chars`` holds them bare, ``strings`` the common strings
(``tantivy_common.py``), ``repeats`` which of the bigrams and common strings stand in a passage how often. The rest are facts,
for filters, facets and order, and lengths. Nothing is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import add

import tantivy

from indexer.engines.fact_terms import FACT_FIELDS, fact_terms
from indexer.engines.facts import REPORTS
from indexer.engines.tantivy_common import CommonStrings
from indexer.engines.tantivy_facts import number_of, shared_facts
from indexer.engines.term_text import PRESENT, escaped, is_odd, joined, ranked, sentence_marks
from indexer.model.matching import Entry

SCHEMA_VERSION = 5
SORTED_BY = "key"  # documents lie in document order in each segment, so that ties come out in it
COUNTED = ("words", "subject", "chars", "title_chars", "strings")
PLACED = ("grams", "titles", "sentences")
REPEATED = ("grams", "strings")  # fields whose terms are told of in ``repeats``
COLUMNS: tuple[str, ...] = ()  # facts kept by passage too; ours are counted otherwise
BODY, REPORT = 1, 2  # bits of ``kind``
LENGTH_OF = {  # how many terms a passage has in each field that tells how often a string stands there
    "grams": "length", "chars": "length", "titles": "title_length", "title_chars": "title_length", "strings": "strings_length",
}  # fmt: skip


def schema() -> tantivy.Schema:
    """The fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    for field in ("document_key", "fact", "kind", *sorted(set(LENGTH_OF.values()))):
        builder.add_unsigned_field(field, fast=True)
    for fields, detail in ((COUNTED, "freq"), (PLACED, "position")):
        for field in fields:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option=detail)
    builder.add_text_field("repeats", tokenizer_name="whitespace", index_option="basic")
    for field in ("facts", *FACT_FIELDS):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=field in COLUMNS)
    return builder.build()


def letters(entry: Entry) -> str:
    """The characters of a passage in a row."""
    return "".join([text[0] for text, _ in entry.grams])


def document(entry: Entry, common: CommonStrings) -> tantivy.Document:
    """A passage as tantivy takes it in."""
    grams, titles = [text for text, _ in entry.grams], [text for text, _ in entry.titles]
    strings = list(common.inside(letters(entry)))
    marks = sentence_marks([position for _, position in entry.grams])
    shared = shared_facts(entry)
    found = tantivy.Document()
    found.add_unsigned("key", entry.key)
    found.add_unsigned("document_key", entry.document_key)
    found.add_unsigned("fact", number_of(shared))
    found.add_unsigned("kind", kind_of(entry))
    found.add_unsigned("length", len(grams))
    found.add_unsigned("title_length", len(titles))
    found.add_unsigned("strings_length", len(strings))
    for field, text in (
        ("words", ranked(entry.words)),
        ("subject", ranked(entry.subject)),
        ("grams", joined(grams)),
        ("titles", joined(titles)),
        ("sentences", _marked([gram[0] for gram in grams], marks)),
        ("chars", joined([gram[0] for gram in grams])),
        ("title_chars", joined([gram[0] for gram in titles])),
        ("strings", joined(strings)),
        ("repeats", " ".join(_repeats([*grams, *strings]))),
        ("facts", shared),
        *fact_terms(entry),
    ):
        found.add_text(field, text)
    return found


def kind_of(entry: Entry) -> int:
    """Whether a passage is body text, and whether it stands in a report, as bits."""
    return BODY * entry.body + REPORT * (entry.state in REPORTS)


def repeated(term: str, times: int) -> str:
    """What tells that a term stands in a passage so many times, or more often. No escaped term holds :data:`PRESENT`."""
    return f"{term}{PRESENT}{times}"


def _repeats(texts: Iterable[str]) -> Iterator[str]:
    """For each text that stands there twice the marks of twice, of three times and so on, up to as often as it does."""
    for text, count in Counter(texts).items():
        if count > 1:
            term = escaped(text)
            yield from (repeated(term, times) for times in range(2, count + 1))


def _marked(letters: Sequence[str], marks: Sequence[str]) -> str:
    """Characters, each with the mark of its sentence."""
    return " ".join(map(add, map(escaped, letters) if is_odd(letters) else letters, marks))
