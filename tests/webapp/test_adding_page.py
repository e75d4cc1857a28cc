"""``/reports/add``: who may, what is shown before anything is kept, what stays open, what is refused, and how long it waits."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer import Library, Scope
from tests.webapp.conftest import client_of
from tests.webapp.fake import FakeLibrary
from tests.webapp.page import Element, read

REPORT = """{place}2021年政府工作报告

——2021年1月10日在{place}第十五届人民代表大会第三次会议上

{place}人民政府市长　王明

各位代表：

现在，我代表{place}人民政府向大会报告工作，请予审议。

一、2020年工作回顾

过去的一年，地区生产总值增长6.1%，新建公厕12座。

{more}
"""
HOW = "坚持问题导向，逐项制定清单，明确时限和责任单位，按月调度，按季通报，把群众满意作为衡量工作的唯一标准。"
MORE = "\n\n".join(f"完善{subject}，{HOW}" for subject in "统档督政后值公会接采")


def report(place: str = "洛阳市") -> bytes:
    return REPORT.format(place=place, more=MORE).encode()


class Browser:
    """Sends forms as a browser at this site does: with the cookie's token, from the same origin."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = read(client.get("/reports/add").get_data(as_text=True)).find("input", name="token")[0].attrs["value"]

    def send(self, address: str, data: dict[str, object], status: int = 200) -> Element:
        """The page at the end of what a form leads to."""
        reply = self.client.post(
            address, data={"token": self.token, **data}, headers={"Sec-Fetch-Site": "same-origin"}, content_type="multipart/form-data",
            follow_redirects=True,
        )  # fmt: skip
        assert reply.status_code == status, reply.get_data(as_text=True)
        self.address = reply.request.path
        return read(reply.get_data(as_text=True))

    def files(self, *files: tuple[str, bytes]) -> dict[str, object]:
        return {"file": [(io.BytesIO(data), name) for name, data in files]}


@pytest.fixture
def browser(client: FlaskClient) -> Browser:
    return Browser(client)


@pytest.fixture
def real(tmp_path: Path) -> tuple[Browser, Library]:
    library = Library.open(tmp_path / "库")
    library.prepare()
    return Browser(client_of(library)), library


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize(
    ("config", "headers", "remote", "status"),
    [
        ({}, {}, "127.0.0.1", 200),
        ({}, {}, "::1", 200),
        ({}, {}, "192.168.1.5", 403),  # the server listens to the network, and somebody says that he is localhost
        ({}, {"X-Forwarded-For": "192.168.1.5"}, "127.0.0.1", 403),  # a proxy on this machine
        ({"ALLOWED_HOSTS": ("lib.example",)}, {"Host": "lib.example"}, "127.0.0.1", 403),
        ({"ALLOWED_HOSTS": ("lib.example",), "ADDING": "all"}, {"Host": "lib.example"}, "192.168.1.5", 200),
        ({"ADDING": "nobody"}, {}, "127.0.0.1", 403),
    ],
)
def test_who_may_add(config: dict[str, object], headers: dict[str, str], remote: str, status: int) -> None:
    client = client_of(FakeLibrary(), **config)
    reply = client.get("/reports/add", headers=headers, environ_overrides={"REMOTE_ADDR": remote})
    assert reply.status_code == status
    shown = client.get("/reports", headers=headers, environ_overrides={"REMOTE_ADDR": remote}).get_data(as_text=True)
    assert ("添加报告" in shown) is (status == 200)
    held = client.get("/reports/410104-2020", headers=headers, environ_overrides={"REMOTE_ADDR": remote}).get_data(as_text=True)
    assert ("从库中删除" in held) is ("重新读取" in held) is (status == 200)
    if status == 403:
        assert "--allow-adding" in reply.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/reports/add", "/reports/add/x", "/reports/410104-2020/remove", "/reports/410104-2020/reread"])
