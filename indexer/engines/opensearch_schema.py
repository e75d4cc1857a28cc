"""How a passage lies in an index of OpenSearch or Elasticsearch: the mapping, and a passage as a document of it.

The fields are those of the tantivy engine, so that both rank alike; sentences are nested documents, which Lucene can ask for
things that stand together. ``since`` is the commit a passage came with: a reader looks at those up to its own, which is how it
keeps its snapshot while others write. Nothing is kept but the index: texts live in the catalog.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from indexer.engines.cluster_address import Address
from indexer.engines.fact_terms import FACT_FIELDS, fact_terms
from indexer.engines.term_text import joined, ranked, sentence_marks
from indexer.model.matching import Entry

SCHEMA_VERSION = 1
MOST_HITS = 100_000  # in one answer; the server's own limit would be 10,000
LONGEST_LISTED = 8_000  # characters of a word that is told of; the server refuses a document with one beyond 32,766 bytes
NUMBERS = {"key": "long", "document_key": "long", "since": "integer"}

Json = dict[str, Any]


def index_body(address: Address, meta: Json) -> Json:
    """The settings and mapping of a new index. Replicas come when it is complete.

    ``similarity`` makes a string score as often as it stands in a passage, for tallies.
    """
    text: Json = {"type": "text", "analyzer": "whitespace"}
    placed = text | {"norms": False, "similarity": "frequency"}
    letters = placed | {"index_options": "freqs"}
    in_sentence = {"grams": text | {"norms": False}, "chars": text | {"norms": False, "index_options": "docs"}}
    fields: Json = {name: {"type": kind} for name, kind in NUMBERS.items()} | {name: {"type": "keyword"} for name in FACT_FIELDS}
    fields |= {"words": text | {"index_options": "freqs"}, "subject": text | {"index_options": "freqs"}}
    listed = {"type": "keyword", "index": False, "ignore_above": LONGEST_LISTED}
    fields |= {"word": listed, "subject_word": listed}
    fields |= {"grams": placed, "titles": placed, "chars": letters, "title_chars": letters}
    return {
        "settings": {
            "number_of_shards": address.shards, "number_of_replicas": 0, "refresh_interval": "-1",
            "max_result_window": MOST_HITS,
            "similarity": {"frequency": {"type": "scripted", "script": {"source": "return doc.freq"}}},
        },
        "mappings": {
            "dynamic": "strict", "_source": {"enabled": False}, "_meta": meta,
            "properties": fields | {"sentences": {"type": "nested", "properties": in_sentence}},
        },
    }  # fmt: skip


def document(entry: Entry, since: int) -> Json:
    """A passage as the cluster takes it in."""
    grams, titles = [text for text, _ in entry.grams], [text for text, _ in entry.titles]
    found: Json = {
        "key": entry.key, "document_key": entry.document_key, "since": since,
        "words": ranked(entry.words), "subject": ranked(entry.subject),
        "word": [*dict.fromkeys(entry.words)], "subject_word": [*dict.fromkeys(entry.subject)],
        "grams": joined(grams), "chars": joined([gram[0] for gram in grams]),
        "titles": joined(titles), "title_chars": joined([gram[0] for gram in titles]),
        "sentences": list(_sentences(entry)),
    }  # fmt: skip
    for field, term in fact_terms(entry):
        found.setdefault(field, []).append(term)
    return found


def _sentences(entry: Entry) -> Iterator[Json]:
    marks = sentence_marks([position for _, position in entry.grams])
    for _, sentence in groupby(zip(marks, entry.grams, strict=True), key=lambda pair: pair[0]):
        grams = [text for _, (text, _) in sentence]
        yield {"grams": joined(grams), "chars": joined([*dict.fromkeys(gram[0] for gram in grams)])}
