"""A basket as Markdown (CommonMark): quotations as block quotes with number and place, then the numbered references."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import escape_markdown
from indexer.exporting.excerpt_rows import STANDING_WORDS
from indexer.exporting.reference_list import Listed, ReferenceList


def markdown_list(listed: ReferenceList) -> str:
    """The whole file. Rendered, every quotation reads as the report has it, whatever marks stand in it."""
    return "\n\n".join(_blocks(listed)) + "\n"


def _blocks(listed: ReferenceList) -> Iterator[str]:
    yield "# 引文"
    for row in listed.standing:
        yield _quotation(row)
        if row.found.excerpt.note:
            yield "备注：" + "\\\n".join(escape_markdown(line) for line in row.found.excerpt.note.splitlines())
    if listed.references:
        yield "## 参考文献"
    for reference in listed.references:
        yield f"\\[{reference.number}\\] {escape_markdown(reference.text)}"
        yield from (f"（{escape_markdown(remark)}）" for remark in reference.remarks)
    if listed.lost:
        yield "## 未能收录"
    for row in listed.lost:
        yield f"{escape_markdown(row.found.excerpt.passage_id)}：{STANDING_WORDS[row.found.standing]}"


def _quotation(row: Listed) -> str:
    mark = escape_markdown(row.mark)
    linked = f"[{mark}]({row.permalink})" if row.permalink else mark
    return f"> {escape_markdown(row.found.quote or '')}<sup>{linked}</sup>"
