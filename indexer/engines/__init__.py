"""The engines, by name. A new one is one line here and one file beside; its conformance cases run by themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexer.engines.base import Engine
from indexer.engines.whoosh_engine import WhooshEngine
from indexer.model.errors import EngineError
from indexer.model.seals import Seals

ENGINES: dict[str, Callable[[Path, Seals], Engine]] = {
    "whoosh": WhooshEngine,
}
DEFAULT_ENGINE = "whoosh"


def engine(name: str, folder: Path, seals: Seals) -> Engine:
    """The engine of that name over a folder; raises :class:`EngineError` for a name that does not exist."""
    try:
        return ENGINES[name](folder, seals)
    except KeyError:
        raise EngineError(f"没有名为 {name} 的检索引擎，可用的有：{'、'.join(ENGINES)}。") from None
