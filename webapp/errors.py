"""Every failure as a page or as JSON, in one voice: what happened, and what to do next.

``/api/*``, ``/healthz`` and callers that ask for JSON get ``{"error": {"code", "message"}}``; others get a page. A
message never holds a traceback, or anything else that was not written to be read.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from indexer import EngineError, NoIndex, NotFound, ParameterError, QueryError, QueryTooLong, ReadingError, YijuError
from webapp.refusals import Refusal
from webapp.rendering import render, reply_json

STATUSES: tuple[tuple[type[YijuError], int], ...] = (  # the first that fits decides
    (QueryTooLong, 413),
    (QueryError, 400),
    (ParameterError, 400),
    (ReadingError, 400),
    (NotFound, 404),
    (NoIndex, 503),
    (EngineError, 503),
)

SENTENCES: dict[int, tuple[str, str, str]] = {  # status: code, title, sentence
    400: ("bad_request", "这个请求读不懂", "网址或表单里有读不懂的内容。请回到首页重新检索。"),
    403: ("forbidden", "没有执行", "这次提交没有执行。请刷新页面后再试一次。"),
    404: ("not_found", "没有这一页", "网址可能抄错了，或者这一页已经移走。"),
    405: ("method_not_allowed", "这里不能这样用", "这个网址不接受这种请求方式，只能打开来看。"),
    413: ("too_long", "内容太长", "提交的内容太长，没有读取。请缩短后再试。"),
    421: ("unknown_host", "网址里的主机名不对", "请用 localhost 或 127.0.0.1 打开。"),
    429: ("too_many_requests", "请求太密", "请求来得太密，请隔几秒再试。"),
    500: ("internal", "出错了", "程序出了错，已记入运行日志。请回到上一页再试；如果又出错，请运行 yiju doctor 检查。"),
    503: ("unavailable", "暂时不能检索", "库还没有准备好。请稍候再试。"),
}
YIJU_TITLES = {
    "empty_query": "没有要找的词",
    "query_too_long": "检索词太长",
    "bad_query": "检索词读不懂",
    "bad_parameter": "网址里的条件读不懂",
    "not_found": "没有找到",
    "unreadable": "文件读不出来",
    "no_index": "库中还没有报告",
    "address_too_long": "网址太长",
    "busy": "现在太忙",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """What an error page or its JSON says."""

    status: int
    code: str
    title: str
    message: str


def install(app: Flask) -> None:
    """Hang the handlers on the application."""
    app.register_error_handler(YijuError, lambda e: answer(of_yiju(e)))
    app.register_error_handler(HTTPException, lambda e: _of_http(e))
    app.register_error_handler(Exception, lambda e: _of_anything(e))


def of_yiju(error: YijuError) -> Failure:
    """An error we foresaw: its own sentence, and the status of its kind."""
    status = next((s for kind, s in STATUSES if isinstance(error, kind)), 500)
    if status == 500:
        current_app.logger.error("%s %s: %s", request.method, request.path, error, exc_info=error)
    default = SENTENCES[status]
    return Failure(status, error.code, YIJU_TITLES.get(error.code, default[1]), str(error) or default[2])


def _of_http(error: HTTPException) -> Response:
    if (error.code or 500) < 400:  # a redirect of the router's
        return current_app.make_response(error.get_response())
    status = error.code or 500
    code, title, sentence = SENTENCES.get(status, SENTENCES[500 if status >= 500 else 400])
    if isinstance(error, Refusal):
        code, title, sentence = error.slug, YIJU_TITLES.get(error.slug, title), error.description or sentence
    response = answer(Failure(status, code, title, sentence))
    for name, value in error.get_headers():  # Allow for 405, Retry-After where it is busy
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _of_anything(error: Exception) -> Response:
    current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    return answer(Failure(500, *SENTENCES[500]))


def wants_json() -> bool:
    """Whether this caller is a program."""
    if request.path.startswith("/api/") or request.path in ("/healthz", "/openapi.json"):
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def answer(failure: Failure, template: str = "error.html", **context: object) -> Response:
    """The failure as JSON or as a page; ``template`` may say more about it than the plain one."""
    if wants_json():
        return reply_json({"error": {"code": failure.code, "message": failure.message}}, failure.status)
    return render(template, failure.status, failure=failure, **context)
