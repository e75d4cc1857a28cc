"""The engines, by name. A new one is one line here and one file beside; its conformance cases run by themselves."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from indexer.engines.base import Engine
from indexer.engines.cluster_address import EXAMPLE, Address
from indexer.model.errors import EngineError
from indexer.model.seals import Seals


class Entrance(NamedTuple):
    """Where an engine is: its module, loaded when it is asked for, its class, and the extra that brings what it needs.

    An engine ``elsewhere`` is made with the address it is at.
    """

    module: str
    cls: str
    extra: str | None = None
    elsewhere: bool = False


ENGINES = {
    "whoosh": Entrance("indexer.engines.whoosh_engine", "WhooshEngine"),
    "tantivy": Entrance("indexer.engines.tantivy_engine", "TantivyEngine", "fast"),
    "opensearch": Entrance("indexer.engines.opensearch_engine", "OpenSearchEngine", "cluster", elsewhere=True),
}
DEFAULT_ENGINE = "whoosh"


def engine_name(choice: str) -> str:
    """The engine of a choice: its name, or an address that begins with its name.

    Raises :class:`EngineError` for an engine that does not exist.

    >>> engine_name("opensearch+https://localhost:9200/yiju")
    'opensearch'
    """
    name = choice.partition("+")[0] if "://" in choice else choice
    if name not in ENGINES:
        raise EngineError(f"没有名为 {name} 的检索引擎，可用的有：{'、'.join(ENGINES)}。")
    return name


def kept_choice(choice: str) -> str:
    """A choice as it may be kept and shown: an address without name and password. Raises :class:`EngineError` for a wrong one."""
    name = engine_name(choice)
    if ENGINES[name].elsewhere == ("://" in choice):
        return Address.read(choice).text if ENGINES[name].elsewhere else choice
    raise EngineError(f"检索引擎 {name} 要写地址：--engine {EXAMPLE}。" if ENGINES[name].elsewhere else f"检索引擎 {name} 没有地址，写 {name} 即可。")


def engine(choice: str, folder: Path, seals: Seals) -> Engine:
    """The engine of a choice over a folder.

    Raises :class:`EngineError` for an engine that does not exist, whose packages are not installed, or that lacks an address.
    """
    kept = kept_choice(choice)
    name = engine_name(kept)
    entrance = ENGINES[name]
    try:
        made = getattr(import_module(entrance.module), entrance.cls)
    except ImportError as error:
        extra = f"yiju[{entrance.extra}]" if entrance.extra else "yiju"
        raise EngineError(f"检索引擎 {name} 还缺 {error.name}，请运行 pip install '{extra}'。") from error
    found: Engine = made(folder, seals, choice) if entrance.elsewhere else made(folder, seals)
    return found
