"""One state of versions of what is derived from the catalog: everything a search reads but the catalog itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.engines.base import Engine
from indexer.figures.store import FigureStore
from indexer.suggesting.suggestions import Suggestions
from indexer.suggesting.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of versions: its name, its engine, its vocabulary, its figures and what is offered while typing."""

    name: str
    engine: Engine
    vocabulary: Vocabulary
    figures: FigureStore
    suggestions: Suggestions

    @classmethod
    def at(cls, folder: Path, found: Engine) -> Generation:
        """The generation of this folder."""
        return cls(
            folder.name, found, Vocabulary(folder / "vocabulary.sqlite"), FigureStore(folder / "figures.sqlite"),
            Suggestions(folder / "suggestions.sqlite"),
        )  # fmt: skip
