"""``/verify``, ``/api/verify`` and ``/api/check``: is a quotation exact, is a draft, and if not, what differs."""

from __future__ import annotations

from flask import Blueprint, Response, request

from indexer import (
    MAX_QUOTE,
    MOST_BYTES,
    QueryError,
    QueryTooLong,
    ReadingError,
    csv_lines,
    draft_json,
    read_scope,
    read_sent,
    verification_json,
)
from webapp.rendering import asked_words, library, render, reply_json, sent_json
from webapp.views.drafts import COLUMNS, draft_page, draft_rows
from webapp.views.quotations import quotation_page

page = Blueprint("verify", __name__)

MOST_IN_ADDRESS = 1_000  # characters of a quotation in an address, as the public interface says
TOO_LONG = "网址中的引文有 {n} 个字，最多 {most} 个字，请粘贴到“核对”页的方框里提交。"
EXAMPLES = ("地区生产总值同比增长6.6%", "地区生产总值同比增长6.8%", "人民群众的安全感、满意度……持续提升")


@page.get("/api/verify")
def look_up() -> Response:
    """The verdict as JSON."""
    return reply_json(verification_json(library().verify(_short(asked_words()), read_scope(request.args))))


@page.post("/api/verify")
def read() -> Response:
    """The verdict on a longer quotation, from a form or a JSON body; nothing is stored."""
    return reply_json(verification_json(library().verify(_posted(), read_scope(request.args))))


@page.post("/api/check")
def check() -> Response:
    """A whole draft as JSON: the field ``text``, or an uploaded ``file``."""
    return reply_json(draft_json(library().check(_draft(), read_scope(request.args))))


@page.route("/verify", methods=["GET", "POST"])
def show() -> Response:
    """The verdict side by side; without a quotation, the form."""
    posted = request.method == "POST"
    quote = _posted() if posted else asked_words()
    if not quote.strip():
        return _form()
    try:
        result = library().verify(quote if posted else _short(quote), read_scope(request.args))
    except QueryError as error:
        return _form(quote, str(error), 413 if isinstance(error, QueryTooLong) else 400)
    return render("verify.html", view=quotation_page(result), check=None, examples=EXAMPLES, trouble="", quote=quote)


@page.post("/verify/draft")
def draft() -> Response:
    """A whole draft, pasted or uploaded; nothing of it is kept."""
    text = ""
    try:
        text = _draft()
        checked = library().check(text, read_scope(request.args))
    except (QueryError, ReadingError) as error:
        return _form(text, str(error), 413 if isinstance(error, QueryTooLong) else 400)
    return render("verify.html", view=None, check=draft_page(checked), examples=EXAMPLES, trouble="", quote="")


@page.post("/verify/table.csv")
def table() -> Response:
    """The verdicts on a draft as a table."""
    checked = library().check(_draft(), read_scope(request.args))
    reply = Response("".join(csv_lines(COLUMNS, draft_rows(checked))), mimetype="text/csv")
    reply.headers["Content-Disposition"] = "attachment; filename=check.csv"
    return reply


def _form(quote: str = "", trouble: str = "", status: int = 200) -> Response:
    shown = quote[:MAX_QUOTE]
    return render("verify.html", status, view=None, check=None, examples=EXAMPLES, trouble=trouble, quote=shown)


def _draft() -> str:
    """The text of a draft: an uploaded file, read in a child process, else what was pasted."""
    sent = request.files.get("file")
    if sent and sent.filename:
        return read_sent(sent.stream.read(MOST_BYTES + 1), sent.filename)
    return request.form.get("text") or request.form.get("q", "")


def _posted() -> str:
    body = sent_json()
    value = request.form.get("q", "") if body is None else body.get("q", "")
    return value if isinstance(value, str) else ""


def _short(quote: str) -> str:
    if len(quote) > MOST_IN_ADDRESS:
        raise QueryTooLong(TOO_LONG.format(n=len(quote), most=MOST_IN_ADDRESS))
    return quote
