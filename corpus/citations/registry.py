"""The table of citation styles, and the one function that writes a citation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from corpus.citations import (
    apa,
    bibtex,
    chicago,
    csl_json,
    gbt7714,
    html,
    legal,
    markdown,
    naming,
    official,
    plain,
    ris,
    text_fragment,
    web_annotation,
)
from corpus.citations.cited import Cited, Work
from corpus.model.citation import Citation
from corpus.model.record import DocumentRecord, PassageRecord
from corpus.model.span import Span


def _nothing(cited: Cited) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: ``label`` and ``hint`` are its Chinese names for the reader.

    ``remarks`` adds to what is to be said of every citation of the document; ``verbatim`` says that lines count.
    """

    label: str
    write: Callable[[Cited], str]
    hint: str = ""
    remarks: Callable[[Cited], tuple[str, ...]] = _nothing
    verbatim: bool = False


DEFAULT_STYLE = "gbt7714-2025"
STYLES: dict[str, Style] = {
    DEFAULT_STYLE: Style("GB/T 7714—2025", gbt7714.report_2025, "顺序编码制，默认"),
    "gbt7714-2015": Style("GB/T 7714—2015", gbt7714.report_2015, "旧版", remarks=gbt7714.remarks_2015),
    "gbt7714-2025-web": Style("GB/T 2025 网页", gbt7714.web_2025, "引来源网页", remarks=gbt7714.remarks_web_2025),
    "gbt7714-2015-web": Style("GB/T 2015 网页", gbt7714.web_2015, "引来源网页", remarks=gbt7714.remarks_web_2015),
    "legal": Style("法学引注手册", legal.write, "注释体"),
    "official": Style("公文", official.write, "先标题后日期", remarks=official.remarks),
    "plain": Style("原文与出处", plain.write, "写稿用"),
    "apa": Style("APA", apa.write, "第 7 版", remarks=apa.remarks),
    "chicago": Style("Chicago", chicago.write, "注释体"),
    "markdown": Style("Markdown", markdown.write, "引文块", verbatim=True),
    "html": Style("HTML", html.write, "引文块", verbatim=True),
    "bibtex": Style("BibTeX", bibtex.write, "LaTeX", verbatim=True),
    "ris": Style("RIS", ris.write, "EndNote、NoteExpress", verbatim=True),
    "csl-json": Style("CSL-JSON", csl_json.write, "Zotero、pandoc", verbatim=True),
    "web-annotation": Style("网页批注", web_annotation.write, "W3C 选择器", verbatim=True),
    "text-fragment": Style("文本片段链接", text_fragment.write, "打开即标出原文", remarks=text_fragment.remarks),
}  # fmt: skip


# A document as a whole, as an entry of a list.
ENTRIES: dict[str, Callable[[Work], str]] = {
    DEFAULT_STYLE: gbt7714.work_2025, "bibtex": bibtex.write_work, "ris": ris.write_work,
}  # fmt: skip


def enter(work: Work, style: str = DEFAULT_STYLE) -> str:
    """The entry of a document in a list of references. Raises ``KeyError`` for a style that is not in :data:`ENTRIES`."""
    return ENTRIES[style](work)


def remarks_on(document: DocumentRecord) -> tuple[str, ...]:
    """What whoever lists the document should know: Chinese sentences that are no part of the entry."""
    return naming.remarks(document, as_printed=True)


def cite(
    passage: PassageRecord, style: str = DEFAULT_STYLE, *, span: Span | None = None, permalink: str = "", accessed: date
) -> Citation:
    """The citation of a stretch of a passage (all of it, if none is given).

    ``permalink`` is the passage's whole address, or empty; ``accessed`` the day of access. Raises ``KeyError`` for a style
    that is not in :data:`STYLES`, and ``ValueError`` for a span that reaches beyond the passage.
    """
    chosen = STYLES[style]
    stretch = span or Span(0, len(passage.text))
    if stretch.end > len(passage.text):
        raise ValueError(f"{stretch} reaches beyond the {len(passage.text)} characters of {passage.passage_id}")
    cited = Cited(passage, stretch, permalink, accessed)
    text = chosen.write(cited)
    remarks = (*naming.remarks(passage.document, as_printed=passage.document.title in text), *chosen.remarks(cited))
    return Citation(passage.passage_id, stretch, style, text, cited.quote, permalink, remarks)
