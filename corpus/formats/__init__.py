"""One file per format: bytes in, :class:`~corpus.model.raw.RawReport` out. Formats know nothing of reports.

A new format is a module like ``example.py`` and one line in ``registry.py``. What several share stands beside them: encodings in
``charset.py``, zip archives in ``archive.py``, rows and columns in ``table.py`` and ``columns.py``, the text of web pages in
``main_content.py``.
"""
