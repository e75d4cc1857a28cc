"""Saved web pages: .html files and single-file archives (.mht). Bytes in, the lines of the main text and its title out.

Which element holds the text is decided in ``main_content.py``. Scripts never run, nothing is fetched, and entities are only those
of HTML.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from lxml import etree, html

from corpus.formats.charset import decode, looks_binary, plain_characters
from corpus.formats.main_content import lines_of_page, site_of_page, title_of_page
from corpus.model.errors import BinaryFile, NoReport
from corpus.model.raw import RawReport

NAME = "html"
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"})
HEAD = 4096  # bytes in which a page says that it is one, and in which encoding
_PAGE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_WIDE = re.compile(rb"^(?:\xff\xfe\s?\x00?<\x00|\xfe\xff\x00<)")
_MARKUP = re.compile(rb"<(?:p|div|br|td|span|a|body|table)\b[^<>]*>", re.I)
_ARCHIVE = re.compile(rb"^(?:From:|MIME-Version:|Subject:|Date:)[^\n]*\n", re.I)
_OPENS = re.compile(r"\s*<(?:p|div|br|span|table|section|article|font|strong|h\d)\b[^<>]*>", re.I)
_PARAGRAPH = re.compile(r"</(?:p|div|h\d|td|li)>|<br\s*/?>", re.I)
FEWEST_TAGS = 3
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.I)
_POSTED = frozenset({"pubdate", "publishdate", "publish_date", "article:published_time"})


def recognises(data: bytes, named: bool) -> bool:
    """Whether the file begins as a page does, or is called one and holds markup."""
    head = data[:HEAD]
    if _PAGE.match(head) or _WIDE.match(head) or is_markup(head.decode("utf-8-sig", "ignore")):
        return True
    return _is_archive(head) or (named and _MARKUP.search(data[:200_000]) is not None)


def read(data: bytes, name: str) -> RawReport:
    """The main text of a page, a line for each block.

    Raises :class:`BinaryFile` where the bytes are no text, :class:`NoReport` where the page holds none.
    """
    if _is_archive(data[:HEAD]):
        data = _page_in_archive(data, name)
    declared = _DECLARED.search(data[:HEAD])
    decoded = decode(data, declared[1].decode("ascii", "ignore") if declared else None)
    if decoded is None or looks_binary(decoded.text):
        raise BinaryFile(f"“{name}”不是网页（或编码无法识别），请在浏览器中重新保存后再收录。")
    text, notes = plain_characters(decoded.text)
    page = parsed(text)
    if page is None:
        raise NoReport(f"“{name}”是空网页，请在浏览器中打开原网页，等正文显示出来后重新保存。")
    lines = lines_of_page(page)
    if not lines:
        raise NoReport(f"“{name}”里没有正文（可能由脚本生成），请在浏览器中打开原网页，复制正文存为 .txt 后再收录。")
    return RawReport("\n".join(lines), NAME, decoded.encoding, _declared(page), decoded.notes + notes)


def is_markup(text: str) -> bool:
    """Whether a text that calls itself none is a piece of a page: tags at its beginning, and paragraphs of them.

    >>> is_markup("<p>各位代表：</p><p>现在，我代表政府。</p><p>一、回顾</p>"), is_markup("增长<10%>。")
    (True, False)
    """
    return _OPENS.match(text[:HEAD]) is not None and len(_PARAGRAPH.findall(text[:HEAD])) >= FEWEST_TAGS


def text_of(markup: str) -> str:
    """The lines of a piece of a page; empty where there are none."""
    page = parsed(markup)
    return "\n".join(lines_of_page(page)) if page is not None else ""


def parsed(text: str) -> html.HtmlElement | None:
    """A page as a tree; None where it is empty."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        page = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments, or nothing
        return None
    return page if page.find("body") is not None else None


def _declared(page: html.HtmlElement) -> dict[str, str]:
    found = {"page_title": title_of_page(page), "site": site_of_page(page)}
    for meta in page.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        if key in _POSTED:
            found["posted"] = (meta.get("content") or "").strip()
    link = page.find(".//link[@rel='canonical']")
    if link is not None:
        found["url"] = (link.get("href") or "").strip()
    return {key: value for key, value in found.items() if value}


def _is_archive(head: bytes) -> bool:
    return _ARCHIVE.match(head) is not None and b"multipart/related" in head.lower()


def _page_in_archive(data: bytes, name: str) -> bytes:
    """The page of a single-file archive (RFC 2557): the first part that is HTML."""
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload
    raise NoReport(f"“{name}”里没有网页，请在浏览器中另存为 .html 后再收录。")
