"""Names of files as people can read them: text in, text out; nothing is opened by such a name."""

from __future__ import annotations

import os


def readable_name(name: str) -> str:
    """``name`` with the characters it was written in: on Linux an archive from Windows leaves names in GBK, which Python cannot decode.

    >>> readable_name("2020年报告.txt"), readable_name(os.fsdecode("郑州市.txt".encode("gb18030")))
    ('2020年报告.txt', '郑州市.txt')
    """
    if name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name):
        return name
    raw = os.fsencode(name)
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")
