"""An independent reader of numbers, Microsoft's, as an oracle over every paragraph of the shared reports.

It knows no classifiers, approximators or ranges, so only values are compared, wherever both read something in the same place.
Where the two differ, the reason is in the table below; a difference without one fails.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest

from indexer.model.quantity import Quantity
from indexer.quantities.extraction import extract

# What our figure looks like, and why we are right.
DIFFERENCES = {
    r".*\d[ .．]+\d.*": "digits set apart are one number; it reads them one by one",
    r"\d+·\d+[%％]": "a raised point is a decimal point",
    r"[\d,.]+(?:[kK][vV]|千伏)": "k and 千 belong to the unit: 110kV are 110 kV",
    r"[\d,]+多?亿元(?:左右|以上)?": "it reads the 负 of 负债 and 自负 as a minus",
    r".*成.*|十分之一以上": "the same share, which it gives in percent",
    r"(?:一|10.36)百亿亿次(?:/秒)?|１０亿余万": "a scale on a scale",
    r"五天半|二百○八所|四百八十餘萬人|百分之四百十一|零点六倍|1/3以上": "it stops early, or computes in floats",
    r"[ⅠⅡⅢⅣⅤI]+类(?:及以上)?": "a Roman numeral",
    r"[近超上数两]\D*|[千万][亿]?元|超过万亿元|[百千万]+亿?[元斤]以上": "a scale alone with a word: 数千项, 超千亿元",
    r"一百十八个|一[万萬]三千五百十三台|二百十七[万萬][吨噸]|四百十二万吨": "十 without 一 after a hundred",
}


def _paragraphs(shared: Path) -> Iterator[str]:
    for name, field in (("national", "content"), ("reports", "text")):
        for line in (shared / f"data/{name}/reports.jsonl").read_text("utf-8").splitlines():
            yield from (p.strip() for p in json.loads(line)[field].split("\n") if 20 < len(p) < 400)


@pytest.fixture(scope="module")
def oracle() -> Any:
    with warnings.catch_warnings(), localcontext():  # it sets the precision of all decimals when it is imported
        warnings.simplefilter("ignore")
        return pytest.importorskip("ms_recognizers_suite")


def _theirs(oracle: Any, text: str) -> list[tuple[int, int, Decimal]]:
    chinese = oracle.Culture.Chinese
    with localcontext():
        found = oracle.recognize_number(text, chinese) + oracle.recognize_percentage(text, chinese)
    read = [(r.start, r.end + 1, (r.resolution or {}).get("value")) for r in found]
    return [(start, end, Decimal(value.rstrip("%"))) for start, end, value in read if value]


def _agree(quantity: Quantity, read: list[tuple[int, int, Decimal]]) -> bool:
    ours = {quantity.value, *(quantity.range or ())}
    return any(value in ours for start, end, value in read if start < quantity.span.end and end > quantity.span.start)


@pytest.mark.shared
@pytest.mark.filterwarnings("ignore")
def test_values_agree_with_an_independent_reader(shared_data: Path, oracle: Any) -> None:
    agreed, differ = 0, Counter[str]()
    for text in sorted(set(_paragraphs(shared_data))):
        read = _theirs(oracle, text)
        for quantity in extract(text):
            if _agree(quantity, read):
                agreed += 1
            else:
                differ[quantity.span.of(text)] += 1
    explained = {reason: [d for d in differ if re.fullmatch(pattern, d)] for pattern, reason in DIFFERENCES.items()}
    assert not set(differ).difference(*explained.values())
    assert all(explained.values()), "a reason that explains nothing any more should go"
    assert agreed >= 0.985 * (agreed + sum(differ.values())) > 8000
