"""``yiju ask``: an answer with its evidence, or that the reports do not say."""

from __future__ import annotations

import argparse

from indexer.commands.options import Values, common, filters, opened
from indexer.commands.printing import marked, print_json
from indexer.exporting.json_form import answer_json
from indexer.model.answer import Evidence
from indexer.requests.values import read_scope


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    parser.add_argument("query", help="一个问题，例如 2019年地区生产总值增长多少？")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    library = opened(options)
    result = library.ask(options.query, read_scope(Values(options)))
    if options.json:
        print_json(answer_json(result))
        return 0
    for answer in result.answers:
        print(answer.text + (f"　{answer.label}" if answer.label else ""))
        _print_evidence(answer.evidence)
    for other in result.also:
        print(f"\n也可能问的是：{other.text}" + (f"　{other.label}" if other.label else ""))
        _print_evidence(other.evidence)
    if not result.answers:
        print(f"库中没有依据，不作回答：{result.reason}")
        for evidence in result.evidence:
            _print_evidence(evidence)
    return 0


def _print_evidence(evidence: Evidence) -> None:
    passage = evidence.hit.passage
    marks = (evidence.answer_span,) if evidence.answer_span else ()
    print(f"   {marked(passage.text, evidence.sentence, marks)}")
    print(f"   {passage.document.title} · {passage.passage_id}")
