"""GB/T 7714: the reference of a report, or of a web page that reprints it, in the editions of 2025 and 2015.

2025 (in force since 2026-07-01) writes ``，：（）`` in full width and gives the day of access for web pages only; 2015 is
written with half-width marks by habit and gives it for everything online. Both know pages as the only locator; the
paragraph stands in the page's place where there is one, and outside the entry (``[3]第8段``) where there is none.
"""

from __future__ import annotations

import re

from corpus.citations import dates, naming
from corpus.citations.cited import Cited, Work
from corpus.model.record import DocumentRecord

OUTSIDE = "段号不在这条著录之内，请写在文中引用处的序号之后，如“[1]{}”。"
NO_ADDRESS = "来源没有记录网址，不能按网页转载著录，已按报告著录。"
_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


def report_2025(cited: Cited) -> str:
    """``A. T[R/OL]. D：P. U.``"""
    when = dates.iso(dates.given_on(cited.document)) or "[日期不明]"
    return _entry(cited.document, _mark(cited), f"{when}：{naming.locator(cited.passage)}", cited.permalink)


def work_2025(work: Work) -> str:
    """``A. T[R/OL]. D. U.``: the report as a whole, for a numbered list."""
    when = dates.iso(dates.given_on(work.document)) or "[日期不明]"
    return _entry(work.document, _medium(work.document, work.address), when, work.address)


def report_2015(cited: Cited) -> str:
    """``A. T[R/OL]. (D)[V]. U.``; without an address ``A. T[R]. D: P.``"""
    when = dates.iso(dates.given_on(cited.document))
    if not cited.permalink:
        return _entry(cited.document, _mark(cited), f"{when or '[日期不明]'}: {naming.locator(cited.passage)}", "")
    return _entry(cited.document, _mark(cited), (f"({when})" if when else "") + f"[{cited.accessed.isoformat()}]", cited.permalink)


def web_2025(cited: Cited) -> str:
    """``A. T[EB/OL]. （F）[V]. U.`` with the address and the posting date of the source; else the report."""
    return _reprint(cited, "（{}）") if source_address(cited) else report_2025(cited)


def web_2015(cited: Cited) -> str:
    """``A. T[EB/OL]. (F)[V]. U.``; else the report."""
    return _reprint(cited, "({})") if source_address(cited) else report_2015(cited)


def remarks_2015(cited: Cited) -> tuple[str, ...]:
    """Where the paragraph goes that has no place in the entry."""
    return (OUTSIDE.format(naming.locator(cited.passage)),) if cited.permalink else ()


def remarks_web_2025(cited: Cited) -> tuple[str, ...]:
    """The same for a web page, or why there is none to cite."""
    return (OUTSIDE.format(naming.locator(cited.passage)),) if source_address(cited) else (NO_ADDRESS,)


def remarks_web_2015(cited: Cited) -> tuple[str, ...]:
    """The same for a web page, or why there is none to cite."""
    return remarks_web_2025(cited) if source_address(cited) else (NO_ADDRESS, *remarks_2015(cited))


def source_address(cited: Cited) -> str:
    """The address of the page the text was taken from, empty if it is unknown or none of the web."""
    url = cited.document.source.url or ""
    return url if _WEB.fullmatch(url) else ""


def _reprint(cited: Cited, brackets: str) -> str:
    posted = dates.iso(dates.parts_of(cited.document.source.posted))
    when = brackets.format(posted) if posted else ""
    return _entry(cited.document, "EB/OL", f"{when}[{cited.accessed.isoformat()}]", source_address(cited))


def _mark(cited: Cited) -> str:
    return _medium(cited.document, cited.permalink)


def _medium(document: DocumentRecord, address: str) -> str:
    """[R] for reports; [Z], other documents, for what is none."""
    return ("R" if naming.is_report(document) else "Z") + ("/OL" if address else "")


def _entry(document: DocumentRecord, mark: str, when: str, address: str) -> str:
    """Square brackets hold what the source does not say itself: the mark, and what the document is if no report."""
    who, what = naming.author(document), naming.label(document)
    title = document.title + (f"[{what}]" if what else "") + f"[{mark}]"
    return "".join(f"{element}. " for element in (who, title, when, address) if element).rstrip()
