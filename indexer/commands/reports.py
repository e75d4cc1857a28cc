"""``yiju reports``: what is in the library, where a report came from, and taking one out."""

from __future__ import annotations

import argparse
import re

from corpus import DocumentRecord
from indexer.commands.files import exports, most, wanted, write
from indexer.commands.options import Values, common, filters, opened
from indexer.commands.printing import print_json, safe
from indexer.exporting.document_rows import DOCUMENTS
from indexer.exporting.json_form import document_json, documents_json
from indexer.exporting.words import FORMAT_WORDS, STATE_WORDS
from indexer.library import Library
from indexer.model.errors import ParameterError
from indexer.requests.values import read_name, read_paging, read_scope, read_sort

DOES = {"show": "查看", "remove": "删除"}
CONTRADICTION = re.compile(r"以.{2,4}为准|以哪一份为准|不止一处")  # of notes that say that a report and its label, or two reports, disagree


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    exports(parser)
    parser.add_argument("--name", metavar="名称", help="只列题名、地区或编号含有这些字的")
    parser.add_argument("action", nargs="?", choices=("show", "remove"), metavar="show|remove", help="show：一份报告的收录记录；remove：删除一份报告")
    parser.add_argument("document_id", nargs="?", metavar="报告编号")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    library = opened(options)
    if options.action:
        if not options.document_id:
            raise ParameterError(f"请写要{DOES[options.action]}的报告编号，例如 yiju reports {options.action} 410104-2020。")
        return _remove(library, options) if options.action == "remove" else _show(library, options)
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
        for note in library.document(document.document_id).notes:  # with what it says of other reports
            if CONTRADICTION.search(note):
                print(f"  ！{note}")
    return 0


def _remove(library: Library, options: argparse.Namespace) -> int:
    library.remove(options.document_id)
    print(f"已删除 {options.document_id}。")
    return 0


def _show(library: Library, options: argparse.Namespace) -> int:
    """Where a report came from and what was done to it."""
    document, file = library.document(options.document_id), library.file_of(options.document_id)
    if options.json:
        print_json(document_json(document, library.passages(options.document_id)))
        return 0
    source = document.source
    rows: list[tuple[str, str | None]] = [
        ("标题", document.title), ("报告编号", document.document_id), ("地区", document.place_name), ("年份", str(document.year or "年份不详")),
        ("日期", document.date), ("会议", document.meeting), ("报告人", " ".join(filter(None, (document.role, document.speaker))) or None),
        ("文本类型", STATE_WORDS[document.state]), ("篇幅", f"{document.paragraphs} 段，{document.characters} 字"),
        ("原件", f"{FORMAT_WORDS.get(source.format, source.format)}，{source.size} 字节，{source.encoding}"), ("文件", source.file),
        ("位置", str(file) if file else None), ("网址", source.url), ("发布", source.posted), ("原件摘要", f"SHA-256 {source.sha256}"),
        *(("说明", note) for note in document.notes), *(("剔除", line) for line in source.stripped),
    ]  # fmt: skip
    for name, value in rows:
        if value:
            print(f"{name}\t{safe(value)}")
    return 0


def _cells(document: DocumentRecord) -> tuple[str | int, ...]:
    place = "".join(document.place.path) if document.place else document.zone or "地区不详"
    state = STATE_WORDS[document.state]
    return document.document_id, document.year or "年份不详", place, state, safe(document.title), f"{document.paragraphs} 段"
