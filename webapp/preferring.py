"""The reader's display choices, theme and size of type: read from a cookie, written to one. No session, no account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

COOKIE = "yiju_display"
THEMES = {"auto": "随系统", "light": "浅色", "dark": "深色"}
SIZES = {"normal": "标准", "large": "大字"}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """One choice each; whatever is not on the list is the default.

    >>> Preferences.of({"yiju_display": "dark.huge"}).cookie
    'dark.normal'
    """

    theme: str = "auto"
    size: str = "normal"

    @classmethod
    def of(cls, cookies: Mapping[str, str]) -> Preferences:
        """As kept in the reader's cookie."""
        theme, _, size = cookies.get(COOKIE, "").partition(".")
        return cls().chosen(theme, size)

    def chosen(self, theme: str | None, size: str | None) -> Preferences:
        """With what was pressed; a form sends only one of the two."""
        kept = replace(self, theme=theme) if theme in THEMES else self
        return replace(kept, size=size) if size in SIZES else kept

    @property
    def groups(self) -> tuple[tuple[str, str, Mapping[str, str], str], ...]:
        """The form: name of the field, its legend, the choices, and the one that holds."""
        return (("theme", "主题", THEMES, self.theme), ("size", "字号", SIZES, self.size))

    @property
    def cookie(self) -> str:
        """The value of the cookie."""
        return f"{self.theme}.{self.size}"
