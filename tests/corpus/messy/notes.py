"""Glossary notes in the styles of many offices, and the marks in the body that lead to them."""

from __future__ import annotations

from html import escape

from tests.corpus.messy.texts import Sample, body, front, text

FRONT, BODY = front("长沙县", 2021), body("长沙县", 2021)
# term, what stands in the body (its last paragraph holding it is marked), explanation
TERMS = [
    ("百日攻坚", "“百日攻坚”", "指集中一百天时间，对重点项目逐个过堂、限期办结的专项行动。"),
    ("放管服", "“放管服”", "指简政放权、放管结合、优化服务，实施日期为2015年5月12日起。"),
    ("一窗受理、集成服务", "“一窗受理、集成服务”", "指将多个部门的窗口整合为一个综合窗口，前台受理、后台分办；统一出件。"),
]
WANTED = tuple((term, explanation[:12]) for term, _, explanation in TERMS)


def _marked(mark: str) -> list[str]:
    """The body with a mark behind each term; ``{}`` is its number."""
    lines = list(BODY)
    for number, (_, printed, _) in enumerate(TERMS, 1):
        at = next(i for i, line in enumerate(lines) if printed in line)
        lines[at] = lines[at].replace(printed, printed + (mark.format(number) if "{}" in mark else mark[number - 1 : number]), 1)
    return lines


def _notes(form: str) -> list[str]:
    """The notes; ``{n}`` is the number, ``{c}`` the number in a circle, ``{t}`` the term, ``{x}`` its explanation."""
    return [form.format(n=n, c="①②③"[n - 1], h="一二三"[n - 1], t=term, x=explanation) for n, (term, _, explanation) in enumerate(TERMS, 1)]


# (mark in the body, heading, note)
STYLES = [
    ("[{}]", "附件：名词解释", "[{n}]{t}：{x}"), ("①②③", "注释：", "{c}{t}：{x}"), ("〔{}〕", "名词注释", "〔{n}〕{t}　{x}"), ("（注{}）", "有关名词说明", "注{n}：“{t}”{x}"),
    ("", "《政府工作报告》名词解释", "{n}.{t}：{x}"), ("", "附：政府工作报告有关名词解释", "“{t}”：{x}"), ("【{}】", "附录", "【{n}】{t}——{x}"), ("[{}]", "", "[{n}] “{t}”：{x}"),
    ("({})", "政府工作报告中部分名词解释", "({n}) {t}: {x}"), ("", "相关名词解释", "{h}、{t}：{x}"), ("[注{}]", "备注", "[注{n}]“{t}”，{x}"), ("^{}", "名词解释：", "{n}、“{t}”：{x}"), ("[{}]", "名 词 解 释", "{n} {t}：{x}"),
]  # fmt: skip
TWO_LINES = [part for n, (term, _, explanation) in enumerate(TERMS, 1) for part in (f"{n}.{term}", explanation)]
WEB = (
    '<html><meta charset="utf-8"><body><div id="zoom">'
    + "".join(f"<p>　　{escape(line)}</p>" for line in [*FRONT, *_marked("\x01{}\x02")]).replace("\x01", '<sup><a href="#_ftn1">[').replace("\x02", "]</a></sup>")
    + "<hr>" + "".join(f'<p><a name="_ftn{n}">[{n}]</a> {term}：{explanation}</p>' for n, (term, _, explanation) in enumerate(TERMS, 1)) + "<p>【打印】【关闭】</p></div></body></html>"
).encode()  # fmt: skip

GLOSSARIES = [
    *(Sample(f"style{i:02d}.txt", text([*FRONT, *_marked(mark), *([heading] if heading else []), *_notes(form)]), f"notes as {form!r} under {heading!r}", "430121", 2021, state="report",
             terms=WANTED, lines=tuple(_marked(mark))) for i, (mark, heading, form) in enumerate(STYLES)),
    Sample("twolines.txt", text([*FRONT, *BODY, "名词解释", *TWO_LINES]), "the term on a line of its own", "430121", 2021, terms=WANTED),
    Sample("wrapped.txt", text([*FRONT, *BODY, "名词解释", *[row for note in _notes("{n}.{t}：{x}") for row in (note[:24], note[24:])]]), "notes wrapped", "430121", 2021, terms=WANTED),
    Sample("before.txt", text([FRONT[0], "名词解释附后", *FRONT[1:], *_marked("[{}]"), "名词解释", *_notes("[{n}]{t}：{x}"), "【打印】【关闭】", "主办：长沙县人民政府"]), "page furniture behind the notes", "430121", 2021, terms=WANTED,
           lines=tuple(_marked("[{}]")), absent=("打印", "主办")),
    Sample("oneline.txt", text([*FRONT, *_marked("[{}]"), "注释：" + "".join(_notes("[{n}]{t}：{x}"))]), "all notes in one line", "430121", 2021, terms=WANTED),
    Sample("links.html", WEB, "marks as links in superscript", "430121", 2021, terms=WANTED, absent=("打印", "_ftn")),
]
