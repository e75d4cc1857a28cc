"""One file per format: bytes in, :class:`~corpus.model.raw.RawReport` out. Formats know nothing of reports.

A new format is a module like ``example.py`` and one line in ``registry.py``.
"""
