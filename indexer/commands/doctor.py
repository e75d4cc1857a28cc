"""``yiju doctor``: is the library in order, and what to do if not."""

from __future__ import annotations

import argparse
from typing import Any

from indexer.commands.options import FAILED, common
from indexer.commands.printing import print_json
from indexer.library import Library


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    library = Library.open(options.library, create=False)
    status, words = library.status(), library.words_are_read_by()
    report: dict[str, Any] = {
        "library": str(status.path), "ready": status.ready, "documents": status.documents, "passages": status.passages,
        "engine": status.engine, "engine_at": status.engine_at, "engine_about": library.about_engine(),
        "generation": status.generation, "problem": status.problem, "advice": status.advice, "segmenter": words,
    }  # fmt: skip
    if options.json:
        print_json(report)
    else:
        print(f"库：{status.path}\n报告：{status.documents} 份，{status.passages} 段")
        print(f"引擎：{status.engine_at}（{report['engine_about']}；{status.generation or '无索引'}）")
        print(f"分词：{words}")
        print("一切正常。" if status.ready else f"问题：{status.problem}")
        if status.advice:
            print(f"建议：{status.advice}")
    return 0 if status.ready else FAILED
