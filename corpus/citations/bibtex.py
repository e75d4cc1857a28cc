"""BibTeX and biblatex: an entry with the field names of both, for XeLaTeX or LuaLaTeX, as Chinese needs them anyway.

Double braces keep names and titles whole.
"""

from __future__ import annotations

import re
from datetime import date

from corpus.citations import dates, naming
from corpus.citations.cited import Cited, Work
from corpus.model.record import DocumentRecord

# A brace must not be written as a backslash and a brace: BibTeX counts braces before TeX sees them.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^%&#_$]")
_LIGATURE = re.compile(r"([-,<>'`])(?=\1)|([!?])(?=`)")  # two of these would be printed as one other character
_NOT_IN_URL = re.compile(r"[\\{}\s]")


def write(cited: Cited) -> str:
    """``@techreport{yiju-410104-2020-p8, …}``; what is no report is ``@misc``."""
    where = naming.locator(cited.passage)
    return _record(cited.document, cited.key, cited.permalink, cited.accessed, where, escape(cited.quote))


def write_work(work: Work) -> str:
    """The same for a document as a whole, its notes as paragraphs of the annotation."""
    notes = "\n\n".join(escape(" ".join(note.split("\n"))) for note in work.notes)
    return _record(work.document, work.key, work.address, work.accessed, "", notes)


def escape(text: str) -> str:
    r"""``text`` so that TeX prints these characters and a reference manager reads them back.

    Straight quotation marks stay as they are: TeX curls them, but readers drop the commands for straight ones.

    >>> escape("增长6.6%_{约}")
    '增长6.6\\%\\_\\textbraceleft{}约\\textbraceright{}'
    """
    return _LIGATURE.sub(r"\g<0>{}", _SPECIAL.sub(lambda found: _TEX[found[0]], text))


def _record(document: DocumentRecord, key: str, address: str, accessed: date, where: str, annotation: str) -> str:
    kind = "techreport" if naming.is_report(document) else "misc"
    fields = ",\n".join(f"  {name:<11} = {value}" for name, value in _fields(document, address, accessed, where, annotation))
    return f"@{kind}{{{key},\n{fields}\n}}"


def _fields(document: DocumentRecord, address: str, accessed: date, where: str, annotation: str) -> list[tuple[str, str]]:
    parts = dates.given_on(document)
    month = dates.MONTHS[parts[1] - 1][:3].lower() if len(parts) > 1 else ""
    whole = {"author": naming.author(document), "title": document.title, "institution": naming.government(document)}
    plain = {
        "type": naming.STATE_WORDS[document.state][0], "year": f"{parts[0]}" if parts else "", "date": dates.iso(parts),
        "eventtitle": naming.meeting(document), "pages": where, "note": naming.label(document),
    }  # fmt: skip
    address = _NOT_IN_URL.sub(lambda found: f"%{ord(found[0]):02X}", address)
    web = {"url": address, "urldate": accessed.isoformat() if address else ""}
    last = {"language": "zh-CN", "langid": "chinese", "annotation": annotation}
    return [
        *((name, f"{{{{{escape(value)}}}}}") for name, value in whole.items() if value),
        *((name, f"{{{escape(value)}}}") for name, value in plain.items() if value),
        *([("month", month)] if month else []),
        *((name, f"{{{value}}}") for name, value in {**web, **last}.items() if value),
    ]
