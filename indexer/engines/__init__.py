"""The engines, by name. A new one is one line here and one file beside; its conformance cases run by themselves."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from indexer.engines.base import Engine
from indexer.model.errors import EngineError
from indexer.model.seals import Seals


class Entrance(NamedTuple):
    """Where an engine is: its module, loaded when it is asked for, its class, and the extra that brings what it needs."""

    module: str
    cls: str
    extra: str | None = None


ENGINES = {
    "whoosh": Entrance("indexer.engines.whoosh_engine", "WhooshEngine"),
    "tantivy": Entrance("indexer.engines.tantivy_engine", "TantivyEngine", "fast"),
}
DEFAULT_ENGINE = "whoosh"


def engine(name: str, folder: Path, seals: Seals) -> Engine:
    """The engine of that name over a folder.

    Raises :class:`EngineError` for a name that does not exist, and for an engine whose packages are not installed.
    """
    entrance = ENGINES.get(name)
    if entrance is None:
        raise EngineError(f"没有名为 {name} 的检索引擎，可用的有：{'、'.join(ENGINES)}。")
    try:
        found: Engine = getattr(import_module(entrance.module), entrance.cls)(folder, seals)
    except ImportError as error:
        extra = f"yiju[{entrance.extra}]" if entrance.extra else "yiju"
        raise EngineError(f"检索引擎 {name} 还缺 {error.name}，请运行 pip install '{extra}'。") from error
    return found
