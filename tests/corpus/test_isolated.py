"""A file somebody sent is read in a process of its own: text comes back, or one sentence, and nothing else happens."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus import isolated
from corpus.isolated import read_sent
from corpus.model.errors import ReadingError, TooLarge
from tests.corpus import made


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (made.word(), "稿.docx"), (made.pdf(made.wrapped_pages()), "稿.pdf"), (made.long_text().encode("gb18030"), "稿.txt"),
        (made.long_text().encode(), "稿.md"),
    ],
    ids=["docx", "pdf", "gbk", "markdown"],
)  # fmt: skip
def test_the_text_of_every_kind_of_draft_comes_back(data: bytes, name: str) -> None:
    assert made.LINES[-1][:12] in read_sent(data, name)


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (made.locked(made.pdf([["一"]])), "锁.pdf", "密码"), (made.scanned(), "扫描.pdf", "扫描"), (b"", "空.txt", "没有文字"),
        (b"PK\x03\x04broken", "坏.docx", "打不开|损坏|不是"), (os.urandom(3000), "乱.pdf", "打不开|损坏|不是"),
    ],
    ids=["locked", "scanned", "empty", "broken", "noise"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes, name: str, told: str) -> None:
    with pytest.raises(ReadingError, match=told):
        read_sent(data, name)


def test_a_swollen_word_file_is_refused_before_it_swells() -> None:
    with pytest.raises(ReadingError):
        read_sent(made.rezipped(made.word(), {}, {"word/big.xml": b"\x00" * 300_000_000}), "弹.docx")


def test_too_large_a_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "MOST_BYTES", 1 << 20)
    with pytest.raises(TooLarge, match="MB"):
        read_sent(b"\x00" * ((1 << 20) + 1), "大.txt")


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "_CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(isolated, "SECONDS", 0.2)
    with pytest.raises(ReadingError, match="时间或内存"):
        read_sent(made.word(), "稿.docx")


def test_what_takes_the_child_down_leaves_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "_CHILD", "import os; os.abort()")
    with pytest.raises(ReadingError, match="时间或内存"):
        read_sent(made.word(), "稿.docx")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "<script>alert(1)</script>.txt", "a\x00b.txt", "稿.docx/../x", "", "." * 300])
def test_a_name_is_never_a_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert made.LINES[-1][:12] in read_sent(made.long_text().encode(), name)
    assert not list(tmp_path.iterdir())
