"""``yiju cite``: a passage, or words of it, as a citation in the style wanted."""

from __future__ import annotations

import argparse
import re
import sys

from corpus import DEFAULT_STYLE, STYLES, Citation, PassageRecord, Span, occurrences
from indexer.commands.options import Values, common
from indexer.commands.printing import exact, print_json
from indexer.exporting.json_form import citation_json
from indexer.library import Library
from indexer.model.errors import ParameterError
from indexer.requests.values import read_span, read_style

SITE = "http://127.0.0.1:8000"  # where yiju serve answers, unless told otherwise
_PERMALINK = re.compile(r"(?:.*/p/)?(?P<id>[^/?#]+)(?:\?(?:[^#]*&)?d=(?P<digest>[0-9a-f]{12}))?.*", re.DOTALL)
BECAME = {"moved": "原文移到了 {}，已按那里引用。", "changed": "原文与链接中的摘要不符：建立链接之后，这一段的文字变过。"}


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    parser.add_argument("passage", metavar="段落编号", help="如 410104-2020-p2，也可以是固定链接")
    parser.add_argument("--style", metavar="格式", help=f"默认 {DEFAULT_STYLE}；可写 {'、'.join(STYLES)}")
    parser.add_argument("--quote", metavar="引文", help="只引这一段中的这句话")
    parser.add_argument("--start", metavar="起", help="只引第几个字符起（从 0 数）")
    parser.add_argument("--end", metavar="止", help="到第几个字符止（不含）")
    parser.add_argument("--site", default=SITE, metavar="网址", help=f"固定链接以什么开头，默认 {SITE}；空：不写网址")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status. Remarks go to stderr, so that the output is the citation and nothing else."""
    library = Library.open(options.library, create=False)
    passage, verdict = _found(library, options.passage)
    start, end = read_span(Values(options))
    told = [BECAME[verdict].format(passage.passage_id)] if verdict in BECAME else []
    if options.quote is not None:
        if (start, end) != (None, None):
            raise ParameterError("--quote 与 --start、--end 只能写一种。")
        places = _places(passage, options.quote)
        (start, end), count = (places[0].start, places[0].end), len(places)
        told += [f"这句话在这一段出现 {count} 次，引的是第 1 次；要引别处，请用 --start 与 --end。"] if count > 1 else []
    citation = library.cite(passage, read_style(Values(options)), start=start, end=end, site=options.site)
    _print(citation, verdict, told, as_json=options.json)
    return 0


def _found(library: Library, asked: str) -> tuple[PassageRecord, str]:
    """The passage of an id or a permalink, and what became of the text that was linked to."""
    found = _PERMALINK.fullmatch(asked.strip())
    if found is None:
        raise ParameterError("段落编号是空的，请写一个编号，如 410104-2020-p2。")
    return library.follow(found["id"], found["digest"]) if found["digest"] else (library.passage(found["id"]), "")


def _places(passage: PassageRecord, quote: str) -> list[Span]:
    """Where the words stand, character for character, else as Ctrl+F finds them; the citation has the report's own form."""
    places = [Span(m.start(), m.end()) for m in re.finditer(re.escape(quote), passage.text)] if quote else []
    if not places:
        places = list(occurrences(passage.text, quote))
    if not places:
        raise ParameterError(f"{passage.passage_id} 里没有“{quote[:40]}”这句话，请用 yiju verify 核对它的文字与出处。")
    return places


def _print(citation: Citation, verdict: str, told: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json({**citation_json(citation), "remarks": [*told, *citation.remarks], "verdict": verdict or None})
        return
    print(exact(citation.text))
    for remark in (*told, *citation.remarks):
        print(f"注：{exact(remark)}", file=sys.stderr)
