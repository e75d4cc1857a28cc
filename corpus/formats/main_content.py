"""The main text of a web page: a parsed page in, its lines and title out.

Two steps. From the body down, an element gives way to its child as long as that child still holds nearly all running text
(sentences outside links): what is left is the text without menus, sidebars and foot. Then the heading above it, by which the page
is called, is put back with what stands between. Buttons and posting lines that remain are told by their words later, for
every format alike, in ``corpus/structure``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

ENOUGH = 0.95  # of an element's running text must stand in a child that takes its place
FEWEST = 20  # Chinese characters of a block of running text without an end mark
DROPPED = frozenset([
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "select", "option",
    "button", "input", "textarea", "nav", "aside", "footer",
])  # fmt: skip
BLOCKS = frozenset([
    "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
_NOT_TAKEN = frozenset({"p", "span", "font", "b", "strong", "li", "h1", "h2", "h3", "tr"})  # too small to be a page's text
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_WRAP = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])")  # CSS Text 3, 4.1.3: no blank
_HAN = re.compile("[\u3400-\u9fff]")
_END = re.compile("[。！？；]")
_SITE_NAMES = frozenset({"sitename", "og:site_name", "application-name"})
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s|--).*$")
DEEPEST = 400  # elements inside each other; deeper pages are built to break readers
SHOWN_LATER = 0.6  # of a page's text, in an element that is hidden
BREAK = "\ue010"  # stands for a break that is none of a tag
CELL = " | "  # between the cells of a row


def lines_of_page(page: html.HtmlElement) -> list[str]:
    """The lines of the main text, from the page's heading on."""
    body = page.find("body")
    _prune(body)
    content = _main(body)
    lines = _lines(content)
    return [*_heading_lines(page, body, content), *lines] if lines else []


def lines_of_fragment(body: html.HtmlElement) -> list[str]:
    """All lines of a piece of a page, which has nothing around it to be told from."""
    _prune(body)
    return _lines(body)


def title_of_page(page: html.HtmlElement) -> str:
    """The page's ``<title>`` without the site's name."""
    found = page.find(".//title")
    text = _BLANK.sub(" ", found.text_content()).strip() if found is not None else ""
    return _SITE.sub("", text) or text


def site_of_page(page: html.HtmlElement) -> str:
    """What the page calls the site it belongs to: the end of its ``<title>``, or its description of itself."""
    found = page.find(".//title")
    title = _BLANK.sub(" ", found.text_content()).strip() if found is not None else ""
    named = (meta.get("content") or "" for meta in page.iter("meta") if (meta.get("name") or meta.get("property") or "").lower() in _SITE_NAMES)
    after = _SITE.search(title)
    return next((name.strip() for name in named if name.strip()), after[0].strip(" _|｜-–—") if after else "")


def _prune(body: html.HtmlElement) -> None:
    """Take out what is never read: scripts, menus, forms' inner parts, whatever is hidden, and depths beyond reason."""
    for element in list(body.iter()):
        hidden = _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None
        if element is not body and (element.tag in DROPPED or (hidden and not _is_page(element, body))):
            element.drop_tree()
    _keep_breaks(body)
    for depth, element in list(_with_depth(body)):
        if depth == DEEPEST:
            element.text = element.text_content()
            del element[:]


def _is_page(element: html.HtmlElement, body: html.HtmlElement) -> bool:
    """Whether an element that a script was to show holds the page: its text, hidden until then."""
    return len(element.text_content()) > SHOWN_LATER * len(body.text_content())


def _keep_breaks(body: html.HtmlElement) -> None:
    """In preformatted text breaks are breaks and blanks indent."""
    for pre in body.iter("pre", "xmp", "textarea"):
        for element in pre.iter():
            if element.text:
                element.text = _kept(element.text)
            if element is not pre and element.tail:
                element.tail = _kept(element.tail)