def test_changes_come_from_our_own_pages_only(browser: Browser, address: str) -> None:
    for headers, token in (({"Sec-Fetch-Site": "cross-site"}, browser.token), ({"Sec-Fetch-Site": "same-origin"}, "wrong"), ({}, browser.token)):
        assert browser.client.post(address, data={"token": token}, headers=headers).status_code == 403
    client = client_of(browser.client.application.extensions["yiju"], ADDING="nobody")
    assert client.post(address, data={"token": browser.token}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 403


# ---------------------------------------------------------------- looking


def test_what_was_recognised_is_shown_and_not_kept(real: tuple[Browser, Library]) -> None:
    browser, library = real
    page = browser.send("/reports/add", browser.files(("洛阳.txt", b"\xe9\xa6\x96\xe9\xa1\xb5\n" + report())))
    shown = page.one("section", cls="received").text
    for words in ("洛阳市2021年政府工作报告", "河南省 › 洛阳市（410300）", "2021年", "报告全文", "现在，我代表洛阳市人民政府", "首页", "洛阳.txt"):
        assert words in shown
    assert page.one("input", type="checkbox").attrs.get("checked") is not None
    assert library.documents(Scope())[0] == 1


def test_what_is_confirmed_is_kept_and_found(real: tuple[Browser, Library]) -> None:
    browser, library = real
    browser.send("/reports/add", browser.files(("洛阳.txt", report()), ("开封.txt", report("开封市")), ("空.txt", b"")))
    page = browser.send(browser.address, {"keep-0": "1"})
    assert "已收录：洛阳市2021年政府工作报告" in page.one("div", role="status").text
    assert [d.document_id for d in library.documents(Scope(years=frozenset({2021})))[1]] == ["410300-2021"]
    assert "公厕12座" in browser.client.get("/search?q=“公厕12座”").get_data(as_text=True).replace("<mark>", "").replace("</mark>", "")
    source = library.document("410300-2021").source
    assert (source.file, source.size) == ("洛阳.txt", len(report()))


def test_a_report_the_library_holds_is_told_of_and_not_ticked(real: tuple[Browser, Library]) -> None:
    browser, _ = real
    text = report() + "\n".join(f"第{i}项工作扎实推进，完成投资{i + 10}亿元，惠及群众{i * 7}万人，满意度持续提升。" for i in range(60)).encode()
    for _ in range(2):
        page = browser.send("/reports/add", browser.files(("洛阳.txt", text)))
        browser.send(browser.address, {"keep-0": "1"})
    assert "一字不差的同一份：410300-2021" in page.text
    assert "checked" not in page.one("input", type="checkbox").attrs
    changed = text.replace("12座".encode(), "13座".encode())
    page = browser.send("/reports/add", browser.files(("另一份.txt", changed)))
    assert re.search(r"库中相近\s*洛阳市2021年政府工作报告（约 \d+% 的文字相同）", page.text)


def test_each_file_that_cannot_be_read_has_its_reason(browser: Browser) -> None:
    page = browser.send("/reports/add", browser.files(("空.txt", b""), ("好.txt", b"x")))
    assert "“空.txt”是空文件" in page.text
    assert len(page.find("input", type="checkbox")) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\报告\\洛阳.txt", "<script>alert(1)</script>.txt", "a" * 400 + ".txt"])
def test_a_name_is_shown_and_never_opened(browser: Browser, name: str) -> None:
    page = browser.send("/reports/add", browser.files((name, b"x")))
    shown = page.one("section", cls="received").one("p", cls="meta").text
    assert "/" not in shown.replace("</", "")
    assert "\\" not in shown
    assert len(shown) <= 160
    assert not page.find("script", src="") or "alert" not in "".join(s.text for s in page.find("script"))


# ---------------------------------------------------------------- asking


def ambiguous() -> bytes:
    return report("鼓楼区").replace("市长".encode(), "区长".encode())


def test_a_place_that_stays_open_is_asked_and_never_guessed(real: tuple[Browser, Library]) -> None:
    browser, library = real
    page = browser.send("/reports/add", browser.files(("报告.txt", ambiguous())))
    options = [option.text for option in page.one("select", name="place-0").find("option")]
    assert options[0] == "不确定"
    assert "江苏省南京市鼓楼区（320106）" in options
    assert len(options) >= 4
    assert "报告没有说明是哪一处" in page.text
    browser.send(browser.address, {"keep-0": "1", "place-0": "320106"})
    record = library.document("320106-2021")
    assert record.place is not None
    assert record.place.path == ("江苏省", "南京市", "鼓楼区")
    assert "报告没有写明地区，由收录者指定。" in record.notes


@pytest.mark.parametrize(
    ("typed", "told"),
    [("南京市鼓楼区", None), ("320106", None), ("鼓楼区", "的地方有：江苏省南京市鼓楼区（320106）"), ("没有这个区", "没有找到“没有这个区”")],
)
def test_a_place_can_be_typed(real: tuple[Browser, Library], typed: str, told: str | None) -> None:
    browser, library = real
    browser.send("/reports/add", browser.files(("报告.txt", ambiguous())))
    page = browser.send(browser.address, {"keep-0": "1", "name-0": typed}, 400 if told else 200)
    if told is None:
        assert library.document("320106-2021").title == "鼓楼区2021年政府工作报告"
    else:
        assert told in page.one("section", cls="received").one("p", role="alert").text
        assert page.one("input", name="name-0").attrs["value"] == typed
        assert library.documents(Scope())[0] == 1


def test_what_stays_open_may_stay_open(real: tuple[Browser, Library]) -> None:
    browser, library = real
    browser.send("/reports/add", browser.files(("报告.txt", ambiguous())))
    browser.send(browser.address, {"keep-0": "1"})
    (record,) = library.documents(Scope(years=frozenset({2021})))[1]
    assert record.place is None


@pytest.mark.parametrize(("year", "status"), [("2021", 200), ("", 200), ("21", 400), ("２０２１", 400), ("<b>", 400), ("9999", 400)])
def test_a_year_that_stays_open_is_asked(real: tuple[Browser, Library], year: str, status: int) -> None:
    browser, library = real
    bare = "\n".join(["洛阳市人民政府工作报告", "各位代表：", *MORE.split("\n\n")]).encode()
    page = browser.send("/reports/add", browser.files(("报告.txt", bare)))
    assert page.one("input", name="year-0")
    browser.send(browser.address, {"keep-0": "1", "year-0": year}, status)
    kept = [d.year for d in library.documents(Scope())[1] if d.document_id != "410104-2020"]
    assert kept == ([] if status == 400 else [int(year) if year else None])


# ---------------------------------------------------------------- refusing and forgetting


def test_nothing_sent_and_nothing_ticked_are_said(browser: Browser) -> None:
    assert "没有选择文件" in browser.send("/reports/add", {}, 400).text
    assert "最多 20 个" in browser.send("/reports/add", browser.files(*[("甲.txt", b"x")] * 21), 400).text
    browser.send("/reports/add", browser.files(("甲.txt", b"x")))
    page = browser.send(browser.address, {}, 400)
    assert "没有勾选" in page.one("p", role="alert").text


def test_a_packet_that_is_too_large_is_refused(browser: Browser) -> None:
    reply = browser.client.post(
        "/reports/add", data=b"x", content_type="multipart/form-data; boundary=b",
        headers={"Sec-Fetch-Site": "same-origin"}, environ_overrides={"CONTENT_LENGTH": str(65 << 20)},
    )  # fmt: skip
    assert reply.status_code == 413
    assert "太长" in reply.get_data(as_text=True)


def test_what_is_dropped_is_gone(browser: Browser) -> None:
    browser.send("/reports/add", browser.files(("甲.txt", b"x")))
    address = browser.address
    browser.send(address, {"drop": "1"})
    assert browser.client.get(address).status_code == 404
    assert "等得太久" in browser.send(address, {"keep-0": "1"}, 404).text


def test_what_was_kept_waits_no_longer(browser: Browser) -> None:
    browser.send("/reports/add", browser.files(("甲.txt", b"x")))
    address = browser.address
    browser.send(address, {"keep-0": "1"})
    assert browser.client.get(address).status_code == 404


# ---------------------------------------------------------------- out and again


def test_a_report_is_taken_out(real: tuple[Browser, Library]) -> None:
    browser, library = real
    page = browser.send("/reports/410104-2020/remove", {})
    assert "已从库中删除 410104-2020" in page.one("div", role="status").text
    assert library.documents(Scope())[0] == 0
    browser.send("/reports/410104-2020/remove", {}, 404)


def test_a_report_is_read_again(real: tuple[Browser, Library], tmp_path: Path) -> None:
    browser, library = real
    path = tmp_path / "洛阳.txt"
    path.write_bytes(report())
    library.index([path])
    path.write_bytes(report().replace("12座".encode(), "13座".encode()))
    page = browser.send("/reports/410300-2021/reread", {})
    assert "已更新：洛阳市2021年政府工作报告" in page.text
    assert any("13座" in p.text for p in library.passages("410300-2021"))
    path.unlink()
    assert "原文件已不在" in browser.send("/reports/410300-2021/reread", {}, 404).text


def test_an_address_tells_only_what_is_true(browser: Browser) -> None:
    page = read(browser.client.get("/reports/add?removed=410104-2020&read=999999-2020&read=410104-2020").get_data(as_text=True))
    told = [" ".join(item.text.split()) for item in page.one("div", role="status").find("li")]
    assert told == ["已收录：2020年郑州市管城回族自治区政府工作报告 410104-2020"]
