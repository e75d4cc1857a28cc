"""``/reports/add``: reports that are sent, looked at before they are kept; and taking one out or reading it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from werkzeug.datastructures import FileStorage

from indexer import Examined, NotFound, Outcome, Told
from webapp.adding import only_if_allowed, waiting
from webapp.rendering import library, render
from webapp.views.adding import sent_reports
from webapp.waiting import Packet

page = Blueprint("adding", __name__)
page.before_request(only_if_allowed)

MOST_FILES = 20
NOTHING_SENT = "没有选择文件。请选择一个或几个报告文件。"
TOO_MANY = f"一次最多 {MOST_FILES} 个文件。要收录整个文件夹，请在终端运行 yiju index 文件夹。"
GONE = "这些文件等得太久，已经丢弃。请重新选择文件。"
DONE = {"read": "已收录", "updated": "已更新", "unchanged": "库中已有", "removed": "已从库中删除"}
MOST_TOLD = 200
NOTHING_TICKED = "没有勾选要收录的报告。"


@page.get("/reports/add")
def form() -> Response:
    """Where files are chosen; after something was done, also what."""
    return _page()


@page.post("/reports/add")
def send() -> Response:
    """Read what was sent, and lead to what was recognised in it."""
    sent = [file for file in request.files.getlist("file") if file.filename]
    if not sent or len(sent) > MOST_FILES:
        return _page(trouble=TOO_MANY if sent else NOTHING_SENT, status=400)
    files = tuple((_own_name(file.filename or ""), _content(file)) for file in sent)
    reports = tuple(each for name, data in files for each in library().examine(data, name))
    return _see_other(f"/reports/add/{waiting().put(Packet(files, reports))}")


@page.get("/reports/add/<name>")
def look(name: str) -> Response:
    """What was recognised."""
    packet = waiting().get(name, library().examine)
    return _page(trouble=GONE, status=404) if packet is None else _preview(name, packet)


@page.post("/reports/add/<name>")
def keep(name: str) -> Response:
    """Keep what is ticked, with what was said of it; where something is still open, ask again."""
    packet = waiting().get(name, library().examine)
    if packet is None:
        return _page(trouble=GONE, status=404)
    if "drop" in request.form:
        waiting().drop(name)
        return _see_other("/reports/add")
    ticked = [n for n, each in enumerate(packet.reports) if each.prepared and request.form.get(f"keep-{n}")]
    if not ticked:
        return _preview(name, packet, trouble=NOTHING_TICKED, status=400)
    told, troubles = _told(packet, ticked)
    if troubles:
        return _preview(name, packet, troubles=troubles, status=400)
    outcomes = library().keep(_as_told(packet, ticked, told))
    waiting().drop(name)
    return _see_other(_told_of(outcomes))


@page.post("/reports/<document_id>/remove")
def remove(document_id: str) -> Response:
    """Take a report out of the library."""
    library().remove(document_id)
    return _see_other(f"/reports/add?{urlencode({'removed': document_id})}")


@page.post("/reports/<document_id>/reread")
def reread(document_id: str) -> Response:
    """Read the file of a report again."""
    return _see_other(_told_of(library().reread(document_id)))


def _told_of(outcomes: Sequence[Outcome]) -> str:
    """The address that tells of what was done; only what the library then holds, or does not, is shown there."""
    return "/reports/add?" + urlencode([(o.fate, o.document_id) for o in outcomes if o.document_id][:MOST_TOLD])


def _page(*, trouble: str = "", status: int = 200) -> Response:
    return render("add.html", status, trouble=trouble, name="", sent=[], done=_done(), most=MOST_FILES)


def _done() -> list[tuple[str, str, str | None]]:
    """What was done, as the address has it and the library confirms it: word, id, and title where there is one."""
    done = []
    for fate, word in DONE.items():
        for document_id in request.args.getlist(fate)[:MOST_TOLD]:
            try:
                title = library().document(document_id).title
            except NotFound:
                title = None
            if (title is None) == (fate == "removed"):
                done.append((word, document_id, title))
    return done


def _preview(
    name: str, packet: Packet, *, trouble: str = "", troubles: Mapping[int, str] | None = None, status: int = 200
) -> Response:
    ticked = frozenset(n for n in range(len(packet.reports)) if request.form.get(f"keep-{n}"))
    sent = sent_reports(packet.reports, request.form, troubles or {}, ticked if request.method == "POST" else None)
    return render("add.html", status, trouble=trouble, name=name, sent=sent, done=[], most=MOST_FILES)


def _told(packet: Packet, ticked: list[int]) -> tuple[dict[int, Told], dict[int, str]]:
    """What was said of the reports that leave something open, and what is wrong with it; nothing said is nothing wrong."""
    told, troubles = {}, {}
    for n in ticked:
        document = packet.reports[n].document
        year, code = request.form.get(f"year-{n}", "").strip(), request.form.get(f"place-{n}", "").strip()
        name = request.form.get(f"name-{n}", "").strip()
        if year and not (year.isascii() and year.isdigit() and 1949 <= int(year) <= 2100):
            troubles[n] = f"年份“{year[:20]}”不对，请写四位数字，如 2021。"
            continue
        when = (document.year if document else None) or (int(year) if year else None)
        if name and not code:
            found = library().named_place(name[:60], when)
            code = found.place.code if found.place else ""
            if not code:
                listed = "、".join(f"{''.join(p.path)}（{p.code}）" for p in found.candidates[:8])
                troubles[n] = f"叫“{name[:30]}”的地方有：{listed}，请写明或填代码。" if listed else f"没有找到“{name[:30]}”这个地方，请写全称或代码。"
        if code or year:
            told[n] = Told(code or None, int(year) if year else None)
    return told, troubles


def _as_told(packet: Packet, ticked: list[int], told: Mapping[int, Told]) -> list[Examined]:
    """The ticked reports; files of which something was told are read once more, as it was told."""
    again: dict[tuple[str, str], Examined] = {}
    for name, data in packet.files:
        said = {packet.reports[n].member: what for n, what in told.items() if packet.reports[n].file == name}
        if said:
            again |= {(each.file, each.member): each for each in library().examine(data, name, said)}
    chosen = (packet.reports[n] for n in ticked)
    return [again.get((each.file, each.member), each) for each in chosen]


def _content(file: FileStorage) -> bytes:
    with file.stream:
        return file.stream.read()


def _own_name(name: str) -> str:
    """The last part of a name, shown and never opened."""
    return name.replace("\\", "/").rpartition("/")[2][-150:] or "未命名.txt"


def _see_other(address: str) -> Response:
    return Response(status=303, headers={"Location": address})
