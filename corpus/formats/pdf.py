"""PDF documents. Bytes in, the lines of its pages out, in order; what belongs to one paragraph is joined in ``corpus/structure``.

Only PDFs with a text layer can be read: a scan is refused with what to do about it. Numbers at the foot of pages stay, as lines
that ``corpus/structure`` knows; lines that head every page are dropped here, where pages are still known.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from corpus.formats.charset import plain_characters
from corpus.model.errors import BinaryFile, ReadingError, TooLarge
from corpus.model.raw import RawReport

NAME = "pdf"
SUFFIXES = frozenset({".pdf"})
MAGIC = b"%PDF-"
HEAD = 1024  # bytes; the mark may stand behind some others (ISO 32000-1, annex H.3.4.1)
MAX_PAGES = 3000
SCANNED = 10  # characters a page, below which the text layer is only page numbers and stamps
RUNNING = 0.3  # of the pages begin or end with a running title: right and left pages may have one each
FEWEST_PAGES = 2  # before a line that comes again is a running title
DEEPEST = 3  # running lines above one another
NUMBERED = 0.6  # of the pages end (or begin) with a bare number: those of the pages
_HAN = re.compile("[\u3400-\u9fff]")
_DIGITS = re.compile(r"\d+")

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells of every small fault of a file, which users cannot mend

DAMAGED = "“{}”是损坏的 PDF，无法读取，请重新下载，或打开后另存为 .docx、.txt 再收录。"
LONGEST_RUNNING = 40  # characters of a running title
LOCKED = "“{}”是加密的 PDF，请去掉密码（例如打印成新的 PDF）后再收录。"
SCAN = "“{}”是扫描的 PDF，只有图片没有文字，请先用文字识别（OCR）软件转成文字后再收录。"


def recognises(data: bytes, named: bool) -> bool:
    """Whether the mark of a PDF stands at the beginning."""
    return MAGIC in data[:HEAD]


def read(data: bytes, name: str) -> RawReport:
    """The text layer.

    Raises :class:`BinaryFile` where the file is damaged, :class:`ReadingError` where it is locked or scanned,
    :class:`TooLarge` beyond :data:`MAX_PAGES` pages.
    """
    try:
        pages = _pages(data, name)
    except ReadingError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise ReadingError(LOCKED.format(name)) from error
    except Exception as error:  # a damaged file makes the parser fail in any of a dozen ways
        raise BinaryFile(DAMAGED.format(name)) from error
    lines = _without_running_titles([page.split("\n") for page in pages])
    text, notes = plain_characters("\n".join(lines))
    if len(_HAN.findall(text)) < SCANNED * len(pages):
        raise ReadingError(SCAN.format(name))
    return RawReport(text, NAME, "utf-8", notes=notes)


def _pages(data: bytes, name: str) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingError(LOCKED.format(name))
    if len(reader.pages) > MAX_PAGES:
        raise TooLarge(f"“{name}”超过 {MAX_PAGES} 页，没有读取，请只留报告正文另存后再收录。")
    return [plain_characters(page.extract_text())[0] for page in reader.pages]


def _without_running_titles(pages: list[list[str]]) -> list[str]:
    """All lines but those that stand first or last on many pages; their digits, which are page numbers, do not count."""
    filled = [[line for line in page if line.strip()] for page in pages]
    for _ in range(DEEPEST):
        counts = Counter(edge for page in filled for edge in {_bare(line) for line in (*page[:1], *page[-1:])})
        often = {edge for edge, n in counts.items() if _runs(edge, n, len(pages))}
        if not often:
            break
        filled = [_trimmed(page, often) for page in filled]
    return [line for page in filled for line in page]


def _runs(edge: str, times: int, pages: int) -> bool:
    if len(edge) > LONGEST_RUNNING or any(mark in edge for mark in "，。；：！"):
        return False
    return times >= FEWEST_PAGES and times >= (RUNNING if edge else NUMBERED) * pages


def _trimmed(page: list[str], often: set[str]) -> list[str]:
    last = len(page) - 1
    return [line for i, line in enumerate(page) if i not in (0, last) or _bare(line) not in often]


def _bare(line: str) -> str:
    return _DIGITS.sub("", "".join(line.split()))
