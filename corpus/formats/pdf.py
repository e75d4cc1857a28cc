"""PDF documents. Bytes in, the lines of its pages out, in order; what belongs to one paragraph is joined in ``corpus/structure``.

Only PDFs with a text layer can be read: a scan is refused with what to do about it. What heads and foots pages is told from the
text in ``pdf_pages.py``.
"""

from __future__ import annotations

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from corpus.formats.charset import plain_characters
from corpus.formats.pdf_pages import text_and_notes
from corpus.model.errors import BinaryFile, ReadingError, TooLarge
from corpus.model.raw import RawReport

NAME = "pdf"
SUFFIXES = frozenset({".pdf"})
MAGIC = b"%PDF-"
HEAD = 1024  # bytes; the mark may stand behind some others (ISO 32000-1, annex H.3.4.1)
MAX_PAGES = 3000
SCANNED = 10  # characters a page, below which the text layer is only page numbers and stamps
_HAN = re.compile("[\u3400-\u9fff]")

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells of every small fault of a file, which users cannot mend

DAMAGED = "“{}”是损坏的 PDF，无法读取，请重新下载，或打开后另存为 .docx、.txt 再收录。"
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
    lines, footnotes = text_and_notes([page.split("\n") for page in pages])
    text, notes = plain_characters("\n".join(lines))
    if len(_HAN.findall(text)) < SCANNED * len(pages):
        raise ReadingError(SCAN.format(name))
    return RawReport(text, NAME, "utf-8", notes=notes, footnotes=tuple(footnotes))


def _pages(data: bytes, name: str) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingError(LOCKED.format(name))
    if len(reader.pages) > MAX_PAGES:
        raise TooLarge(f"“{name}”超过 {MAX_PAGES} 页，没有读取，请只留报告正文另存后再收录。")
    return [plain_characters(page.extract_text())[0] for page in reader.pages]
