"""Reports as people have them, in more than a hundred shapes of ``mess.py``: whose, of when, what, and which lines are the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model.document import Document
from corpus.reading import read_reports
from tests.corpus.mess import BODY, FRONT, SAMPLES, Sample, lines, unnamed


def read(sample: Sample, folder: Path) -> Document:
    path = folder / sample.name
    path.write_bytes(sample.data)
    (document,) = [reading.document for reading in read_reports(path) if reading.document is not None]
    return document


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_a_report_is_recognised_whatever_is_around_it(sample: Sample, tmp_path: Path) -> None:
    document = read(sample, tmp_path)
    place = document.place.code if document.place else None
    assert (place, document.year, document.state, document.zone) == (sample.code, sample.year, sample.state, sample.zone)
    assert not [(chrome, p.text) for chrome in sample.chrome for p in document.passages if chrome in p.text]
    if sample.paragraphs:
        assert [p.text for p in document.passages if p.kind in ("body", "heading")] == list(sample.paragraphs)
    if sample.notes:
        assert sum(p.kind == "note" for p in document.passages) == sample.notes


def test_there_are_samples_enough_to_tell() -> None:
    assert len(SAMPLES) == len({sample.name for sample in SAMPLES}) >= 100


@pytest.mark.parametrize(
    ("folders", "code"),
    [("河南省/洛阳市/栾川县", "410324"), ("栾川县", "410324"), ("河南省", None), ("洛阳市", None)],  # a county is meant, by the speech
)
def test_a_folder_tells_the_place_only_if_it_is_of_the_kind_the_speech_speaks_of(folders: str, code: str | None, tmp_path: Path) -> None:
    (tmp_path / folders).mkdir(parents=True)
    head, body = unnamed()
    document = read(Sample("报告.txt", lines(*head, *body)), tmp_path / folders)
    assert (document.place.code if document.place else None) == code
    assert any("按网页或文件夹的名称“栾川县”判断" in note for note in document.notes) is (code is not None)


def test_what_was_judged_by_the_text_is_told(tmp_path: Path) -> None:
    sample = next(sample for sample in SAMPLES if sample.name == "6.txt")
    assert read(sample, tmp_path).notes == ("叫“鼓楼区”的地方不止一处，正文提到“南京市”，据此判断。",)


def test_the_first_words_of_a_speech_stay_though_a_title_stands_below_them(tmp_path: Path) -> None:
    head = [BODY[0], "关于过去一年工作的报告", "2021年1月18日"]
    document = read(Sample("无称呼.txt", lines(*head, *BODY[1:])), tmp_path)
    assert [p.text for p in document.passages][:3] == head


def test_annexes_below_the_last_words_stay(tmp_path: Path) -> None:
    below = ["附件：2021年主要指标表", "指标 | 2020年 | 2021年", "公厕 | 47座 | 60座"]
    document = read(Sample("附表.txt", lines(*FRONT, *BODY, *below)), tmp_path)
    assert [p.text for p in document.passages][-3:] == below
