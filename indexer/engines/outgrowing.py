"""When a library is too large for its engine, by what was measured (``sizes.tsv``)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Limit(NamedTuple):
    """Passages up to which an engine is good; the one to take beyond, and how many times as fast it was seen at so many passages."""

    most: int
    following: str
    times: str
    measured_at: int


@lru_cache(maxsize=1)
def limits() -> dict[str, Limit]:
    """The limits of engines that have one."""
    rows = [line.split("\t") for line in files(__package__).joinpath("sizes.tsv").read_text("utf-8").splitlines()]
    return {engine: Limit(int(most), following, times, int(at)) for engine, most, following, times, at in rows[1:]}


def outgrown(engine: str, passages: int) -> str | None:
    """What to do about a library of so many passages, if its engine is too small for it.

    >>> outgrown("whoosh", 900), outgrown("tantivy", 5_000_000)
    (None, None)
    """
    limit = limits().get(engine)
    if limit is None or passages <= limit.most:
        return None
    return (
        f"库有 {passages:,} 段，检索引擎 {engine} 适合 {limit.most:,} 段以内；换成 {limit.following} 检索约快 {limit.times} 倍"
        f"（{limit.measured_at:,} 段时实测），请运行 yiju index --engine {limit.following}。"
    )
