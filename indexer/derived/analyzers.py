"""The analyzer of a library, put together: figures by the grammar, words by jieba, prepared dictionaries in the library's cache."""

from __future__ import annotations

from pathlib import Path

from corpus import Span
from indexer.analysis.analyzer import Analyzer
from indexer.derived.sealing import SealedFiles
from indexer.quantities import GRAMMAR_VERSION


def analyzer_with(cache: Path | None, seals: SealedFiles) -> Analyzer:
    """An analyzer; ``cache`` is the folder of its prepared dictionary, None where none can be kept."""
    return Analyzer(_figure_spans, f"figures-{GRAMMAR_VERSION}", cache, seals)


def _figure_spans(form: str) -> list[Span]:
    """The grammar of figures, loaded with the first text: its tables take 0.1 s, and the first page needs none."""
    from indexer.quantities.extraction import figure_spans

    return figure_spans(form)
