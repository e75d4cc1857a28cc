"""The reader's choices, theme, size of type and citation style: read from a cookie, written to one. No session, no account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer import DEFAULT_STYLE, STYLES

COOKIE = "yiju_display"
THEMES = {"auto": "随系统", "light": "浅色", "dark": "深色"}
SIZES = {"normal": "标准", "large": "大字"}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """One choice each; whatever is not on the list is the default.

    >>> Preferences.of({"yiju_display": "dark.huge"}).cookie
    'dark.normal.gbt7714-2025'
    """

    theme: str = "auto"
    size: str = "normal"
    style: str = DEFAULT_STYLE

    @classmethod
    def of(cls, cookies: Mapping[str, str]) -> Preferences:
        """As kept in the reader's cookie."""
        theme, size, style, *_ = (*cookies.get(COOKIE, "").split("."), "", "", "")
        return cls().chosen(theme, size, style)

    def chosen(self, theme: str | None, size: str | None, style: str | None) -> Preferences:
        """With what was pressed; a form sends only one of them."""
        kept = replace(self, theme=theme) if theme in THEMES else self
        kept = replace(kept, size=size) if size in SIZES else kept
        return replace(kept, style=style) if style in STYLES else kept

    @property
    def groups(self) -> tuple[tuple[str, str, Mapping[str, str], str], ...]:
        """The form of the display: name of the field, its legend, the choices, and the one that holds."""
        return (("theme", "主题", THEMES, self.theme), ("size", "字号", SIZES, self.size))

    @property
    def cookie(self) -> str:
        """The value of the cookie."""
        return f"{self.theme}.{self.size}.{self.style}"
