"""The citations of a passage as its page lists them, and the sentences that can be cited alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from indexer import DEFAULT_STYLE, STYLES, Citation, PassageRecord, sentences
from webapp.links import Address

BEGINNING = 24  # characters by which a sentence is offered


@dataclass(frozen=True, slots=True)
class Written:
    """One citation to copy; ``remarks`` are those that concern this style only."""

    anchor: str
    label: str
    hint: str
    text: str
    verbatim: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """Everything the page says of citing.

    ``chosen`` is whether a stretch was asked for; ``written`` are the citations to be read, ``files`` those for programs.
    """

    quote: str
    first_character: int
    last_character: int
    chosen: bool
    remarks: tuple[str, ...]
    written: tuple[Written, ...]
    files: tuple[Written, ...]
    sentences: tuple[tuple[str, str], ...]
    whole: str
    again: str
    styles: tuple[tuple[str, str, bool], ...]


def citing(passage: PassageRecord, cite: Callable[[str], Citation], first: str, whole: Address, again: Address) -> Citing:
    """All styles, the one called ``first`` on top; a style that says the same as one before it is left out.

    ``whole`` is the address of the page without a stretch, ``again`` that of the page with the stretch that is cited.
    """
    cited = cite(DEFAULT_STYLE)
    all_of_them = {name: cite(name) for name in (first, *(name for name in STYLES if name != first))}
    told = Counter(remark for citation in all_of_them.values() for remark in citation.remarks)
    shared = tuple(remark for remark in cited.remarks if told[remark] > 1)
    texts = {citation.text: name for name, citation in reversed(all_of_them.items())}
    written = [_written(c, shared) for name, c in all_of_them.items() if c.text and texts[c.text] == name]
    shown = [w for at, w in enumerate(written) if not (at and w.verbatim)]  # the reader's own style on top whatever it is
    return Citing(
        quote=cited.quote,
        first_character=cited.span.start + 1,
        last_character=cited.span.end,
        chosen=len(cited.span) < len(passage.text),
        remarks=shared,
        written=tuple(shown),
        files=tuple(w for w in written if w not in shown),
        sentences=_sentences(passage, whole),
        whole=whole.at("cite").href,
        again=again.at("cite").href,
        styles=tuple((name, style.label, name == first) for name, style in STYLES.items()),
    )


def _written(citation: Citation, shared: tuple[str, ...]) -> Written:
    style = STYLES[citation.style]
    own = tuple(remark for remark in citation.remarks if remark not in shared)
    return Written(f"c-{citation.style}", style.label, style.hint, citation.text, style.verbatim, own)


def _sentences(passage: PassageRecord, whole: Address) -> tuple[tuple[str, str], ...]:
    """(how it begins, the address at which it is cited) of each sentence, where there are several."""
    spans = sentences(passage.text)
    if len(spans) < 2:
        return ()
    return tuple((_beginning(s.of(passage.text)), whole.put("start", str(s.start)).put("end", str(s.end)).at("cite").href) for s in spans)


def _beginning(sentence: str) -> str:
    words = sentence.strip()
    return words if len(words) <= BEGINNING else words[:BEGINNING] + "…"
