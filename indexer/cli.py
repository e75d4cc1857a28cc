"""The terminal: every command but ``serve``. Chinese for people, ``--json`` for programs.

Exit status: 0 done, 1 something failed while working, 2 wrong usage or input (one line on stderr, never a traceback).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from corpus import LEVELS, PARTS, STATES, NotFound, Span, YijuError
from indexer.engines import ENGINES
from indexer.exporting.json_form import documents_json, figures_json, mention_json, search_json
from indexer.library import Library, Outcome
from indexer.model.errors import ParameterError, QueryError
from indexer.model.hit import FigureHit, Hit, SearchResult
from indexer.model.query import SORTS
from indexer.requests import read_paging, read_scope, read_search_request, read_sort

USAGE = 2
FAILED = 1
TIER_WORDS = {"exact": "原样出现", "phrase": "引文齐全", "all": "词语齐全", "some": "只含部分词语"}
KIND_WORDS = {"result": "实绩", "target": "目标", "other": "其他"}
COLUMNS = ("text", "title", "place", "year", "posted", "url")
FATE_WORDS = {"read": "收录", "updated": "更新", "unchanged": "未变", "refused": "未收录"}


class OneLineParser(argparse.ArgumentParser):
    """Wrong usage in one line that names the culprit and the remedy."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with status 2."""
        print(f"{self.prog}：{message}。用法见 {self.prog} --help。", file=sys.stderr)
        raise SystemExit(USAGE)


class Values:
    """Parsed options as the multi-dict that requests are read from."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = vars(options)

    def getlist(self, name: str) -> list[str]:
        """All values of an option."""
        value = self._options.get("query" if name == "q" else name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        return [str(v) for v in values]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    speak_utf8()
    options = build_parser().parse_args(argv)
    return guarded(lambda: int(options.run(options)))


def speak_utf8() -> None:
    """UTF-8 wherever the output goes; a terminal keeps its own encoding, and what it cannot show becomes ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


def guarded(work: Callable[[], int]) -> int:
    """Run work, with foreseen errors as one line on stderr and the right status."""
    try:
        return work()
    except (QueryError, ParameterError, NotFound) as error:
        print(error, file=sys.stderr)
        return USAGE
    except YijuError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("已中断；已收录的报告没有受损，可再次运行。", file=sys.stderr)
        return FAILED


def build_parser() -> argparse.ArgumentParser:
    """The command line. ``commands`` of the result take further commands of other rooms."""
    parser = OneLineParser(prog="yiju", description="依据：政府工作报告检索与求证")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令", parser_class=OneLineParser)
    for name, help_text, define in COMMANDS:
        define(commands.add_parser(name, help=help_text, description=help_text))
    return parser