def _kept(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", BREAK).replace("    ", "　　")


def _with_depth(body: html.HtmlElement) -> Iterator[tuple[int, html.HtmlElement]]:
    waiting = [(0, body)]
    while waiting:
        depth, element = waiting.pop()
        yield depth, element
        if depth < DEEPEST:
            waiting += [(depth + 1, child) for child in element]


def _main(body: html.HtmlElement) -> html.HtmlElement:
    """The smallest element that still holds nearly all running text of the page."""
    weights = _weights(body)
    content = body
    while True:
        best = max(content, key=lambda child: weights[child], default=None)
        if best is None or best.tag in _NOT_TAKEN - {"tr"} or weights[best] < max(1, ENOUGH * weights[content]):
            break
        content = best
    while content.tag in _NOT_TAKEN and content is not body:
        content = content.getparent()
    return content


def _weights(body: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """Chinese characters of running text in each element, in one walk from the leaves up."""
    weights: dict[html.HtmlElement, int] = {}
    order = [element for _, element in _with_depth(body)]
    for element in reversed(order):
        own = 0 if element.tag == "a" else _running(element.text)
        for child in element:
            own += (0 if element.tag == "a" else weights[child]) + _running(child.tail)
        weights[element] = own
    return weights


def _running(text: str | None) -> int:
    if not text:
        return 0
    han = len(_HAN.findall(text))
    return han if han >= FEWEST or (han >= 6 and _END.search(text)) else 0


def _heading_lines(page: html.HtmlElement, body: html.HtmlElement, content: html.HtmlElement) -> list[str]:
    """The heading above the main text, by which the page is called, and what stands between the two."""
    called = _squeezed(title_of_page(page))
    around = {body, *content.iterancestors()}
    before: list[html.HtmlElement] = []
    for element in body.iter():
        if element is content:
            break
        if element not in around:
            before.append(element)
    for element in reversed(before):
        text = _squeezed(element.text_content()) if len(element) < 10 else ""
        if 4 <= len(text) <= 80 and element.tag != "a" and (text in called or (element.tag == "h1" and not called)):
            return _between(body, element, content)
    return []


def _between(body: html.HtmlElement, heading: html.HtmlElement, content: html.HtmlElement) -> list[str]:
    """Lines from ``heading`` up to ``content``; the marks are text, for lines are text when they come out."""
    start, stop = "\ue000", "\ue001"
    kept = (heading.text, content.text)
    heading.text, content.text = start + (heading.text or ""), stop + (content.text or "")
    whole = "\n".join(_lines(body))
    heading.text, content.text = kept
    inner = whole.partition(start)[2].partition(stop)[0]
    return [line for line in inner.split("\n") if line.strip()]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _lines(root: html.HtmlElement) -> list[str]:
    """The text of an element, cut at blocks and ``<br>``; a row of short cells is one line."""
    pieces: list[str] = []
    _collect(root, pieces, frozenset(_data_rows(root)))
    text = "".join(pieces).replace(BREAK, "\n")
    lines = (line.strip(" ") for line in text.split("\n"))
    return [line for line in lines if line.strip()]


def _collect(root: html.HtmlElement, pieces: list[str], rows: frozenset[html.HtmlElement]) -> None:
    """Walk without recursion: a page may be nested as deep as its maker likes."""
    waiting: list[tuple[html.HtmlElement | str, bool]] = [(root, False)]
    while waiting:
        element, done = waiting.pop()
        if isinstance(element, str):
            pieces.append(_BLANK.sub(" ", _WRAP.sub("", element)))
        elif element in rows:
            pieces.append("\n" + CELL.join(_BLANK.sub(" ", cell.text_content()).strip() for cell in element) + "\n")
        elif done:
            pieces.append("\n")
        else:
            _open(element, pieces, waiting)


def _open(
    element: html.HtmlElement, pieces: list[str], waiting: list[tuple[html.HtmlElement | str, bool]]
) -> None:
    block = element.tag in BLOCKS
    if block or element.tag == "br":
        pieces.append("\n")
    if block:
        waiting.append((element, True))
    for child in reversed(element):
        if child.tail:
            waiting.append((child.tail, False))
        waiting.append((child, False))
    if element.text:
        waiting.append((element.text, False))


def _data_rows(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Rows of tables that hold data, not the layout of the page: several cells, all short and without blocks of their own."""
    for row in root.iter("tr"):
        cells = list(row)
        plain = all(len(cell.text_content()) <= 60 and not any(x.tag in ("table", "br", "div") for x in cell.iter()) for cell in cells)
        if len(cells) > 1 and plain:
            yield row
