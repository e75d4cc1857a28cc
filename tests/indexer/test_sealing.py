"""Seals: our own files are known again, others' never."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.derived import sealing
from indexer.derived.sealing import SealedFiles

FILES = SealedFiles()


def test_what_was_sealed_is_read_again(tmp_path: Path) -> None:
    FILES.write(tmp_path / "a.json", {"files": {"甲": "00"}, "generation": 3})
    assert FILES.read(tmp_path / "a.json") == {"files": {"甲": "00"}, "generation": 3}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"content": {}}', '{"content": 1, "seal": "x"}', "\x00\xff"])
def test_anything_else_is_not(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, "latin-1")
    assert FILES.read(tmp_path / "a.json") is None
    assert FILES.read(tmp_path / "none.json") is None


def test_a_changed_content_breaks_the_seal(tmp_path: Path) -> None:
    FILES.write(tmp_path / "a.json", {"sha256": "00"})
    outer = json.loads((tmp_path / "a.json").read_text("utf-8"))
    outer["content"]["sha256"] = "ff"
    (tmp_path / "a.json").write_text(json.dumps(outer), "utf-8")
    assert FILES.read(tmp_path / "a.json") is None


def test_another_installation_does_not_trust_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FILES.write(tmp_path / "a.json", {"x": 1})
    monkeypatch.setenv("YIJU_SETTINGS", str(tmp_path / "elsewhere"))
    assert FILES.read(tmp_path / "a.json") is None
    assert (tmp_path / "elsewhere" / "key").stat().st_mode & 0o077 == 0


def test_a_damaged_key_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIJU_SETTINGS", str(tmp_path))
    (tmp_path / "key").write_bytes(b"short")
    sealing._key.cache_clear()
    FILES.write(tmp_path / "a.json", {"x": 1})
    assert FILES.read(tmp_path / "a.json") == {"x": 1}
    assert len((tmp_path / "key").read_bytes()) == sealing.KEY_BYTES
