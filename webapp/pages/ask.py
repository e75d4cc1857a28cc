"""``/ask`` and ``/api/ask``: a question answered with verbatim spans, or refused with a reason."""

from __future__ import annotations

from flask import Blueprint, Response, request

from indexer import EmptyQuery, QueryError, answer_json, read_scope
from webapp.links import Address, scope_params
from webapp.rendering import asked_words, library, names_of, render, reply_json
from webapp.views.answers import answer_page

page = Blueprint("ask", __name__)

EXAMPLES: tuple[tuple[str, tuple[str, ...], str], ...] = (  # kind, questions, what they show
    ("多少", ("2019年地区生产总值增长多少？", "今年城镇登记失业率的目标是多少？"), "实绩与目标分开，各有原句"),
    ("何时", ("小李庄客运站周边重点区域城市设计何时完成？",), "期限照原文"),
    ("哪些", ("加强政府自身建设分哪四个方面？",), "逐项列出，每项一处原文"),
    ("是否", ("退役军人服务保障实现全覆盖了吗？",), "给出判断所据的原话"),
    ("何人", ("这份报告是谁作的？",), "也可问日期与会议"),
)


@page.get("/api/ask")
def api() -> Response:
    """The answer as JSON."""
    return reply_json(answer_json(library().ask(asked_words(), read_scope(request.args))))


@page.get("/ask")
def show() -> Response:
    """The answer with its evidence; without a question, how to ask."""
    asked, scope = asked_words(), read_scope(request.args)
    try:
        result = library().ask(asked, scope)
    except EmptyQuery:
        return _how("")
    except QueryError as error:
        return _how(str(error), 413 if error.code == "query_too_long" else 400)
    places = frozenset(code for code, _ in result.read_as.places)
    view = answer_page(asked, scope, result, names_of(scope) | names_of(type(scope)(places=places)))
    twin = Address("/api/ask", (("q", asked), *scope_params(scope))).href
    return render("ask.html", view=view, hidden=scope_params(scope), json_twin=twin)


def _how(trouble: str, status: int = 200) -> Response:
    examples = [(kind, [(q, Address("/ask", (("q", q),)).href) for q in asked], hint) for kind, asked, hint in EXAMPLES]
    return render("ask_empty.html", status, trouble=trouble, examples=examples)