def common(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    """Options of every command."""
    parser.add_argument("--library", type=Path, metavar="文件夹", help="库文件夹（默认 $YIJU_LIBRARY 或用户数据文件夹）")
    parser.add_argument("--json", action="store_true", help="只输出一个 JSON 对象")
    parser.set_defaults(run=run)


def filters(parser: argparse.ArgumentParser) -> None:
    """The filters, as in the web's addresses."""
    for name, meaning in (("year", "年份"), ("place", "地区（名称或代码）"), ("document", "报告编号")):
        parser.add_argument(f"--{name}", action="append", metavar=meaning)
    parser.add_argument("--year-from", metavar="年份")
    parser.add_argument("--year-to", metavar="年份")
    for name, values in (("level", LEVELS), ("part", PARTS), ("state", STATES)):
        parser.add_argument(f"--{name}", action="append", metavar="|".join(values[:3]) + "…")
    parser.add_argument("--limit", metavar="条数")
    parser.add_argument("--offset", metavar="从第几条起")
    parser.add_argument("--sort", metavar="|".join(SORTS))


def _define_index(parser: argparse.ArgumentParser) -> None:
    common(parser, _index)
    parser.add_argument("paths", nargs="*", type=Path, metavar="路径", help="报告文件或文件夹；不写则收录随软件附带的报告")
    parser.add_argument("--rebuild", action="store_true", help="从报告目录重新建立索引")
    parser.add_argument("--engine", choices=sorted(ENGINES), help="检索引擎")
    parser.add_argument(
        "--column", action="append", default=[], metavar="text=列名",
        help="表格中正文所在的列；还可指定 title、place、year、posted、url",
    )  # fmt: skip


def _define_search(parser: argparse.ArgumentParser) -> None:
    common(parser, _search)
    filters(parser)
    parser.add_argument("query", help="关键词；加引号的是原文")
    parser.add_argument("--expand", choices=("0", "1"), default="1", help="0：不用近义词")
    parser.add_argument("--as-words", action="append", metavar="year|place", help="不把年份、地区读作条件")


def _define_figure(parser: argparse.ArgumentParser) -> None:
    common(parser, _figure)
    filters(parser)
    parser.add_argument("query", help="数字，任何写法，可带单位与词语，例如 494.8亿元、>=5亿元、老旧小区 47个")


def _define_extract(parser: argparse.ArgumentParser) -> None:
    common(parser, _extract)
    parser.add_argument("file", nargs="?", default="-", metavar="文件", help="要读的文本文件；- 或不写：标准输入")


def _define_reports(parser: argparse.ArgumentParser) -> None:
    common(parser, _reports)
    filters(parser)
    parser.add_argument("action", nargs="?", choices=("remove",), metavar="remove", help="remove：删除一份报告")
    parser.add_argument("document_id", nargs="?", metavar="报告编号")


def _define_doctor(parser: argparse.ArgumentParser) -> None:
    common(parser, _doctor)


COMMANDS: list[tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = [
    ("index", "收录报告并建立索引", _define_index),
    ("search", "检索段落", _define_search),
    ("figure", "查一个数字的出处", _define_figure),
    ("extract", "读出任何文本中的数字", _define_extract),
    ("reports", "列出库中报告", _define_reports),
    ("doctor", "检查库、索引与版本", _define_doctor),
]


def _index(options: argparse.Namespace) -> int:
    library = Library.open(options.library)
    show = (lambda outcome: None) if options.json else _print_outcome
    missing = [p for p in options.paths if not p.exists()]
    if missing:
        raise ParameterError(f"没有这个文件或文件夹：{missing[0]}，请检查路径。")
    columns = _columns(options.column)
    outcomes = library.index(options.paths, rebuild=options.rebuild, engine=options.engine, report=show, columns=columns)
    status, refused = library.status(), [o for o in outcomes if o.fate == "refused"]
    if options.json:
        files = [
            {"file": str(o.file), "member": o.member or None, "outcome": o.fate, "document_id": o.document_id, "reason": o.reason}
            for o in outcomes
        ]
        _print_json({"files": files, "documents": status.documents, "passages": status.passages})
    else:
        print(f"库 {library.path} 现有 {status.documents} 份报告、{status.passages} 段。")
    return FAILED if refused else 0


def _columns(values: Sequence[str]) -> dict[str, str]:
    """``text=正文`` and the like as role → heading."""
    told = dict(value.partition("=")[::2] for value in values)
    unknown = [role for role, heading in told.items() if role not in COLUMNS or not heading.strip()]
    if unknown:
        raise ParameterError(f"--column {unknown[0]} 不对，请写成 用途=列名，例如 text=正文；用途有 {'、'.join(COLUMNS)}。")
    return told


def _print_outcome(outcome: Outcome) -> None:
    print(f"{FATE_WORDS[outcome.fate]} {_safe(outcome.name)}" + (f" → {outcome.document_id}" if outcome.document_id else ""))
    if outcome.reason:
        print(f"  {outcome.reason}", file=sys.stderr)


def _search(options: argparse.Namespace) -> int:
    request = read_search_request(Values(options))
    library = Library.open(options.library, create=False)
    library.prepare()
    result = library.search(request)
    if options.json:
        _print_json(search_json(result))
    else:
        _print_result(result)
    return 0


def _print_result(result: SearchResult) -> None:
    counted = f"，{result.occurrences} 处" if result.occurrences is not None else ""
    print(f"{result.total} 段{counted}，出自 {result.documents} 份报告")
    for line in (*result.notices, *_aside(result)):
        print(line)
    for hit in result.hits:
        _print_hit(hit)


def _aside(result: SearchResult) -> list[str]:
    lines = []
    if result.expansions:
        lines.append(f"同时检索了：{'、'.join(result.expansions)}（--expand 0 只检索原词）")
    if result.suggestion:
        shown = "；以下是它的结果" if result.suggestion_shown else ""
        lines.append(f"您是不是要找：{result.suggestion}{shown}")
    lines += [f"“{t.text}”：{t.passages} 段" for t in result.terms]
    return lines


def _print_hit(hit: Hit) -> None:
    passage = hit.passage
    where = f"第{passage.paragraph}段" if passage.paragraph else passage.passage_id
    inside = "（只在更长的数字之中）" if hit.inside_number else ""
    print(f"\n{hit.rank}. {passage.document.title} › {' › '.join((*passage.section, where))} · {TIER_WORDS[hit.match]}{inside}")
    print(f"   {_marked(passage.text, hit.snippet, hit.highlights)}")
    print(f"   {passage.passage_id}")


def _marked(text: str, shown: Span, highlights: Sequence[Span]) -> str:
    """The snippet with its matches underlined on a terminal, in 【】 elsewhere; control characters made visible."""
    opened, closed = ("\x1b[1;4m", "\x1b[0m") if sys.stdout.isatty() else ("【", "】")
    pieces, at = [], shown.start
    for span in highlights:
        if shown.covers(span):
            pieces += [_safe(text[at : span.start]), opened, _safe(span.of(text)), closed]
            at = span.end
    return "".join(pieces) + _safe(text[at : shown.end])


def _figure(options: argparse.Namespace) -> int:
    limit, offset = read_paging(Values(options))
    library = Library.open(options.library, create=False)
    library.prepare()
    result = library.figure(options.query, read_scope(Values(options)), limit=limit, offset=offset)
    if options.json:
        _print_json(figures_json(result))
        return 0
    if result.quantity is None:
        raise ParameterError("查询里没有数字，请写数值与单位，例如 494.8亿元、6.6%、老旧小区 47个。")
    print(f"{result.total} 处" if result.total else "没有这个数字" + ("；相近的有：" if result.near else "。"))
    for found in result.hits or result.near:
        _print_figure(found)
    return 0


def _print_figure(found: FigureHit) -> None:
    figure, passage = found.figure, found.hit.passage
    told = f"{figure.period}年{KIND_WORDS[figure.kind]}" if figure.period else KIND_WORDS[figure.kind]
    print(f"\n{figure.indicator or '（未认出所指）'} · {told}" + (f" · {found.difference}" if found.difference else ""))
    print(f"   {_marked(passage.text, found.hit.snippet, found.hit.highlights)}")
    print(f"   {passage.passage_id}")


def _extract(options: argparse.Namespace) -> int:
    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(f"{options.file} 读不了，请给一个 UTF-8 文本文件。") from error
    quantities = Library.extract(text)
    if options.json:
        _print_json({"figures": [mention_json(q, text) for q in quantities]})
    else:
        for q in quantities:
            print(f"{_safe(q.span.of(text))}\t{q.value:f}\t{q.unit}\t{q.approximator or ''}")
    return 0


def _safe(text: str) -> str:
    """Without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)


def _reports(options: argparse.Namespace) -> int:
    library = Library.open(options.library, create=False)
    library.prepare()
    if options.action:
        if not options.document_id:
            raise ParameterError("请写要删除的报告编号，例如 yiju reports remove 410104-2020。")
        library.remove(options.document_id)
        print(f"已删除 {options.document_id}。")
        return 0
    limit, offset = read_paging(Values(options), default=100)
    total, found = library.documents(read_scope(Values(options)), limit=limit, offset=offset, sort=read_sort(Values(options)))
    if options.json:
        _print_json(documents_json(total, found))
        return 0
    print(f"共 {total} 份报告")
    for document in found:
        print(f"{document.document_id}\t{document.year or '年份不详'}\t{_safe(document.title)}\t{document.paragraphs} 段")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    status = Library.open(options.library, create=False).status()
    report: dict[str, Any] = {
        "library": str(status.path), "ready": status.ready, "documents": status.documents, "passages": status.passages,
        "engine": status.engine, "generation": status.generation, "problem": status.problem,
    }  # fmt: skip
    if options.json:
        _print_json(report)
    else:
        print(f"库：{status.path}\n报告：{status.documents} 份，{status.passages} 段\n引擎：{status.engine}（{status.generation or '无索引'}）")
        print("一切正常。" if status.ready else f"问题：{status.problem}")
    return 0 if status.ready else FAILED


def _print_json(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False))
