"""What is offered while a query is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["热词", "指标", "章节", "地区"]
GROUPS: tuple[Group, ...] = ("热词", "指标", "章节", "地区")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The whole query as it would read, and what kind of thing was put in."""

    text: str
    group: Group
