"""Broken lines of the national records, judged by hand: those in mid sentence are rejoined, those at its end are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from corpus.reading import read_reports
from corpus.structure.furniture import is_licence
from corpus.structure.lines import squeeze
from corpus.text.folding import ZERO_WIDTH

pytestmark = pytest.mark.shared
JUDGED = [line.split("\t") for line in Path(__file__).with_name("judged_breaks.tsv").read_text("utf-8").splitlines() if line[0] != "#"]
BEFORE, BEHIND = 14, 10  # characters around a break by which it is found again


def breaks(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each single break inside a block; licence lines and empty marks apart."""
    lines = text.replace("\r\n", "\n").split("\n")
    end = next((i for i, line in enumerate(lines) if is_licence(line)), len(lines))
    text = re.sub(f"\n[{ZERO_WIDTH}]+(?=\n)", "", "\n".join(lines[:end]))
    for block in (block.strip("\n") for block in re.split(r"\n\s*\n", text)):
        for found in re.finditer("\n", block):
            if block[: found.start()].strip() and block[found.end() :].strip():
                yield squeeze(block[: found.start()].replace("\n", "")), squeeze(block[found.end() :].replace("\n", ""))


@lru_cache(maxsize=1)
def read(records: Path) -> tuple[dict[int, str], dict[int, list[tuple[str, str]]]]:
    texts = {}
    for reading in read_reports(records):
        number = int(re.sub(r"\D", "", reading.member))
        texts[number] = "\n".join(squeeze(passage.text) for passage in reading.document.passages) if reading.document else ""
    contents = (json.loads(line)["content"] for line in records.read_text("utf-8").splitlines())
    return texts, {number: list(breaks(content)) for number, content in enumerate(contents, 1)}


def test_breaks_in_mid_sentence_are_rejoined_and_others_kept(shared_data: Path) -> None:
    texts, found = read(shared_data / "data/national/reports.jsonl")
    assert len(JUDGED) == 200
    assert sum(map(len, found.values())) == 982
    wrong = []
    for record, ordinal, judged in JUDGED:
        before, behind = found[int(record)][int(ordinal) - 1]
        between = "" if judged == "mid" else "\n"
        if before[-BEFORE:] + between + behind[:BEHIND] not in texts[int(record)]:
            wrong.append((record, ordinal, judged, before[-BEFORE:], behind[:BEHIND]))
    assert not wrong
