"""Requests turned away before any page sees them: exceptions with a status, a code and a Chinese sentence."""

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import HTTPException


class Refusal(HTTPException):
    """A request turned away; ``slug`` is its name in JSON and ``description`` the sentence that is shown."""

    slug = "refused"
    code = 400


class MissingHost(Refusal):
    """No Host header: HTTP/1.1 asks for one, and without it the host cannot be checked."""

    slug = "missing_host"
    description = "请求没有写明主机名（Host）。请用浏览器打开终端里显示的网址。"


class UnknownHost(Refusal):
    """The Host header names a host that this server was not told to answer for."""

    code = 421
    slug = "unknown_host"

    def __init__(self, host: str) -> None:
        name = host if len(host) <= 80 and host.isprintable() else host[:40].encode("unicode_escape").decode() + "…"
        super().__init__(
            f"本站不以“{name}”这个名字提供服务。请用 localhost 或 127.0.0.1 打开；"
            "要换一个名字，请在启动时加上 --allow-host 名字。"
        )


class TooLongAddress(Refusal):
    """The query string is longer than anything a page of ours can ask."""

    code = 413
    slug = "address_too_long"
    description = "网址太长，没有读取。检索词最多 1,000 字；要核对更长的文字，请分成几句。"


class AddingOff(Refusal):
    """Reports are added here by whoever sits at the machine, unless the server was told otherwise."""

    code = 403
    slug = "adding_off"
    description = (
        "这里没有打开在网页上添加报告。请在运行本服务的电脑上用 localhost 打开，或在启动时加上 --allow-adding；"
        "也可以在终端运行 yiju index。"
    )


class CrossSite(Refusal):
    """A change that does not come from a page of this site."""

    code = 403
    slug = "cross_site"
    description = "这次提交不是从本站页面发出的，或者页面已经过期，没有执行。请刷新页面后再试一次。"


class Busy(Refusal):
    """More requests wait than can be answered in time."""

    code = 503
    slug = "busy"
    description = "现在使用的人太多，这次请求没有处理。请隔几秒再试。"

    def get_headers(self, *args: Any, **options: Any) -> list[tuple[str, str]]:
        """With the seconds after which to try again."""
        return [*super().get_headers(*args, **options), ("Retry-After", "2")]
