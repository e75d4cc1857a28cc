"""rjieba may read the words of an index only where it gives what jieba gives."""

from __future__ import annotations

import builtins
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus import read_report, read_reports, search_form, shipped_reports
from indexer.analysis import accelerating
from indexer.analysis.analyzer import Analyzer
from indexer.quantities.extraction import figure_spans

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="module")
def plain() -> Analyzer:
    return Analyzer(figure_spans, "tests")


@pytest.fixture(scope="module")
def fast() -> Analyzer:
    analyzer = Analyzer(figure_spans, "tests")
    assert "已核对与 jieba 一致" in analyzer.accelerate()
    return analyzer


def test_the_words_of_the_shipped_report(plain: Analyzer, fast: Analyzer) -> None:
    for passage in read_report(next(iter(shipped_reports()))).passages:
        form = search_form(passage.text)
        assert Counter(fast.words(form)) == Counter(plain.words(form)), passage.text


@pytest.mark.shared
@pytest.mark.parametrize("name", ["national", "reports"])
def test_the_words_of_many_reports(plain: Analyzer, fast: Analyzer, name: str) -> None:
    forms = [search_form(p.text) for r in read_reports(SHARED / name / "reports.jsonl") if r.document for p in r.document.passages]
    differing = [form for form in forms if Counter(fast.words(form)) != Counter(plain.words(form))]
    assert len(forms) > 1000
    assert differing == []


@pytest.mark.parametrize("text", ["", "𠮷林省", "的", "放管服改革gdp增长6.6%", "㐀㐁", "老旧小区" * 1500])
def test_odd_texts(plain: Analyzer, fast: Analyzer, text: str) -> None:
    """Nothing, a character beyond the basic plane, one character, our own words, rare ones, longer than a piece."""
    form = search_form(text)
    assert Counter(fast.words(form)) == Counter(plain.words(form))


def test_one_that_cuts_otherwise_is_not_used_and_named(monkeypatch: pytest.MonkeyPatch, plain: Analyzer) -> None:
    monkeypatch.setattr("indexer.analysis.chinese.fast_cut", lambda added: lambda run: [run])
    analyzer = Analyzer(figure_spans, "tests")
    assert "与 jieba 分词不一致" in analyzer.accelerate()
    assert analyzer.shortcut() == {}
    assert analyzer.words("老旧小区改造") == plain.words("老旧小区改造")


def test_without_rjieba_jieba_reads_and_doctor_says_so(monkeypatch: pytest.MonkeyPatch, plain: Analyzer) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "rjieba":
            raise ImportError(name)
        return real(name, *rest, **more)

    def unknown(name: str) -> str:
        raise accelerating.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(builtins, "__import__", missing)
    monkeypatch.setattr(accelerating.metadata, "version", unknown)
    assert accelerating.fast_cut({}) is None
    assert "pip install rjieba" in accelerating.remark(None)
