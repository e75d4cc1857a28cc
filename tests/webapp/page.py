"""A page as the tests read it: elements by tag and attribute, visible text, and whether it is well formed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "rect", "path", "hr", "img"}


@dataclass(eq=False)
class Element:
    tag: str
    attrs: dict[str, str]
    parent: Element | None = None
    pieces: list[str | Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(p if isinstance(p, str) else p.text for p in self.pieces)

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()

    def find(self, tag: str = "", *, cls: str = "", **attrs: str) -> list[Element]:
        found = []
        for piece in self.pieces:
            if isinstance(piece, Element):
                fits = (not tag or piece.tag == tag) and (not cls or cls in piece.classes)
                if fits and all(piece.attrs.get(k) == v for k, v in attrs.items()):
                    found.append(piece)
                found += piece.find(tag, cls=cls, **attrs)
        return found

    def one(self, tag: str = "", *, cls: str = "", **attrs: str) -> Element:
        found = self.find(tag, cls=cls, **attrs)
        assert len(found) == 1, f"{len(found)} × <{tag} class={cls!r} {attrs}>"
        return found[0]

    def link(self, text: str) -> str:
        hrefs = {a.attrs["href"] for a in self.find("a") if text in a.text}
        assert len(hrefs) == 1, f"{text!r} leads to {hrefs or 'nowhere'}"
        return hrefs.pop()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("root", {})
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, self.here)
        self.here.pieces.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.pieces.append(Element(tag, {k: v or "" for k, v in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        if tag != self.here.tag:
            self.faults.append(f"</{tag}> closes <{self.here.tag}>")
        elif self.here.parent:
            self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.pieces.append(data)


def read(html: str) -> Element:
    """The page's tree; fails if tags do not nest or an id stands twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.faults, reader.faults
    assert reader.here is reader.root, f"<{reader.here.tag}> is not closed"
    ids = [e.attrs["id"] for e in reader.root.find() if "id" in e.attrs]
    assert len(ids) == len(set(ids)), f"id twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    return reader.root
