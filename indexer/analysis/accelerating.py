"""A faster reading of jieba's lattice by rjieba (jieba in Rust), where it is installed and shown to give the same words.

Only the words of an index are read with it, never those of a query. It is asked for full mode and for the most probable path
without the hidden Markov model; together they are what :meth:`indexer.analysis.chinese.ChineseSegmenter.lattice` reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import metadata, resources
from typing import Any

Cut = Callable[[str], list[str]]
PROBE = "probe.txt"  # sentences of reports on which both must agree
ABSENT = "没有安装 rjieba，建索引时用 jieba 分词（安装后快数倍：pip install rjieba）"
OTHER = "rjieba {version} 与 jieba 分词不一致（{example}），没有使用"
SAME = "建索引时用 rjieba {version} 分词，已核对与 jieba 一致"


def fast_cut(added: Mapping[str, int]) -> Cut | None:
    """A function that gives the words of a run of Han characters, in no promised order; None where rjieba is not installed.

    ``added`` are the words that jieba's dictionary lacks, with their frequencies.
    """
    try:
        import rjieba
    except ImportError:
        return None
    segmenter: Any = rjieba.Jieba()
    for word, frequency in added.items():
        segmenter.add_word(word, frequency, "n")

    def cut(run: str) -> list[str]:
        single = [word for word in segmenter.cut(run, False) if len(word) == 1]
        return single + [word for word in segmenter.cut_all(run) if len(word) > 1]

    return cut


def disagreement(cut: Cut, lattice: Callable[[str], Iterable[tuple[int, int]]], runs: Iterable[str]) -> str | None:
    """The first run of which the two give other words; None if there is none."""
    for run in runs:
        if Counter(cut(run)) != Counter(run[start:end] for start, end in lattice(run)):
            return run
    return None


def probe(words: Sequence[str]) -> Iterator[str]:
    """The runs on which both are compared: sentences of reports, and each of our own words between two others."""
    for line in resources.files("indexer.analysis").joinpath("words").joinpath(PROBE).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
    for at, word in enumerate(words):
        yield words[at - 1] + word + words[(at + 1) % len(words)]


def remark(different: str | None) -> str:
    """What is told of the accelerator: that it is not there, that it is not used and why, or that it is."""
    try:
        version = metadata.version("rjieba")
    except metadata.PackageNotFoundError:
        return ABSENT
    return OTHER.format(version=version, example=different[:20]) if different else SAME.format(version=version)
