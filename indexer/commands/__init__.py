"""The commands of the terminal, one file each. A new one is a file with ``define`` and ``run``, and a line of ``COMMANDS``."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from indexer.commands import (
    ask,
    cite,
    concordance,
    doctor,
    extract,
    figure,
    index,
    indicator,
    reports,
    search,
    trends,
    verify,
)

COMMANDS: list[tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = [
    ("index", "收录报告并建立索引", index.define),
    ("search", "检索段落", search.define),
    ("concordance", "列出一个词的每一处和前后文", concordance.define),
    ("trends", "比较几个词在各年各地的次数", trends.define),
    ("figure", "查一个数字的出处", figure.define),
    ("indicator", "一个指标的历年数据", indicator.define),
    ("ask", "问一个问题", ask.define),
    ("cite", "引用一段或其中一句", cite.define),
    ("extract", "读出任何文本中的数字", extract.define),
    ("verify", "核对一句引文", verify.define),
    ("reports", "列出库中报告", reports.define),
    ("doctor", "检查库、索引与版本", doctor.define),
]
