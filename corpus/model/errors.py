"""The base of every error this program raises on purpose.

::

    YijuError
    ├── ReadingError           a file could not be read as a report
    │   ├── EmptyFile          nothing in it
    │   ├── BinaryFile         not text in any encoding we know
    │   ├── NoReport           text, but no report was recognised in it
    │   ├── TooLarge           larger than we read, or built to swell
    │   ├── NoTextColumn       a table in which no column holds reports
    │   └── SeveralReports     more than one report where one was asked for
    ├── CatalogError           the catalog cannot be opened or written
    └── NotFound               no document or passage has this id

A message is one Chinese sentence that names the culprit and the remedy; it is shown to the user as it stands. ``code`` is
the machine's name of the error in JSON and on error pages. The indexer extends this tree in ``indexer.model.errors``.
"""


class YijuError(Exception):
    """Whatever went wrong in a way we foresaw; ``str(error)`` may be shown to the user."""

    code = "error"


class ReadingError(YijuError):
    """A file could not be read as a report."""

    code = "unreadable"


class EmptyFile(ReadingError):
    """The file holds nothing but white space."""

    code = "empty_file"


class BinaryFile(ReadingError):
    """The file is no text in any encoding we know."""

    code = "binary_file"


class NoReport(ReadingError):
    """The file is text, but no report could be recognised in it."""

    code = "no_report"


class TooLarge(ReadingError):
    """The file, or what it unpacks to, is larger than we read."""

    code = "too_large"


class NoTextColumn(ReadingError):
    """A table in which no column holds the text of reports."""

    code = "no_text_column"


class SeveralReports(ReadingError):
    """The file holds several reports, and one was asked for."""

    code = "several_reports"


class CatalogError(YijuError):
    """The catalog cannot be opened or written: a full disk, a foreign file, a newer version."""

    code = "catalog"


class NotFound(YijuError):
    """No document or passage has the id that was asked for."""

    code = "not_found"
