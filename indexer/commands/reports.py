"""``yiju reports``: what is in the library, and taking a report out."""

from __future__ import annotations

import argparse

from corpus import DocumentRecord
from indexer.commands.files import exports, most, wanted, write
from indexer.commands.options import Values, common, filters
from indexer.commands.printing import print_json, safe
from indexer.exporting.document_rows import DOCUMENTS
from indexer.exporting.json_form import documents_json
from indexer.exporting.words import STATE_WORDS
from indexer.library import Library
from indexer.model.errors import ParameterError
from indexer.requests import read_name, read_paging, read_scope, read_sort


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    exports(parser)
    parser.add_argument("--name", metavar="名称", help="只列题名、地区或编号含有这些字的")
    parser.add_argument("action", nargs="?", choices=("remove",), metavar="remove", help="remove：删除一份报告")
    parser.add_argument("document_id", nargs="?", metavar="报告编号")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    library = Library.open(options.library, create=False)
    library.prepare()
    if options.action:
        if not options.document_id:
            raise ParameterError("请写要删除的报告编号，例如 yiju reports remove 410104-2020。")
        library.remove(options.document_id)
        print(f"已删除 {options.document_id}。")
        return 0
    if wanted(options):
        _, every = library.documents(read_scope(Values(options)), limit=most(options), sort="place", name=read_name(Values(options)))
        return write(options, "库中报告", every, DOCUMENTS)
    limit, offset = read_paging(Values(options), default=100)
    total, found = library.documents(
        read_scope(Values(options)), limit=limit, offset=offset, sort=read_sort(Values(options)), name=read_name(Values(options))
    )
    if options.json:
        print_json(documents_json(total, found))
        return 0
    print(f"共 {total} 份报告")
    for document in found:
        print("\t".join(map(str, _cells(document))))
    return 0


def _cells(document: DocumentRecord) -> tuple[str | int, ...]:
    place = "".join(document.place.path) if document.place else document.zone or "地区不详"
    state = STATE_WORDS[document.state]
    return document.document_id, document.year or "年份不详", place, state, safe(document.title), f"{document.paragraphs} 段"
