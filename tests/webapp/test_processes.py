"""Several processes on one address: a dead one is replaced, all end together, forms hold whoever answers; and crowds are told so."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from indexer import Library
from tests.indexer.conftest import write_report
from tests.webapp.conftest import client_of
from tests.webapp.fake import FakeLibrary
from webapp import cli, create_app, crowding, processes
from webapp.serving import THREADS, port_of, server_of

posix = pytest.mark.skipif(not processes.can_share(), reason="no fork there: yiju serve says so, see below")
COMMAND = [sys.executable, "-c", "import sys; from webapp.cli import main; sys.exit(main())"]


def children_of(pid: int) -> set[int]:
    return {int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def within(seconds: float, look: object) -> bool:
    """Whether something becomes true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if look():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--workers", "2", "--library", str(tmp_path_factory.mktemp("库"))],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        process.stdout.readline()
        address = re.search(r"http://\S+/", process.stdout.readline())
        assert address
        yield process, address[0]
    finally:
        process.kill()
        process.communicate()


def get(url: str) -> dict[str, object]:
    with urllib.request.urlopen(url, timeout=60) as reply:
        found: dict[str, object] = json.loads(reply.read())
        return found


class Visitor:
    """A reader with cookies, who sends forms from the pages of the site, each over a connection of its own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        found = re.search(r'name="token" value="([^"]+)"', self.page("reports/add")[1])
        assert found
        self.token = found[1]

    def page(self, path: str) -> tuple[str, str]:
        """Where one is in the end, and what one sees."""
        with self.opener.open(self.address + path, timeout=60) as reply:
            return reply.url, reply.read().decode()

    def send(self, path: str, *parts: tuple[str, str, bytes]) -> tuple[str, str]:
        """Post fields: what their disposition says more, and their content."""
        fields = [("token", "", self.token.encode()), *parts]
        pieces = (f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + data + b"\r\n" for name, more, data in fields)
        headers = {"Content-Type": "multipart/form-data; boundary=b", "Sec-Fetch-Site": "same-origin"}
        asked = urllib.request.Request(self.address + path, b"".join((*pieces, b"--b--\r\n")), headers)
        with self.opener.open(asked, timeout=60) as reply:
            return reply.url, reply.read().decode()


@posix
def test_what_one_process_was_sent_any_other_shows_and_keeps(served: tuple[subprocess.Popen[str], str], tmp_path: Path) -> None:
    _, address = served
    visitor = Visitor(address)
    data = write_report(tmp_path, "洛阳市", 2021).read_bytes()
    preview, shown = visitor.send("reports/add", ("file", '; filename="luoyang.txt"', data))
    assert "洛阳市2021年政府工作报告" in shown
    path = preview.removeprefix(address)
    assert all("洛阳市2021年政府工作报告" in visitor.page(path)[1] for _ in range(12))
    _, told = visitor.send(path, ("keep-0", "", b"1"))
    assert "已收录" in told
    url = address + "api/search?q=%E2%80%9C%E6%96%B0%E5%BB%BA%E5%85%AC%E5%8E%9512%E5%BA%A7%E2%80%9D"  # “新建公厕12座”
    assert [get(url)["total"] for _ in range(12)] == [1] * 12
    assert get(address + "api/documents")["total"] == 2


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="children are read from /proc")
def test_one_that_dies_is_replaced_and_all_end_together(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    url = address + "api/search?q=%E6%94%B9%E9%80%A0"
    expected = get(url)["total"]
    with ThreadPoolExecutor(8) as pool:
        assert {r["total"] for r in pool.map(get, [url] * 40)} == {expected}
    before = children_of(process.pid)
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    assert within(30, lambda: len(children_of(process.pid) - {min(before)}) == 2)
    assert get(url)["total"] == expected
    now = children_of(process.pid)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert "已停止" in out
    assert not any(Path(f"/proc/{pid}").exists() for pid in now)


def test_a_system_that_cannot_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(processes, "can_share", lambda: False)
    assert cli.main(["serve", "--workers", "2", "--port", "0", "--library", str(tmp_path)]) == 2
    assert "不支持 --workers" in capsys.readouterr().err


@pytest.mark.parametrize("workers", ["0", "-1", "65", "两个"])
def test_a_number_that_makes_no_sense(workers: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["serve", "--workers", workers])
    assert "进程数应是 1 到 64" in capsys.readouterr().err


@posix
def test_children_that_die_at_once_end_it() -> None:
    assert processes.run(2, lambda: os._exit(1)) is False


@pytest.mark.parametrize(
    ("path", "status"), [("/", 503), ("/api/search?q=改造", 503), ("/healthz", 200), ("/static/yiju.css", 200)]
)
def test_a_crowd_is_told_to_come_back(path: str, status: int) -> None:
    reply = client_of(FakeLibrary(), WAITING=lambda: crowding.MOST_WAITING + 1).get(path)
    assert reply.status_code == status
    if status == 503:
        assert reply.headers["Retry-After"] == "2"
        assert "请隔几秒再试" in reply.get_data(as_text=True)
    assert client_of(FakeLibrary(), WAITING=lambda: crowding.MOST_WAITING).get(path).status_code == 200


def test_under_a_crowd_every_request_is_answered_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many clients as may wait, none of which is left without a reply."""
    monkeypatch.setattr(crowding, "MOST_WAITING", 4)
    library, go = FakeLibrary(), threading.Event()
    app = create_app({}, cast(Library, library))
    app.before_request(lambda: go.wait(60) and None)
    server = server_of(app, "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()

    def ask(_: int) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port_of(server)}/api/search?q=x", timeout=60) as reply:
                return int(reply.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    clients = THREADS + 20
    with ThreadPoolExecutor(clients) as pool:
        waiting = [pool.submit(ask, n) for n in range(clients)]
        arrived = lambda: sum(w.done() for w in waiting) + len(server.task_dispatcher.queue) + THREADS  # noqa: E731
        assert within(30, lambda: arrived() >= clients)
        go.set()
        got = [w.result() for w in waiting]
    assert set(got) == {200, 503}
    assert got.count(200) > THREADS
    server.trigger.pull_trigger(lambda: [listener.close() for listener in list(server._map.values())])
    server.task_dispatcher.shutdown()


def test_a_socket_is_given_back_when_its_address_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        processes.listen("127.0.0.1", taken.getsockname()[1])
